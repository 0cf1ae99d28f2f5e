import type { Same } from '../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  page_title: 'Preuve d’inscription',
  page_what: 'Cette adresse ne fait qu’une chose : elle confirme qu’une personne étudie à l’école et signe un jeton qui ne dit pas qui elle est.',
  page_apart: 'Elle ne sait pas pour quel compte le jeton sert. Les pages du programme connaissent le compte, mais pas la personne. Les deux ne tiennent aucun registre commun.',
  page_school: 'On le prouve par la connexion de l’école ou par une carte du programme.',
  page_cards: 'La connexion de l’école n’est pas configurée ici : on le prouve par une carte du programme.',
  page_back: 'Vers le programme',
  page_stale: 'Cette connexion a pris trop de temps ou a commencé ailleurs. Revenez à la page du programme et recommencez : rien n’est perdu.',
  page_languages: 'Langues',
  page_missing: 'Il n’y a rien à cette adresse.',

  refused_program_unknown: 'Ce programme n’a pas encore été mis en place ici. Sa coordination le fait une fois, avec les clés du programme.',
  refused_root_differs: 'D’autres clés sont déjà conservées ici pour ce programme. Elles ne sont remplacées que si deux des trois anciennes signent les nouvelles, ou si la personne qui exploite ce service les confirme.',
  refused_list_forged: 'Cette liste de clés ne porte pas les deux signatures nécessaires. Rien n’a été changé.',
  refused_list_older: 'Une liste de clés plus récente est déjà ici. Rechargez la page pour travailler avec celle-là.',
  refused_list_gap: 'Il manque une liste entre les deux. Envoyez les listes l’une après l’autre, dans l’ordre.',
  refused_list_swapped: 'Cette liste donne une deuxième clé à ce qui en a déjà une. Cela ne doit pas arriver; elle n’a donc pas été acceptée.',
  refused_deck_unsigned: 'Cela n’est pas signé par une des clés de registre du programme. Refaites-le sur l’appareil qui garde la clé.',
  refused_deck_differs: 'Un autre paquet est conservé sous ce numéro. Faites un nouveau paquet et imprimez-le.',
  refused_deck_withdrawn: 'Ce paquet a été retiré et ses cartes restent sans valeur. Faites un nouveau paquet.',
  refused_deck_unknown: 'Ce paquet n’est pas ici. Rechargez la page pour voir ceux qui y sont.',
  refused_card_unknown: 'Ces lettres ne sont sur aucune carte de ce programme. Regardez la carte encore une fois : elle porte vingt lettres et chiffres.',
  refused_card_other_year: 'Cette carte vaut pour une autre année universitaire. Demandez-en une de cette année.',
  refused_ticket_void: 'Cette preuve a déjà servi, ou elle date de plus de dix minutes. Recommencez l’étape : rien n’est perdu.',
  refused_issued_already: 'Un jeton a déjà été fait pour vous cette année, sur un autre appareil ou dans un autre navigateur. Ouvrez votre compte là-bas, ou avec votre moyen de retour.',
  refused_not_found: 'Il n’y a rien à cette adresse.',
  refused_bad_input: 'Quelque chose n’a pas la bonne forme. Rechargez la page et refaites l’étape.',
  refused_too_large: 'C’est trop pour un seul envoi.',
  refused_too_many: 'Il y a eu trop d’essais. Attendez dix minutes, puis réessayez.',
  refused_broken: 'Un problème est survenu de notre côté. Rien n’a été changé. Réessayez dans une minute.',
}
