import type { Same } from '../../../ui/same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  demonstration: 'Démonstration. Tout le monde et tout ce qui est ici est inventé.',
  skip: 'Aller au contenu',
  language: 'Langue',
  quick_exit: 'Sortie rapide',
  quick_exit_hint: 'Quitte cette page sur-le-champ. La touche Maj, trois fois de suite, fait de même.',
  nav_main: 'Menu principal',
  nav_home: 'Accueil',
  nav_find: 'Trouver',
  nav_talk: 'Messages',
  nav_mine: 'Rencontres',
  nav_help: 'Aide',
  not_here: 'Cette page n’existe pas',
  not_here_text: 'L’adresse est peut-être ancienne, ou n’est pas ouverte à ce compte.',
}
