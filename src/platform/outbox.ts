import { row, rows, run, sql, type Tx } from './db/transaction.ts'

/** Something a member of staff should hear of. It names the person told and, at most, a booking's id: never content, never a student. */
export interface Fact {
  readonly fact: 'booking-new' | 'booking-moved' | 'booking-cancelled' | 'alert-test' | 'coverage-changed'
  readonly person: string
  readonly booking?: string
}

/** Written in the same transaction as what happened, so that neither exists without the other. */
export async function announce(tx: Tx, { fact, person, booking }: Fact): Promise<void> {
  await run(tx, sql`insert into outbox (fact, person, booking) values (${fact}, ${person}, ${booking ?? null})`)
}

export interface Waiting extends Fact {
  readonly id: string
  readonly tries: number
}

/** Takes up to `count` facts; another process working at the same time takes others. They stay taken until the transaction ends. */
export const takeWaiting = (tx: Tx, count: number): Promise<Waiting[]> =>
  rows(tx, sql<Waiting>`select id, fact, person, booking, tries from outbox order by tries, id limit ${count} for update skip locked`)

export const settle = (tx: Tx, id: string): Promise<number> => run(tx, sql`delete from outbox where id = ${id}`)

/** Leaves the fact for a later try, and says how often it was tried. */
export const tryLater = async (tx: Tx, id: string): Promise<number> =>
  (await row(tx, sql<{ tries: number }>`update outbox set tries = tries + 1 where id = ${id} returning tries`))?.tries ?? 0
