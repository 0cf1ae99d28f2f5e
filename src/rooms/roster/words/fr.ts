import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  fault_none_yet: 'Ce programme n’a pas encore signé ses clés. D’ici là, vous vous fiez au serveur.',
  fault_forged: 'Ces clés n’ont pas été signées par le programme. Rien n’a été envoyé. Avertissez le programme en personne et, entre-temps, servez-vous des lignes d’aide.',
  fault_older: 'Le serveur a montré une liste de clés plus ancienne que celle que cet appareil connaît. Rien n’a été envoyé. Réessayez plus tard; si cela persiste, avertissez le programme.',
  fault_forked: 'Le serveur a montré une liste de clés qui ne suit pas celle que cet appareil connaît. Rien n’a été envoyé. Avertissez le programme en personne.',
  fault_other_program: 'Ces clés appartiennent à un autre programme. Rien n’a été envoyé. Vérifiez l’adresse ou suivez de nouveau le lien de l’affiche.',
  fault_one_signature: 'Une seule des deux personnes requises a signé ces clés. Rien n’a été envoyé. Réessayez quand les deux auront signé.',
  fault_same_key_twice: 'Ces clés ont été signées deux fois par la même personne, alors qu’il en faut deux. Rien n’a été envoyé. Avertissez le programme.',
  fault_second_key: 'Le serveur a montré une deuxième clé là où il ne peut y en avoir qu’une. On pourrait s’en servir pour distinguer les gens; rien n’a donc été envoyé. Avertissez le programme en personne.',
  fault_unconfirmed_addition: 'Une personne a été ajoutée à la liste des pairs aidants sans la deuxième signature. Rien n’a été envoyé. Réessayez quand les deux auront signé.',
  fault_expired: 'Les clés du programme sont échues et n’ont pas encore été renouvelées. Les heures, les rencontres sans rendez-vous et les lignes d’aide fonctionnent comme avant.',
  fault_other_root: 'Le serveur montre d’autres clés que celles de l’affiche ou du lien que vous avez suivi, ou que celles que cet appareil connaissait. Rien n’a été envoyé. Comparez avec l’affiche au mur ou demandez au programme en personne.',
  fault_swapped: 'Le serveur a donné pour cette personne une clé qui n’est pas celle que le programme a signée. Quelqu’un essaie peut-être de lire; rien n’a donc été envoyé. Vous pouvez vous rencontrer sans note; avertissez le programme en personne.',
  fault_not_in_roster: 'Le programme n’a pas encore signé la clé de cette personne; rien ne peut donc lui être scellé. Vous pouvez réserver sans note ou choisir quelqu’un d’autre.',

  refused_seat_not_yours: 'Cette clé revient à un autre rôle: la première à la coordination, la deuxième à la personne-conseil.',
  refused_seat_taken: 'Quelqu’un a déjà fait cette clé. Rechargez la page pour voir qui.',
  refused_two_seats: 'Vous avez déjà fait une autre des trois clés. Deux personnes différentes doivent en tenir deux.',
  refused_key_known: 'Cette clé est déjà l’une des trois. Faites-en une nouvelle.',
  refused_root_stands: 'Les trois clés sont complètes et une liste est signée avec elles. Rechargez la page.',
  refused_keys_moved: 'Quelqu’un a signé entre-temps. Rechargez la page et regardez de nouveau avant de signer.',
  refused_not_a_holder: 'Cette clé n’est pas de celles qui peuvent signer ici.',
  refused_signature_wrong: 'La signature ne correspond pas à ce qui doit être signé. Rechargez la page et réessayez.',
  refused_second_key: 'Une liste ne peut nommer qu’une clé par usage, et jamais une autre qu’avant.',
  refused_entry_stale: 'Les clés, le nom ou le rôle d’une personne ont changé depuis que vous avez ouvert cette page. Rechargez-la et regardez de nouveau.',
  refused_too_long_ahead: 'Une liste de personnes peut être confirmée pour 35 jours au plus.',
}
