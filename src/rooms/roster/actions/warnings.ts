import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import { announce } from '../../../platform/outbox.ts'
import { warningDue } from '../rules.ts'
import { addWarning, keyedRoles, newestList, removeOldWarnings } from '../store.ts'
import { rostersNow } from './rosters.ts'

/** Tells both holders, once each at 14, 7 and 1 days, that the roster or the key list runs out. The notice says only that something is new. */
export const warnOfEnds = (db: Db, program: ProgramHere, now: number): Promise<void> =>
  inTransaction(db, async (tx) => {
    const today = dayIn(program.timeZone, now)
    const list = await newestList(tx)
    if (!list) return
    const { current, keys } = await rostersNow(tx)
    const ends = [...new Set([list.validUntil, ...(current ? [current.validUntil] : [])])]
    let warned = false
    for (const validUntil of ends) {
      const days = warningDue(validUntil, today)
      if (days !== null && (await addWarning(tx, validUntil, days))) warned = true
    }
    const holders = new Set((await keyedRoles(tx)).filter(({ pkAuth }) => pkAuth !== null && keys.includes(pkAuth)).map(({ person }) => person))
    if (warned) for (const person of holders) await announce(tx, { fact: 'keys-end', person })
    await removeOldWarnings(tx, today)
  })
