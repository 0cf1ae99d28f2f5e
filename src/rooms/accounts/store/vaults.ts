import { type Tx, row, rows, run, sql } from '../../../platform/db/transaction.ts'

export interface Vault {
  readonly version: number
  readonly contentSealed: Buffer
}

/** A vault that waits for its week: `over` is the version that it follows in `vaults`, 0 where there is none. */
export interface WaitingVault extends Vault {
  readonly account: string
  readonly over: number
}

export const findVault = (tx: Tx, account: string) =>
  row(tx, sql<Vault>`select version, content_sealed as "contentSealed" from vaults where account = ${account}`)

export const findWaiting = (tx: Tx, account: string) =>
  row(tx, sql<WaitingVault>`select account, over, version, content_sealed as "contentSealed" from vaults_waiting where account = ${account}`)

/** True when `over` is the version that is there. */
export const replaceVault = async (tx: Tx, { account, over, version, contentSealed }: WaitingVault): Promise<boolean> => {
  const query = over === 0
    ? sql`insert into vaults (account, version, content_sealed) values (${account}, ${version}, ${contentSealed}) on conflict do nothing`
    : sql`update vaults set version = ${version}, content_sealed = ${contentSealed} where account = ${account} and version = ${over}`
  return (await run(tx, query)) === 1
}

/** Begins to wait; false when something waits already. */
export const addWaiting = async (tx: Tx, { account, over, version, contentSealed }: WaitingVault, week: string): Promise<boolean> =>
  (await run(tx, sql`insert into vaults_waiting (account, week, over, version, content_sealed)
    values (${account}, ${week}, ${over}, ${version}, ${contentSealed}) on conflict do nothing`)) === 1

export const changeWaiting = async (tx: Tx, account: string, from: number, { version, contentSealed }: Vault): Promise<boolean> =>
  (await run(tx, sql`update vaults_waiting set version = ${version}, content_sealed = ${contentSealed} where account = ${account} and version = ${from}`)) === 1

export const removeWaiting = (tx: Tx, account: string) => run(tx, sql`delete from vaults_waiting where account = ${account}`)

/** Takes out what waited since before this week, in an order of nobody's. */
export const takeWaitingBefore = (tx: Tx, week: string): Promise<WaitingVault[]> =>
  rows(tx, sql<WaitingVault>`with taken as (delete from vaults_waiting where week < ${week} returning account, over, version, content_sealed)
    select account, over, version, content_sealed as "contentSealed" from taken order by random()`)

/** Writes what still waits anew, shuffled and in one transaction: the place of a row does not tell who came when. */
export const settleWaiting = (tx: Tx) =>
  run(tx, sql`with taken as (delete from vaults_waiting returning *) insert into vaults_waiting select * from taken order by random()`)
