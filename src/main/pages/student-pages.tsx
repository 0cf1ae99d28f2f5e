import { type ComponentType, lazy, Suspense } from 'react'
import { Route, Switch, useLocation, useParams } from 'wouter'
import { StudentHome } from '../../rooms/bookings/screens/home.tsx'
import { WriteCard } from '../../rooms/requests/screens/write-card.tsx'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { BrokenScreen, NotHerePage } from './broken-page.tsx'
import { StudentShell } from './student-shell.tsx'

/** Fetched when it is opened; what its buttons will ask for follows at once. */
const screen = <P,>(fetchIt: () => Promise<ComponentType<P>>) => lazy(async () => {
  const Screen = await fetchIt()
  void import('./on-hand.ts').then(({ keepOnHand }) => keepOnHand()).catch(() => {})
  return { default: Screen }
})

const FindTime = screen(async () => (await import('../../rooms/bookings/screens/find.tsx')).FindTime)
const BookTime = screen(async () => {
  const [{ BookTime: Time }, { LateChoice }] = await Promise.all([import('../../rooms/bookings/screens/book.tsx'), import('../../rooms/enrolment/screens/late-choice.tsx')])
  return (slot: { supporter: string; startsAt: number }) => <Time {...slot} late={LateChoice} />
})
const Booked = screen(async () => (await import('../../rooms/bookings/screens/booked.tsx')).Booked)
const MyTimes = screen(async () => (await import('./student-times.tsx')).MyTimesPage)
const DropIns = screen(async () => (await import('../../rooms/bookings/screens/drop-ins.tsx')).DropIns)
const TalkPages = screen(async () => (await import('./talk-pages.tsx')).StudentTalkPages)
const EnrolPages = screen(async () => (await import('./student-enrol-pages.tsx')).StudentEnrolPages)
const CompareKeys = screen(async () => (await import('../../rooms/roster/screens/compare-keys.tsx')).CompareKeysPage)
const WritePages = screen(async () => (await import('./student-write-pages.tsx')).StudentWritePages)
const AccountPages = screen(async () => (await import('./student-account-pages.tsx')).StudentAccountPages)

/** Every screen a student can open. Home is in the first download, the rest follows when asked for. */
export function StudentPages() {
  const [path] = useLocation()
  return (
    <StudentShell>
      <ErrorBoundary at={path} fallback={<BrokenScreen />}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Switch>
            <Route path="/"><StudentHome write={(look, nameOf) => <WriteCard look={look} nameOf={nameOf} />} /></Route>
            <Route path="/find"><FindTime /></Route>
            <Route path="/write"><WritePages which="ask" /></Route>
            <Route path="/write/waiting"><WritePages which="waiting" /></Route>
            <Route path="/write/hand-over/:conv"><WritePages which="hand-over" /></Route>
            <Route path="/here"><DropIns /></Route>
            <Route path="/book/:supporter/:startsAt"><BookPage /></Route>
            <Route path="/booked/:booking"><BookedPage /></Route>
            <Route path="/mine"><MyTimes /></Route>
            <Route path="/talk/*?"><TalkPages /></Route>
            {['/return', '/back', '/sign-in'].map((at) => (
              <Route key={at} path={at}><AccountPages which="return" /></Route>
            ))}
            <Route path="/enrol"><EnrolPages which="enrol" /></Route>
            <Route path="/lost"><EnrolPages which="lost" /></Route>
            <Route path="/way-back"><AccountPages which="way-back" /></Route>
            <Route path="/check"><CompareKeys /></Route>
            <Route path="/keys"><AccountPages which="keys" /></Route>
            <Route path="/held"><AccountPages which="held" /></Route>
            <Route path="/standing"><AccountPages which="standing" /></Route>
            <Route><NotHerePage /></Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
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
