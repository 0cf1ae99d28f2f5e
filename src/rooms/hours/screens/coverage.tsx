import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { HeatGrid } from '../../../ui/heat-grid.tsx'
import { ChevronLeft, ChevronRight, TriangleAlert } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { readCoverage } from '../client.ts'
import type { CoverageAnswer } from '../contract.ts'
import type { CoverageCell, Gap } from '../rules/coverage.ts'
import { plusDays } from '../rules/days.ts'
import { WEEKDAYS, type Weekday } from '../rules/weekly-hours.ts'
import { NeedEditor, NeedOfCell } from './need-editor.tsx'
import { Plan } from './plan.tsx'
import { useHoursWords } from './words.ts'
import './hours.css'

/** For coordinators: who is there against who is wanted, week by week. */
export function CoverageScreen() {
  const w = useHoursWords()
  const [tab, setTab] = useState<'week' | 'plan'>('week')
  return (
    <div className="stack">
      <PageHeader title={w.coverage_title} sub={w.coverage_sub} />
      <Tabs label={w.coverage_title} current={tab} onChange={setTab} tabs={[{ key: 'week', label: w.coverage_tab_week }, { key: 'plan', label: w.coverage_tab_plan }]}>
        {tab === 'week' ? <Weeks /> : <Plan />}
      </Tabs>
    </div>
  )
}

function Weeks() {
  const [week, setWeek] = useState<string | undefined>(undefined)
  const load = useLoad(() => readCoverage(week), [week])
  return <Loaded load={load} lines={10}>{(found) => <CoverageWeek found={found} onWeek={setWeek} changed={load.reload} />}</Loaded>
}

interface WeekProps {
  readonly found: CoverageAnswer
  readonly onWeek: (monday: string | undefined) => void
  readonly changed: () => void
}

function CoverageWeek({ found, onWeek, changed }: WeekProps) {
  const w = useHoursWords()
  const dates = useDates()
  const [cell, setCell] = useState<CoverageCell | null>(null)
  const short = found.cells.filter((c) => c.short > 0).length
  const wanted = found.needs.length > 0
  return (
    <div className="stack">
      <div className="week-nav">
        <IconButton label={w.coverage_before} icon={ChevronLeft} onClick={() => onWeek(plusDays(found.monday, -7))} />
        <strong>{w.coverage_week(dates.plainDay(found.monday), dates.plainDay(plusDays(found.monday, 6)))}</strong>
        <IconButton label={w.coverage_after} icon={ChevronRight} onClick={() => onWeek(plusDays(found.monday, 7))} />
        <Button look="quiet" small onClick={() => onWeek(undefined)}>{w.coverage_this}</Button>
      </div>
      {found.days.map((days) => <Banner key={days.id}>{days.closed ? w.closed_days(days.name) : w.marked_days(days.name)}</Banner>)}
      <Card title={w.coverage_grid} sub={w.coverage_press} {...(wanted ? { aside: <ShortBadge hours={short} /> } : {})}>
        <Grid found={found} onCell={setCell} />
      </Card>
      {wanted ? <Gaps gaps={found.gaps} /> : null}
      <NeedEditor needs={found.needs} changed={changed} />
      <Dialog open={cell !== null} onClose={() => setCell(null)} title={cell ? w.need_one(dates.weekday(cell.weekday), dates.clock(cell.hour * 60)) : ''}>
        {cell ? <NeedOfCell cell={cell} needs={found.needs} done={() => { setCell(null); changed() }} /> : null}
      </Dialog>
    </div>
  )
}

function ShortBadge({ hours }: { hours: number }) {
  const w = useHoursWords()
  return hours === 0 ? <Badge tone="ok">{w.coverage_whole}</Badge> : <Badge tone="warm" icon={TriangleAlert}>{w.coverage_short(hours)}</Badge>
}

const WHOLE_DAY = Array.from({ length: 24 }, (_, hour) => hour)

function Grid({ found, onCell }: { found: CoverageAnswer; onCell: (cell: CoverageCell) => void }) {
  const w = useHoursWords()
  const dates = useDates()
  const [whole, setWhole] = useState(false)
  const cellAt = (weekday: Weekday, hour: number): CoverageCell => found.cells.find((c) => c.weekday === weekday && c.hour === hour) ?? { weekday, hour, have: 0, need: 0, short: 0 }
  const hours = whole ? WHOLE_DAY : hoursOfInterest(found.cells)
  return (
    <div className="stack-tight">
      <HeatGrid caption={w.coverage_grid} hideCaption
        columns={hours.map((hour) => ({ key: String(hour), label: dates.clock(hour * 60).replace(/:00$/, '') }))}
        rows={WEEKDAYS.map((weekday) => ({
          key: String(weekday), label: dates.weekday(weekday, 'short'),
          cells: hours.map((hour) => ({ count: cellAt(weekday, hour).have, need: cellAt(weekday, hour).need })),
        }))}
        onCell={(row, column) => onCell(cellAt(Number(row) as Weekday, Number(column)))} />
      <Checkbox label={w.coverage_all_hours} checked={whole} onValue={setWhole} />
    </div>
  )
}

/** The hours in which somebody is there or wanted, and the usual afternoon. */
const hoursOfInterest = (cells: readonly CoverageCell[]): number[] =>
  WHOLE_DAY.filter((hour) => (hour >= 12 && hour <= 20) || cells.some((c) => c.hour === hour && (c.have > 0 || c.need > 0)))

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const w = useHoursWords()
  const dates = useDates()
  const hours = (gap: Gap) => w.span(dates.clock(gap.from * 60), dates.clock((gap.to % 24) * 60))
  return (
    <Card title={w.gaps_title}>
      {gaps.length === 0 ? <p className="muted">{w.gaps_none}</p> : (
        <div className="stack">
          <ul>{gaps.map((gap) => <li key={`${gap.weekday} ${gap.from}`}>{w.gap(dates.weekday(gap.weekday), hours(gap), gap.short)}</li>)}</ul>
          <Disclosure summary={w.gap_table}>
            <Table caption={w.gaps_title} hideCaption rows={gaps} rowKey={(gap) => `${gap.weekday} ${gap.from}`} columns={[
              { header: w.gap_day, rowHeader: true, cell: (gap) => dates.weekday(gap.weekday) },
              { header: w.gap_hours, cell: hours },
              { header: w.gap_wanted, numeric: true, cell: (gap) => gap.short },
            ]} />
          </Disclosure>
        </div>
      )}
    </Card>
  )
}
