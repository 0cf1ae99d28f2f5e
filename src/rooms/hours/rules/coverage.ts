import { firstInstantAt, type Instant, type Window } from './expansion.ts'
import { plusDays } from './days.ts'
import type { Need } from './needs.ts'
import { WEEKDAYS, type Day, type Weekday } from './weekly-hours.ts'

export interface CoverageCell extends Need {
  /** Supporters on duty for at least half of the hour. */
  readonly have: number
  /** How many are missing; 0 where the need is met. */
  readonly short: number
}
/** Neighbouring hours of one day that all lack someone. */
export interface Gap {
  readonly weekday: Weekday
  readonly from: number
  readonly to: number
  readonly short: number
}
type OnDuty = Pick<Window, 'supporter' | 'startsAt' | 'endsAt'>

/** Who is there against who is wanted, for the 168 hours of the week that begins on this Monday. */
export function coverage(windows: readonly OnDuty[], needs: readonly Need[], monday: Day, timeZone: string): CoverageCell[] {
  const wanted = new Map(needs.map((n) => [`${n.weekday} ${n.hour}`, n.need]))
  return WEEKDAYS.flatMap((weekday) => {
    const day = plusDays(monday, weekday - 1)
    const edges = Array.from({ length: 25 }, (_, hour) => firstInstantAt(day, hour * 60, timeZone))
    return Array.from({ length: 24 }, (_, hour) => {
      const [from, to] = [edges[hour]!, edges[hour + 1]!]
      // An hour that the clocks skip this week wants nobody.
      const need = from === to ? 0 : (wanted.get(`${weekday} ${hour}`) ?? 0)
      const have = from === to ? 0 : present(windows, from, to)
      return { weekday, hour, need, have, short: Math.max(0, need - have) }
    })
  })
}

function present(windows: readonly OnDuty[], from: Instant, to: Instant): number {
  const minutes = new Map<string, number>()
  for (const w of windows) {
    const shared = Math.min(w.endsAt, to) - Math.max(w.startsAt, from)
    if (shared > 0) minutes.set(w.supporter, (minutes.get(w.supporter) ?? 0) + shared)
  }
  return [...minutes.values()].filter((shared) => shared * 2 >= to - from).length
}

/** The gaps in words' shape: neighbouring short hours of a day become one, with the largest number missing. */
export function gaps(cells: readonly CoverageCell[]): Gap[] {
  return cells.filter((c) => c.short > 0).reduce<Gap[]>((found, { weekday, hour, short }) => {
    const last = found.at(-1)
    if (last?.weekday !== weekday || last.to !== hour) return [...found, { weekday, from: hour, to: hour + 1, short }]
    return [...found.slice(0, -1), { ...last, to: hour + 1, short: Math.max(last.short, short) }]
  }, [])
}
