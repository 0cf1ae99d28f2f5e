import { useRef, useState, type KeyboardEvent } from 'react'
import { Check, Minus } from '../../../ui/icons.ts'
import { useDates } from '../../../ui/program.tsx'
import { cellState, type Painted } from '../rules/week-grid.ts'
import { WEEKDAYS, type Weekday } from '../rules/weekly-hours.ts'
import { useHoursWords } from './words.ts'
import './hours.css'

interface Cell {
  readonly weekday: Weekday
  readonly hour: number
}
const STEPS: Readonly<Record<string, (cell: Cell, hours: readonly number[]) => Cell>> = {
  ArrowLeft: (c) => ({ ...c, weekday: Math.max(1, c.weekday - 1) as Weekday }),
  ArrowRight: (c) => ({ ...c, weekday: Math.min(7, c.weekday + 1) as Weekday }),
  ArrowUp: (c, hours) => ({ ...c, hour: hours.filter((hour) => hour < c.hour).at(-1) ?? c.hour }),
  ArrowDown: (c, hours) => ({ ...c, hour: hours.find((hour) => hour > c.hour) ?? c.hour }),
  Home: (c) => ({ ...c, weekday: 1 }),
  End: (c) => ({ ...c, weekday: 7 }),
  PageUp: (c, hours) => ({ ...c, hour: hours[0] ?? 0 }),
  PageDown: (c, hours) => ({ ...c, hour: hours.at(-1) ?? 23 }),
}

interface WeekTableProps {
  readonly week: readonly Painted[]
  readonly hours: readonly number[]
  /** While a week is being saved no hour is switched: the answer brings the week anew and would take the mark away again. */
  readonly busy: boolean
  readonly onSwitch: (cell: Cell) => void
}

/** A week as a table of switches: one tab stop, arrows move, space or Enter switches the hour. */
export function WeekTable({ week, hours, busy, onSwitch }: WeekTableProps) {
  const w = useHoursWords()
  const dates = useDates()
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<Cell>({ weekday: 1, hour: hours.includes(17) ? 17 : (hours[0] ?? 0) })
  const stop = hours.includes(at.hour) ? at : { ...at, hour: hours[0] ?? 0 }
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const next = step(stop, hours)
    setAt(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.weekday} ${next.hour}"]`)?.focus()
  }
  const said = { on: w.cell_on, part: w.cell_part, off: w.cell_off }
  return (
    <div className="week-frame">
      <table ref={table} className="week-table">
        <caption className="unseen">{w.week_grid}</caption>
        <thead>
          <tr>
            <td />
            {WEEKDAYS.map((weekday) => <th key={weekday} scope="col" abbr={dates.weekday(weekday)}>{dates.weekday(weekday, 'short').replace('.', '')}</th>)}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{dates.clock(hour * 60)}</th>
              {WEEKDAYS.map((weekday) => {
                const state = cellState(week, weekday, hour)
                return (
                  <td key={weekday}>
                    <button type="button" className="week-cell" data-cell={`${weekday} ${hour}`} tabIndex={stop.weekday === weekday && stop.hour === hour ? 0 : -1}
                      aria-pressed={state === 'part' ? 'mixed' : state === 'on'} aria-label={w.week_cell(dates.weekday(weekday), dates.clock(hour * 60), said[state])}
                      onFocus={() => setAt({ weekday, hour })} onKeyDown={move} aria-disabled={busy || undefined} onClick={() => { if (!busy) onSwitch({ weekday, hour }) }}>
                      {state === 'on' ? <Check aria-hidden="true" /> : state === 'part' ? <Minus aria-hidden="true" /> : null}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
