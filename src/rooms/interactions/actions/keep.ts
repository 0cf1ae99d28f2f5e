import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { shuffled } from '../../../platform/shuffled.ts'
import { isWeek, loggableWeeks, monthIn, openWeekAt } from '../rules/periods.ts'
import type { InteractionRecord } from '../rules/record.ts'
import { isSettled, lockRecords, readPending, rewritePending, settle, unknownTopics, type PendingRecord } from '../store.ts'
import { countContact } from './load.ts'
import { lookupOf, sealRecord } from './seal-record.ts'

/** Where and when: what every action of this room is told, beside the database. */
export interface Here {
  readonly keys: KeyStore
  readonly timeZone: string
  readonly now: number
}

export interface Entry {
  readonly receipt: string
  readonly record: InteractionRecord
}

export type KeepRefusal = Refused<'week-not-open' | 'topic-unknown'>

export const weekKeyName = (program: string, week: string): string => `interactions/${program}/${week}`
export const boundTo = (program: string, lookup: Buffer): string => `ps1/interaction/${program}/${lookup.toString('hex')}`

/**
 * Keeps one contact. It is on disk when this returns. The supporter is counted for the month and appears in no record;
 * the same receipt twice is one record, also when its week has closed in between.
 */
export const keepInteraction = (db: Db, here: Here, supporter: string, entry: Entry) =>
  inTransaction(db, async (tx): Promise<{ kept: true; closes: string } | KeepRefusal> => {
    const week = openWeekAt(here.timeZone, here.now)
    const refusal = await entryRefusal(tx, here, entry.record)
    if (refusal) return refusal
    await lockRecords(tx)
    const lookup = lookupOf(entry.receipt)
    if (await isSettled(tx, lookup)) return { kept: true, closes: week }
    const pending = await readPending(tx)
    const there = pending.find((each) => each.lookup.equals(lookup))
    if (there) return { kept: true, closes: there.closes }
    await rewritePending(tx, shuffled([...pending, await sealed(tx, here, lookup, week, entry.record)]))
    await countContact(tx, here.keys, { supporter, month: monthIn(here.timeZone, here.now), by: 1 })
    return { kept: true, closes: week }
  })

/** Replaces a record whose week is still open. */
export const correctInteraction = (db: Db, here: Here, entry: Entry) =>
  inTransaction(db, async (tx): Promise<{ kept: true; closes: string } | KeepRefusal | Refused<'week-closed'>> => {
    const refusal = await entryRefusal(tx, here, entry.record)
    if (refusal) return refusal
    await lockRecords(tx)
    const lookup = lookupOf(entry.receipt)
    const pending = await readPending(tx)
    const there = pending.find((each) => each.lookup.equals(lookup))
    if (!there) return refuse('week-closed')
    const others = pending.filter((each) => each !== there)
    await rewritePending(tx, shuffled([...others, await sealed(tx, here, lookup, there.closes, entry.record)]))
    return { kept: true, closes: there.closes }
  })

/** Takes a record back while its week is open. A copy that a phone sends later does not bring it back. */
export const withdrawInteraction = (db: Db, here: Here, supporter: string, receipt: string) =>
  inTransaction(db, async (tx): Promise<{ withdrawn: true } | Refused<'week-closed'>> => {
    await lockRecords(tx)
    const lookup = lookupOf(receipt)
    const pending = await readPending(tx)
    const there = pending.find((each) => each.lookup.equals(lookup))
    if (!there) return refuse('week-closed')
    await rewritePending(tx, shuffled(pending.filter((each) => each !== there)))
    await settle(tx, [lookup], there.closes)
    await countContact(tx, here.keys, { supporter, month: monthIn(here.timeZone, here.now), by: -1 })
    return { withdrawn: true }
  })

async function entryRefusal(tx: Tx, here: Here, record: InteractionRecord): Promise<KeepRefusal | null> {
  if (!isWeek(record.period) || !loggableWeeks(here.timeZone, here.now).includes(record.period)) return refuse('week-not-open')
  return (await unknownTopics(tx, record.topics)).length ? refuse('topic-unknown') : null
}

/** The key is taken under the lock: closing destroys keys under the same lock, so none dies between here and the commit. */
async function sealed(tx: Tx, here: Here, lookup: Buffer, week: string, record: InteractionRecord): Promise<PendingRecord> {
  const key = await here.keys.keep(weekKeyName(tx.program, week))
  return { lookup, closes: week, sealed: sealRecord(key, boundTo(tx.program, lookup), record) }
}
