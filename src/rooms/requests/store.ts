import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { settingsOf, type ProgramSettings } from '../programs/rules/settings.ts'

export interface StoredRequest {
  readonly conv: string
  /** Under this request's own key: see actions/asked.ts. */
  readonly sealed: Buffer
}

/** Every request that waits. They are few: one an account, and each ends. */
export const requests = (tx: Tx): Promise<StoredRequest[]> => rows(tx, sql<StoredRequest>`select conv, asked_sealed as sealed from requests order by conv`)

/** Waits for whoever has it, and finds nothing where they took it. */
export const lockRequest = (tx: Tx, conv: string): Promise<StoredRequest | undefined> =>
  row(tx, sql<StoredRequest>`select conv, asked_sealed as sealed from requests where conv = ${conv} for update`)

/** False where the id is known. */
export const addRequest = async (tx: Tx, { conv, sealed }: StoredRequest): Promise<boolean> =>
  (await run(tx, sql`insert into requests (conv, asked_sealed) values (${conv}, ${sealed}) on conflict do nothing`)) === 1

export const writeRequest = (tx: Tx, { conv, sealed }: StoredRequest) => run(tx, sql`update requests set asked_sealed = ${sealed} where conv = ${conv}`)
export const dropRequest = (tx: Tx, conv: string) => run(tx, sql`delete from requests where conv = ${conv}`)

/** The lock belongs to one account for one transaction; the number is a keyed hash and is stored nowhere. */
export const lockAsker = (tx: Tx, lock: string) => run(tx, sql`select pg_advisory_xact_lock(${lock}::bigint)`)

export interface AskerFacts {
  readonly settings: ProgramSettings
  readonly limits: number | null
  readonly codeReplaced: boolean
}

export async function askerFacts(tx: Tx, account: string): Promise<AskerFacts> {
  const found = (await row(tx, sql<{ settings: object; limits: number | null; codeReplaced: boolean }>`
    select p.settings, (select version from limits_in_force) as limits,
      coalesce((select g.generation <> g.newest from student_generations g where g.account = ${account}), false) as "codeReplaced" from programs p`))!
  return { ...found, settings: settingsOf(found.settings) }
}

/** Who of the staff these accounts are. */
export const peopleOf = async (tx: Tx, accounts: readonly string[]): Promise<string[]> =>
  (await rows(tx, sql<{ id: string }>`select id from standing_people where account = any(${accounts}::text[])`)).map(({ id }) => id)

/** The accounts of these people, for whoever has a page open. */
export const accountsOf = async (tx: Tx, people: readonly string[]): Promise<string[]> =>
  (await rows(tx, sql<{ account: string }>`select account from standing_people where account is not null and id = any(${people}::uuid[])`)).map(({ account }) => account)

/** The keys as the server has them; the student's device believes the roster instead. */
export const keysOf = (tx: Tx, account: string): Promise<{ pkAuth: Buffer; pkHpke: Buffer } | undefined> =>
  row(tx, sql<{ pkAuth: Buffer; pkHpke: Buffer }>`select pk_auth as "pkAuth", pk_hpke as "pkHpke" from account_standing where account = ${account}`)

export const programSettings = async (tx: Tx): Promise<ProgramSettings> =>
  settingsOf((await row(tx, sql<{ settings: object }>`select settings from programs`))?.settings ?? {})
