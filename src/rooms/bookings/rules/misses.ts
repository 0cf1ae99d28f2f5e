import type { Instant } from '../../hours/rules/expansion.ts'

/** Missed meetings are counted under a keyed hash that changes every four weeks and is destroyed with its key. */
const DAY_MS = 86_400_000
const PERIOD_DAYS = 28
/** Two within four weeks, then two weeks of drop-in only. */
const COUNTED_DAYS = 28
const DROP_IN_ONLY_DAYS = 14
export const MISSES_ALLOWED = 1
/** After this a miss can no longer matter. */
export const MISS_KEPT_DAYS = COUNTED_DAYS + DROP_IN_ONLY_DAYS

export const periodOf = (at: Instant): number => Math.floor(at / (PERIOD_DAYS * DAY_MS))

/** The periods in which a miss that still matters can lie. */
export function livingPeriods(now: Instant): number[] {
  const newest = periodOf(now)
  const oldest = periodOf(now - MISS_KEPT_DAYS * DAY_MS)
  return Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i)
}

const PREFIX = 'bookings/missed/'
export const periodKeyName = (period: number): string => `${PREFIX}${period}`

export function isPeriodOver(keyName: string, now: Instant): boolean {
  const ends = (Number(keyName.slice(PREFIX.length)) + 1) * PERIOD_DAYS * DAY_MS
  return keyName.startsWith(PREFIX) && ends + MISS_KEPT_DAYS * DAY_MS <= now
}

export const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

/** The day until which only drop-ins are open to this student, or null. Takes the days of the misses on record. */
export function dropInOnlyUntil(missedOn: readonly string[], now: Instant): string | null {
  const days = missedOn.map((day) => Date.parse(`${day}T00:00:00Z`)).toSorted((a, b) => a - b)
  const second = days.findLast((day, i) => i >= MISSES_ALLOWED && day - days[i - MISSES_ALLOWED]! <= COUNTED_DAYS * DAY_MS)
  if (second === undefined) return null
  const until = dayOf(second + DROP_IN_ONLY_DAYS * DAY_MS)
  return dayOf(now) < until ? until : null
}
