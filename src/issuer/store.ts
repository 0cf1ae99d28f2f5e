import { rows, row, run, sql, type Tx } from '../platform/db/transaction.ts'
import { json } from '../platform/db/values.ts'
import type { Pool } from '../platform/db/pool.ts'
import { fromBase64url, toBase64url } from '../sealed/bytes.ts'
import type { KeyList } from '../sealed/signed-shapes.ts'

/** One token as it is remembered: for whom under a keyed hash, the how many-eth, and of which blinded message. */
export interface Issue {
  readonly term: string
  readonly role: string
  readonly who: Buffer
  readonly n: number
  readonly blindedHash: Buffer
}

/** The id of a program whose root is pinned, or null. */
export async function findProgram(pool: Pool, slug: string): Promise<string | null> {
  const connection = await pool.connect()
  try {
    return (await connection.statement<{ id: string | null }>('select known_program($1) as id', [slug])).rows[0]?.id ?? null
  } finally {
    connection.release()
  }
}

export async function listPrograms(pool: Pool): Promise<string[]> {
  const connection = await pool.connect()
  try {
    return (await connection.statement<{ slug: string }>('select known_slugs() as slug', [])).rows.map(({ slug }) => slug)
  } finally {
    connection.release()
  }
}

/** False where somebody was quicker. */
export const addProgram = async (tx: Tx, slug: string): Promise<boolean> =>
  (await run(tx, sql`insert into known_programs (slug) values (${slug}) on conflict on constraint known_programs_slug_taken do nothing`)) === 1

/** Pins these keys unless a root is pinned; then locks and answers the one in force, whoever was first. */
export async function settleRoot(tx: Tx, keys: readonly string[]): Promise<string[]> {
  await run(tx, sql`insert into roots (keys) values (${bytesOf(keys)}::bytea[]) on conflict on constraint roots_pkey do nothing`)
  return (await lockRoot(tx))!
}

/** Locked until the end of the transaction. */
export const lockRoot = async (tx: Tx): Promise<string[] | null> => (await row(tx, sql<{ keys: Buffer[] }>`select keys from roots for update`))?.keys.map((key) => toBase64url(key)) ?? null

export const replaceRoot = (tx: Tx, keys: readonly string[]) => run(tx, sql`update roots set keys = ${bytesOf(keys)}::bytea[]`)

const bytesOf = (keys: readonly string[]): Buffer[] => keys.map((each) => Buffer.from(fromBase64url(each)))

export const newestList = async (tx: Tx): Promise<KeyList | null> => (await row(tx, sql<{ list: KeyList }>`select list from signed_lists`))?.list ?? null

export const putList = (tx: Tx, list: KeyList) => run(tx, sql`
  insert into signed_lists (version, list) values (${list.version}, ${json(list)})
  on conflict on constraint signed_lists_pkey do update set version = excluded.version, list = excluded.list`)

/** A new root begins a new chain. */
export const forgetList = (tx: Tx) => run(tx, sql`delete from signed_lists`)

export const keyOnRecord = async (tx: Tx, term: string, role: string): Promise<Buffer | null> =>
  (await row(tx, sql<{ hash: Buffer }>`select spki_hash as hash from signing_keys where term = ${term} and role = ${role}`))?.hash ?? null

export const recordKey = (tx: Tx, term: string, role: string, hash: Buffer) => run(tx, sql`
  insert into signing_keys (term, role, spki_hash) values (${term}, ${role}, ${hash}) on conflict on constraint signing_keys_pk do nothing`)

export const listKeysOnRecord = (tx: Tx): Promise<{ term: string; role: string; hash: Buffer }[]> =>
  rows(tx, sql`select term, role, spki_hash as hash from signing_keys order by term, role`)

export const addDeck = async (tx: Tx, id: string, term: string): Promise<boolean> =>
  (await run(tx, sql`insert into decks (id, term) values (${id}, ${term}) on conflict on constraint decks_pk do nothing`)) === 1

export const termOfDeck = async (tx: Tx, id: string): Promise<string | null> => (await row(tx, sql<{ term: string }>`select term from decks where id = ${id}`))?.term ?? null

/** Those that were not withdrawn, and how many cards each was printed with. */
export const listDecks = (tx: Tx): Promise<{ deck: string; term: string; size: number }[]> => rows(tx, sql`
  select d.id as deck, d.term, (select count(*)::int from cards c where c.program = d.program and c.deck = d.id) as size
  from decks d where not exists (select from deck_withdrawals w where w.program = d.program and w.deck = d.id) order by d.term, d.id`)

/** Locked until the end of the transaction, so that no deck is kept and withdrawn at once. */
export const lockDeck = async (tx: Tx, id: string): Promise<boolean> => (await row(tx, sql`select 1 from decks where id = ${id} for update`)) !== undefined

export const isWithdrawn = async (tx: Tx, id: string): Promise<boolean> => (await row(tx, sql`select 1 from deck_withdrawals where deck = ${id}`)) !== undefined

export const addWithdrawal = (tx: Tx, deck: string) => run(tx, sql`
  insert into deck_withdrawals (deck) values (${deck}) on conflict on constraint deck_withdrawals_pk do nothing`)

export const removeCards = (tx: Tx, deck: string) => run(tx, sql`delete from cards where deck = ${deck}`)

export const cardsOfDeck = async (tx: Tx, id: string): Promise<Buffer[]> => (await rows(tx, sql<{ hash: Buffer }>`select hash from cards where deck = ${id}`)).map(({ hash }) => hash)

/** How many were new. */
export const addCards = (tx: Tx, deck: string, hashes: readonly Buffer[]): Promise<number> => run(tx, sql`
  insert into cards (hash, deck) select unnest(${[...hashes]}::bytea[]), ${deck} on conflict on constraint cards_pk do nothing`)

/** The academic year of a card, or null where there is no such card. */
export const termOfCard = async (tx: Tx, hash: Uint8Array): Promise<string | null> => (await row(tx, sql<{ term: string }>`
  select d.term from cards c join decks d on d.program = c.program and d.id = c.deck where c.hash = ${Buffer.from(hash)}`))?.term ?? null

/** Writes down what was not there yet. Two who come at once wait for each other here, in one order, and one of them finds the other's rows. */
export const noteIssued = (tx: Tx, issues: readonly Issue[]) => run(tx, sql`
  insert into issued (term, role, who, n, blinded_hash)
  select * from unnest(${issues.map((i) => i.term)}::text[], ${issues.map((i) => i.role)}::text[], ${issues.map((i) => i.who)}::bytea[], ${issues.map((i) => i.n)}::smallint[], ${issues.map((i) => i.blindedHash)}::bytea[])
    as asked (term, role, who, n, blinded_hash) order by who, n
  on conflict on constraint issued_once do nothing`)

/** What stands for these purposes and people now, in the order asked. */
export const readIssued = async (tx: Tx, issues: readonly Issue[]): Promise<(Buffer | null)[]> => (await rows(tx, sql<{ hash: Buffer | null }>`
  select i.blinded_hash as hash
  from unnest(${issues.map((i) => i.term)}::text[], ${issues.map((i) => i.role)}::text[], ${issues.map((i) => i.who)}::bytea[], ${issues.map((i) => i.n)}::smallint[])
    with ordinality as asked (term, role, who, n, position)
  left join issued i on i.term = asked.term and i.role = asked.role and i.who = asked.who and i.n = asked.n
  order by asked.position`)).map(({ hash }) => hash)
