/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The only place on the server that looks at the time; tests hand in one that they can turn. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }

/** The calendar day (2026-11-22) of an instant in a time zone: the finest time that most records keep. */
export const dayIn = (timeZone: string, now: Instant): string => {
  let format = days.get(timeZone)
  if (!format) days.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })))
  return format.format(now)
}
const days = new Map<string, Intl.DateTimeFormat>()
