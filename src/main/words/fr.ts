import type { Same } from '../../ui/same-words.ts'
import type { words as en } from './en.ts'

export const words: Same<typeof en> = {
  refused_sign_in_first: 'Ouvrez d’abord une session, puis réessayez.',
  refused_not_found: 'Cette page n’existe pas ou n’est pas à vous. Revenez en arrière et choisissez dans la liste.',
  refused_not_open_yet: 'Ce programme n’est pas encore ouvert. Les lignes d’aide, elles, répondent à toute heure.',
  refused_bad_input: 'Il manque quelque chose, ou un champ n’a pas la bonne forme. Vérifiez les champs indiqués, puis renvoyez.',
  refused_too_large: 'C’est trop pour un seul envoi. Réduisez la taille, puis réessayez.',
  refused_too_many: 'Il y a eu trop d’essais. Attendez quelques minutes, puis réessayez.',
  refused_setup_code_wrong: 'Ce n’est pas le code de mise en route, ou il a déjà servi. Il s’affiche là où Peerside a été démarré; redémarrez-le pour le voir.',
  refused_broken: 'Un problème est survenu de notre côté. Rien n’a été changé. Réessayez dans une minute.',
}
