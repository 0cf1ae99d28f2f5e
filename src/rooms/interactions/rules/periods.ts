/** Weeks are ISO weeks in the program's zone; a week belongs to the month that holds its Thursday. */
export type Week = string
export type Month = string

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** A contact on Sunday night may still be corrected before anyone sleeps: a week closes on Monday at four. */
const CLOSING_HOUR = 4
/** How many weeks back a contact may still be logged; older ones are imported. */
export const LOGGED_BACK_WEEKS = 8

const WEEK = /^(\d{4})-W(\d{2})$/

export const isWeek = (period: string): period is Week => {
  const parts = WEEK.exec(period)
  return parts !== null && weekOfDay(dayOfWeek(period, 4)) === period
}

/** The local day of an instant, such as 2026-11-22. */
export const dayIn = (timeZone: string, instant: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)

export const monthIn = (timeZone: string, instant: number): Month => dayIn(timeZone, instant).slice(0, 7)

/** The hour of the week on a clock in the zone: weekday 1 is Monday. */
export function hourOfWeekIn(timeZone: string, instant: number): { weekday: number; hour: number } {
  const hour = new Intl.DateTimeFormat('en-CA', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(instant)
  return { weekday: new Date(`${dayIn(timeZone, instant)}T00:00:00Z`).getUTCDay() || 7, hour: Number.parseInt(hour, 10) }
}

/** ISO 8601: the week with the year's first Thursday is week 1. */
export function weekOfDay(day: string): Week {
  const date = new Date(`${day}T00:00:00Z`)
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS)
  const yearStarts = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const number = Math.floor((thursday.getTime() - yearStarts) / (7 * DAY_MS)) + 1
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`
}

/** The day of a week: 1 is Monday. */
export function dayOfWeek(week: Week, weekday: number): string {
  const [, year = '', number = ''] = WEEK.exec(week) ?? []
  const fourth = new Date(Date.UTC(Number(year), 0, 4))
  const firstMonday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * DAY_MS
  return dayAt(firstMonday + (Number(number) - 1) * 7 * DAY_MS + (weekday - 1) * DAY_MS)
}

/** The week under whose key something logged now is kept. Every earlier week may be closed. */
export const openWeekAt = (timeZone: string, now: number): Week => weekOfDay(dayIn(timeZone, now - CLOSING_HOUR * HOUR_MS))

/** Which weeks a contact may be logged for, this week first. */
export function loggableWeeks(timeZone: string, now: number): Week[] {
  const thisThursday = Date.parse(`${dayOfWeek(weekOfDay(dayIn(timeZone, now)), 4)}T00:00:00Z`)
  return Array.from({ length: LOGGED_BACK_WEEKS + 1 }, (_, back) => weekOfDay(dayAt(thisThursday - back * 7 * DAY_MS)))
}

export const monthOfPeriod = (period: string): Month => (WEEK.test(period) ? dayOfWeek(period, 4) : period).slice(0, 7)

/** Weeks that ended more than a year before this day keep only their month. */
export const isOlderThanAYear = (week: Week, today: string): boolean => dayOfWeek(week, 7) < aYearBefore(today)

/** The period of a contact from a spreadsheet: a month where it is older than a year, else a week. */
export const periodOfDay = (day: string, today: string): string => (isOlderThanAYear(weekOfDay(day), today) ? day.slice(0, 7) : weekOfDay(day))

export const aYearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`

/** Months from the first to the last, both included; empty where they are the wrong way round. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to && months.length < 1200; month = nextMonth(month)) months.push(month)
  return months
}

export function nextMonth(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
