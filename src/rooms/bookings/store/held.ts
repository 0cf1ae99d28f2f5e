import { countHeld, type Holding } from '../../../platform/holdings.ts'
import { rows, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Instant } from '../../../platform/clock.ts'

export interface HeldBooking {
  readonly endsAt: Instant
  readonly bytes: number
  /** Rows that say how it went: cancelled, moved, seen, met. */
  readonly states: number
  readonly stateBytes: number
}

/** Rows that belong to a booking and name nobody themselves. */
const STATES = sql.join(['taken_slots', 'freed_slots', 'booking_cancellations', 'booking_sightings', 'booking_deliveries', 'booking_outcomes', 'cover_requests', 'cover_agreements']
  .map((table) => sql`select pg_column_size(s.*) as bytes from ${sql.table(table)} s where s.booking = t.id`).concat(
  ['booking_moves', 'booking_covers'].map((table) => sql`select pg_column_size(s.*) as bytes from ${sql.table(table)} s where t.id in (s.from_booking, s.to_booking)`)), sql` union all `)

const heldWhere = (tx: Tx, whose: ReturnType<typeof sql>): Promise<HeldBooking[]> => rows(tx, sql<HeldBooking>`
  select t.ends_at as "endsAt", pg_column_size(t.*) as bytes, s.states, s.bytes as "stateBytes"
  from bookings t cross join lateral (select count(*)::int as states, coalesce(sum(bytes), 0)::int as bytes from (${STATES}) as one) s where ${whose}`)

export const heldUnder = (tx: Tx, holders: readonly Buffer[]): Promise<HeldBooking[]> => heldWhere(tx, sql`t.holder = any(${holders}::bytea[])`)
export const heldOnDuty = (tx: Tx, supporter: string): Promise<HeldBooking[]> => heldWhere(tx, sql`t.supporter = ${supporter}`)

export const heldBeside = (tx: Tx, { holders, marks, person, now, zone, missKeptDays }: { holders: readonly Buffer[]; marks: readonly Buffer[]; person: string | null; now: Instant; zone: string; missKeptDays: number }): Promise<Holding[]> => countHeld(tx, [
  { kind: 'waiting-request', rows: sql`from waiting_requests t where t.holder = any(${holders}::bytea[]) and t.ends_at > ${at(now)}`, goesOn: sql`(t.ends_at at time zone ${zone})::date` },
  { kind: 'missed-mark', rows: sql`from missed_meetings t where t.mark = any(${marks}::bytea[])`, goesOn: sql`t.missed_on + ${missKeptDays}::int` },
  { kind: 'drop-in-arrival', rows: sql`from drop_in_arrivals t where t.supporter = ${person}::uuid`, goesOn: sql`(t.ends_at at time zone ${zone})::date` },
])
