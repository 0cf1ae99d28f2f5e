import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { type RefusedAnswer, useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { keysInVault } from '../client.ts'
import { rosterWords } from './words.ts'

interface SignWithProps {
  /** The root keys of which one must sign. */
  readonly keys: readonly string[]
  /** Those that have signed already. */
  readonly signed: readonly string[]
  readonly label: string
  /** `printed` is empty where the account's own key signs. */
  readonly sign: (printed: string) => Promise<object | RefusedAnswer>
  readonly onSigned: () => void
}

/** One press where this account holds one of the keys; else the words of a printed one. */
export function SignWith({ keys, signed, label, sign, onSigned }: SignWithProps) {
  const w = useWords(rosterWords)
  const mine = useLoad(() => keysInVault(keys), [keys.join()])
  const { send, sent, busy } = useSend(sign)
  const [printed, setPrinted] = useState('')
  const go = async (words: string) => {
    if (!(await send(words))) return
    // The second signer sits at the same screen: the first one's key is not theirs to see.
    setPrinted('')
    onSigned()
  }
  return (
    <Loaded load={mine}>{([own]) => {
      const mayPress = own !== undefined && !signed.includes(own)
      return (
        <div className="stack">
          <SentBanner sent={sent} />
          {mayPress ? <div><Button busy={busy} onClick={() => void go('')}>{label}</Button></div> : null}
          {own !== undefined && !mayPress ? <p className="muted">{w.you_signed}</p> : null}
          <Disclosure summary={w.printed_summary} open={own === undefined && signed.length > 0}>
            <form className="stack" onSubmit={(event) => { event.preventDefault(); void go(printed) }}>
              <TextArea label={w.printed_label} hint={w.printed_hint} value={printed} onValue={setPrinted} rows={3} required autoComplete="off" autoCapitalize="none" spellCheck={false} lang="en" />
              <div><Button type="submit" look="quiet" busy={busy}>{w.printed_sign}</Button></div>
            </form>
          </Disclosure>
        </div>
      )
    }}</Loaded>
  )
}
