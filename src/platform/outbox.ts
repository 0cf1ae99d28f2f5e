import { rows, run, sql, type Tx } from './db/transaction.ts'

/** Something a member of staff should hear of. It names the person told and, at most, a booking's id: never content, never a student. */
export interface Fact {
  readonly fact: 'booking-new' | 'booking-moved' | 'booking-cancelled' | 'alert-test'
  readonly person: string
  readonly booking?: string
}

/** Written in the same transaction as what happened, so that neither exists without the other. */
export async function announce(tx: Tx, { fact, person, booking }: Fact): Promise<void> {
  await run(tx, sql`insert into outbox (fact, person, booking) values (${fact}, ${person}, ${booking ?? null})`)
}

export interface Waiting extends Fact {
  readonly id: string
  /** How often no channel took it. When it was tried is nobody's business, and is kept in memory alone. */
  readonly tries: number
}

/** Up to `count` facts, those least tried first. Nothing is locked: a job's lock keeps two processes from telling the same. */
export const waitingFacts = (tx: Tx, { count, except }: { count: number; except: readonly string[] }): Promise<Waiting[]> =>
  rows(tx, sql<Waiting>`select id, fact, person, booking, tries from outbox where id <> all(${except}::uuid[]) order by tries, id limit ${count}`)

/** Everything that waits for these people. */
export const waitingFor = (tx: Tx, people: readonly string[]): Promise<Waiting[]> =>
  rows(tx, sql<Waiting>`select id, fact, person, booking, tries from outbox where person = any(${people}::uuid[])`)

export const settle = (tx: Tx, ids: readonly string[]): Promise<number> => run(tx, sql`delete from outbox where id = any(${ids}::uuid[])`)

/** Leaves facts for a later try, and says how often each was tried. */
export const tryLater = (tx: Tx, ids: readonly string[]): Promise<{ id: string; tries: number }[]> =>
  rows(tx, sql<{ id: string; tries: number }>`update outbox set tries = tries + 1 where id = any(${ids}::uuid[]) returning id, tries`)
