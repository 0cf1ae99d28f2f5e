import { ButtonLink } from '../../../ui/button.tsx'
import { useWords } from '../../../ui/words.tsx'
import { enrolmentWords } from './words.ts'

/** Beside the ways back, for whoever has none of them left. */
export function LostLink() {
  const w = useWords(enrolmentWords)
  return <ButtonLink look="link" href="/lost">{w.lost_title}</ButtonLink>
}
