import { academicYear } from '../../people/rules.ts'
import type { Day } from '../../programs/rules/days.ts'

/** An academic year as tokens spell it: 2026-27. */
export const TERM = /^20\d\d-\d\d$/

export const termOf = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`

export const termOn = (today: Day, startsMonth: number): string => termOf(academicYear(today, startsMonth))

/** Proof of a year that is over proves nothing today; next year's may be shown as soon as its key is published. */
export const isOver = (term: string, today: Day, startsMonth: number): boolean => term < termOn(today, startsMonth)

/** Which years a browser asks for, the newer first: next year's key may be published before this one is over. */
export const termsAround = (today: Day): readonly [string, string] => {
  const year = Number(today.slice(0, 4))
  return [termOf(year), termOf(year - 1)]
}
