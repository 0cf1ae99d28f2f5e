import { countHeld, type Holding } from '../../platform/holdings.ts'
import { row, rows, run, sql, type Tx } from '../../platform/db/transaction.ts'
import { settingsOf } from '../programs/rules/settings.ts'
import type { Deck } from './contract.ts'

/** True when the card was there; it is gone now. */
export const spendCard = async (tx: Tx, hash: Buffer): Promise<boolean> => (await run(tx, sql`delete from admission_cards where hash = ${hash}`)) === 1

/** False when the deck was written before. */
export const addDeck = async (tx: Tx, deck: { id: string; size: number; madeOn: string }): Promise<boolean> =>
  (await run(tx, sql`insert into card_decks (id, size, made_on) values (${deck.id}, ${deck.size}, ${deck.madeOn}) on conflict do nothing`)) === 1

/** How many of the cards were new. */
export const addCards = (tx: Tx, deck: string, hashes: readonly Buffer[]): Promise<number> =>
  run(tx, sql`insert into admission_cards (hash, deck) select unnest(${hashes}::bytea[]), ${deck} on conflict do nothing`)

export const decks = (tx: Tx): Promise<Deck[]> => rows(tx, sql<Deck>`
  select d.id, d.size, d.made_on as "madeOn", (select count(*) from admission_cards c where c.deck = d.id) as left
  from card_decks d order by d.made_on desc, d.id`)

/** Cards that nobody used are void from now on; null where there is no such deck. */
export const dropDeck = async (tx: Tx, deck: string): Promise<{ size: number; left: number } | null> => {
  const found = await row(tx, sql<{ size: number; left: number }>`select d.size, (select count(*) from admission_cards c where c.deck = d.id) as left from card_decks d where d.id = ${deck} for update`)
  if (!found) return null
  await run(tx, sql`delete from admission_cards where deck = ${deck}`)
  await run(tx, sql`delete from card_decks where id = ${deck}`)
  return found
}

export interface ProgramCode {
  readonly generation: number
  readonly code: string | null
  readonly madeOn: string
}

export const newestCode = (tx: Tx): Promise<ProgramCode | undefined> => row(tx, sql<ProgramCode>`
  select generation, code, made_on as "madeOn" from admission_codes order by generation desc limit 1`)

/** Two coordinators who press at once get two generations, one after the other. */
export const addCode = async (tx: Tx, code: string | null, madeOn: string): Promise<number> => {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('students/code/' || current_program(), 0))`)
  return (await row(tx, sql<{ generation: number }>`
    insert into admission_codes (generation, code, made_on)
    values (coalesce((select max(generation) from admission_codes), 0) + 1, ${code}, ${madeOn}) returning generation`))!.generation
}

export const noteGeneration = (tx: Tx, account: string, generation: number) => run(tx, sql`
  insert into code_admissions (account, generation) values (${account}, ${generation})
  on conflict on constraint code_admissions_pk do update set generation = excluded.generation`)

/** A card stands on its own: whoever shows one no longer depends on a code. */
export const forgetGeneration = (tx: Tx, account: string) => run(tx, sql`delete from code_admissions where account = ${account}`)

export const isOpenToStudents = async (tx: Tx): Promise<boolean> => (await row(tx, sql<{ open: boolean }>`
  select exists (select from open_programs) as open`))!.open

export const held = (tx: Tx, account: string): Promise<Holding[]> => countHeld(tx, [
  { kind: 'code-generation', rows: sql`from code_admissions t where t.account = ${account}`, goesOn: 'with-the-account' },
  { kind: 'certificate', rows: sql`from account_certificates t where t.account = ${account}`, goesOn: 'with-the-account' },
])

export interface CertificateRow {
  readonly account: string
  readonly term: string
  readonly prepared: Buffer
  readonly signature: Buffer
}

/** In the order given, which is their order on disk. Shown again it is the same row. */
export const addCertificates = async (tx: Tx, certificates: readonly CertificateRow[]): Promise<void> => {
  await run(tx, sql`
    insert into account_certificates (account, term, prepared, signature)
    select * from unnest(${certificates.map((c) => c.account)}::text[], ${certificates.map((c) => c.term)}::text[], ${certificates.map((c) => c.prepared)}::bytea[], ${certificates.map((c) => c.signature)}::bytea[])
    on conflict do nothing`)
}

export const keysOfStudent = (tx: Tx, account: string) => row(tx, sql<{ pkAuth: Buffer; pkHpke: Buffer }>`
  select pk_auth as "pkAuth", pk_hpke as "pkHpke" from account_standing where account = ${account} and kind = 'student'`)

export const yearStartsMonth = async (tx: Tx): Promise<number> =>
  settingsOf((await row(tx, sql<{ settings: object }>`select settings from programs where id = current_program()`))?.settings ?? {}).academicYearStartsMonth

/** Published by the reports room. */
export const restingAccounts = (tx: Tx): Promise<{ account: string; endsOn: string; upheld: boolean }[]> =>
  rows(tx, sql<{ account: string; endsOn: string; upheld: boolean }>`select account, ends_on as "endsOn", upheld from suspended_accounts`)
