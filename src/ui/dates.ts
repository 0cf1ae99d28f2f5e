import type { Locale } from './same-words.ts'

/** How instants are written: in the reader's language, in the program's time zone, on a 24-hour clock. */
export interface Dates {
  /** "18:00", "18 h", "18:00" */
  time(at: number): string
  /** "17:00 to 18:30", "de 17 h à 18 h 30", "17:00–18:30" */
  timeRange(from: number, to: number): string
  /** "Tue 24 Nov", "mar. 24 nov.", "11月24日 周二" */
  day(at: number): string
  /** "Tuesday 24 November", "mardi 24 novembre", "11月24日 星期二" */
  dayLong(at: number): string
  /** "Tue 24 Nov, 17:30" */
  dayTime(at: number): string
  /** "24 November 2026", "24 novembre 2026", "2026年11月24日" */
  date(at: number): string
  /** "November 2026" */
  monthYear(at: number): string
  /** "Nov", for a date tile */
  monthShort(at: number): string
  /** "24", for a date tile */
  dayOfMonth(at: number): string
  /** "today", "tomorrow", "in 2 days", "yesterday": whole calendar days in the program's zone. */
  relativeDay(at: number, now: number): string
  /** The shortest honest name of a coming moment: "today, 18:00", "tomorrow, 18:00", "Monday 18:00", "Mon 7 Dec, 18:00". */
  soon(at: number, now: number): string
  /** "Monday" for ISO weekday 1 to 7 */
  weekday(iso: number, width?: 'long' | 'short'): string
  /** "17:30" from minutes since midnight, for weekly hours */
  clock(minutes: number): string
  /** "2026-11-24" as "Tue 24 Nov" */
  plainDay(isoDate: string): string
  /** "2026-11-24" as "24 November 2026" */
  plainDate(isoDate: string): string
  /** 3.5 as "3.5", "3,5" */
  number(value: number): string
}

const NBSP = '\u00a0'
const TAG = { en: 'en-CA', fr: 'fr-CA', zh: 'zh-CN' } as const
const DAY_MS = 86_400_000

const made = new Map<string, Dates>()

/** The same object for the same language and zone: formatters are dear to make. */
export function datesFor(locale: Locale, timeZone: string): Dates {
  const key = `${locale} ${timeZone}`
  const before = made.get(key)
  if (before) return before
  const dates = makeDates(locale, timeZone)
  made.set(key, dates)
  return dates
}

const days = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a zone: "2026-11-24". */
export function dayIn(timeZone: string, at: number): string {
  const format = days.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  days.set(timeZone, format)
  return format.format(at)
}

function makeDates(locale: Locale, timeZone: string): Dates {
  const parts = partsIn(timeZone)
  const names = namesOf(locale)
  const dayNumber = (at: number) => {
    const { year, month, day } = parts(at)
    return Math.round(Date.UTC(year, month - 1, day) / DAY_MS)
  }
  const time = (at: number) => clockText(locale, parts(at).hour, parts(at).minute)
  const relative = new Intl.RelativeTimeFormat(TAG[locale], { numeric: 'auto' })
  const relativeDay = (at: number, now: number) => relative.format(dayNumber(at) - dayNumber(now), 'day').replace(' ', locale === 'zh' ? '' : ' ')
  const day = (at: number) => names.day(parts(at), 'short')
  const dayTime = (at: number) => (locale === 'zh' ? `${day(at)} ${time(at)}` : `${day(at)}, ${time(at)}`)
  const utc = partsIn('UTC'), figures = new Intl.NumberFormat(TAG[locale])
  const plain = (isoDate: string) => utc(Date.parse(`${isoDate}T12:00:00Z`))
  return {
    time,
    timeRange: (from, to) => names.range(time(from), time(to)),
    day,
    dayLong: (at) => names.day(parts(at), 'long'),
    dayTime,
    date: (at) => names.date(parts(at)),
    monthYear: (at) => names.monthYear(parts(at)),
    monthShort: (at) => names.month(parts(at).month, 'short'),
    dayOfMonth: (at) => String(parts(at).day),
    relativeDay,
    soon: (at, now) => {
      const away = dayNumber(at) - dayNumber(now)
      if (away >= 0 && away <= 1) return `${relativeDay(at, now)}${locale === 'zh' ? ' ' : ', '}${time(at)}`
      return away > 1 && away < 7 ? `${names.weekday(parts(at).weekday, 'long')} ${time(at)}` : dayTime(at)
    },
    weekday: (iso, width = 'long') => names.weekday(iso, width),
    clock: (minutes) => clockText(locale, Math.floor(minutes / 60), minutes % 60),
    plainDay: (isoDate) => names.day(plain(isoDate), 'short'),
    plainDate: (isoDate) => names.date(plain(isoDate)),
    number: (value) => figures.format(value),
  }
}

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** ISO: Monday is 1. */
  weekday: number
}

function partsIn(timeZone: string): (at: number) => Parts {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, calendar: 'iso8601', hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' })
  return (at) => {
    const found = { year: 0, month: 0, day: 0, hour: 0, minute: 0 }
    for (const { type, value } of format.formatToParts(at)) if (type in found) found[type as keyof typeof found] = Number(value)
    const weekday = new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay() || 7
    return { ...found, weekday }
  }
}

/** French writes "17 h 30" and, on the hour, "17 h"; English and Chinese write "17:30". */
function clockText(locale: Locale, hour: number, minute: number): string {
  const two = String(minute).padStart(2, '0')
  if (locale === 'fr') return minute === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${two}`
  return `${hour}:${two}`
}

type Width = 'long' | 'short'

/** The order of words is written out: Intl's patterns for Canada put commas and the year where nobody reads them. */
function namesOf(locale: Locale) {
  const tag = locale === 'en' ? 'en-GB' : TAG[locale] // en-CA writes "Nov." and "Tue."
  const monthNames = { long: new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }), short: new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' }) }
  const weekdayNames = { long: new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }), short: new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }) }
  const month = (number: number, width: Width) => (locale === 'zh' ? `${number}月` : monthNames[width].format(Date.UTC(2024, number - 1, 15)).replace(/^Sept$/, 'Sep'))
  const weekday = (iso: number, width: Width) => weekdayNames[width].format(Date.UTC(2024, 0, iso)) // 1 January 2024 was a Monday
  const zh = locale === 'zh'
  return {
    month,
    weekday,
    day: (at: Parts, width: Width) => (zh ? `${at.month}月${at.day}日 ${weekday(at.weekday, width)}` : `${weekday(at.weekday, width)} ${at.day} ${month(at.month, width)}`),
    date: (at: Parts) => (zh ? `${at.year}年${at.month}月${at.day}日` : `${at.day === 1 && locale === 'fr' ? '1er' : at.day} ${month(at.month, 'long')} ${at.year}`),
    monthYear: (at: Parts) => (zh ? `${at.year}年${at.month}月` : `${month(at.month, 'long')} ${at.year}`),
    range: (from: string, to: string) => ({ en: `${from} to ${to}`, fr: `de ${from} à ${to}`, zh: `${from}–${to}` })[locale],
  }
}
