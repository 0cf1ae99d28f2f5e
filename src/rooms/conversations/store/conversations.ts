import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import type { Day } from '../rules/epochs.ts'

/**
 * Held to the end of the transaction: messages, epochs and everything that stops them take turns in a program. Messages come many at once,
 * so one lock a batch costs less than one a conversation, and no two batches can lock each other out.
 */
export const lockConversations = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended('conversations/' || current_program()::text, 0))`)

/** Taken by whoever makes keys, together; by the sweep alone. */
export const lockKeyMaking = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock_shared(hashtextextended('conversations/keys/' || current_program()::text, 0))`)
export const lockKeySweep = (tx: Tx) => run(tx, sql`select pg_advisory_xact_lock(hashtextextended('conversations/keys/' || current_program()::text, 0))`)

export interface StoredConversation {
  readonly conv: string
  readonly student: string | null
  readonly supporter: string
  readonly newest: number
  readonly keepDays: number
  readonly ended: boolean
  /** Until when the supporter is told that the student ended it. */
  readonly forgetOn: Day | null
  readonly left: boolean
  readonly suspended: boolean
  readonly blockedByStudent: boolean
  readonly blockedBySupporter: boolean
  readonly wishedByStudent: boolean
  readonly wishedBySupporter: boolean
  readonly readByStudent: number
  readonly readBySupporter: number
}

const STORED = sql`c.id as conv, c.student, c.supporter, c.newest, c.keep_days as "keepDays",
  exists (select from conversation_endings e where e.conv = c.id) as ended,
  (select e.forget_on from conversation_endings e where e.conv = c.id) as "forgetOn",
  exists (select from conversation_departures d where d.conv = c.id) or not exists (select from account_standing a where a.account = c.supporter) as "left",
  exists (select from conversation_suspensions s where s.account in (c.student, c.supporter)) as suspended,
  exists (select from conversation_blocks b where b.conv = c.id and b.by_student) as "blockedByStudent",
  exists (select from conversation_blocks b where b.conv = c.id and not b.by_student) as "blockedBySupporter",
  exists (select from conversation_wishes w where w.conv = c.id and w.by_student) as "wishedByStudent",
  exists (select from conversation_wishes w where w.conv = c.id and not w.by_student) as "wishedBySupporter",
  coalesce((select r.position from conversation_reads r where r.conv = c.id and r.by_student), 0) as "readByStudent",
  coalesce((select r.position from conversation_reads r where r.conv = c.id and not r.by_student), 0) as "readBySupporter"`

export const conversationsOf = (tx: Tx, account: string): Promise<StoredConversation[]> =>
  rows(tx, sql<StoredConversation>`select ${STORED} from conversations c where c.student = ${account} or c.supporter = ${account} order by c.id`)

/** Undefined where the account is no member: that reads like a conversation that is not there. */
export const conversationOf = (tx: Tx, conv: string, account: string): Promise<StoredConversation | undefined> =>
  row(tx, sql<StoredConversation>`select ${STORED} from conversations c where c.id = ${conv} and (c.student = ${account} or c.supporter = ${account})`)

/** False where the id is taken. */
export const addConversation = async (tx: Tx, made: { conv: string; student: string; supporter: string; keepDays: number }): Promise<boolean> =>
  (await run(tx, sql`insert into conversations (id, student, supporter, keep_days) values (${made.conv}, ${made.student}, ${made.supporter}, ${made.keepDays})
    on conflict on constraint conversations_pk do nothing`)) === 1

export const turnToEpoch = (tx: Tx, conv: string, epoch: number, supporter: string) =>
  run(tx, sql`update conversations set newest = ${epoch}, supporter = ${supporter} where id = ${conv}`)

/** Somebody else is the supporter now: what the one before had said of the conversation goes, and so does a block that was meant for them. */
export const forgetFormerSupporter = async (tx: Tx, conv: string): Promise<void> => {
  await run(tx, sql`delete from conversation_departures where conv = ${conv}`)
  await run(tx, sql`delete from conversation_blocks where conv = ${conv}`)
  await run(tx, sql`delete from conversation_wishes where conv = ${conv}`)
  await run(tx, sql`delete from conversation_reads where conv = ${conv} and not by_student`)
}

/** Never backwards, and never beyond what there is. */
export const noteRead = async (tx: Tx, conv: string, byStudent: boolean, position: number): Promise<number> =>
  (await row(tx, sql<{ position: number }>`insert into conversation_reads as r (conv, by_student, position)
    select ${conv}, ${byStudent}, least(${position}, coalesce((select max(m.position) from conversation_messages m where m.conv = ${conv}), 0))
    on conflict on constraint conversation_reads_pk do update set position = greatest(r.position, excluded.position) returning r.position`))!.position

export const addBlock = (tx: Tx, conv: string, byStudent: boolean) =>
  run(tx, sql`insert into conversation_blocks (conv, by_student) values (${conv}, ${byStudent}) on conflict do nothing`)
export const dropBlock = (tx: Tx, conv: string, byStudent: boolean) => run(tx, sql`delete from conversation_blocks where conv = ${conv} and by_student = ${byStudent}`)
export const addWish = (tx: Tx, conv: string, byStudent: boolean) =>
  run(tx, sql`insert into conversation_wishes (conv, by_student) values (${conv}, ${byStudent}) on conflict do nothing`)
export const addDeparture = (tx: Tx, conv: string) => run(tx, sql`insert into conversation_departures (conv) values (${conv}) on conflict do nothing`)
export const addEnding = (tx: Tx, conv: string, forgetOn: Day) =>
  run(tx, sql`insert into conversation_endings (conv, forget_on) values (${conv}, ${forgetOn}) on conflict do nothing`)
export const addSuspension = (tx: Tx, account: string) => run(tx, sql`insert into conversation_suspensions (account) values (${account}) on conflict do nothing`)
/** Which of these accounts are suspended. */
export const suspendedAmong = async (tx: Tx, accounts: readonly string[]): Promise<string[]> =>
  (await rows(tx, sql<{ account: string }>`select account from conversation_suspensions where account = any(${accounts})`)).map(({ account }) => account)
export const dropSuspension = (tx: Tx, account: string) => run(tx, sql`delete from conversation_suspensions where account = ${account}`)

export interface StoredMember {
  readonly account: string
  readonly pkAuth: Buffer
  readonly pkHpke: Buffer
  readonly person: string | null
}

/** The keys as the server has them. Browsers believe the roster, the certificate and their own pins instead. */
export const membersOf = (tx: Tx, accounts: readonly string[]): Promise<StoredMember[]> =>
  rows(tx, sql<StoredMember>`select k.account, k.pk_auth as "pkAuth", k.pk_hpke as "pkHpke", p.id as person
    from account_keys k left join standing_people p on p.account = k.account where k.account = any(${accounts})`)

export interface StoredCertificate {
  readonly term: string
  readonly prepared: Buffer
  readonly signature: Buffer
}

export const newestCertificate = (tx: Tx, account: string): Promise<StoredCertificate | undefined> =>
  row(tx, sql<StoredCertificate>`select term, prepared, signature from account_certificates_shown where account = ${account} order by term desc limit 1`)

/** Who of the staff has this account, for a notice. */
export const personOf = async (tx: Tx, account: string): Promise<string | null> =>
  (await row(tx, sql<{ id: string }>`select id from standing_people where account = ${account}`))?.id ?? null

/** Somebody of the staff whose account stands and who is a supporter of the program. The firewall is asked at their own doors. */
export const isSupporter = async (tx: Tx, account: string): Promise<boolean> =>
  (await row(tx, sql<{ found: boolean }>`select exists (select from supporter_standing s where s.account = ${account} and not s.has_left and s.has_account) as found`))!.found

export const accountOfSupporter = async (tx: Tx, person: string): Promise<string | null> =>
  (await row(tx, sql<{ account: string | null }>`select account from supporter_standing where person = ${person}`))?.account ?? null

export const isSuspended = async (tx: Tx, account: string): Promise<boolean> =>
  (await row(tx, sql<{ found: boolean }>`select exists (select from conversation_suspensions where account = ${account}) as found`))!.found

export const programSettings = async (tx: Tx): Promise<object> => (await row(tx, sql<{ settings: object }>`select settings from programs`))?.settings ?? {}
