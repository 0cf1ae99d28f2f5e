import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Instant } from '../../../platform/clock.ts'

/** After the half-day's key is gone these bytes open nothing; they are emptied as well. */
export const forgetHolders = (tx: Tx, endedBefore: Instant) => run(tx, sql`
  update bookings set holder = null, absence_sealed = null, note_sealed = null
  where ends_at <= ${at(endedBefore)} and (holder is not null or absence_sealed is not null or note_sealed is not null)`)

export const freePastSlots = (tx: Tx, now: Instant) => run(tx, sql`delete from taken_slots where upper(during) < ${at(now)}`)
export const dropPastFreed = (tx: Tx, now: Instant) => run(tx, sql`delete from freed_slots where upper(during) < ${at(now)}`)
export const dropPastWaiting = (tx: Tx, now: Instant) => run(tx, sql`delete from waiting_requests where ends_at <= ${at(now)}`)
export const dropPastArrivals = (tx: Tx, now: Instant) => run(tx, sql`delete from drop_in_arrivals where ends_at <= ${at(now)}`)
export const dropOldMisses = (tx: Tx, before: string) => run(tx, sql`delete from missed_meetings where missed_on < ${before}::date`)
export const dropOldBookings = (tx: Tx, endedBefore: Instant) => run(tx, sql`delete from bookings where ends_at < ${at(endedBefore)}`)

/** Unclaimed bookings of earlier generations of the program's code that still lie ahead; locked. */
export const unclaimedOf = (tx: Tx, before: number, now: Instant): Promise<{ id: string; supporter: string }[]> => rows(tx, sql<{ id: string; supporter: string }>`
  select b.id, b.supporter from bookings b join taken_slots t on t.booking = b.id
  where b.generation < ${before} and b.starts_at > ${at(now)} for update of b`)

export interface Counts {
  readonly day: string
  readonly booked: number
}

/** How many meetings stand on each day of the program's zone. */
export const countsByDay = (tx: Tx, from: Instant, to: Instant, zone: string): Promise<Counts[]> => rows(tx, sql<Counts>`
  select (lower(during) at time zone ${zone})::date::text as day, count(*) as booked from taken_slots
  where program = current_program() and lower(during) >= ${at(from)} and lower(during) < ${at(to)} group by 1 order by 1`)

export const waitingCount = async (tx: Tx, now: Instant): Promise<number> =>
  (await row(tx, sql<{ n: number }>`select count(*) as n from waiting_requests where ends_at > ${at(now)}`))!.n
