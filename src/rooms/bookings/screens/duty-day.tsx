import { useEffect, type ReactNode } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Calendar } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { listDuty, readFace, seeBookings } from '../client.ts'
import type { DutyBooking } from '../contract.ts'
import { CoversWanted } from './duty-covers.tsx'
import { DutyTime } from './duty-time.tsx'
import { useBookingWords } from './words.ts'
import './bookings.css'

const DAY_MS = 86_400_000
const RECENT_MS = DAY_MS / 2
const AHEAD_MS = 28 * DAY_MS

/** A supporter's own bookings: what is new, what is today, what comes. No pseudonym is shown; the meeting word is enough. `before` comes from rooms below. */
export function DutyDay({ before }: { before?: ReactNode }) {
  const w = useBookingWords()
  const { locale } = useLocale()
  const duty = useLoad(() => listDuty(Date.now() - RECENT_MS, Date.now() + AHEAD_MS), [])
  const face = useLoad(readFace, [locale])
  const topics = face.state === 'here' ? new Map(face.data.topics.map(({ id, name }) => [id, name])) : new Map<string, string>()
  const unseen = duty.state === 'here' ? duty.data.filter((b) => !b.seen).map((b) => b.id) : []
  useEffect(() => {
    if (unseen.length) void seeBookings(unseen).catch(() => {})
    // Once for each set of new bookings.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [unseen.join()])
  return (
    <div className="stack">
      <PageHeader title={w.duty_title} sub={w.duty_sub} />
      {before}
      <Loaded load={duty} lines={6}>{(found) => <Times duty={found} topics={topics} onChange={duty.reload} />}</Loaded>
      <CoversWanted onTaken={duty.reload} />
    </div>
  )
}

function Times({ duty, topics, onChange }: { duty: readonly DutyBooking[]; topics: ReadonlyMap<string, string>; onChange: () => void }) {
  const w = useBookingWords()
  const dates = useDates()
  const now = Date.now()
  const movedFrom = new Set(duty.map((b) => b.movedFrom))
  const news = duty.filter((b) => !b.seen && b.endsAt > now && !(b.state === 'moved' && movedFrom.has(b.startsAt)))
  const standing = duty.filter((b) => ['standing', 'met', 'missed'].includes(b.state))
  const today = standing.filter((b) => dates.date(b.startsAt) === dates.date(now) || (b.startsAt < now && b.endsAt > now - RECENT_MS))
  const coming = standing.filter((b) => b.startsAt > now && !today.includes(b))
  return (
    <>
      {news.length ? <News news={news} /> : null}
      {standing.length === 0 ? <EmptyState icon={Calendar} title={w.duty_none} /> : null}
      {today.length ? <h2>{w.duty_today}</h2> : null}
      {today.map((b) => <DutyTime key={b.id} booking={b} topics={topics} onChange={onChange} />)}
      {coming.length ? <h2>{w.duty_coming}</h2> : null}
      {coming.map((b) => <DutyTime key={b.id} booking={b} topics={topics} onChange={onChange} />)}
    </>
  )
}

function News({ news }: { news: readonly DutyBooking[] }) {
  const w = useBookingWords()
  const dates = useDates()
  const say = (b: DutyBooking): string => {
    if (b.state === 'cancelled') return w.duty_cancelled(dates.dayTime(b.startsAt))
    if (b.state === 'moved') return w.duty_moved_away(dates.dayTime(b.startsAt))
    if (b.state === 'replaced') return w.duty_covered(dates.dayTime(b.startsAt))
    return b.movedFrom ? w.duty_moved(dates.dayTime(b.movedFrom), dates.dayTime(b.startsAt)) : w.duty_new(dates.dayTime(b.startsAt))
  }
  const untold = (b: DutyBooking): boolean => b.state === 'standing' && !b.delivered
  return (
    <Card title={w.duty_news} aside={<Badge tone="brand">{String(news.length)}</Badge>}>
      <div className="stack">
        <ul>{news.map((b) => <li key={b.id}>{say(b)} {untold(b) ? <Badge tone="warm">{w.unseen}</Badge> : null}</li>)}</ul>
        {news.some(untold) ? <Banner action={<ButtonLink small look="quiet" href="/staff/notices">{w.duty_notices}</ButtonLink>}>{w.duty_untold}</Banner> : null}
      </div>
    </Card>
  )
}
