import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import type { ConversationSheet, SealedMessage } from '../contract.ts'
import { MESSAGES_AT_ONCE } from '../rules/boxes.ts'
import type { Standing } from '../rules/standing.ts'
import { conversationsOf as storedOf } from '../store/conversations.ts'
import { messagesAfter } from '../store/messages.ts'
import type { ConversationScope, SideProof } from './guards.ts'
import { messageOnWire } from './sending.ts'
import { sheetFor, standingOf, type Here } from './sheet.ts'

export const listConversations = (here: Here, { account, side }: SideProof): Promise<{ conversations: readonly ConversationSheet[] }> =>
  inTransaction(here.db, async (tx) => {
    const conversations: ConversationSheet[] = []
    for (const found of await storedOf(tx, account)) conversations.push(await sheetFor(tx, here, found, side))
    return { conversations }
  })

export const readConversation = (here: Here, { conversation, side }: ConversationScope): Promise<ConversationSheet> =>
  inTransaction(here.db, (tx) => sheetFor(tx, here, conversation, side))

export const readMessages = (here: Here, { conv, account }: ConversationScope, after: number): Promise<{ messages: readonly SealedMessage[] }> =>
  inTransaction(here.db, async (tx) => ({ messages: (await messagesAfter(tx, conv, account, after, MESSAGES_AT_ONCE)).map(messageOnWire) }))

/** For rooms below: the conversations of an account, by id, with the other side's account and how each stands. Nothing of what was said. */
export const conversationsOf = async (tx: Tx, account: string): Promise<{ conv: string; student: string | null; supporter: string; ended: boolean; standing: Standing }[]> =>
  (await storedOf(tx, account)).map((found) => ({ conv: found.conv, student: found.student, supporter: found.supporter, ended: found.ended, standing: standingOf(found) }))
