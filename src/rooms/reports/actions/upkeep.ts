import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { findBoth } from '../store/conversations.ts'
import { conversationsKept, dropContact, dropOpenings } from '../store/emergency.ts'
import { dropReport, isThere, reportsOver } from '../store/reports.ts'
import { type Here, reportKeyName, reportKeys } from './outer-lock.ts'
import { coverAgain } from './supporters.ts'
import { endRests } from './suspensions.ts'

/** Everything of this room that ends by itself. Each step may be repeated after any crash. */
export async function tidyReports(here: Here): Promise<void> {
  await shredReports(here)
  await endRests(here)
  await inTransaction(here.db, (tx) => coverAgain(tx, here))
  await forgetEndedConversations(here)
}

/** The key first: from then on no copy of the row says anything. Then the row; then keys that no row ever needed. */
async function shredReports(here: Here): Promise<void> {
  const { keys } = here.services
  for (const report of await inTransaction(here.db, (tx) => reportsOver(tx, dayIn(here.program.timeZone, here.now)))) {
    await keys.destroy(reportKeyName(here.db.program, report))
    await inTransaction(here.db, (tx) => dropReport(tx, report))
  }
  const start = reportKeys(here.db.program)
  await keys.sweep(start, (name) => inTransaction(here.db, (tx) => isThere(tx, name.slice(start.length))), here.now)
}

const forgetEndedConversations = (here: Here): Promise<void> =>
  inTransaction(here.db, async (tx) => {
    for (const conv of await conversationsKept(tx)) {
      if (await findBoth(tx, conv)) continue
      await dropContact(tx, conv)
      await dropOpenings(tx, conv)
    }
  })
