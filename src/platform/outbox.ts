import { rows, run, sql, type Tx } from './db/transaction.ts'
import { countHeld, type HeldBy } from './holdings.ts'

/** Something a member of staff should hear of. It names the person told and, at most, a booking's id: never content, never a student. */
export interface Fact {
  readonly fact:
    | 'booking-new' | 'booking-moved' | 'booking-cancelled' | 'request-new' | 'request-again' | 'request-late' | 'message-new' | 'keys-end' | 'report-new' | 'emergency-opening' | 'alert-test'
  readonly person: string
  readonly booking?: string
}

/** Written in the same transaction as what happened, so that neither exists without the other. */
export async function announce(tx: Tx, { fact, person, booking }: Fact): Promise<void> {
  await run(tx, sql`insert into outbox (fact, person, booking) values (${fact}, ${person}, ${booking ?? null})`)
}

/** There is news for a student. Whether they asked to be told, and where, is known to the notices room alone; without that the row is gone at the next round. */
export async function announceNews(tx: Tx, account: string): Promise<void> {
  await run(tx, sql`insert into outbox (fact, account) values ('news', ${account}) on conflict (program, account) where account is not null do nothing`)
}

/** They have seen it meanwhile. */
export const forgetNews = (tx: Tx, account: string): Promise<number> => run(tx, sql`delete from outbox where account = ${account}`)

/** The accounts for which there is news. They are taken in the order of their hashes, which tells nothing. */
export const waitingNews = (tx: Tx, count: number): Promise<{ id: string; account: string; tries: number }[]> =>
  rows(tx, sql<{ id: string; account: string; tries: number }>`select id, account, tries from outbox where account is not null order by tries, account limit ${count}`)

export interface Waiting extends Fact {
  readonly id: string
  /** How often no channel took it. When it was tried is nobody's business, and is kept in memory alone. */
  readonly tries: number
}

/** Up to `count` facts, those least tried first. Nothing is locked: a job's lock keeps two processes from telling the same. */
export const waitingFacts = (tx: Tx, { count, except }: { count: number; except: readonly string[] }): Promise<Waiting[]> =>
  rows(tx, sql<Waiting>`select id, fact, person, booking, tries from outbox where person is not null and id <> all(${except}::uuid[]) order by tries, id limit ${count}`)

/** Everything that waits for these people. */
export const waitingFor = (tx: Tx, people: readonly string[]): Promise<Waiting[]> =>
  rows(tx, sql<Waiting>`select id, fact, person, booking, tries from outbox where person = any(${people}::uuid[])`)

export const settle = (tx: Tx, ids: readonly string[]): Promise<number> => run(tx, sql`delete from outbox where id = any(${ids}::uuid[])`)

/** Leaves facts for a later try, and says how often each was tried. */
export const tryLater = (tx: Tx, ids: readonly string[]): Promise<{ id: string; tries: number }[]> =>
  rows(tx, sql<{ id: string; tries: number }>`update outbox set tries = tries + 1 where id = any(${ids}::uuid[]) returning id, tries`)

export const outboxHeld: HeldBy = {
  tables: ['outbox'],
  of: (tx, _here, { account, person }) => countHeld(tx, [{ kind: 'waiting-notice', rows: sql`from outbox t where t.account = ${account} or t.person = ${person}::uuid`, goesOn: 'when-told' }]),
}
