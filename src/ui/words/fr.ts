import type { Same } from '../same-words.ts'
import type { words as english } from './en.ts'

export const words: Same<typeof english> = {
  close: 'Fermer',
  back: 'Retour',
  loading: 'Un instant',
  try_again: 'Réessayer',
  unreachable: 'Impossible de joindre le serveur. Vérifiez votre connexion, puis réessayez. Rien n’est perdu.',
  went_wrong: 'Un problème est survenu sur cette page. Réessayez ou retournez au début.',
  to_start: 'Retourner au début',
  print: 'Imprimer',
  show_table: 'Voir en tableau',
  hidden_count: 'masqué',
  below_need: 'sous le besoin',
  heat_cell: (day, hour, count, need) => `${day} ${hour}\u00a0: ${count} sur ${need} nécessaires`,
  step_of: (step, steps) => `Étape ${step} sur ${steps}`,
  step_done: 'terminée',
  required: 'obligatoire',
  optional: 'facultatif',
  copied: 'Copié',
  copy: 'Copier',
  call_number: (number) => `Appeler le ${number}`,
  text_number: (number) => `Texter le ${number}`,
  text_word: (word, number) => `Texter ${word} au ${number}`,
  chat: 'Clavarder',
}
