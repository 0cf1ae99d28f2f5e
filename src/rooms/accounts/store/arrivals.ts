import { type Tx, row, rows, run, sql } from '../../../platform/db/transaction.ts'

export interface ArrivalRow {
  readonly lookup: Buffer
  /** The Monday of its week. */
  readonly week: string
  readonly contentSealed: Buffer
  readonly vaultSealed: Buffer | null
}

/** Many may arrive at once, but none while a week is closing. Held to the end of the transaction. */
export const lockArrivals = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock_shared(hashtextextended('accounts/arrivals/' || current_program()::text, 0))`)
export const lockArrivalsAlone = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended('accounts/arrivals/' || current_program()::text, 0))`)

/** False when it waits there already. */
export const addArrival = async (tx: Tx, arrival: Omit<ArrivalRow, 'vaultSealed'>): Promise<boolean> =>
  (await run(tx, sql`insert into arrivals (lookup, week, content_sealed) values (${arrival.lookup}, ${arrival.week}, ${arrival.contentSealed}) on conflict do nothing`)) === 1

export const arrivalsAt = (tx: Tx, lookups: readonly Buffer[]): Promise<ArrivalRow[]> =>
  rows(tx, sql<ArrivalRow>`select lookup, week, content_sealed as "contentSealed", vault_sealed as "vaultSealed" from arrivals where lookup = any(${lookups}::bytea[])`)

export const arrivalsByWay = (tx: Tx, lookups: readonly Buffer[]): Promise<ArrivalRow[]> =>
  rows(tx, sql<ArrivalRow>`select a.lookup, a.week, a.content_sealed as "contentSealed", a.vault_sealed as "vaultSealed"
    from arrival_ways w join arrivals a on a.lookup = w.arrival where w.lookup = any(${lookups}::bytea[])`)

/** Those of weeks before this one; all of them where it is null. */
export const arrivalsBefore = (tx: Tx, week: string | null): Promise<ArrivalRow[]> =>
  rows(tx, sql<ArrivalRow>`select lookup, week, content_sealed as "contentSealed", vault_sealed as "vaultSealed" from arrivals where ${week}::date is null or week < ${week}::date`)

export const weeksOfArrivals = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ week: string }>`select distinct week from arrivals order by week desc`)).map(({ week }) => week)

export const lockArrival = (tx: Tx, lookup: Buffer) => row(tx, sql`select 1 from arrivals where lookup = ${lookup} for update`)

export const changeArrival = (tx: Tx, lookup: Buffer, contentSealed: Buffer) =>
  run(tx, sql`update arrivals set content_sealed = ${contentSealed} where lookup = ${lookup}`)

export const changeArrivalVault = (tx: Tx, lookup: Buffer, vaultSealed: Buffer) =>
  run(tx, sql`update arrivals set vault_sealed = ${vaultSealed} where lookup = ${lookup}`)

export const replaceArrivalWays = async (tx: Tx, arrival: Buffer, lookups: readonly Buffer[]): Promise<void> => {
  await run(tx, sql`delete from arrival_ways where arrival = ${arrival}`)
  await run(tx, sql`insert into arrival_ways (lookup, arrival) select unnest(${lookups}::bytea[]), ${arrival}`)
}

export const removeArrivals = (tx: Tx, lookups: readonly Buffer[]) => run(tx, sql`delete from arrivals where lookup = any(${lookups}::bytea[])`)
