import { useState } from 'react'
import { Badge, DateTile } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Calendar, CalendarX, RotateCcw } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useSession } from '../../accounts/client.ts'
import { agreeToCover, cancelBooking, stopWaiting } from '../client.ts'
import type { MyBooking, MyBookings } from '../contract.ts'
import { cancelRefusal } from '../rules/booking.ts'
import { formatName } from './format-name.ts'
import { HowToMeet } from './how-to-meet.tsx'
import { useChoices, useMine } from './use-offers.ts'
import { useBookingWords } from './words.ts'
import './bookings.css'

/** A student's own times: what lies ahead, and what became of the others. */
export function MyTimes() {
  const w = useBookingWords()
  const mine = useMine()
  const choices = useChoices()
  const nameOf = (id: string) => (choices.state === 'here' && choices.data.who.get(id)?.displayName) || w.your_supporter
  return (
    <div className="stack column">
      <PageHeader title={w.my_times} />
      <Loaded load={mine}>
        {(found) => (found ? <Times mine={found} nameOf={nameOf} onChange={mine.reload} /> : <NoAccount />)}
      </Loaded>
    </div>
  )
}

function NoAccount() {
  const w = useBookingWords()
  const { at } = useSession()
  if (at === 'starting') return null
  return (
    <EmptyState icon={Calendar} title={w.nothing_yet} action={<ButtonLink href="/find">{w.book_a_time}</ButtonLink>}>
      <p>{w.nothing_yet_sub}</p>
      <p><ButtonLink look="link" href="/return">{w.been_here_before}</ButtonLink></p>
    </EmptyState>
  )
}

function Times({ mine, nameOf, onChange }: { mine: MyBookings; nameOf: (id: string) => string; onChange: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const now = Date.now()
  const ahead = mine.bookings.filter((b) => b.state === 'standing' && b.endsAt > now)
  const news = mine.bookings.filter((b) => b.state === 'cancelled' && b.cancelledBy !== 'student' && b.endsAt > now)
  return (
    <>
      {mine.dropInOnlyUntil ? <Banner>{w.drop_in_only(dates.plainDay(mine.dropInOnlyUntil))}</Banner> : null}
      {news.map((booking) => <CalledOff key={booking.id} booking={booking} name={nameOf(booking.supporter)} />)}
      {ahead.map((booking) => <Time key={booking.id} booking={booking} nameOf={nameOf} noticeMinutes={mine.noticeMinutes} onChange={onChange} />)}
      {mine.waiting ? <Waiting until={mine.waiting.endsAt} onChange={onChange} /> : null}
      {ahead.length === 0 ? <EmptyState icon={Calendar} title={w.nothing_ahead} action={<ButtonLink href="/find">{w.book_a_time}</ButtonLink>} /> : null}
      <p className="small muted">{w.forgotten_soon}</p>
    </>
  )
}

function CalledOff({ booking, name }: { booking: MyBooking; name: string }) {
  const w = useBookingWords()
  const dates = useDates()
  const why = booking.cancelledBy === 'program' ? (booking.reason === 'code-changed' ? w.called_off_code : w.called_off_rest)
    : { ill: w.sorry_ill, studies: w.sorry_studies, family: w.sorry_family, other: w.sorry_other, 'code-changed': w.sorry_other }[booking.reason ?? 'other'](name)
  return <Banner title={w.called_off(dates.dayTime(booking.startsAt))} action={<ButtonLink small look="quiet" href="/find">{w.other_times}</ButtonLink>}>{why}</Banner>
}

function Waiting({ until, onChange }: { until: number; onChange: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const { send, sent, busy } = useSend(stopWaiting)
  return (
    <>
      <Banner action={<Button small look="quiet" busy={busy} onClick={() => void send().then(onChange)}>{w.stop_waiting}</Button>}>{w.waiting_until(dates.day(until))}</Banner>
      <SentBanner sent={sent} />
    </>
  )
}

function Time({ booking, nameOf, noticeMinutes, onChange }: { booking: MyBooking; nameOf: (id: string) => string; noticeMinutes: number; onChange: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const name = nameOf(booking.supporter)
  const now = Date.now()
  const late = cancelRefusal({ ...booking, stands: true }, now, booking.coverFor ? 0 : noticeMinutes) !== null
  return (
    <Card className="time-card">
      <div className="stack">
        <div className="next-card-text-row">
          <DateTile at={booking.startsAt} />
          <div>
            <h2>{dates.dayTime(booking.startsAt)}</h2>
            <p className="muted">{w.with_in(name, formatName(w, booking.format))}</p>
            <p className="row"><Badge tone="brand">{dates.relativeDay(booking.startsAt, now)}</Badge><Badge tone={booking.seen ? 'ok' : 'plain'}>{booking.seen ? w.seen : w.unseen}</Badge></p>
          </div>
        </div>
        {booking.coverFor ? <CoverQuestion booking={booking} name={name} before={nameOf(booking.coverFor)} onChange={onChange} /> : null}
        <HowToMeet booking={booking} name={name} />
        {booking.note === 'sealed' ? <p className="small muted">{w.note_sealed(name)}</p> : null}
        {booking.note === 'left-behind' ? <p className="small muted">{w.note_left(name)}</p> : null}
        {late ? <p className="small muted">{w.too_late_to_change}</p> : (
          <div className="ending">
            <ButtonLink look="quiet" icon={RotateCcw} href={`/find?move=${booking.id}`}>{w.move}</ButtonLink>
            <Cancel booking={booking} name={name} onChange={onChange} />
          </div>
        )}
      </div>
    </Card>
  )
}

function CoverQuestion({ booking, name, before, onChange }: { booking: MyBooking; name: string; before: string; onChange: () => void }) {
  const w = useBookingWords()
  const { send, sent, busy } = useSend(agreeToCover)
  return (
    <Banner title={w.cover_title(before, name)} action={<Button small busy={busy} onClick={() => void send(booking).then(onChange)}>{w.cover_yes(name)}</Button>}>
      <p>{w.cover_text}</p>
      <SentBanner sent={sent} />
    </Banner>
  )
}

function Cancel({ booking, name, onChange }: { booking: MyBooking; name: string; onChange: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(cancelBooking)
  const cancel = async () => {
    if (!(await send(booking.id))) return
    setAsking(false)
    toast(w.cancelled_toast)
    onChange()
  }
  return (
    <>
      <Button look="quiet" icon={CalendarX} onClick={() => setAsking(true)}>{w.cancel}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.cancel_title}>
        <p>{w.cancel_text(dates.dayTime(booking.startsAt), name)}</p>
        <SentBanner sent={sent} />
        <div className="ending">
          <Button busy={busy} onClick={() => void cancel()}>{w.cancel_yes}</Button>
          <Button look="quiet" onClick={() => setAsking(false)}>{w.keep_it}</Button>
        </div>
      </Dialog>
    </>
  )
}
