import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { EPOCH_DAYS, type Day } from '../rules/epochs.ts'

export interface NewEpoch {
  readonly conv: string
  readonly epoch: number
  readonly supporter: string
  readonly header: Buffer
  readonly begunOn: Day
}

/** Compare and swap: false where somebody else made this epoch first. */
export const addEpoch = async (tx: Tx, e: NewEpoch): Promise<boolean> =>
  (await run(tx, sql`insert into conversation_epochs (conv, epoch, supporter, header, begun_on) values (${e.conv}, ${e.epoch}, ${e.supporter}, ${e.header}, ${e.begunOn})
    on conflict on constraint conversation_epochs_pk do nothing`)) === 1

/** The next epoch has begun; this one took its last message today, or before. */
export const closeEpoch = (tx: Tx, conv: string, epoch: number, today: Day) =>
  run(tx, sql`update conversation_epochs set last_on = least(${today}::date, begun_on + ${EPOCH_DAYS}::int) where conv = ${conv} and epoch = ${epoch}`)

export const addWrap = (tx: Tx, wrap: { conv: string; epoch: number; ofStudent: boolean; sealed: Buffer }) =>
  run(tx, sql`insert into conversation_wraps (conv, epoch, of_student, wrap_sealed) values (${wrap.conv}, ${wrap.epoch}, ${wrap.ofStudent}, ${wrap.sealed})`)

export interface StoredEpoch {
  readonly epoch: number
  readonly supporter: string
  readonly header: Buffer
  readonly begunOn: Day
  readonly lastOn: Day | null
  /** The reader's own; null where it was never theirs. */
  readonly wrapSealed: Buffer | null
}

export const epochsOf = (tx: Tx, conv: string, asStudent: boolean): Promise<StoredEpoch[]> =>
  rows(tx, sql<StoredEpoch>`select e.epoch, e.supporter, e.header, e.begun_on as "begunOn", e.last_on as "lastOn", w.wrap_sealed as "wrapSealed"
    from conversation_epochs e left join conversation_wraps w on w.conv = e.conv and w.epoch = e.epoch and w.of_student = ${asStudent}
    where e.conv = ${conv} order by e.epoch`)

export const hasEpoch = async (tx: Tx, conv: string, epoch: number): Promise<boolean> =>
  (await row(tx, sql<{ found: boolean }>`select exists (select from conversation_epochs where conv = ${conv} and epoch = ${epoch}) as found`))!.found
