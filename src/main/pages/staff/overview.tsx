import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { BookingCounts } from '../../../rooms/bookings/screens/booking-counts.tsx'
import { readFigures } from '../../../rooms/evaluation/client.ts'
import { readCoverage } from '../../../rooms/hours/client.ts'
import type { CoverageAnswer } from '../../../rooms/hours/contract.ts'
import { SafetyCounts } from '../../../rooms/reports/screens/safety-counts.tsx'
import { supportersReach } from '../../../rooms/notices/client.ts'
import { useLateRequests } from '../../../rooms/requests/screens/late-requests.tsx'
import { readOpening } from '../../../rooms/programs/client.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ColumnChart } from '../../../ui/bar-chart.tsx'
import { Card } from '../../../ui/card.tsx'
import { HeatGrid } from '../../../ui/heat-grid.tsx'
import { ArrowUpRight, Bell, Clock, DoorOpen, LifeBuoy, MessageCircle, ShieldAlert, TriangleAlert, type Icon } from '../../../ui/icons.ts'
import { Loaded, UnreachableBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { useLoad, type Load } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { staffWords } from './staff-words.ts'
import './overview.css'

/** A coordinator's first page: what waits, this week's cover, what is booked, the year so far. */
export function Overview() {
  const w = useWords(staffWords)
  const { publicName } = useProgram()
  const coverage = useLoad(() => readCoverage(), [])
  return (
    <div className="stack">
      <PageHeader title={w.nav_overview} sub={`${publicName} · ${w.overview_sub}`} />
      <Needs coverage={coverage} />
      <div className="grid-2 overview-grid">
        <CoverageCard load={coverage} />
        <Months />
        <BookingCounts />
        <SafetyCounts />
      </div>
    </div>
  )
}

interface Need {
  readonly icon: Icon
  readonly href: string
  readonly title: string
  readonly sub: string
}

function Needs({ coverage }: { coverage: Load<CoverageAnswer> }) {
  const w = useWords(staffWords)
  const opening = useLoad(readOpening, [])
  const reach = useLoad(supportersReach, [])
  const { load: requests, late } = useLateRequests()
  const asked = [opening, reach, requests, coverage]
  const { setupWaits, problems, warnings } = opening.state === 'here' ? opening.data : { setupWaits: false, problems: [], warnings: [] }
  const contacts = warnings.find((found) => found.warning === 'safety-contacts-few')
  const stale = warnings.find((found) => found.warning === 'lines-stale')
  const unreached = reach.state === 'here' ? reach.data.filter(({ reach: how }) => how === 'none' || how === 'unconfirmed').length : 0
  const short = coverage.state === 'here' ? shortHours(coverage.data) : 0
  const needs: Need[] = [
    ...(setupWaits ? [{ icon: DoorOpen, href: '/staff/setup', title: w.needs_setup, sub: w.needs_setup_sub }] : []),
    ...(problems.length ? [{ icon: DoorOpen, href: '/staff/program/opening', title: w.needs_doors(problems.length), sub: w.needs_doors_sub }] : []),
    ...(late ? [{ icon: MessageCircle, href: '/staff/supporters', ...late }] : []),
    ...(unreached ? [{ icon: Bell, href: '/staff/supporters', title: w.needs_alerts(unreached), sub: w.needs_alerts_sub }] : []),
    ...(short ? [{ icon: Clock, href: '/staff/coverage', title: w.needs_hours(short), sub: w.needs_hours_sub }] : []),
    ...(contacts && 'have' in contacts ? [{ icon: ShieldAlert, href: '/staff/people', title: w.needs_safety(contacts.have), sub: w.needs_safety_sub }] : []),
    ...(stale && 'count' in stale ? [{ icon: LifeBuoy, href: '/staff/program/lines', title: w.needs_lines(stale.count), sub: w.needs_lines_sub }] : []),
  ]
  return (
    <Card title={w.needs_title} className="no-print">
      {needs.length ? (
        <ul className="needs">
          {needs.map((need) => <li key={need.title}><NeedLine need={need} /></li>)}
        </ul>
      ) : null}
      <Unread asked={asked} otherwise={needs.length ? null : <p className="muted">{w.needs_nothing}</p>} />
    </Card>
  )
}

/** An empty list is good news only when every question was answered. What did not arrive is asked again. */
function Unread({ asked, otherwise }: { asked: readonly Load<unknown>[]; otherwise: ReactNode }) {
  const failed = asked.filter((load) => load.state === 'unreachable' || (load.state === 'here' && load.isStale))
  if (failed.length) return <UnreachableBanner onRetry={() => { for (const load of failed) load.reload() }} />
  const open = asked.find(({ state }) => state === 'refused') ?? asked.find(({ state }) => state === 'loading')
  return open ? <Loaded load={open}>{() => null}</Loaded> : otherwise
}

function NeedLine({ need: { icon: Icon, href, title, sub } }: { need: Need }): ReactNode {
  return (
    <Link href={href} className="need">
      <Icon />
      <span className="need-text">
        <strong>{title}</strong>
        <span className="muted">{sub}</span>
      </span>
      <ArrowUpRight />
    </Link>
  )
}

const shortHours = ({ cells }: CoverageAnswer): number => cells.filter(({ short }) => short > 0).length
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

function CoverageCard({ load }: { load: Load<CoverageAnswer> }) {
  const w = useWords(staffWords)
  const short = load.state === 'here' ? shortHours(load.data) : 0
  const badge = load.state !== 'here' || load.data.needs.length === 0 ? null
    : short ? <Badge tone="warm" icon={TriangleAlert}>{w.coverage_short(short)}</Badge> : <Badge tone="ok">{w.coverage_whole}</Badge>
  return (
    <Card title={w.coverage_title} sub={w.coverage_sub} aside={badge}>
      <Loaded load={load} lines={8}>{(found) => <CoverageGrid found={found} />}</Loaded>
      <Link href="/staff/coverage">{w.see_all}</Link>
    </Card>
  )
}

function CoverageGrid({ found: { cells } }: { found: CoverageAnswer }) {
  const w = useWords(staffWords)
  const dates = useDates()
  const used = cells.filter(({ have, need }) => have > 0 || need > 0).map(({ hour }) => hour)
  const [first, last] = [Math.min(12, ...used), Math.max(20, ...used)]
  const hours = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const cellAt = (weekday: number, hour: number) => cells.find((cell) => cell.weekday === weekday && cell.hour === hour)
  return (
    <HeatGrid
      caption={w.coverage_title} hideCaption
      columns={hours.map((hour) => ({ key: String(hour), label: String(hour) }))}
      rows={WEEKDAYS.map((weekday) => ({
        key: String(weekday), label: dates.weekday(weekday, 'short'),
        cells: hours.map((hour) => ({ count: cellAt(weekday, hour)?.have ?? 0, need: cellAt(weekday, hour)?.need ?? 0 })),
      }))}
    />
  )
}

function Months() {
  const w = useWords(staffWords)
  const dates = useDates()
  const load = useLoad(() => readFigures(null), [])
  const middle = (key: string) => Date.parse(`${key}-15T12:00:00Z`)
  const months = load.state === 'here' ? load.data.figures.byMonth.map(({ key }) => middle(key)) : []
  // Which year it is has to be said: the newest with figures may be an old one that was imported.
  const year = months.length ? `${dates.monthYear(months[0]!)} – ${dates.monthYear(months.at(-1)!)}` : undefined
  return (
    <Card title={w.months_title} sub={year} aside={<Link href="/staff/reports">{w.see_all}</Link>}>
      <Loaded load={load} lines={8}>
        {({ figures: { byMonth } }) => byMonth.every(({ count }) => count === 0) ? <p className="muted">{w.months_none}</p> : (
          <ColumnChart caption={w.months_title} periodHead={w.month} periods={byMonth.map(({ key }) => ({ key, label: dates.monthShort(middle(key)) }))} series={[{ key: 'all', label: w.contacts, counts: byMonth.map(({ count }) => count) }]} />
        )}
      </Loaded>
    </Card>
  )
}
