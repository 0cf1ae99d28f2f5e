import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import type { ImportKind } from './rules/columns.ts'

/** One import at a time: two of the same file must not both find the ledger empty. */
export const lockImports = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended('imports/' || current_program()::text, 0))`)

/** Those of the fingerprints that were taken in before. */
export const knownFingerprints = async (tx: Tx, fingerprints: readonly Buffer[]): Promise<ReadonlySet<string>> =>
  new Set((await rows(tx, sql<{ found: Buffer }>`select fingerprint as found from imported_rows where fingerprint = any (${[...fingerprints]}::bytea[])`)).map(({ found }) => found.toString('hex')))

/** In the order of the fingerprints, which is no order of the file. */
export const remember = (tx: Tx, kind: ImportKind, fingerprints: readonly Buffer[]) =>
  run(tx, sql`insert into imported_rows (kind, fingerprint) select ${kind}, fingerprint from unnest(${[...fingerprints]}::bytea[]) as f(fingerprint) order by fingerprint`)

export const forgetAll = (tx: Tx): Promise<number> => run(tx, sql`delete from imported_rows`)

export type Remembered = Readonly<Record<ImportKind, number>>

export const countRemembered = async (tx: Tx): Promise<Remembered> =>
  (await row(tx, sql<Remembered>`select count(*) filter (where kind = 'supporters') as supporters, count(*) filter (where kind = 'hours') as hours,
    count(*) filter (where kind = 'interactions') as interactions from imported_rows`))!

export interface KnownSupporter {
  readonly person: string
  readonly fullName: string
  readonly email: string | null
}

export const listSupporters = (tx: Tx): Promise<KnownSupporter[]> =>
  rows(tx, sql<KnownSupporter>`select p.id as person, p.full_name as "fullName", p.contact_email as email from standing_people p
    join supporter_standing s on s.person = p.id order by p.full_name, p.id`)
