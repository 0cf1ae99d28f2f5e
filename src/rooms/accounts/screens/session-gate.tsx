import { useEffect, useState, type ReactNode } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Lock } from '../../../ui/icons.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useWords } from '../../../ui/words.tsx'
import { type Inability, session, useSession, whatIsMissing } from '../client.ts'
import { ForgetDevice } from './leave-device.tsx'
import { OpeningBanner, SignInScreen, useOpening } from './sign-in.tsx'
import { accountWords } from './words.ts'
import './accounts.css'
import type { AccountKind } from '../rules.ts'

/**
 * Shows `children` when an account is open; otherwise what must happen first. `stranger` stands in for the sign-in page where
 * somebody without an account may go on, such as a student who books for the first time.
 */
export function SessionGate({ kind, stranger, children }: { kind: AccountKind; stranger?: ReactNode; children: ReactNode }) {
  const state = useSession()
  if (state.at === 'starting') return null
  if (state.at === 'open') return <Opened online={state.online}>{children}</Opened>
  if (state.at === 'locked') return <LockedScreen />
  if (state.at === 'turned-away') return <TurnedAwayScreen sentence={state.sentence} />
  return <WithKeys>{stranger ?? <SignInScreen kind={kind} />}</WithKeys>
}

/** One tree with a connection and without: what is being typed stays when it comes back. */
function Opened({ online, children }: { online: boolean; children: ReactNode }) {
  const w = useWords(accountWords)
  return (
    <>
      {online ? null : <div className="offline-line"><Banner>{w.offline}</Banner></div>}
      {children}
    </>
  )
}

/** Says in one plain sentence when this browser cannot make keys, before anything is asked of it. */
export function WithKeys({ children }: { children: ReactNode }) {
  const w = useWords(accountWords)
  const [missing, setMissing] = useState<Inability>(null)
  useEffect(() => void whatIsMissing().then(setMissing), [])
  if (missing === null) return children
  return <Banner tone="warn">{missing === 'not-secure' ? w.not_secure : w.no_curves}</Banner>
}

function LockedScreen() {
  const w = useWords(accountWords)
  const [otherWay, setOtherWay] = useState(false)
  const state = useSession()
  const { outcome, open } = useOpening()
  const unlock = () => void open(session.unlock)
  if (otherWay && state.at === 'locked') return <SignInScreen kind={state.kind} />
  return (
    <div className="stack column">
      <PageHeader title={w.locked_title} sub={w.locked_sub} />
      <Button wide icon={Lock} busy={outcome.at === 'busy'} onClick={unlock}>{w.open_again}</Button>
      <OpeningBanner outcome={outcome} onRetry={unlock} />
      {outcome.at === 'said' || outcome.at === 'unreachable' ? <Button look="quiet" onClick={() => setOtherWay(true)}>{w.other_ways}</Button> : null}
      <ForgetDevice />
    </div>
  )
}

/** The program does not take the keys of this device: another way back may still open the right account. */
function TurnedAwayScreen({ sentence }: { sentence: string }) {
  const w = useWords(accountWords)
  const [otherWay, setOtherWay] = useState(false)
  const state = useSession()
  if (otherWay && state.at === 'turned-away') return <SignInScreen kind={state.kind} />
  return (
    <div className="stack column">
      <PageHeader title={w.turned_away_title} />
      <Banner tone="warn">{sentence}</Banner>
      <Button look="quiet" onClick={() => setOtherWay(true)}>{w.other_ways}</Button>
      <ForgetDevice />
    </div>
  )
}
