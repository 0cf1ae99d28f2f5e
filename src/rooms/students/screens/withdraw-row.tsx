import { type ReactNode, useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type RefusedAnswer, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { studentWords } from './words.ts'

interface Props<T> {
  readonly label: ReactNode
  readonly size: string
  /** What is said aloud for the button where several decks stand in a list. */
  readonly named?: string
  /** What withdrawing does, asked before it happens. */
  readonly text: string
  readonly withdraw: () => Promise<T>
  readonly told: (done: Exclude<T, RefusedAnswer>) => string
  readonly onChange: () => void
}

/** One deck of cards, and its withdrawal, which asks first. */
export function WithdrawRow<T>({ label, size, named, text, withdraw, told, onChange }: Props<T>) {
  const w = useWords(studentWords)
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(withdraw)
  const confirm = async () => {
    const done = await send()
    if (!done) return
    setAsking(false)
    toast(told(done))
    onChange()
  }
  return (
    <div className="row-apart">
      <span>{label} <Badge>{size}</Badge></span>
      <Button small look="quiet" onClick={() => setAsking(true)} aria-label={named}>{w.withdraw}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.withdraw_title}>
        <p>{text}</p>
        <SentBanner sent={sent} />
        <div className="ending">
          <Button busy={busy} onClick={() => void confirm()}>{w.withdraw}</Button>
          <Button look="quiet" onClick={() => setAsking(false)}>{w.keep}</Button>
        </div>
      </Dialog>
    </div>
  )
}
