import type { Weekday } from './weekly-hours.ts'

/** How many supporters the program wants on duty in one hour of the week; hours without a row want none. */
export interface Need {
  readonly weekday: Weekday
  readonly hour: number
  readonly need: number
}

/** The needs with one number set for these days, from one hour up to another. */
export function withNeed(needs: readonly Need[], set: { weekdays: readonly Weekday[]; from: number; to: number; need: number }): Need[] {
  const touched = (n: Need) => set.weekdays.includes(n.weekday) && n.hour >= set.from && n.hour < set.to
  const added = set.need === 0 ? [] : set.weekdays.flatMap((weekday) =>
    Array.from({ length: set.to - set.from }, (_, i) => ({ weekday, hour: set.from + i, need: set.need })))
  return [...needs.filter((n) => !touched(n)), ...added]
}
