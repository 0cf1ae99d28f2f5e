/** A calendar day in the program's zone, such as 2026-09-01. */
export type Day = string

const DAY_MS = 86_400_000

export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

export const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
