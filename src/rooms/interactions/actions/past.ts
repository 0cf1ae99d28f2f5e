import type { Tx } from '../../../platform/db/transaction.ts'
import { shuffled } from '../../../platform/shuffled.ts'
import type { InteractionRecord } from '../rules/record.ts'
import { insertRecords, lockRecords } from '../store.ts'

/** Writes contacts of the past, shuffled: the order of a spreadsheet is an order of days. The caller has checked every topic. */
export async function recordPast(tx: Tx, records: readonly InteractionRecord[]): Promise<void> {
  await lockRecords(tx)
  await insertRecords(tx, shuffled(records))
}
