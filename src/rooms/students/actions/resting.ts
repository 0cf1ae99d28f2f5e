import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { restingAccounts } from '../store.ts'

const RECHECK_MS = 5_000
const known = new Map<string, { readonly until: number; readonly accounts: ReadonlySet<string> }>()

/** Whether the safety contacts' rules keep this account from new contacts for now. Few rest at any time, so all of them are remembered for five seconds. */
export async function isAtRest({ db, program, now }: Knock, account: string): Promise<boolean> {
  const before = known.get(db.program)
  if (before && before.until > now && before.until <= now + RECHECK_MS) return before.accounts.has(account)
  const today = dayIn(program.timeZone, now)
  const accounts = new Set((await inTransaction(db, restingAccounts)).filter(({ upheld, endsOn }) => upheld || today < endsOn).map((resting) => resting.account))
  known.set(db.program, { until: now + RECHECK_MS, accounts })
  return accounts.has(account)
}

/** For the reports room: something changed just now. Other processes notice within five seconds. */
export const recheckResting = (program: string): void => void known.delete(program)
