import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { endStreams, tellAccounts } from '../../../platform/live/notices.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import * as store from '../store/conversations.ts'
import type { ConversationScope } from './guards.ts'
import { standingOf, todayIn, type Here } from './sheet.ts'
import { shredEnded } from './shredding.ts'
import { addDays } from '../rules/epochs.ts'

/** How long a supporter is told that a conversation was ended; of the student nothing is left at once. */
const TOLD_DAYS = 7

type Both = Pick<store.StoredConversation, 'conv' | 'student' | 'supporter'>

/** Something about the conversation changed: both sides read its sheet again. */
export const notifyBoth = (tx: Tx, { conv, student, supporter }: Both): Promise<void> =>
  tellAccounts(tx, [student, supporter].filter((account) => account !== null), 'change', conv)

/** The student's own end: noted first, so that a crash on the way is finished by the next round; then keys, then rows. */
export async function endConversation(here: Here, scope: ConversationScope): Promise<{ shredded: true } | Refused<'students-only'>> {
  if (scope.side !== 'student') return refuse('students-only')
  await inTransaction(here.db, async (tx) => {
    await store.lockConversations(tx)
    await store.addEnding(tx, scope.conv, addDays(todayIn(here), TOLD_DAYS))
  })
  await shredEnded(here.db, here.services.keys, scope.conv)
  await inTransaction(here.db, (tx) => notifyBoth(tx, scope.conversation))
  return { shredded: true }
}

/** A supporter goes without a reason. What was said stays readable to both until its day. */
export const leaveConversation = (here: Here, scope: ConversationScope): Promise<{ left: true } | Refused<'supporters-only'>> =>
  change<{ left: true } | Refused<'supporters-only'>>(here, scope, async (tx) => {
    if (scope.side !== 'supporter') return refuse('supporters-only')
    await store.addDeparture(tx, scope.conv)
    return { left: true }
  })

export const blockConversation = (here: Here, scope: ConversationScope): Promise<{ blocked: true }> =>
  change(here, scope, async (tx) => {
    await store.addBlock(tx, scope.conv, scope.side === 'student')
    return { blocked: true }
  })

export const unblockConversation = (here: Here, scope: ConversationScope): Promise<{ blocked: false }> =>
  change(here, scope, async (tx) => {
    await store.dropBlock(tx, scope.conv, scope.side === 'student')
    return { blocked: false }
  })

/** A question, and no more: the student's next epoch is the answer. */
export const wishHandOver = (here: Here, scope: ConversationScope): Promise<{ wished: true } | Refused<'conversation-over'>> =>
  change<{ wished: true } | Refused<'conversation-over'>>(here, scope, async (tx) => {
    if (['ended', 'suspended'].includes(standingOf(scope.conversation))) return refuse('conversation-over')
    await store.addWish(tx, scope.conv, scope.side === 'student')
    return { wished: true }
  })

export const readUpTo = (here: Here, scope: ConversationScope, position: number): Promise<{ read: number }> =>
  change(here, scope, async (tx) => ({ read: await store.noteRead(tx, scope.conv, scope.side === 'student', position) }))

const change = <T>(here: Here, scope: ConversationScope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(here.db, async (tx) => {
    await store.lockConversations(tx)
    const changed = await work(tx)
    await notifyBoth(tx, scope.conversation)
    return changed
  })

/** For the reports room: nothing goes in or out of this account's conversations, and its streams end, until it is taken back. */
export async function suspendMember(tx: Tx, account: string): Promise<void> {
  await store.lockConversations(tx)
  await store.addSuspension(tx, account)
  for (const found of await store.conversationsOf(tx, account)) await notifyBoth(tx, found)
  await endStreams(tx, account)
}

export async function restoreMember(tx: Tx, account: string): Promise<void> {
  await store.lockConversations(tx)
  await store.dropSuspension(tx, account)
  for (const found of await store.conversationsOf(tx, account)) await notifyBoth(tx, found)
}

/** For the people room, which stands above: this person supports nobody any more. */
export async function releasePerson(tx: Tx, person: string): Promise<void> {
  const account = await store.accountOfSupporter(tx, person)
  if (account) await releaseConversations(tx, account)
}

/** A supporter is there no more: their conversations stand open for somebody else, if the student wishes. */
export async function releaseConversations(tx: Tx, supporter: string): Promise<void> {
  await store.lockConversations(tx)
  for (const found of await store.conversationsOf(tx, supporter)) {
    if (found.ended || found.supporter !== supporter) continue
    await store.addDeparture(tx, found.conv)
    await notifyBoth(tx, found)
  }
}

/** For the requests room: a suspended supporter is asked for nothing. */
export const { suspendedAmong } = store
