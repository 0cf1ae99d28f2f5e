import { row, rows, sql, type Tx } from '../../../platform/db/transaction.ts'
import { settingsOf, type ProgramSettings } from '../../programs/rules/settings.ts'
import type { Timetable } from '../rules/expansion.ts'
import { waysFor, type LinkedFormat, type WaysToMeet } from '../rules/formats.ts'
import type { Day, ExtraHours, HoursOff, ProgramDays, WeeklyHours } from '../rules/weekly-hours.ts'

/** Grows with every change of what students can be offered; 0 before the first. */
export const versionNow = async (tx: Tx): Promise<number> =>
  (await row(tx, sql<{ version: number }>`select version from hours_version`))?.version ?? 0

export interface ProgramHours {
  readonly timeZone: string
  readonly settings: ProgramSettings
}
export async function programHours(tx: Tx): Promise<ProgramHours> {
  const found = await row(tx, sql<{ timeZone: string; settings: object }>`select time_zone as "timeZone", settings from programs`)
  return { timeZone: found?.timeZone ?? 'UTC', settings: settingsOf(found?.settings ?? {}) }
}

/** Everything needed to expand the days from `first` to `last`, for everyone or for one supporter. */
export async function timetable(tx: Tx, first: Day, last: Day, supporter: string | null = null): Promise<Timetable> {
  const [weekly, extra, off, days] = await Promise.all([
    weeklyHours(tx, supporter), extraHours(tx, first, last, supporter), hoursOff(tx, first, last, supporter), programDays(tx, first, last),
  ])
  return { weekly, extra, off, days }
}

export const weeklyHours = (tx: Tx, supporter: string | null = null): Promise<WeeklyHours[]> =>
  rows(tx, sql<WeeklyHours>`
    select id, supporter, weekday, starts, ends, kind, capacity, formats, place, valid_from as "validFrom", valid_until as "validUntil"
    from weekly_hours where ${supporter}::uuid is null or supporter = ${supporter}
    order by weekday, starts, id`)

export const extraHours = (tx: Tx, first: Day, last: Day, supporter: string | null = null): Promise<ExtraHours[]> =>
  rows(tx, sql<ExtraHours>`
    select id, supporter, on_day as "on", starts, ends, kind, capacity, formats, place
    from extra_hours where on_day between ${first} and ${last} and (${supporter}::uuid is null or supporter = ${supporter})
    order by on_day, starts, id`)

export const hoursOff = (tx: Tx, first: Day, last: Day, supporter: string | null = null): Promise<HoursOff[]> =>
  rows(tx, sql<HoursOff>`
    select o.hours, o.on_day as "on" from hours_off o join weekly_hours h on h.id = o.hours
    where o.on_day between ${first} and ${last} and (${supporter}::uuid is null or h.supporter = ${supporter})
    order by o.on_day`)

export interface NamedDays extends ProgramDays {
  readonly id: string
  readonly kind: 'exams' | 'holiday'
  readonly name: string
}
export const programDays = (tx: Tx, first: Day, last: Day): Promise<NamedDays[]> =>
  rows(tx, sql<NamedDays>`
    select id, kind, name, first_day as "firstDay", last_day as "lastDay", closed from program_closures
    where last_day >= ${first} and first_day <= ${last} order by first_day, id`)

export type OwnWays = Partial<Record<LinkedFormat, string>>

/** Each supporter's own links. */
export async function ownWays(tx: Tx, supporter: string | null = null): Promise<Map<string, OwnWays>> {
  const found = await rows(tx, sql<{ supporter: string; ways: OwnWays }>`
    select supporter, jsonb_object_agg(format, way) as ways from supporter_ways
    where ${supporter}::uuid is null or supporter = ${supporter} group by supporter`)
  return new Map(found.map((r) => [r.supporter, r.ways]))
}

/** What a student would open for each format with this supporter. */
export const waysOf = async (tx: Tx, supporter: string, settings: ProgramSettings): Promise<WaysToMeet> =>
  waysFor((await ownWays(tx, supporter)).get(supporter) ?? {}, settings)

export interface Place {
  readonly id: string
  readonly name: string
  readonly directions: string
}
export const places = (tx: Tx): Promise<Place[]> => rows(tx, sql<Place>`select id, name, directions from meeting_places order by lower(name)`)

export const placeById = (tx: Tx, id: string): Promise<Place | undefined> => row(tx, sql<Place>`select id, name, directions from meeting_places where id = ${id}`)
