import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useSession } from '../../rooms/accounts/client.ts'
import { KeepWayBackScreen } from '../../rooms/accounts/screens/keep-way-back.tsx'
import { MyKeysScreen } from '../../rooms/accounts/screens/my-keys.tsx'
import { CompareKeysLink } from '../../rooms/roster/screens/compare-keys-link.tsx'
import { SessionGate } from '../../rooms/accounts/screens/session-gate.tsx'
import { SignInScreen } from '../../rooms/accounts/screens/sign-in.tsx'
import { isUnfinished } from '../../rooms/enrolment/client.ts'
import { LostLink } from '../../rooms/enrolment/screens/lost-link.tsx'
import { ProofOffer } from '../../rooms/enrolment/screens/proof-offer.tsx'
import { Skeleton } from '../../ui/spinner.tsx'

const Standing = lazy(async () => ({ default: (await import('../../rooms/reports/screens/standing.tsx')).StandingPage }))
const Held = lazy(async () => ({ default: (await import('../../rooms/retention/screens/held.tsx')).HeldScreen }))

/** A student's account: coming back to it, and keeping a way to. */
export function StudentAccountPages({ which }: { which: 'return' | 'way-back' | 'keys' | 'held' | 'standing' }) {
  const [, go] = useLocation()
  const [unfinished, setUnfinished] = useState<boolean | null>(null)
  useEffect(() => void isUnfinished().then(setUnfinished), [])
  useEffect(() => {
    // Who enrolled in a hurry goes on where they left off: a way back, and the spare with it.
    if (which === 'way-back' && unfinished) go('/enrol', { replace: true })
  }, [which, unfinished, go])
  return (
    <SessionGate kind="student" stranger={<SignInScreen kind="student" otherwise={<LostLink />} />}>
      {which === 'return' ? <Onward /> : null}
      {which === 'held' ? <Suspense fallback={<Skeleton lines={8} />}><Held side="student" /></Suspense> : null}
      {which === 'standing' ? <Suspense fallback={<Skeleton lines={6} />}><Standing /></Suspense> : null}
      {which === 'way-back' && unfinished === false ? <KeepWayBackScreen onDone={() => go('/mine')} onLater={() => go('/mine')} /> : null}
      {which === 'keys' ? <div className="stack"><MyKeysScreen /><div className="column stack"><ProofOffer always /><CompareKeysLink /></div></div> : null}
    </SessionGate>
  )
}

/** Once the account is open there is nothing left to do here. */
function Onward() {
  const { at } = useSession()
  const [, go] = useLocation()
  useEffect(() => {
    if (at === 'open') go('/mine', { replace: true })
  }, [at, go])
  return null
}
