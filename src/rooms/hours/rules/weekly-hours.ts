import type { Day } from '../../programs/rules/days.ts'
import type { Format } from '../../programs/rules/settings.ts'
import { missingWay, type MissingWay, type WaysToMeet } from './formats.ts'

export type { Day }
/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[]

export const KINDS = ['bookable', 'drop-in'] as const
export type Kind = (typeof KINDS)[number]

export const DAY_MINUTES = 1440
export const WEEK_MINUTES = 7 * DAY_MINUTES
export const DROP_IN_CAPACITY = 4
export const LARGEST_CAPACITY = 50

/** One stretch of duty. Times are minutes after local midnight; an end beyond 1440 is on the next day. */
export interface Hours {
  readonly starts: number
  readonly ends: number
  readonly kind: Kind
  /** How many students a drop-in holds at once; null for bookable hours. */
  readonly capacity: number | null
  readonly formats: readonly Format[]
  /** Where to meet in person; null where no place was named. */
  readonly place: string | null
}
export interface WeeklyHours extends Hours {
  readonly id: string
  readonly supporter: string
  readonly weekday: Weekday
  readonly validFrom: Day
  readonly validUntil: Day | null
}
export interface ExtraHours extends Hours {
  readonly id: string
  readonly supporter: string
  readonly on: Day
}
/** One occurrence of weekly hours that does not take place. */
export interface HoursOff {
  readonly hours: string
  readonly on: Day
}
/** Exam weeks and holidays of the whole program; closed days hold no hours at all. */
export interface ProgramDays {
  readonly firstDay: Day
  readonly lastDay: Day
  readonly closed: boolean
}

export type HoursRefusal = 'times-unclear' | 'hours-too-short' | 'no-format' | 'capacity-unclear' | MissingWay

/** Why these hours cannot be offered as they are, or null. At least one whole slot has to fit. */
export function hoursRefusal(hours: Hours, ways: WaysToMeet, slotMinutes: number): HoursRefusal | null {
  const { starts, ends } = hours
  if (starts < 0 || starts >= DAY_MINUTES || ends <= starts || ends > starts + DAY_MINUTES) return 'times-unclear'
  if (ends - starts < slotMinutes) return 'hours-too-short'
  if (hours.formats.length === 0) return 'no-format'
  if (hours.kind === 'drop-in' && !isCapacity(hours.capacity)) return 'capacity-unclear'
  return hours.formats.map((format) => missingWay(format, hours.place, ways)).find((missing) => missing !== null) ?? null
}

const isCapacity = (n: number | null): boolean => n !== null && Number.isInteger(n) && n >= 1 && n <= LARGEST_CAPACITY

interface InWeek {
  readonly weekday: Weekday
  readonly starts: number
  readonly ends: number
}

export const weekMinute = (weekday: Weekday, minute: number): number => (weekday - 1) * DAY_MINUTES + minute

/** Whether two stretches of the repeating week share a minute; Sunday night reaches into Monday. */
export function meetInWeek(a: InWeek, b: InWeek): boolean {
  const [a0, b0] = [weekMinute(a.weekday, a.starts), weekMinute(b.weekday, b.starts)]
  return [-WEEK_MINUTES, 0, WEEK_MINUTES].some((shift) => a0 < b0 + shift + (b.ends - b.starts) && b0 + shift < a0 + (a.ends - a.starts))
}

type Dated = InWeek & { readonly validFrom: Day; readonly validUntil: Day | null }

const meetInTerm = (a: Dated, b: Dated): boolean =>
  a.validFrom <= (b.validUntil ?? '9999-12-31') && b.validFrom <= (a.validUntil ?? '9999-12-31')

/** The first two hours of one supporter that ask for the same minute, or null. */
export function overlap<H extends Dated>(week: readonly H[]): readonly [H, H] | null {
  for (const [i, a] of week.entries()) {
    const b = week.slice(i + 1).find((other) => meetInTerm(a, other) && meetInWeek(a, other))
    if (b) return [a, b]
  }
  return null
}

/** `18:30` from minutes after midnight; past midnight it is the next day's time. */
export const clockTime = (minutes: number): string => {
  const m = minutes % DAY_MINUTES
  return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
}

/** Minutes after midnight from `18:30`, or null. */
export function minutesOf(time: string): number | null {
  const [, h, m] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(time.trim()) ?? []
  const minutes = Number(h) * 60 + Number(m)
  return h !== undefined && m !== undefined && Number(m) < 60 && minutes <= DAY_MINUTES ? minutes : null
}

/** Start and end as the clock shows them; an end at or before the start is on the next day. */
export const endAfter = (starts: number, ends: number): number => (ends > starts ? ends : ends + DAY_MINUTES)

/** A short mark of a week's hours: another mark means that somebody changed them meanwhile. */
export function stampOf(week: readonly WeeklyHours[]): string {
  const text = week.map((h) => [h.id, h.weekday, h.starts, h.ends, h.kind, h.capacity, h.formats.join(), h.place, h.validFrom, h.validUntil].join(' ')).toSorted().join('\n')
  let hash = 0xcbf29ce484222325n
  for (const character of text) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n)
  return hash.toString(36)
}
