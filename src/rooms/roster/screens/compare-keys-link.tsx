import { ButtonLink } from '../../../ui/button.tsx'
import { ShieldCheck } from '../../../ui/icons.ts'
import { useWords } from '../../../ui/words.tsx'
import { rosterWords } from './words.ts'

/** From a student's own keys to those of the program. */
export function CompareKeysLink() {
  const w = useWords(rosterWords)
  return <ButtonLink href="/check" look="quiet" icon={ShieldCheck}>{w.compare_title}</ButtonLink>
}
