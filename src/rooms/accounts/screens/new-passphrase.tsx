import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Copy } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { type DrawnPassphrase, drawPassphrase, session } from '../client.ts'
import { isSamePhrase } from '../rules.ts'
import { accountWords } from './words.ts'
import './accounts.css'

/** A drawn name and passphrase: shown, copied or printed, and typed once before they are kept. */
export function NewPassphrase({ onKept, onBack }: { onKept: () => void; onBack: () => void }) {
  const w = useWords(accountWords)
  const load = useLoad(drawPassphrase, [])
  if (load.state === 'here') return <Drawn drawn={load.data} onKept={onKept} onBack={onBack} />
  return (
    <div className="stack">
      <Loaded load={load} lines={6}>{() => null}</Loaded>
      <Button look="link" onClick={onBack}>{w.other_ways}</Button>
    </div>
  )
}

function Drawn({ drawn, onKept, onBack }: { drawn: DrawnPassphrase; onKept: () => void; onBack: () => void }) {
  const w = useWords(accountWords)
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState<'wrong' | 'copied' | null>(null)
  const { send, sent, busy } = useSend(session.keepPassphrase)
  const { handle, passphrase } = drawn
  const keep = async () => {
    const isRight = isSamePhrase(passphrase, typed)
    setNote(isRight ? null : 'wrong')
    if (isRight && (await send(drawn))) onKept()
  }
  return (
    <Card title={w.passphrase_title} sub={w.passphrase_sub}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void keep() }}>
        <dl className="stack-tight" lang="en" translate="no">
          <dt className="muted">{w.handle_label}</dt>
          <dd className="secret-line">{handle}</dd>
          <dt className="muted">{w.passphrase_label}</dt>
          <dd className="secret-line">{passphrase}</dd>
        </dl>
        <div className="row">
          <Button look="quiet" small icon={Copy} onClick={() => void navigator.clipboard.writeText(`${handle}\n${passphrase}`).then(() => setNote('copied'))}>{w.copy}</Button>
          <PrintButton label={w.print} />
        </div>
        {note === 'copied' ? <Banner>{w.copied}</Banner> : null}
        <TextInput label={w.passphrase_check} error={note === 'wrong' ? w.passphrase_wrong : undefined} value={typed} onValue={setTyped} required autoComplete="new-password" autoCapitalize="none" spellCheck={false} lang="en" />
        <SentBanner sent={sent} />
        <div className="ending">
          <Button type="submit" busy={busy}>{w.keep_it}</Button>
          <Button look="link" onClick={onBack}>{w.other_ways}</Button>
        </div>
      </form>
    </Card>
  )
}
