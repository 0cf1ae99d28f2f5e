import { lazy, Suspense } from 'react'
import { Route, Switch, useParams } from 'wouter'
import { StudentHome } from '../../rooms/bookings/screens/home.tsx'
import { WriteCard } from '../../rooms/requests/screens/write-card.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { NotHerePage } from './broken-page.tsx'
import { StudentShell } from './student-shell.tsx'

const FindTime = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/find.tsx')).FindTime }))
const BookTime = lazy(async () => {
  const [{ BookTime: Time }, { LateChoice }] = await Promise.all([import('../../rooms/bookings/screens/book.tsx'), import('../../rooms/enrolment/screens/late-choice.tsx')])
  return { default: (slot: { supporter: string; startsAt: number }) => <Time {...slot} late={LateChoice} /> }
})
const Booked = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/booked.tsx')).Booked }))
const MyTimes = lazy(async () => ({ default: (await import('./student-times.tsx')).MyTimesPage }))
const DropIns = lazy(async () => ({ default: (await import('../../rooms/bookings/screens/drop-ins.tsx')).DropIns }))
const TalkPages = lazy(async () => ({ default: (await import('./talk-pages.tsx')).StudentTalkPages }))
const EnrolPages = lazy(async () => ({ default: (await import('./student-enrol-pages.tsx')).StudentEnrolPages }))
const CompareKeys = lazy(async () => ({ default: (await import('../../rooms/roster/screens/compare-keys.tsx')).CompareKeysPage }))
const WritePages = lazy(async () => ({ default: (await import('./student-write-pages.tsx')).StudentWritePages }))
const AccountPages = lazy(async () => ({ default: (await import('./student-account-pages.tsx')).StudentAccountPages }))

/** Every screen a student can open. Home is in the first download, the rest follows when asked for. */
export function StudentPages() {
  return (
    <StudentShell>
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
          {['/return', '/back', '/sign-in'].map((path) => (
            <Route key={path} path={path}><AccountPages which="return" /></Route>
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
