import type { ReactNode } from 'react'
import { Route, Switch, useParams } from 'wouter'
import { SessionGate } from '../../rooms/accounts/screens/session-gate.tsx'
import { block, useTalk } from '../../rooms/conversations/client.ts'
import type { ThreadView } from '../../rooms/conversations/rules/talk.ts'
import { useNames } from '../../rooms/conversations/screens/names.ts'
import { TalkList } from '../../rooms/conversations/screens/talk-list.tsx'
import { ThreadScreen } from '../../rooms/conversations/screens/thread.tsx'
import { OfferedRequests } from '../../rooms/requests/screens/offered-requests.tsx'
import { EmergencyForSupporter } from '../../rooms/reports/screens/emergency-staff.tsx'
import { EmergencyPage } from '../../rooms/reports/screens/emergency-student.tsx'
import { ReportAccount } from '../../rooms/reports/screens/report-account.tsx'
import { ReportSupporter } from '../../rooms/reports/screens/report-supporter.tsx'
import { RestNote } from '../../rooms/reports/screens/standing.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { NotHerePage } from './broken-page.tsx'
import { useStaffExtras, useStudentExtras } from './talk-extras.tsx'

/** Where conversations meet what other rooms put beside them: the same pages for both sides. */
const StudentTalks = () => <SessionGate kind="student"><TalkList side="student"><RestNote /></TalkList></SessionGate>
export const StaffTalks = () => <TalkList side="supporter"><OfferedRequests quiet /></TalkList>

function StudentThread() {
  const { conv = '' } = useParams()
  return <SessionGate kind="student"><ThreadScreen conv={conv} side="student" {...useStudentExtras()} /></SessionGate>
}

export function StaffThread() {
  const { conv = '' } = useParams()
  return <ThreadScreen conv={conv} side="supporter" {...useStaffExtras()} />
}

const StudentReport = () => <SessionGate kind="student"><Of list="/talk">{(view, name, back) => <ReportSupporter view={view} name={name} back={back} />}</Of></SessionGate>
const StudentContact = () => <SessionGate kind="student"><Of list="/talk">{(view, name, back) => <EmergencyPage view={view} name={name} back={back} />}</Of></SessionGate>
export const StaffReport = () => <Of list="/staff/talk">{(view, _, back) => <ReportAccount view={view} back={back} block={block} />}</Of>
export const StaffContact = () => <Of list="/staff/talk">{(view, _, back) => <EmergencyForSupporter view={view} back={back} />}</Of>

/** The conversation of the address, once it is here; without one, its own page says so. */
function Of({ list, children }: { list: string; children: (view: ThreadView, name: string, back: string) => ReactNode }) {
  const { conv = '' } = useParams()
  const { at, threads } = useTalk()
  const nameOf = useNames()
  const view = threads.find((one) => one.conv === conv)
  if (view) return children(view, nameOf(view), `${list}/${conv}`)
  return at === 'starting' ? <Skeleton lines={6} /> : <ThreadScreen conv={conv} side={list === '/talk' ? 'student' : 'supporter'} />
}

/** One file for all of a student's conversations, what they report and what they leave. */
export const StudentTalkPages = () => (
  <Switch>
    <Route path="/talk"><StudentTalks /></Route>
    <Route path="/talk/:conv"><StudentThread /></Route>
    <Route path="/talk/:conv/report"><StudentReport /></Route>
    <Route path="/talk/:conv/contact"><StudentContact /></Route>
    <Route><NotHerePage /></Route>
  </Switch>
)
