import type { Day, Weekday } from './weekly-hours.ts'

/** Days are counted in UTC here, where every day has 24 hours; instants are the concern of `expansion`. */
const DAY_MS = 86_400_000
/** Beyond these centuries lie no hours, and the ends of two calendars: JavaScript's and PostgreSQL's. */
const DAY = /^(19|20|21)\d{2}-\d{2}-\d{2}$/

export const isDay = (text: string): boolean => DAY.test(text) && plusDays(text, 0) === text

export const plusDays = (day: Day, days: number): Day => {
  const ms = Date.parse(`${day}T00:00:00Z`) + days * DAY_MS
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10)
}

export const weekdayOf = (day: Day): Weekday => (((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday

export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekdayOf(day))

/** Every day from the first to the last, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day <= last && days.length < 800; day = plusDays(day, 1)) days.push(day)
  return days
}
