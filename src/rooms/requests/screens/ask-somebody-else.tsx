import { ButtonLink } from '../../../ui/button.tsx'
import { UserPlus } from '../../../ui/icons.ts'
import { useRequestWords } from './words.ts'

/** In a running conversation: the way to somebody else, which only its student may go. */
export function AskSomebodyElse({ conv }: { conv: string }) {
  const w = useRequestWords()
  return <div><ButtonLink look="quiet" icon={UserPlus} href={`/write/hand-over/${conv}`}>{w.hand_title}</ButtonLink></div>
}
