import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { tellAccounts } from '../../../platform/live/notices.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import type { Services } from '../../../platform/services.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import { isTagKeyOver } from '../rules/tags.ts'
import { lockConversations, lockKeySweep, programSettings } from '../store/conversations.ts'
import { epochsOf, hasEpoch } from '../store/epochs.ts'
import * as store from '../store/shredding.ts'
import { epochOfKey, monthOfTagKey, shredKeyName, shredPrefix, tagPrefix } from './keys.ts'
import { keepDaysNow } from './sheet.ts'

export interface Clearing {
  readonly db: Db
  readonly program: ProgramHere
  readonly services: Services
}

/**
 * Destroys the keys whose day has come, then the rows. Nobody needs to be signed in for it. A crash in between leaves rows that nothing
 * opens, and the next round finds them by the same question.
 */
export async function shredDue({ db, program, services }: Clearing): Promise<number> {
  const today = dayIn(program.timeZone, services.clock.now())
  const due = await inTransaction(db, async (tx) => store.dueEpochs(tx, today, await keepDaysNow(tx)))
  for (const { conv, epoch } of due) await services.keys.destroy(shredKeyName(db.program, conv, epoch))
  await inTransaction(db, async (tx) => {
    await lockConversations(tx)
    for (const epoch of due) await store.dropEpoch(tx, epoch)
    for (const conv of await store.endedWithStudent(tx)) await store.forgetStudent(tx, conv)
    for (const { conv, accounts } of await store.membersIn(tx, [...new Set(due.map((epoch) => epoch.conv))])) await tellAccounts(tx, accounts, 'change', conv)
    await store.dropConversations(tx, await store.goneConversations(tx, today))
  })
  return due.length
}

/** All of a conversation that its student ended, at once. */
export async function shredEnded(db: Db, keys: KeyStore, conv: string): Promise<void> {
  const epochs = await inTransaction(db, (tx) => epochsOf(tx, conv, true))
  for (const { epoch } of epochs) await keys.destroy(shredKeyName(db.program, conv, epoch))
  await inTransaction(db, async (tx) => {
    await lockConversations(tx)
    for (const { epoch } of epochs) await store.dropEpoch(tx, { conv, epoch })
    await store.forgetStudent(tx, conv)
  })
}

/** Keys an hour old for which no epoch was ever written: their transaction failed. Under the lock of those who make keys, so that none is taken from under a claim. */
export const sweepKeys = ({ db, services }: Clearing): Promise<number> =>
  inTransaction(db, async (tx) => {
    await lockKeySweep(tx)
    const needed = async (name: string): Promise<boolean> => {
      const found = epochOfKey(db.program, name)
      return found !== null && hasEpoch(tx, found.conv, found.epoch)
    }
    return services.keys.sweep(shredPrefix(db.program), needed, services.clock.now())
  })

/** A tag proves something for as long as a report on it may be kept. */
export async function destroyTagKeys({ db, program, services }: Clearing): Promise<void> {
  const today = dayIn(program.timeZone, services.clock.now())
  const { reportDays } = settingsOf(await inTransaction(db, programSettings))
  for (const name of await services.keys.names(tagPrefix(db.program))) {
    if (isTagKeyOver(monthOfTagKey(db.program, name), reportDays, today)) await services.keys.destroy(name)
  }
}

/** Takes the order of writing out of what is past: a dump of tomorrow must not tell who wrote just before whom. */
export async function settleOrder({ db, program, services }: Clearing): Promise<void> {
  const today = dayIn(program.timeZone, services.clock.now())
  await inTransaction(db, async (tx) => {
    await lockConversations(tx)
    for (const day of await store.unsettledDays(tx, today)) await store.settleDay(tx, day)
    if (await store.isUnsettled(tx)) await store.settleConversations(tx)
  })
}
