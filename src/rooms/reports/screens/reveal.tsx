import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Eye } from '../../../ui/icons.ts'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { keepIdentity, keptIdentity, type MessageContent, reveal, revealFits } from '../client.ts'
import { type Identity, revealedIn } from '../rules.ts'
import { Reach } from './reach.tsx'
import { reportWords } from './words.ts'
import './reports.css'

const NOBODY: Identity = { name: '', reach: '' }

/**
 * "Share who I am". Part of the conversation's own file, not fetched when it is opened: whoever watches the wire sees a message
 * of the ordinary size go, and nothing before it.
 */
export function RevealDialog({ conv, name, open, onClose }: { conv: string; name: string; open: boolean; onClose: () => void }) {
  const w = useWords(reportWords)
  return (
    <Dialog open={open} onClose={onClose} title={w.reveal_title(name)}>
      <RevealForm conv={conv} name={name} onDone={onClose} />
    </Dialog>
  )
}

function RevealForm({ conv, name, onDone }: { conv: string; name: string; onDone: () => void }) {
  const w = useWords(reportWords)
  const [identity, setIdentity] = useState<Identity>(NOBODY)
  const [sure, setSure] = useState(false)
  const { send, busy } = useSend(reveal)
  useEffect(() => { void keptIdentity().then((kept) => kept && setIdentity((now) => (now === NOBODY ? kept : now))) }, [])
  const write = (part: Partial<Identity>) => {
    const next = { ...identity, ...part }
    setIdentity(next)
    void keepIdentity(next)
  }
  const whole = identity.name.trim() !== '' && identity.reach.trim() !== ''
  const tooLong = !revealFits(identity)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (!whole || !sure || tooLong) return
      await send(conv, identity)
      onDone()
    }}>
      <p>{w.reveal_intro(name)}</p>
      <TextInput label={w.reveal_name} autoComplete="off" maxLength={80} value={identity.name} onValue={(value) => write({ name: value })} />
      <TextInput label={w.reveal_reach} autoComplete="off" maxLength={120} value={identity.reach} onValue={(value) => write({ reach: value })} {...(tooLong ? { error: w.reveal_fits } : {})} />
      <p className="small muted">{w.reveal_kept}</p>
      <Checkbox label={w.reveal_sure(name)} checked={sure} onValue={setSure} />
      <div className="ending">
        <Button type="submit" busy={busy} disabled={!whole || !sure || tooLong}>{w.reveal_send(name)}</Button>
        <Button look="quiet" onClick={onDone}>{w.not_now}</Button>
      </div>
    </form>
  )
}

const SHOWN_SECONDS = 60

/** How messages of this room's kinds look in a conversation. */
export function ReportsMessage({ content, mine, name }: { content: MessageContent; mine: boolean; name: string }) {
  const w = useWords(reportWords)
  const identity = revealedIn(content)
  if (identity) return <RevealedLine identity={identity} mine={mine} name={name} />
  return <span className="small">{mine ? w.emergency_line_mine : w.emergency_line_theirs}</span>
}

/** What the supporter sees in place of the message: closed, until they choose to look, and closed again after a minute or when the page is left. */
function RevealedLine({ identity, mine, name }: { identity: Identity; mine: boolean; name: string }) {
  const w = useWords(reportWords)
  if (mine) return <p>{w.reveal_sent(name)}</p>
  return <Revealed identity={identity} />
}

function Revealed({ identity }: { identity: Identity }) {
  const w = useWords(reportWords)
  const [left, setLeft] = useState(0)
  const shown = left > 0
  useEffect(() => {
    if (!shown) return
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1_000)
    const close = () => setLeft(0)
    document.addEventListener('visibilitychange', close)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', close)
    }
  }, [shown])
  return (
    <div className="stack-tight revealed">
      <strong>{w.revealed_title}</strong>
      {shown ? (
        <>
          <p className="revealed-words">
            <span>{identity.name}</span>
            <Reach reach={identity.reach} />
          </p>
          <p className="small muted" role="timer">{w.revealed_left(left)}</p>
          <div><Button look="quiet" small onClick={() => setLeft(0)}>{w.revealed_hide}</Button></div>
        </>
      ) : (
        <>
          <p className="small">{w.revealed_hint}</p>
          <div><Button look="quiet" small icon={Eye} onClick={() => setLeft(SHOWN_SECONDS)}>{w.revealed_show}</Button></div>
        </>
      )}
    </div>
  )
}

