import { useState, type ReactNode } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChipsMany } from '../../../ui/choices.tsx'
import { Select } from '../../../ui/field.tsx'
import { Trash2 } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { readOnCall, saveOnCall } from '../client.ts'
import type { OnCallSheet } from '../contract.ts'
import { peopleWords } from './words.ts'
import './people.css'

type Span = OnCallSheet['spans'][number]
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

interface EmergencyHoursProps {
  /** The service for the remaining hours, set in the programs room. */
  readonly service?: ReactNode
}

/** Somebody for each of the 168 hours, or a named service for the rest. */
export function EmergencyHoursPage({ service }: EmergencyHoursProps) {
  const w = useWords(peopleWords)
  const load = useLoad(readOnCall, [])
  return (
    <div className="stack column">
      <PageHeader title={w.emergency_title} sub={w.emergency_sub} back={{ href: '/staff/program', label: w.emergency_back }} />
      <Loaded load={load} lines={6}>{(sheet) => <Roster start={sheet} />}</Loaded>
      {service}
    </div>
  )
}

function Roster({ start }: { start: OnCallSheet }) {
  const w = useWords(peopleWords)
  const dates = useDates()
  const [sheet, setSheet] = useState(start)
  const { send, sent, busy } = useSend(saveOnCall)
  const keep = async (spans: readonly Omit<Span, 'fullName'>[]) => {
    const saved = await send(spans.map(({ person, weekday, startsHour, endsHour }) => ({ person, weekday, startsHour, endsHour })))
    if (saved) setSheet(saved)
    return saved !== null
  }
  const hours = (span: { startsHour: number; endsHour: number }) => w.emergency_span(dates.clock(span.startsHour * 60), dates.clock(span.endsHour * 60))
  return (
    <div className="stack">
      <Card title={w.emergency_roster}>
        <Gaps gaps={sheet.hoursWithoutOnCall} />
        <ul className="plain-list">
          {sheet.spans.map((span, place) => (
            <li key={`${span.person}-${span.weekday}-${span.startsHour}`} className="row-apart person-line">
              <span>{dates.weekday(span.weekday)} {hours(span)} · {span.fullName}</span>
              <IconButton icon={Trash2} disabled={busy} label={w.emergency_remove(span.fullName, dates.weekday(span.weekday), hours(span))}
                onClick={() => void keep(sheet.spans.filter((_, other) => other !== place))} />
            </li>
          ))}
        </ul>
        <SentBanner sent={sent} />
      </Card>
      {sheet.candidates.length ? <AddHours sheet={sheet} busy={busy} onAdd={(added) => keep([...sheet.spans, ...added])} /> : <Banner>{w.emergency_nobody}</Banner>}
    </div>
  )
}

function AddHours({ sheet, busy, onAdd }: { sheet: OnCallSheet; busy: boolean; onAdd: (spans: Omit<Span, 'fullName'>[]) => Promise<boolean> }) {
  const w = useWords(peopleWords)
  const dates = useDates()
  const [person, setPerson] = useState(sheet.candidates[0]!.id)
  const [days, setDays] = useState<(typeof WEEKDAYS)[number][]>([])
  const [from, setFrom] = useState('8'), [to, setTo] = useState('20')
  const hour = (value: number) => ({ value: String(value), label: dates.clock(value * 60) })
  const starts = Array.from({ length: 24 }, (_, at) => hour(at)), ends = Array.from({ length: 24 }, (_, at) => hour(at + 1))
  return (
    <Card title={w.emergency_add}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        if (await onAdd(days.flatMap((day) => spansOf(person, Number(day), Number(from), Number(to))))) setDays([])
      }}>
        <Select label={w.emergency_person} value={person} onValue={setPerson} options={sheet.candidates.map(({ id, fullName }) => ({ value: id, label: fullName }))} />
        <ChoiceChipsMany label={w.emergency_days} values={days} onValues={setDays} options={WEEKDAYS.map((value) => ({ value, label: dates.weekday(Number(value), 'short') }))} />
        <div className="grid-2">
          <Select label={w.emergency_from} value={from} onValue={setFrom} options={starts} />
          <Select label={w.emergency_to} value={to} onValue={setTo} options={ends} />
        </div>
        <div className="ending"><Button type="submit" busy={busy} disabled={days.length === 0}>{w.emergency_add}</Button></div>
      </form>
    </Card>
  )
}

/** Past midnight a stretch becomes two: the rest belongs to the next day. */
const spansOf = (person: string, weekday: number, startsHour: number, endsHour: number): Omit<Span, 'fullName'>[] =>
  endsHour > startsHour
    ? [{ person, weekday, startsHour, endsHour }]
    : [{ person, weekday, startsHour, endsHour: 24 }, ...(endsHour % 24 > 0 ? [{ person, weekday: (weekday % 7) + 1, startsHour: 0, endsHour }] : [])]

/** Which hours nobody covers, a line a day. */
function Gaps({ gaps }: { gaps: readonly number[] }) {
  const w = useWords(peopleWords)
  const dates = useDates()
  if (gaps.length === 0) return <Banner tone="ok">{w.emergency_covered}</Banner>
  const stretches = (weekday: number): string => {
    const hours = gaps.filter((gap) => Math.floor(gap / 24) + 1 === weekday).map((gap) => gap % 24)
    const begins = hours.filter((hour) => !hours.includes(hour - 1)), ends = hours.filter((hour) => !hours.includes(hour + 1))
    return begins.map((begin, at) => w.emergency_span(dates.clock(begin * 60), dates.clock((ends[at]! + 1) * 60))).join(', ')
  }
  return (
    <details>
      <summary>{w.emergency_gap(gaps.length)}</summary>
      <ul>
        {[1, 2, 3, 4, 5, 6, 7].filter((weekday) => stretches(weekday)).map((weekday) => <li key={weekday}>{w.emergency_gap_day(dates.weekday(weekday), stretches(weekday))}</li>)}
      </ul>
    </details>
  )
}
