import { useParams } from 'wouter'
import { SessionGate } from '../../rooms/accounts/screens/session-gate.tsx'
import { TalkList } from '../../rooms/conversations/screens/talk-list.tsx'
import { ThreadScreen } from '../../rooms/conversations/screens/thread.tsx'
import { OfferedRequests } from '../../rooms/requests/screens/offered-requests.tsx'

/** Where conversations meet what other rooms put beside them: the same pages for both sides. */
export const StudentTalks = () => <SessionGate kind="student"><TalkList side="student" /></SessionGate>
export const StaffTalks = () => <TalkList side="supporter"><OfferedRequests quiet /></TalkList>

export function StudentThread() {
  const { conv = '' } = useParams()
  return <SessionGate kind="student"><ThreadScreen conv={conv} side="student" /></SessionGate>
}

export function StaffThread() {
  const { conv = '' } = useParams()
  return <ThreadScreen conv={conv} side="supporter" />
}
