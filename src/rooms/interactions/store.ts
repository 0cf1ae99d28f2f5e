import { countHeld, type Holding } from '../../platform/holdings.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { json } from '../../platform/db/values.ts'
import type { Names } from '../programs/rules/names.ts'
import type { InteractionRecord } from './rules/record.ts'

/** A record of an open week, as the database has it: nothing in it can be read here. */
export interface PendingRecord {
  readonly lookup: Buffer
  readonly closes: string
  readonly sealed: Buffer
}

/** Held to the end of the transaction: whoever rewrites or closes pending records must be alone in the program. */
export const lockRecords = (tx: Tx) =>
  run(tx, sql`select pg_advisory_xact_lock(hashtextextended('interactions/' || current_program()::text, 0))`)

export const readPending = (tx: Tx): Promise<PendingRecord[]> =>
  rows(tx, sql<PendingRecord>`select lookup, closes, record_sealed as sealed from interactions_pending`)

/** Writes every pending record anew in the order given, so that neither place nor transaction tells which one came last. */
export async function rewritePending(tx: Tx, pending: readonly PendingRecord[]): Promise<void> {
  await run(tx, sql`delete from interactions_pending`)
  await run(tx, sql`insert into interactions_pending (lookup, closes, record_sealed)
    select * from unnest(${pending.map((p) => p.lookup)}::bytea[], ${pending.map((p) => p.closes)}::text[], ${pending.map((p) => p.sealed)}::bytea[])`)
}

export const isSettled = async (tx: Tx, lookup: Buffer): Promise<boolean> =>
  (await row(tx, sql`select 1 from interactions_settled where lookup = ${lookup}`)) !== undefined

export const settle = (tx: Tx, lookups: readonly Buffer[], closed: string) =>
  run(tx, sql`insert into interactions_settled (lookup, closed) select unnest(${lookups}::bytea[]), ${closed} on conflict do nothing`)

export const forgetSettledBefore = (tx: Tx, week: string) => run(tx, sql`delete from interactions_settled where closed < ${week}`)

/** The order given is the order on disk: shuffle first. */
export const insertRecords = (tx: Tx, records: readonly InteractionRecord[]) =>
  run(tx, sql`insert into interactions (period, format, initiator, duration, topics, referral, safety, follow_up)
    select period, format, initiator, duration, topics, referral, safety, "followUp"
    from jsonb_to_recordset(${json(records)}) as r(period text, format text, initiator text, duration text, topics uuid[], referral text, safety text, "followUp" boolean)`)

export const weeksRecorded = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ period: string }>`select distinct period from interactions where period like '%-W%'`)).map((found) => found.period)

/** Takes the records of these periods out, to be written again at once. */
export const takeRecords = (tx: Tx, periods: readonly string[]): Promise<InteractionRecord[]> =>
  rows(tx, sql<InteractionRecord>`delete from interactions where period = any(${periods})
    returning period, format, initiator, duration, topics, referral, safety, follow_up as "followUp"`)

/** Those of the ids that are no topic of this program. */
export const unknownTopics = async (tx: Tx, topics: readonly string[]): Promise<string[]> =>
  (await rows(tx, sql<{ id: string }>`select asked.id from unnest(${topics}::uuid[]) as asked(id) where not exists (select from topics where topics.id = asked.id)`))
    .map((found) => found.id)

export const offeredTopics = (tx: Tx) =>
  rows(tx, sql<{ id: string; names: Names; escalates: boolean }>`select id, names, escalates from topics where retired_on is null order by position, key`)

export const readProgramSettings = async (tx: Tx): Promise<object> =>
  (await row(tx, sql<{ settings: object }>`select settings from programs`))?.settings ?? {}

export interface RunningLoad {
  readonly month: string
  readonly sealed: Buffer
}

export const readRunningLoads = (tx: Tx): Promise<RunningLoad[]> =>
  rows(tx, sql<RunningLoad>`select month, counts_sealed as sealed from supporter_loads_running`)

export const writeRunningLoad = (tx: Tx, { month, sealed }: RunningLoad) =>
  run(tx, sql`insert into supporter_loads_running (month, counts_sealed) values (${month}, ${sealed})
    on conflict on constraint supporter_loads_running_pk do update set counts_sealed = excluded.counts_sealed`)

export const dropRunningLoad = (tx: Tx, month: string) => run(tx, sql`delete from supporter_loads_running where month = ${month}`)

export const writeLoads = (tx: Tx, month: string, counts: Readonly<Record<string, number>>) =>
  run(tx, sql`insert into supporter_loads (supporter, month, contacts)
    select key::uuid, ${month}, value::int from jsonb_each_text(${json(counts)})
    on conflict on constraint supporter_loads_pk do update set contacts = supporter_loads.contacts + excluded.contacts`)

export interface MonthLoad {
  readonly supporter: string
  readonly month: string
  readonly contacts: number
}

export const readLoads = (tx: Tx, from: string, to: string): Promise<MonthLoad[]> =>
  rows(tx, sql<MonthLoad>`select supporter, month, contacts from supporter_loads where month between ${from} and ${to} order by month, supporter`)

/** Records name nobody. What names a supporter is how many contacts they logged in a month. */
export const held = (tx: Tx, supporter: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'load', rows: sql`from supporter_loads t where t.supporter = ${supporter}`, goesOn: 'program-removes-it' },
])
