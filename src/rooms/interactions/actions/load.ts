import type { Db, Tx } from '../../../platform/db/transaction.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { openPadded, sealPadded } from '../../../platform/shred/padded-box.ts'
import { monthIn } from '../rules/periods.ts'
import { dropRunningLoad, lockRecords, readLoads, readRunningLoads, writeLoads, writeRunningLoad, type MonthLoad } from '../store.ts'

/** Room for about three hundred supporters; the row's size says nothing about how many were busy. */
const COUNTS_BYTES = 16_384

type Counts = Record<string, number>

const keyName = (program: string, month: string) => `load/${program}/${month}`
const boundTo = (program: string, month: string) => `ps1/load/${program}/${month}`

/**
 * Counts one contact, or takes one back. While the month runs the counts are one sealed row: two daily dumps that
 * showed "Bruno 3" and "Bruno 4" would say whose record came that day. The caller holds the lock on records.
 */
export async function countContact(tx: Tx, keys: KeyStore, at: { supporter: string; month: string; by: 1 | -1 }): Promise<void> {
  const key = await keys.keep(keyName(tx.program, at.month))
  const running = (await readRunningLoads(tx)).find((load) => load.month === at.month)
  const counts = (running ? (openPadded(key, boundTo(tx.program, at.month), running.sealed) as Counts | null) : null) ?? {}
  const contacts = (counts[at.supporter] ?? 0) + at.by
  const changed = { ...counts, [at.supporter]: Math.max(contacts, 0) }
  await writeRunningLoad(tx, { month: at.month, sealed: sealPadded(key, boundTo(tx.program, at.month), changed, COUNTS_BYTES) })
}

/** Writes the counts of months that are over and destroys their keys. Repeating it after a crash does no harm. */
export async function closeLoads(db: Db, keys: KeyStore, timeZone: string, now: number): Promise<void> {
  const thisMonth = monthIn(timeZone, now)
  await inTransaction(db, async (tx) => {
    await lockRecords(tx)
    for (const { month, sealed } of await readRunningLoads(tx)) {
      if (month >= thisMonth) continue
      const key = await keys.open(keyName(db.program, month))
      // The key may be with another server: its counts wait, and lie unread for good where it was lost.
      if (!key) continue
      const counts = openPadded(key, boundTo(db.program, month), sealed) as Counts | null
      if (counts) await writeLoads(tx, month, Object.fromEntries(Object.entries(counts).filter(([, contacts]) => contacts > 0)))
      await dropRunningLoad(tx, month)
    }
  })
  await inTransaction(db, async (tx) => {
    await lockRecords(tx)
    const running = new Set((await readRunningLoads(tx)).map((load) => keyName(db.program, load.month)))
    for (const name of await keys.names(`load/${db.program}/`)) {
      if (name < keyName(db.program, thisMonth) && !running.has(name)) await keys.destroy(name)
    }
  })
}

/** Contacts per supporter in months that are over. */
export const loads = (db: Db, from: string, to: string): Promise<MonthLoad[]> => inTransaction(db, (tx) => readLoads(tx, from, to))
