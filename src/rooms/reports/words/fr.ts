import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_account_resting: 'Votre compte est en pause pour l’instant. Sous «\u00a0La situation de votre compte\u00a0», vous lirez jusqu’à quand, et comment contester. Les lignes d’aide sont là à toute heure.',
  refused_letter_taken: 'Quelque chose a mal tourné à l’envoi. Rechargez cette page et envoyez de nouveau.',
  refused_contacts_few: 'Les personnes-ressources en sécurité ont changé, ou sont moins de deux. Rechargez la page avant d’envoyer.',
  refused_not_suspended: 'Votre compte n’est plus en pause. Il n’y a rien à contester.',
  refused_appealed_already: 'Vous avez déjà contesté. Les personnes-ressources en sécurité ont vos mots.',
  refused_not_yourself_here: 'Il s’agit de vous. L’autre personne-ressource décide.',
  refused_version_taken: 'Un autre onglet vient de le reverrouiller. Rechargez la page.',
  refused_version_moved: 'La personne l’a reverrouillé entre-temps. Rechargez la page et recommencez.',
  refused_not_offered_here: 'On ne peut pas le laisser ici en ce moment: le programme ne l’offre pas, ou les personnes de garde ont changé. Rechargez la page.',
}
