import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { shuffled } from '../../../platform/shuffled.ts'
import { dayIn, isOlderThanAYear, loggableWeeks, monthOfPeriod, openWeekAt } from '../rules/periods.ts'
import type { InteractionRecord } from '../rules/record.ts'
import {
  forgetSettledBefore, insertRecords, lockRecords, readPending, rewritePending, settle, takeRecords, weeksRecorded, type PendingRecord,
} from '../store.ts'
import { boundTo, weekKeyName, type Here } from './keep.ts'
import { openRecord } from './seal-record.ts'

export interface Closed {
  readonly written: number
  /** Records whose key was lost with its disk: nobody can open them any more. */
  readonly lost: number
}

/**
 * Opens what was logged in weeks that are over and writes it all at once, shuffled and without receipts; then destroys
 * those weeks' keys. A crash anywhere in between leaves work that the next run finishes, and changes nothing twice.
 */
export async function closeWeeks(db: Db, here: Here): Promise<Closed> {
  const open = openWeekAt(here.timeZone, here.now)
  const closed = await inTransaction(db, (tx) => writeClosed(tx, here, open))
  await inTransaction(db, (tx) => destroyUsedKeys(tx, here.keys, open))
  return closed
}

async function writeClosed(tx: Tx, here: Here, open: string): Promise<Closed> {
  await lockRecords(tx)
  const pending = await readPending(tx)
  const over = pending.filter((each) => each.closes < open)
  if (over.length === 0) return { written: 0, lost: 0 }
  const opened = await Promise.all(over.map(async (each) => ({ each, record: await openPending(tx.program, here.keys, each) })))
  // A key that is not here may be with another server, or on a disk that comes back: a record waits for it for some weeks.
  const closing = opened.filter(({ each, record }) => record !== null || each.closes < oldestLoggable(here))
  if (closing.length === 0) return { written: 0, lost: 0 }
  const records = closing.flatMap(({ record }) => record ?? [])
  await insertRecords(tx, shuffled(records))
  await settle(tx, shuffled(closing.map(({ each }) => each.lookup)), open)
  await forgetSettledBefore(tx, oldestLoggable(here))
  const closed = new Set(closing.map(({ each }) => each))
  await rewritePending(tx, shuffled(pending.filter((each) => !closed.has(each))))
  return { written: records.length, lost: closing.length - records.length }
}

async function openPending(program: string, keys: KeyStore, { lookup, closes, sealed }: PendingRecord): Promise<InteractionRecord | null> {
  const key = await keys.open(weekKeyName(program, closes))
  return key && openRecord(key, boundTo(program, lookup), sealed)
}

/** Under the lock, so that nothing can be logged under a key between the look and the destruction. */
async function destroyUsedKeys(tx: Tx, keys: KeyStore, open: string): Promise<void> {
  await lockRecords(tx)
  const used = new Set((await readPending(tx)).map((each) => weekKeyName(tx.program, each.closes)))
  for (const name of await keys.names(weekKeyName(tx.program, ''))) {
    if (name < weekKeyName(tx.program, open) && !used.has(name)) await keys.destroy(name)
  }
}

/** A phone that was away longer is told that the week is not open, so its receipt need not be remembered longer. */
const oldestLoggable = (here: Here): string => loggableWeeks(here.timeZone, here.now).at(-1)!

/** Weeks older than a year become months, and those months are written anew, so that order does not keep the weeks. */
export const coarsen = (db: Db, here: Pick<Here, 'timeZone' | 'now'>): Promise<number> =>
  inTransaction(db, async (tx) => {
    await lockRecords(tx)
    const today = dayIn(here.timeZone, here.now)
    const weeks = (await weeksRecorded(tx)).filter((week) => isOlderThanAYear(week, today))
    if (weeks.length === 0) return 0
    const months = new Set(weeks.map(monthOfPeriod))
    const records = await takeRecords(tx, [...weeks, ...months])
    await insertRecords(tx, shuffled(records.map((record) => ({ ...record, period: monthOfPeriod(record.period) }))))
    return weeks.length
  })
