import { row, run, sql, type Tx } from '../../platform/db/transaction.ts'
import type { Crowd } from './rules.ts'

export interface SpareRow {
  readonly lookup: Buffer
  readonly proofHash: Buffer
  readonly contentSealed: Buffer
  readonly term: string
}

/** False when something lies there already. */
export const addSpare = async (tx: Tx, spare: SpareRow): Promise<boolean> => (await run(tx, sql`
  insert into spares (lookup, proof_hash, content_sealed, term)
  values (${spare.lookup}, ${spare.proofHash}, ${spare.contentSealed}, ${spare.term}) on conflict do nothing`)) === 1

export const findSpare = (tx: Tx, lookup: Buffer): Promise<SpareRow | undefined> => row(tx, sql<SpareRow>`
  select lookup, proof_hash as "proofHash", content_sealed as "contentSealed", term from spares where lookup = ${lookup}`)

export const removeSparesBefore = (tx: Tx, term: string) => run(tx, sql`delete from spares where term < ${term}`)

export const lookOf = (tx: Tx, day: string): Promise<Crowd | undefined> => row(tx, sql<Crowd>`select students, tenths from crowd_looks where day = ${day}`)

/** The first look of a day stands; earlier days are forgotten, so that no row of looks becomes a history. */
export const keepLook = async (tx: Tx, day: string, crowd: Crowd): Promise<void> => {
  await run(tx, sql`delete from crowd_looks where day <> ${day}`)
  await run(tx, sql`insert into crowd_looks (day, students, tenths) values (${day}, ${crowd.students}, ${crowd.tenths}) on conflict do nothing`)
}
