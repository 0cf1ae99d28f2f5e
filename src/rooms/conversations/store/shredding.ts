import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { EPOCH_DAYS, type Day } from '../rules/epochs.ts'

export interface DueEpoch {
  readonly conv: string
  readonly epoch: number
}

/** Epochs whose day has come: the conversation's own term, or the program's where that has become shorter. Never a longer one than was shown. */
export const dueEpochs = (tx: Tx, today: Day, keepDays: number): Promise<DueEpoch[]> =>
  rows(tx, sql<DueEpoch>`select e.conv, e.epoch from conversation_epochs e join conversations c on c.id = e.conv
    where coalesce(e.last_on, e.begun_on + ${EPOCH_DAYS}::int) + least(c.keep_days, ${keepDays}) <= ${today}::date
      or exists (select from conversation_endings x where x.conv = e.conv)
    order by random()`)

/** The rows of an epoch whose key is gone. The highest position stays known, so that it is not given again. */
export async function dropEpoch(tx: Tx, { conv, epoch }: DueEpoch): Promise<void> {
  await run(tx, sql`update conversations c set last_gone = greatest(c.last_gone, (select max(m.position) from conversation_messages m where m.conv = ${conv} and m.epoch = ${epoch}))
    where c.id = ${conv}`)
  await run(tx, sql`delete from conversation_messages where conv = ${conv} and epoch = ${epoch}`)
  await run(tx, sql`delete from conversation_wraps where conv = ${conv} and epoch = ${epoch}`)
  await run(tx, sql`delete from conversation_epochs where conv = ${conv} and epoch = ${epoch}`)
}

/** Of a conversation that its student ended nothing is left but the supporter's side of the fact. */
export async function forgetStudent(tx: Tx, conv: string): Promise<void> {
  await run(tx, sql`delete from conversation_reads where conv = ${conv}`)
  await run(tx, sql`delete from conversation_blocks where conv = ${conv}`)
  await run(tx, sql`delete from conversation_wishes where conv = ${conv}`)
  await run(tx, sql`delete from conversation_departures where conv = ${conv}`)
  await run(tx, sql`update conversations set student = null where id = ${conv}`)
}

/** Ended conversations in which something of the student is left, because a crash came between. */
export const endedWithStudent = async (tx: Tx): Promise<string[]> =>
  (await rows(tx, sql<{ conv: string }>`select c.id as conv from conversations c join conversation_endings x on x.conv = c.id where c.student is not null`)).map(({ conv }) => conv)

export const membersIn = (tx: Tx, convs: readonly string[]): Promise<{ conv: string; accounts: string[] }[]> =>
  rows(tx, sql<{ conv: string; accounts: string[] }>`select id as conv, array_remove(array[student, supporter], null) as accounts from conversations where id = any(${convs})`)

/** Conversations that have no epoch any more, or whose ending has been told for long enough. */
export const goneConversations = async (tx: Tx, today: Day): Promise<string[]> =>
  (await rows(tx, sql<{ conv: string }>`select c.id as conv from conversations c left join conversation_endings x on x.conv = c.id
    where case when x.conv is null then not exists (select from conversation_epochs e where e.conv = c.id) else x.forget_on <= ${today} end`)).map(({ conv }) => conv)

export async function dropConversations(tx: Tx, convs: readonly string[]): Promise<void> {
  await run(tx, sql`delete from conversation_reads where conv = any(${convs})`)
  await run(tx, sql`delete from conversation_blocks where conv = any(${convs})`)
  await run(tx, sql`delete from conversation_wishes where conv = any(${convs})`)
  await run(tx, sql`delete from conversation_departures where conv = any(${convs})`)
  await run(tx, sql`delete from conversation_endings where conv = any(${convs})`)
  await run(tx, sql`delete from conversations where id = any(${convs})`)
}

/** Past days whose messages still lie in the order in which they came: more than one transaction wrote them. */
export const unsettledDays = async (tx: Tx, before: Day): Promise<Day[]> =>
  (await rows(tx, sql<{ day: Day }>`select arrived_on as day from conversation_messages where arrived_on < ${before} group by arrived_on having count(distinct xmin::text) > 1`)).map(({ day }) => day)

/** Writes a past day anew, shuffled and in one transaction: from then on neither place nor transaction tells who wrote before whom. */
export const settleDay = (tx: Tx, day: Day) =>
  run(tx, sql`with taken as (delete from conversation_messages where arrived_on = ${day} returning *) insert into conversation_messages select * from taken order by random()`)

/** The same for what a conversation is made of: otherwise the newest row would be the newest student. */
export async function settleConversations(tx: Tx): Promise<void> {
  await run(tx, sql`with taken as (delete from conversations returning *) insert into conversations select * from taken order by random()`)
  await run(tx, sql`with taken as (delete from conversation_epochs returning *) insert into conversation_epochs select * from taken order by random()`)
  await run(tx, sql`with taken as (delete from conversation_wraps returning *) insert into conversation_wraps select * from taken order by random()`)
  await run(tx, sql`with taken as (delete from conversation_reads returning *) insert into conversation_reads select * from taken order by random()`)
}

/** Whether more than one transaction left its trace since the last time. */
export const isUnsettled = async (tx: Tx): Promise<boolean> =>
  (await row(tx, sql<{ unsettled: boolean }>`select (select count(distinct xmin::text) from conversations) > 1 or (select count(distinct xmin::text) from conversation_epochs) > 1
    or (select count(distinct xmin::text) from conversation_reads) > 1 as unsettled`))!.unsettled
