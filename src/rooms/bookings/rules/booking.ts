import type { Instant } from '../../hours/rules/expansion.ts'
import type { OfferedFormat } from '../../hours/rules/formats.ts'
import { overlaps, type OpenSlot } from './slots.ts'

/** How long before the start a slot may still be taken, so that the supporter hears of it in time. */
export const LEAD_MS = 60 * 60_000
export const OPEN_BOOKINGS = 2
export const WAITING_DAYS = 7
/** Times and formats of past meetings serve for nothing after this; the figures come from elsewhere. */
export const BOOKING_KEPT_DAYS = 60
/** A supporter waits this long before the slot is given back. */
export const ABSENCE_MS = 10 * 60_000
/** An outcome can be noted and taken back until the half-day's key may be gone. */
export const OUTCOME_MS = 12 * 3_600_000

export const REASONS = ['ill', 'studies', 'family', 'other'] as const
export type Reason = (typeof REASONS)[number]
export const CANCELLED_BY = ['student', 'supporter', 'program'] as const
export type CancelledBy = (typeof CANCELLED_BY)[number]
export type MeetingOutcome = 'met' | 'missed'

/** Everything that decides whether this account may have this slot. */
export interface BookingFacts {
  readonly slot: OpenSlot | null
  readonly format: OfferedFormat
  readonly limitsRead: number
  readonly limitsNow: number | null
  readonly open: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[]
  readonly dropInOnlyUntil: string | null
  /** The account came by a program code that has been replaced, and no first meeting has taken place. */
  readonly codeReplaced: boolean
}

export type BookingRefusal = 'slot-gone' | 'format-gone' | 'limits-changed' | 'two-open' | 'same-time' | 'drop-in-only' | 'code-replaced'

/** Abuse is bounded without addresses: two open bookings, no slot after two misses, no booking under a withdrawn code. */
export function bookingRefusal(facts: BookingFacts): BookingRefusal | null {
  const { slot } = facts
  if (facts.codeReplaced) return 'code-replaced'
  if (facts.limitsNow !== null && facts.limitsRead !== facts.limitsNow) return 'limits-changed'
  if (facts.dropInOnlyUntil) return 'drop-in-only'
  if (facts.open.length >= OPEN_BOOKINGS) return 'two-open'
  if (!slot) return 'slot-gone'
  if (facts.open.some((open) => overlaps(open, slot))) return 'same-time'
  return slot.formats.includes(facts.format) ? null : 'format-gone'
}

export interface Standing {
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Still holds its slot: not cancelled, moved, covered or missed. */
  readonly stands: boolean
}

/** Either side is told in time: a student cancels or moves until the program's notice before the start. */
export function cancelRefusal(booking: Standing, now: Instant, noticeMinutes: number): 'already-over' | 'already-cancelled' | 'too-late' | null {
  if (!booking.stands) return 'already-cancelled'
  if (booking.endsAt <= now) return 'already-over'
  return booking.startsAt - now < noticeMinutes * 60_000 ? 'too-late' : null
}

/** A supporter may always call off what has not begun: nobody should wait for someone who is ill. */
export function apologyRefusal(booking: Standing, now: Instant): 'already-over' | 'already-cancelled' | null {
  if (!booking.stands) return 'already-cancelled'
  return booking.endsAt <= now ? 'already-over' : null
}

/** Met may be noted from the start, missed only after ten minutes of waiting; both until the key that names nobody is gone. */
export function outcomeRefusal(booking: Standing, outcome: MeetingOutcome, now: Instant): 'not-yet' | 'wait-ten-minutes' | 'too-late' | 'already-cancelled' | null {
  if (!booking.stands) return 'already-cancelled'
  if (now < booking.startsAt) return 'not-yet'
  if (now > booking.endsAt + OUTCOME_MS) return 'too-late'
  return outcome === 'missed' && now < booking.startsAt + ABSENCE_MS ? 'wait-ten-minutes' : null
}
