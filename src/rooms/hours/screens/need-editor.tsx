import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChipsMany } from '../../../ui/choices.tsx'
import { Select } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { keepNeeds } from '../client.ts'
import type { CoverageCell } from '../rules/coverage.ts'
import { withNeed, type Need } from '../rules/needs.ts'
import { WEEKDAYS, type Weekday } from '../rules/weekly-hours.ts'
import { useHoursWords } from './words.ts'

const MOST = 8

function useKeepNeeds(done: () => void) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(keepNeeds)
  const keep = async (needs: Need[]) => {
    if (!(await send(needs))) return
    toast(w.need_saved)
    done()
  }
  return { keep, sent, busy }
}

function CountSelect({ label, value, onValue }: { label: string; value: number; onValue: (count: number) => void }) {
  const w = useHoursWords()
  return (
    <Select label={label} value={String(value)} onValue={(count) => onValue(Number(count))}
      options={Array.from({ length: MOST + 1 }, (_, n) => ({ value: String(n), label: w.need_people(n) }))} />
  )
}

/** One minimum for many hours at once. */
export function NeedEditor({ needs, changed }: { needs: readonly Need[]; changed: () => void }) {
  const w = useHoursWords()
  const dates = useDates()
  const { keep, sent, busy } = useKeepNeeds(changed)
  const [days, setDays] = useState<string[]>(['1', '2', '3', '4', '5'])
  const [from, setFrom] = useState(17)
  const [to, setTo] = useState(21)
  const [count, setCount] = useState(1)
  const times = (first: number) => Array.from({ length: 24 }, (_, n) => ({ value: String(n + first), label: dates.clock(((n + first) % 24) * 60) }))
  return (
    <Card title={w.need_title} sub={w.need_intro}>
      <form className="stack" onSubmit={(event) => {
        event.preventDefault()
        const spans = days.map((day) => Number(day) as Weekday)
        void keep(withNeed(needs, { weekdays: spans, from, to, need: count }))
      }}>
        <ChoiceChipsMany label={w.need_days} values={days} onValues={setDays} options={WEEKDAYS.map((weekday) => ({ value: String(weekday), label: dates.weekday(weekday, 'short') }))} />
        <div className="hours-times">
          <Select label={w.need_from} value={String(from)} options={times(0)} onValue={(hour) => { setFrom(Number(hour)); setTo(Math.max(to, Number(hour) + 1)) }} />
          <Select label={w.need_to} value={String(to)} options={times(1).filter((time) => Number(time.value) > from)} onValue={(hour) => setTo(Number(hour))} />
          <CountSelect label={w.need_count} value={count} onValue={setCount} />
        </div>
        <SentBanner sent={sent} />
        <div className="ending"><Button type="submit" busy={busy} disabled={days.length === 0}>{w.need_set}</Button></div>
      </form>
    </Card>
  )
}

/** The minimum of a single hour, opened from its cell. */
export function NeedOfCell({ cell, needs, done }: { cell: CoverageCell; needs: readonly Need[]; done: () => void }) {
  const w = useHoursWords()
  const { keep, sent, busy } = useKeepNeeds(done)
  const [count, setCount] = useState(needs.find((n) => n.weekday === cell.weekday && n.hour === cell.hour)?.need ?? 0)
  return (
    <form className="stack" onSubmit={(event) => {
      event.preventDefault()
      void keep(withNeed(needs, { weekdays: [cell.weekday], from: cell.hour, to: cell.hour + 1, need: count }))
    }}>
      <CountSelect label={w.need_count} value={count} onValue={setCount} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy}>{w.save}</Button></div>
    </form>
  )
}
