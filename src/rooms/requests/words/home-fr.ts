import type { Same } from '../../../ui/same-words.ts'
import type { words as en } from './home-en.ts'

export const words: Same<typeof en> = {
  write: 'Écrire à quelqu’un',
  write_instead: 'Écrire plutôt',
  write_any_hour: 'À toute heure. Vous voyez quand on vous lira.',
  read_by: (name, when) => `${name} ou quelqu’un d’autre vous lira d’ici ${when}`,
  read_by_anyone: (when) => `On vous lira d’ici ${when}`,
  your_request: 'Votre demande attend',
  your_request_news: 'Voir où elle en est',
}
