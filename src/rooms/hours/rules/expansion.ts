import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../../platform/clock.ts'
import { daysBetween, plusDays, weekdayOf } from './days.ts'
import { DAY_MINUTES, type Day, type ExtraHours, type Hours, type HoursOff, type ProgramDays, type WeeklyHours } from './weekly-hours.ts'

export type { Instant }

/** Hours that really take place, as instants. `hours` names the weekly or extra hours they come from, `on` the local day they belong to. */
export interface Window extends Pick<Hours, 'kind' | 'capacity' | 'formats' | 'place'> {
  readonly supporter: string
  readonly hours: string
  readonly on: Day
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export interface Timetable {
  readonly weekly: readonly WeeklyHours[]
  readonly extra: readonly ExtraHours[]
  readonly off: readonly HoursOff[]
  readonly days: readonly ProgramDays[]
}

const MINUTE_MS = 60_000
const REGULAR_DAY_MS = DAY_MINUTES * MINUTE_MS

/**
 * The first instant whose wall clock shows at least this local time: a time that spring skips becomes the moment the clocks
 * jump, a time that autumn repeats is its first pass. It never runs backwards, so hours that touch still touch.
 */
export function firstInstantAt(day: Day, minute: number, timeZone: string): Instant {
  const local = Temporal.PlainDate.from(plusDays(day, Math.floor(minute / DAY_MINUTES)))
    .toPlainDateTime({ hour: Math.floor((minute % DAY_MINUTES) / 60), minute: minute % 60 })
  const found = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds
  return found.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds
}

/** The local day of an instant. */
export const dayAt = (instant: Instant, timeZone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** As `firstInstantAt`, asking the zone once a day where the clocks do not change. */
function wallClock(timeZone: string): (day: Day, minute: number) => Instant {
  const midnights = new Map<Day, Instant>()
  const midnight = (day: Day): Instant => {
    const known = midnights.get(day) ?? firstInstantAt(day, 0, timeZone)
    midnights.set(day, known)
    return known
  }
  return (day, minute) => {
    const on = plusDays(day, Math.floor(minute / DAY_MINUTES))
    const regular = midnight(plusDays(on, 1)) - midnight(on) === REGULAR_DAY_MS
    return regular ? midnight(on) + (minute % DAY_MINUTES) * MINUTE_MS : firstInstantAt(day, minute, timeZone)
  }
}

/**
 * Every window that touches [from, to), whole, in order of time. Windows of one supporter never overlap: where extra hours
 * run into weekly hours, the later one begins when the earlier one ends.
 */
export function expand(table: Timetable, timeZone: string, from: Instant, to: Instant): Window[] {
  const instantOf = wallClock(timeZone)
  // Two days back: hours that began before midnight, and those that shorten them.
  const days = daysBetween(plusDays(dayAt(from, timeZone), -2), plusDays(dayAt(to, timeZone), 1))
  const closed = table.days.filter((d) => d.closed && d.lastDay >= days[0]! && d.firstDay <= days.at(-1)!)
    .map((d) => [instantOf(d.firstDay, 0), instantOf(plusDays(d.lastDay, 1), 0)] as const)
  const off = new Set(table.off.map((o) => `${o.hours} ${o.on}`))
  const planned = [...days.flatMap((on) => weeklyOn(table.weekly, on, off)), ...table.extra.map((hours) => ({ hours, on: hours.on }))]
  const open = planned.filter(({ on }) => on >= days[0]! && on <= days.at(-1)!)
    .map(({ hours, on }) => windowOf(hours, on, instantOf))
    .flatMap((window) => outside(window, closed))
  return untangled(open).filter((w) => w.startsAt < to && w.endsAt > from)
}

const weeklyOn = (weekly: readonly WeeklyHours[], on: Day, off: ReadonlySet<string>) =>
  weekly.filter((hours) => hours.weekday === weekdayOf(on) && hours.validFrom <= on && (hours.validUntil === null || on <= hours.validUntil)
    && !off.has(`${hours.id} ${on}`)).map((hours) => ({ hours, on }))

function windowOf(hours: WeeklyHours | ExtraHours, on: Day, instantOf: (day: Day, minute: number) => Instant): Window {
  const { supporter, kind, capacity, formats, place } = hours
  return { supporter, hours: hours.id, on, kind, capacity, formats, place, startsAt: instantOf(on, hours.starts), endsAt: instantOf(on, hours.ends) }
}

/** What is left of a window once the closed spans are taken out of it. */
const outside = (window: Window, closed: readonly (readonly [Instant, Instant])[]): Window[] =>
  closed.reduce<Window[]>((left, [from, to]) => left.flatMap((w) => {
    if (to <= w.startsAt || from >= w.endsAt) return [w]
    return [{ ...w, endsAt: from }, { ...w, startsAt: to }].filter((part) => part.startsAt < part.endsAt)
  }), [window])

function untangled(windows: readonly Window[]): Window[] {
  const sorted = windows.toSorted((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt || (a.hours < b.hours ? -1 : 1))
  const busyUntil = new Map<string, Instant>()
  return sorted.flatMap((window) => {
    const startsAt = Math.max(window.startsAt, busyUntil.get(window.supporter) ?? 0)
    busyUntil.set(window.supporter, Math.max(window.endsAt, busyUntil.get(window.supporter) ?? 0))
    return startsAt < window.endsAt ? [{ ...window, startsAt }] : []
  }).toSorted((a, b) => a.startsAt - b.startsAt || (a.supporter < b.supporter ? -1 : 1))
}
