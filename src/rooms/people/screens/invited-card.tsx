import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Check, Copy } from '../../../ui/icons.ts'
import { useDates } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { uiWords } from '../../../ui/ui-words.ts'
import { useWords } from '../../../ui/words.tsx'
import type { Invited } from '../contract.ts'
import { peopleWords } from './words.ts'

/** One invitation, shown once: to copy or to scan from the screen. */
export function InvitedCard({ invited, onDone }: { invited: Invited; onDone: () => void }) {
  const w = useWords(peopleWords)
  const ui = useWords(uiWords)
  const dates = useDates()
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(invited.link).then(() => setCopied(true), () => setCopied(false))
  return (
    <div className="stack">
      <Banner tone="warn">{w.invited_text}</Banner>
      <div className="invited-code"><QrCode text={invited.link} label={w.invited_qr} /></div>
      <p className="invited-link"><span className="unseen">{w.invited_link}: </span><code>{invited.link}</code></p>
      <p className="muted">{w.invited_until(dates.plainDate(invited.expiresOn))}</p>
      <div className="ending">
        <Button icon={copied ? Check : Copy} onClick={() => void copy()}>{copied ? ui.copied : ui.copy}</Button>
        <Button look="quiet" onClick={onDone}>{w.done}</Button>
      </div>
    </div>
  )
}
