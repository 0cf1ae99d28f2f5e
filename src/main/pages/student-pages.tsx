import { lazy, Suspense, type ReactNode } from 'react'
import { Route, Switch, useLocation, useParams } from 'wouter'
import { StudentHome } from '../../rooms/bookings/screens/home.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { NotHerePage } from './broken-page.tsx'
import { StudentShell } from './student-shell.tsx'

const FindTime = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/find.tsx')).FindTime }))
const BookTime = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/book.tsx')).BookTime }))
const Booked = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/booked.tsx')).Booked }))
const MyTimes = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/mine.tsx')).MyTimes }))
const DropIns = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/drop-ins.tsx')).DropIns }))
const SessionGate = lazy(async () => ({ default: (await import('../../rooms/accounts/screens/session-gate.tsx')).SessionGate }))
const SignIn = lazy(async () => ({ default: (await import('../../rooms/accounts/screens/sign-in.tsx')).SignInScreen }))
const KeepWayBack = lazy(async () => ({ default: (await import('../../rooms/accounts/screens/keep-way-back.tsx')).KeepWayBackScreen }))
const MyKeys = lazy(async () => ({ default: (await import('../../rooms/accounts/screens/my-keys.tsx')).MyKeysScreen }))

/** Every screen a student can open. Home is in the first download, the rest follows when asked for. */
export function StudentPages() {
  return (
    <StudentShell>
      <Suspense fallback={<Skeleton lines={6} />}>
        <Switch>
          <Route path="/"><StudentHome /></Route>
          <Route path="/find"><FindTime /></Route>
          <Route path="/here"><DropIns /></Route>
          <Route path="/book/:supporter/:startsAt"><BookPage /></Route>
          <Route path="/booked/:booking"><BookedPage /></Route>
          <Route path="/mine"><MyTimes /></Route>
          <Route path="/return"><ReturnPage /></Route>
          <Route path="/back"><ReturnPage /></Route>
          <Route path="/sign-in"><ReturnPage /></Route>
          <Route path="/way-back"><WayBackPage /></Route>
          <Route path="/keys"><Held><MyKeys /></Held></Route>
          <Route><NotHerePage /></Route>
        </Switch>
      </Suspense>
    </StudentShell>
  )
}

function BookPage() {
  const { supporter = '', startsAt = '' } = useParams()
  return <BookTime key={`${supporter} ${startsAt}`} supporter={supporter} startsAt={Number(startsAt)} />
}

function BookedPage() {
  const { booking = '' } = useParams()
  return <Booked booking={booking} />
}

/** Who was here before opens the account again, and goes on to what is booked. */
function ReturnPage() {
  return (
    <SessionGate kind="student" stranger={<SignIn kind="student" />}>
      <MyTimes />
    </SessionGate>
  )
}

function WayBackPage() {
  const [, go] = useLocation()
  return (
    <Held>
      <KeepWayBack onDone={() => go('/mine')} onLater={() => go('/')} />
    </Held>
  )
}

const Held = ({ children }: { children: ReactNode }) => <SessionGate kind="student">{children}</SessionGate>
