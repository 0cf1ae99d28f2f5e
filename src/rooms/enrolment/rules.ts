import { SMALLEST_SHOWN } from '../../disclosure/small-counts.ts'

/** A spare is sealed to one size; see sealed/spare. */
export const SPARE_SEALED = /^[\w-]{2086}$/

export interface Crowd {
  /** In tens, rounded down; null stands for fewer than ten. */
  readonly students: number | null
  /** How many of ten have a way back; null while the crowd is too small to say. */
  readonly tenths: number | null
}

const STEP = 2 * SMALLEST_SHOWN
/** Below this a tenth would be a handful of people. */
const SMALLEST_SHARE = 50

/**
 * How large the crowd is in which each student is one, never who. Who watches a student enrol must not see the figure move: it steps by
 * ten, the share by tenths, and both stand still for a day. A share too near to its end is drawn back from it: "all" and "none" are facts
 * about each one.
 */
export function crowdAsTold({ students, withWayBack }: { readonly students: number; readonly withWayBack: number }): Crowd {
  const told = Math.floor(students / STEP) * STEP
  if (told < SMALLEST_SHARE) return { students: told || null, tenths: null }
  return { students: told, tenths: Math.min(9, Math.max(1, Math.round((withWayBack / students) * 10))) }
}

const DAY_MS = 24 * 60 * 60_000

/** From when a visit may show the server a certificate that was issued to an account of before: two to nine days later, by a throw of the dice. */
export const mayShowFrom = (now: number, dice: number): number => now + 2 * DAY_MS + Math.floor(dice * 7 * DAY_MS)
