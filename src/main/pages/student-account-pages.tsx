import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { useSession } from '../../rooms/accounts/client.ts'
import { KeepWayBackScreen } from '../../rooms/accounts/screens/keep-way-back.tsx'
import { MyKeysScreen } from '../../rooms/accounts/screens/my-keys.tsx'
import { SessionGate } from '../../rooms/accounts/screens/session-gate.tsx'
import { Skeleton } from '../../ui/spinner.tsx'

const Held = lazy(async () => ({ default: (await import('../../rooms/retention/screens/held.tsx')).HeldScreen }))

/** A student's account: coming back to it, and keeping a way to. */
export function StudentAccountPages({ which }: { which: 'return' | 'way-back' | 'keys' | 'held' }) {
  const [, go] = useLocation()
  return (
    <SessionGate kind="student">
      {which === 'return' ? <Onward /> : null}
      {which === 'way-back' ? <KeepWayBackScreen onDone={() => go('/mine')} onLater={() => go('/mine')} /> : null}
      {which === 'keys' ? <MyKeysScreen /> : null}
      {which === 'held' ? <Suspense fallback={<Skeleton lines={8} />}><Held side="student" /></Suspense> : null}
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
