import { useWords } from '../../../ui/words.tsx'
import { signHandOver } from '../client.ts'
import type { StepProps } from './desk-steps.ts'
import { SignWith } from './sign-with.tsx'
import { rosterWords } from './words.ts'

/** Two of the old keys sign the new ones; only then do devices follow. */
export function HandOverStep({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  const signed = desk.forming!.signatures.map(({ key }) => key)
  return (
    <div className="stack">
      <p>{w.signatures_of_two(signed.length)}</p>
      {signed.length < 2 ? <SignWith keys={desk.root!.keys} signed={signed} label={w.handover_sign} sign={(printed) => signHandOver(desk, printed)} onSigned={changed} /> : null}
    </div>
  )
}
