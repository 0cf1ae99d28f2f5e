import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { acceptInvitation, lookAtInvitation, useSession } from '../client.ts'
import { type LostWithKeys, WAYS_BACK_NEEDED } from '../rules.ts'
import { KeepWayBackScreen } from './keep-way-back.tsx'
import { ForgetDevice } from './leave-device.tsx'
import { WithKeys } from './session-gate.tsx'
import { accountWords } from './words.ts'

/** /SLUG/join#KEY: from the link to an account with two ways back. `onReady` leads to the team's pages. */
export function JoinScreen({ onReady }: { onReady: () => void }) {
  const [typed, setTyped] = useState('')
  const [until, setUntil] = useState<string | null>(null)
  const [anew, setAnew] = useState(false)
  const [lost, setLost] = useState<readonly LostWithKeys[] | null>(null)
  const [mourned, setMourned] = useState(false)
  const state = useSession()
  const { send: look, sent: looked, busy: looking } = useSend(lookAtInvitation)
  const accepting = useSend(acceptInvitation)
  const see = useCallback(async (key: string) => setUntil((await look(key))?.expiresOn ?? null), [look])
  const accept = async () => setLost((await accepting.send(typed))?.lost ?? null)
  useEffect(() => {
    const key = takeKey()
    setTyped(key)
    if (key) void see(key)
  }, [see])

  if (state.at === 'starting') return null
  if (lost?.length && !mourned) return <Lost lost={lost} onNext={() => setMourned(true)} />
  if (lost) return <KeepWayBackScreen onDone={onReady} />
  if (state.at === 'open' && !typed && state.waysBack < WAYS_BACK_NEEDED.staff) return <KeepWayBackScreen onDone={onReady} />
  const isTaken = state.at === 'open' || state.at === 'locked'
  if (isTaken && !anew && accepting.sent.state === 'idle') return <OtherOpen onAnew={() => setAnew(true)} />
  return (
    <WithKeys>
      {until ? <Accept until={until} accepting={accepting} onAccept={accept} /> : (
        <TypeCode typed={typed} onTyped={setTyped} busy={looking} onNext={() => void see(typed)} banner={<SentBanner sent={looked} />} />
      )}
    </WithKeys>
  )
}

let taken = ''

/** The key leaves the address at once: no history, no screenshot and no shoulder keeps it. The page may ask again. */
function takeKey(): string {
  if (location.hash.length > 1) taken = location.hash.slice(1)
  if (taken) history.replaceState(null, '', location.pathname)
  return taken
}

function TypeCode({ typed, onTyped, onNext, busy, banner }: { typed: string; onTyped: (typed: string) => void; onNext: () => void; busy: boolean; banner: ReactNode }) {
  const w = useWords(accountWords)
  return (
    <div className="stack column">
      <PageHeader title={w.join_title} sub={w.join_sub} />
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onNext() }}>
        <TextInput label={w.join_code} hint={w.join_code_hint} value={typed} onValue={onTyped} required autoComplete="off" autoCapitalize="none" spellCheck={false} />
        {banner}
        <Button type="submit" wide busy={busy}>{w.join_next}</Button>
      </form>
    </div>
  )
}

function Accept({ until, accepting: { sent, busy }, onAccept }: { until: string; accepting: { sent: Parameters<typeof SentBanner>[0]['sent']; busy: boolean }; onAccept: () => Promise<void> }) {
  const w = useWords(accountWords)
  const dates = useDates()
  return (
    <div className="stack column">
      <PageHeader title={w.join_title} sub={w.join_sub} />
      <Button wide busy={busy} onClick={() => void onAccept()}>{w.accept}</Button>
      <p className="muted">{w.join_until(dates.plainDate(until))}</p>
      <SentBanner sent={sent} onRetry={() => void onAccept()} />
    </div>
  )
}

function OtherOpen({ onAnew }: { onAnew: () => void }) {
  const w = useWords(accountWords)
  return (
    <div className="stack column">
      <PageHeader title={w.join_title} />
      <Banner tone="warn">{w.join_open}</Banner>
      <Button look="quiet" onClick={onAnew}>{w.join_anew}</Button>
      <ForgetDevice />
    </div>
  )
}

function Lost({ lost, onNext }: { lost: readonly LostWithKeys[]; onNext: () => void }) {
  const w = useWords(accountWords)
  const names = { settings: w.lost_settings, drafts: w.lost_drafts, 'booking-notes': w.lost_booking_notes }
  return (
    <div className="stack column">
      <PageHeader title={w.lost_title} />
      <Card>
        <ul>{lost.map((what) => <li key={what}>{names[what]}</li>)}</ul>
      </Card>
      <Button wide onClick={onNext}>{w.go_on}</Button>
    </div>
  )
}
