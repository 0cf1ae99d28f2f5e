import type { Instant } from '../../hours/rules/expansion.ts'

/** A half-day is twelve hours of UTC, counted from 1970. Who booked is keyed by the half-day in which the meeting ends. */
export const HALF_DAY_MS = 43_200_000

export const halfDayOfEnd = (endsAt: Instant): number => Math.floor((endsAt - 1) / HALF_DAY_MS)

/** A key lives for twelve hours after its half-day: long enough to mark an absence, and at most 24 hours after the meeting. */
export const keyDiesAt = (halfDay: number): Instant => (halfDay + 2) * HALF_DAY_MS

/** Every half-day whose key may still exist: from the oldest that lives to the one that holds the horizon. */
export function livingHalfDays(now: Instant, horizonMs: number): number[] {
  const oldest = Math.floor(now / HALF_DAY_MS) - 1
  const newest = halfDayOfEnd(now + horizonMs)
  return Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i)
}

const PREFIX = 'bookings/half-day/'
export const halfDayKeyName = (halfDay: number): string => `${PREFIX}${halfDay}`

/** The half-day of a key's name when its time is over, otherwise null. */
export function isOverdue(keyName: string, now: Instant): boolean {
  const halfDay = Number(keyName.slice(PREFIX.length))
  return keyName.startsWith(PREFIX) && keyDiesAt(halfDay) <= now
}

/** Meetings that ended before this instant belong to half-days whose keys are gone. */
export const unlinkableBefore = (now: Instant): Instant => (Math.floor(now / HALF_DAY_MS) - 1) * HALF_DAY_MS
