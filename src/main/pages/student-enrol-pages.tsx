import { useSession } from '../../rooms/accounts/client.ts'
import { SessionGate, WithKeys } from '../../rooms/accounts/screens/session-gate.tsx'
import { EnrolScreen } from '../../rooms/enrolment/screens/enrol.tsx'
import { LostScreen } from '../../rooms/enrolment/screens/lost.tsx'

/** Onboarding week, and beginning again after everything was lost: both begin without an account and end with one, on the same page. */
export function StudentEnrolPages({ which }: { which: 'enrol' | 'lost' }) {
  const { at } = useSession()
  if (at !== 'none' && at !== 'open') return <SessionGate kind="student">{null}</SessionGate>
  return <WithKeys>{which === 'enrol' ? <EnrolScreen /> : <LostScreen />}</WithKeys>
}
