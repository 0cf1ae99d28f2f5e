import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { coverSupporter } from '../../bookings/actions.ts'
import { releaseConversations } from '../../conversations/actions.ts'
import type { SafetyDesk } from '../contract.ts'
import { COVER_MS } from '../rules.ts'
import * as store from '../store/suspensions.ts'
import type { Here } from './outer-lock.ts'
import { listedReports } from './reports.ts'

type SupporterRefusal = 'not-found' | 'not-yourself-here'

/** Off duty at once: not offered any more, meetings covered or called off, conversations free for another supporter if their student agrees. */
export const suspendSupporter = (here: Here, contact: string, person: string): Promise<{ suspended: true } | Refused<SupporterRefusal>> =>
  inTransaction<{ suspended: true } | Refused<SupporterRefusal>>(here.db, async (tx) => {
    if (person === contact) return refuse('not-yourself-here')
    const found = await store.supporterAccount(tx, person)
    if (!found) return refuse('not-found')
    await store.suspendSupporter(tx, person, contact, dayIn(here.program.timeZone, here.now))
    await coverSupporter(tx, person, { now: here.now, withinMs: COVER_MS })
    if (found.account) await releaseConversations(tx, found.account)
    return { suspended: true }
  })

export const liftSupporter = (here: Here, contact: string, person: string): Promise<{ lifted: true } | Refused<SupporterRefusal>> =>
  inTransaction<{ lifted: true } | Refused<SupporterRefusal>>(here.db, async (tx) => {
    if (person === contact) return refuse('not-yourself-here')
    return (await store.liftSupporter(tx, person)) ? { lifted: true } : refuse('not-found')
  })

export const safetyDesk = (here: Here, contact: string): Promise<SafetyDesk> =>
  inTransaction(here.db, async (tx) => ({
    reports: await listedReports(tx, contact),
    accounts: (await store.listSuspensions(tx)).map(({ account, reportedBy, name, beganOn, endsOn, upheld, appeal }) => ({ account, reportedBy: { person: reportedBy, name }, beganOn, endsOn, upheld, appeal })),
    supporters: await store.suspendedSupporters(tx),
    onDuty: (await store.supportersOnDuty(tx)).filter(({ person }) => person !== contact),
  }))

/** For the housekeeping: a meeting that nobody took over is called off while its student can still plan. */
export async function coverAgain(tx: Tx, here: Here): Promise<void> {
  for (const { person } of await store.suspendedSupporters(tx)) await coverSupporter(tx, person, { now: here.now, withinMs: COVER_MS })
}
