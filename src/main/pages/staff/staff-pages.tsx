import { lazy, Suspense, type ComponentType } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useSession } from '../../../rooms/accounts/client.ts'
import { JoinScreen } from '../../../rooms/accounts/screens/join.tsx'
import { KeepWayBackScreen } from '../../../rooms/accounts/screens/keep-way-back.tsx'
import { MyKeysScreen } from '../../../rooms/accounts/screens/my-keys.tsx'
import { SessionGate } from '../../../rooms/accounts/screens/session-gate.tsx'
import { readMyStanding } from '../../../rooms/people/client.ts'
import type { MyStanding } from '../../../rooms/people/contract.ts'
import type { Role } from '../../../rooms/people/rules.ts'
import { KEY_HOLDERS } from '../../../rooms/roster/rules.ts'
import { Loaded, UnreachableBanner } from '../../../ui/loaded.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { NotHerePage } from '../broken-page.tsx'
import { StaffShell, type Member } from './staff-shell.tsx'

/** A page is fetched when it is first opened. */
const page = <M, K extends keyof M>(load: () => Promise<M>, name: K) => lazy(async () => ({ default: (await load())[name] as ComponentType }))

const PeopleWithSheet = lazy(async () => {
  const [{ PeoplePage }, { InvitationSheet }] = await Promise.all([import('../../../rooms/people/screens/people-page.tsx'), import('../../../rooms/accounts/screens/invitation-sheet.tsx')])
  return { default: () => <PeoplePage sheet={(invitations) => <InvitationSheet slips={invitations.map(({ fullName, link, expiresOn }) => ({ name: fullName, link, expiresOn }))} />} /> }
})
const EmergencyHours = lazy(async () => {
  const [{ EmergencyHoursPage }, { EmergencyServiceCard }] = await Promise.all([import('../../../rooms/people/screens/emergency-hours.tsx'), import('../../../rooms/programs/screens/emergency-service.tsx')])
  return { default: () => <EmergencyHoursPage service={<EmergencyServiceCard />} /> }
})
const SupportersWithReach = lazy(async () => {
  const [{ SupportersScreen }, { ReachList }] = await Promise.all([import('../../../rooms/supporters/screens/supporters-list.tsx'), import('../../../rooms/notices/screens/reach-list.tsx')])
  return { default: () => <div className="stack"><SupportersScreen /><ReachList /></div> }
})
const WaysIn = lazy(async () => {
  const [{ WaysInScreen }, { keepDeck, listIssuedDecks, makeDeck, makesOwnCardsAlone, withdrawIssuedDeck }] = await Promise.all([import('../../../rooms/students/screens/ways-in.tsx'), import('../../../rooms/enrolment/client.ts')])
  const decks = { make: makeDeck, keep: keepDeck, makesOwnAlone: makesOwnCardsAlone, listIssued: listIssuedDecks, withdrawIssued: withdrawIssuedDeck }
  return { default: () => <WaysInScreen decks={decks} /> }
})
const SetupWizard = lazy(async () => ({ default: (await import('../../../rooms/programs/screens/setup-wizard.tsx')).SetupWizard }))
const ImportScreen = lazy(async () => ({ default: (await import('../../../rooms/imports/screens/import-page.tsx')).ImportScreen }))
const ProgramSettings = lazy(async () => ({ default: (await import('../../../rooms/programs/screens/program-settings.tsx')).ProgramSettings }))
const Attestation = lazy(async () => ({ default: (await import('../../../rooms/people/screens/attestation.tsx')).Attestation }))
const Held = lazy(async () => ({ default: (await import('../../../rooms/retention/screens/held.tsx')).HeldScreen }))
const MyStandingPage = lazy(async () => ({ default: (await import('../../../rooms/people/screens/attestation.tsx')).MyStandingPage }))

const channels = () => import('../../../rooms/notices/screens/my-channels.tsx')

const OwnEntry = page(() => import('../../../rooms/roster/screens/keys-notices.tsx'), 'OwnEntry')
const KeysDue = page(() => import('../../../rooms/roster/screens/keys-notices.tsx'), 'KeysDue')

const PAGES: readonly { path: string; roles: readonly Role[]; Page: ComponentType }[] = [
  { path: '/staff', roles: ['coordinator'], Page: page(() => import('./overview.tsx'), 'Overview') },
  { path: '/staff/coverage', roles: ['coordinator'], Page: page(() => import('../../../rooms/hours/screens/coverage.tsx'), 'CoverageScreen') },
  { path: '/staff/talk', roles: ['supporter'], Page: page(() => import('../talk-pages.tsx'), 'StaffTalks') },
  { path: '/staff/talk/:conv', roles: ['supporter'], Page: page(() => import('../talk-pages.tsx'), 'StaffThread') },
  { path: '/staff/talk/:conv/report', roles: ['supporter'], Page: page(() => import('../talk-pages.tsx'), 'StaffReport') },
  { path: '/staff/talk/:conv/contact', roles: ['supporter'], Page: page(() => import('../talk-pages.tsx'), 'StaffContact') },
  { path: '/staff/safety', roles: ['safety-contact'], Page: page(() => import('../../../rooms/reports/screens/safety-desk.tsx'), 'SafetyDeskPage') },
  { path: '/staff/calls', roles: ['on-call'], Page: page(() => import('../../../rooms/reports/screens/emergency-staff.tsx'), 'EmergencyOpeningsPage') },
  { path: '/staff/week', roles: ['coordinator'], Page: page(() => import('../../../rooms/enrolment/screens/crowd.tsx'), 'CrowdScreen') },
  { path: '/staff/day', roles: ['supporter'], Page: page(() => import('./my-time.tsx'), 'MyDayPage') },
  { path: '/staff/cards', roles: ['coordinator'], Page: WaysIn },
  { path: '/staff/hours', roles: ['supporter'], Page: page(() => import('./my-time.tsx'), 'MyHoursPage') },
  { path: '/staff/log', roles: ['supporter'], Page: page(() => import('../../../rooms/interactions/screens/log-contact.tsx'), 'LogContact') },
  { path: '/staff/profile', roles: ['supporter'], Page: page(() => import('./my-time.tsx'), 'MyProfilePage') },
  // Whoever has several roles reads the first one's words: a missed booking is the more frequent harm.
  { path: '/staff/notices', roles: ['supporter'], Page: page(channels, 'SupporterChannels') },
  { path: '/staff/notices', roles: ['on-call'], Page: page(channels, 'OnCallChannels') },
  { path: '/staff/notices', roles: ['safety-contact'], Page: page(channels, 'SafetyContactChannels') },
  { path: '/staff/notices', roles: ['coordinator'], Page: page(channels, 'CoordinatorChannels') },
  { path: '/staff/supporters', roles: ['coordinator'], Page: SupportersWithReach },
  { path: '/staff/people', roles: ['coordinator'], Page: PeopleWithSheet },
  { path: '/staff/program/emergency', roles: ['coordinator'], Page: EmergencyHours },
  { path: '/staff/program/opening', roles: ['coordinator'], Page: page(() => import('../../../rooms/programs/screens/opening-page.tsx'), 'OpeningPage') },
  { path: '/staff/program/limits', roles: ['coordinator'], Page: page(() => import('../../../rooms/programs/screens/limits-editor.tsx'), 'LimitsEditor') },
  { path: '/staff/program/lines', roles: ['coordinator'], Page: page(() => import('../../../rooms/programs/screens/crisis-lines-page.tsx'), 'CrisisLinesPage') },
  { path: '/staff/program-keys', roles: KEY_HOLDERS, Page: page(() => import('../../../rooms/roster/screens/keys-page.tsx'), 'KeysPage') },
  { path: '/staff/program-keys/poster', roles: KEY_HOLDERS, Page: page(() => import('../../../rooms/roster/screens/poster.tsx'), 'PosterPage') },
  { path: '/staff/reports', roles: ['coordinator', 'evaluator'], Page: page(() => import('../../../rooms/evaluation/screens/figures-page.tsx'), 'FiguresPage') },
]

/** Every page of the staff, behind the staff's own session. */
export function StaffPages() {
  const state = useSession()
  const [path] = useLocation()
  if (path === '/join') return <JoinPage />
  if (state.at === 'open') return <SignedIn />
  return (
    <StaffShell member={null}>
      <SessionGate kind="staff">{null}</SessionGate>
    </StaffShell>
  )
}

/** From an invitation's link to an account: the menu comes after. */
const JoinPage = () => {
  const [, go] = useLocation()
  return (
    <StaffShell member={null}>
      <JoinScreen onReady={() => go('/staff/welcome')} />
    </StaffShell>
  )
}

/** Whose roles could not be read sees what a supporter does without network; every other page waits for the next try. */
const UNREAD: Member = { fullName: '', roles: ['supporter'] }

function SignedIn() {
  const load = useLoad(readMyStanding, [])
  if (load.state === 'loading' || load.state === 'refused') return <StaffShell member={null}><Loaded load={load}>{() => null}</Loaded></StaffShell>
  const standing = load.state === 'here' ? load.data : null
  const { fullName, roles } = standing ? memberOf(standing) : UNREAD
  // Until the yearly answer is given, every other door is closed to them anyway.
  const owes = standing?.mustAttest && standing.unanswered.length > 0
  return (
    <StaffShell member={{ fullName, roles }}>
      {load.state === 'unreachable' || load.isStale ? <UnreachableBanner onRetry={load.reload} /> : null}
      {standing ? <KeysNotices roles={roles} /> : null}
      {owes ? <Suspense fallback={<Skeleton lines={6} />}><Attestation standing={standing} onAnswered={load.reload} /></Suspense> : <Rooms roles={roles} unread={!standing} onStandingChanged={load.reload} />}
    </StaffShell>
  )
}

const memberOf = ({ fullName, roles }: MyStanding): Member => ({ fullName, roles: roles.filter(({ refusal }) => refusal === null).map(({ role }) => role) })

function KeysNotices({ roles }: { roles: readonly Role[] }) {
  const [path] = useLocation()
  return (
    <Suspense fallback={null}>
      <OwnEntry />
      {KEY_HOLDERS.some((role) => roles.includes(role)) && !path.startsWith('/staff/program-keys') ? <KeysDue /> : null}
    </Suspense>
  )
}

/** Who does not coordinate begins with their own day, their reports, calls or figures, or what they may do here. */
const HOMES: readonly (readonly [Role, string])[] = [['supporter', '/staff/day'], ['safety-contact', '/staff/safety'], ['on-call', '/staff/calls'], ['evaluator', '/staff/reports']]
const homeOf = (roles: readonly Role[]): string => HOMES.find(([role]) => roles.includes(role))?.[1] ?? '/staff/standing'

/** `unread`: the roles are a guess, so no page sends anybody elsewhere, and none is said not to be here. */
function Rooms({ roles, unread, onStandingChanged }: { roles: readonly Role[]; unread: boolean; onStandingChanged: () => void }) {
  const [, go] = useLocation()
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Switch>
        <Route path="/staff/keys"><MyKeysScreen /></Route>
        <Route path="/staff/held"><Held side="staff" /></Route>
        <Route path="/staff/ways"><KeepWayBackScreen onDone={() => go('/staff')} /></Route>
        <Route path="/staff/standing"><MyStandingPage onChanged={onStandingChanged} /></Route>
        {roles.includes('coordinator') ? <Route path="/staff/setup"><SetupWizard onCohortsChanged={onStandingChanged} /></Route> : null}
        {roles.includes('coordinator') ? <Route path="/staff/program"><ProgramSettings onCohortsChanged={onStandingChanged} /></Route> : null}
        {roles.includes('coordinator') ? <Route path="/staff/import"><ImportScreen onCohortsChanged={onStandingChanged} /></Route> : null}
        {/* Each redirect has a key: one that follows upon another would otherwise count as the same, which has gone already, and leave the page empty. */}
        {/* Fresh from their invitation, supporters first say how bookings reach them. */}
        {unread ? null : <Route path="/staff/welcome"><Redirect key="welcome" to={roles.includes('supporter') ? '/staff/notices' : '/staff'} replace /></Route>}
        <Route path="/staff/sign-in"><Redirect key="signed-in" to="/staff" replace /></Route>
        {unread || roles.includes('coordinator') ? null : <Route path="/staff"><Redirect key="home" to={homeOf(roles)} replace /></Route>}
        {PAGES.filter((one) => one.roles.some((role) => roles.includes(role))).map(({ path, roles: [first], Page }) => (
          <Route key={`${path} ${first}`} path={path}><Page /></Route>
        ))}
        <Route>{unread ? null : <NotHerePage />}</Route>
      </Switch>
    </Suspense>
  )
}
