import { json } from '../../../platform/db/values.ts'
import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import type { Need } from '../rules/needs.ts'
import type { LinkedFormat } from '../rules/formats.ts'
import type { Day, Hours, WeeklyHours } from '../rules/weekly-hours.ts'
import type { NamedDays, Place } from './timetable.ts'

/** Whoever edits a supporter's hours waits here for others who do. False where there is no such profile. */
export async function lockSupporter(tx: Tx, person: string): Promise<boolean> {
  await row(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`hours of ${person}`}, 0))`)
  return (await row(tx, sql`select 1 from supporter_standing where person = ${person} and has_profile`)) !== undefined
}

export type KeptHours = Omit<WeeklyHours, 'id' | 'supporter'>

export const addHours = async (tx: Tx, supporter: string, h: KeptHours): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into weekly_hours (supporter, weekday, starts, ends, kind, capacity, formats, place, valid_from, valid_until)
    values (${supporter}, ${h.weekday}, ${h.starts}, ${h.ends}, ${h.kind}, ${h.capacity}, ${[...h.formats]}::text[], ${h.place}, ${h.validFrom}, ${h.validUntil})
    returning id`))!.id

export const changeHours = (tx: Tx, id: string, h: KeptHours): Promise<number> =>
  run(tx, sql`update weekly_hours set weekday = ${h.weekday}, starts = ${h.starts}, ends = ${h.ends}, kind = ${h.kind}, capacity = ${h.capacity},
    formats = ${[...h.formats]}::text[], place = ${h.place}, valid_from = ${h.validFrom}, valid_until = ${h.validUntil} where id = ${id}`)

export const dropHours = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from weekly_hours where id = any (${[...ids]}::uuid[])`)

/** Taken-out days whose hours have moved to another weekday mean nothing any more. */
export const dropStrayOff = (tx: Tx, supporter: string): Promise<number> =>
  run(tx, sql`delete from hours_off o using weekly_hours h
    where h.id = o.hours and h.supporter = ${supporter} and extract(isodow from o.on_day) <> h.weekday`)

export const takeOff = (tx: Tx, hours: string, day: Day): Promise<number> =>
  run(tx, sql`insert into hours_off (hours, on_day) values (${hours}, ${day}) on conflict do nothing`)

export const giveBack = (tx: Tx, supporter: string, hours: string, day: Day): Promise<number> =>
  run(tx, sql`delete from hours_off o using weekly_hours h
    where h.id = o.hours and h.supporter = ${supporter} and o.hours = ${hours} and o.on_day = ${day}`)

export const addExtra = async (tx: Tx, supporter: string, h: Hours & { on: Day }): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into extra_hours (supporter, on_day, starts, ends, kind, capacity, formats, place)
    values (${supporter}, ${h.on}, ${h.starts}, ${h.ends}, ${h.kind}, ${h.capacity}, ${[...h.formats]}::text[], ${h.place}) returning id`))!.id

export const dropExtra = (tx: Tx, supporter: string, id: string): Promise<number> =>
  run(tx, sql`delete from extra_hours where supporter = ${supporter} and id = ${id}`)

export const setWay = (tx: Tx, supporter: string, format: LinkedFormat, way: string): Promise<number> =>
  run(tx, sql`insert into supporter_ways (supporter, format, way) values (${supporter}, ${format}, ${way})
    on conflict (program, supporter, format) do update set way = excluded.way`)

export const dropWay = (tx: Tx, supporter: string, format: LinkedFormat): Promise<number> =>
  run(tx, sql`delete from supporter_ways where supporter = ${supporter} and format = ${format}`)

export const addPlace = async (tx: Tx, name: string, directions: string): Promise<Place> =>
  (await row(tx, sql<Place>`insert into meeting_places (name, directions) values (${name}, ${directions}) returning id, name, directions`))!

export const placeNamed = (tx: Tx, name: string): Promise<Place | undefined> =>
  row(tx, sql<Place>`select id, name, directions from meeting_places where lower(name) = lower(${name})`)

export const changePlace = (tx: Tx, id: string, name: string, directions: string): Promise<Place | undefined> =>
  row(tx, sql<Place>`update meeting_places set name = ${name}, directions = ${directions} where id = ${id} returning id, name, directions`)

export const dropPlace = (tx: Tx, id: string): Promise<number> => run(tx, sql`delete from meeting_places where id = ${id}`)

export const needs = (tx: Tx): Promise<Need[]> => rows(tx, sql<Need>`select weekday, hour, need from hour_needs order by weekday, hour`)

export const dropNeeds = (tx: Tx): Promise<number> => run(tx, sql`delete from hour_needs`)

export const addNeeds = (tx: Tx, wanted: readonly Need[]): Promise<number> =>
  run(tx, sql`insert into hour_needs (weekday, hour, need)
    select weekday, hour, need from jsonb_to_recordset(${json(wanted)}) as n(weekday int, hour int, need int) where need > 0`)

export const addDays = async (tx: Tx, d: Omit<NamedDays, 'id'>): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into program_closures (kind, name, first_day, last_day, closed)
    values (${d.kind}, ${d.name}, ${d.firstDay}, ${d.lastDay}, ${d.closed}) returning id`))!.id

export const dropDays = (tx: Tx, id: string): Promise<number> => run(tx, sql`delete from program_closures where id = ${id}`)
