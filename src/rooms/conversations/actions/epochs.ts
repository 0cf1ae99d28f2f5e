import type { Tx } from '../../../platform/db/transaction.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { tellAccounts } from '../../../platform/live/notices.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { ConversationSheet } from '../contract.ts'
import { epochRefusal, type EpochRefusal } from '../rules/members.ts'
import { addConversation, conversationOf, forgetFormerSupporter, isSupporter, lockConversations, lockKeyMaking, turnToEpoch } from '../store/conversations.ts'
import { addEpoch, addWrap, closeEpoch } from '../store/epochs.ts'
import type { ConversationScope } from './guards.ts'
import { lockWrap, shredKeyName } from './keys.ts'
import { keepDaysNow, sheetFor, standingOf, todayIn, type Here } from './sheet.ts'

export interface SealedKeys {
  readonly header: string
  readonly wraps: readonly { readonly member: string; readonly wrap: string }[]
}

export interface Beginning {
  /** Drawn by the student's browser. */
  readonly conv: string
  readonly student: string
  readonly supporter: { readonly account: string; readonly person: string }
  /** Made by the browser of whoever claims; the student's checks it before a word is sent. */
  readonly epoch0: SealedKeys
}

/** For the requests room, in the transaction of a claim. Which person the supporter is stands in no row of ours: the roster says it. */
export async function beginConversation(tx: Tx, here: Here, { conv, student, supporter, epoch0 }: Beginning): Promise<Refused<'conv-taken' | 'wraps-wrong'> | void> {
  if (!areFor(epoch0, [student, supporter.account])) return refuse('wraps-wrong')
  if (!(await addConversation(tx, { conv, student, supporter: supporter.account, keepDays: await keepDaysNow(tx) }))) return refuse('conv-taken')
  await writeEpoch(tx, here, { conv, epoch: 0, student, supporter: supporter.account, keys: epoch0 })
  await tellAccounts(tx, [student, supporter.account], 'change', conv)
}

/** Thirty an hour: each one makes a file that has to be destroyed again. */
const turns = new Pace({ limit: 30, perMs: 3_600_000 })

/** Compare and swap: of two browsers that begin the same epoch one is told that it moved, and makes the next. */
export async function beginEpoch(here: Here, scope: ConversationScope, input: SealedKeys & { epoch: number }): Promise<ConversationSheet | Refused<EpochRefusal | 'too-fast' | 'not-found'>> {
  if (!turns.allows(`${here.db.program}/${scope.conv}`, here.now)) return refuse('too-fast')
  return inTransaction<ConversationSheet | Refused<EpochRefusal | 'not-found'>>(here.db, async (tx) => {
    await lockConversations(tx)
    const found = await conversationOf(tx, scope.conv, scope.account)
    if (!found) return refuse('not-found')
    const others = input.wraps.map(({ member }) => member).filter((member) => member !== found.student)
    const supporter = others.length === 1 ? others[0]! : null
    const refusal = epochRefusal({
      epoch: input.epoch, newest: found.newest, standing: standingOf(found), side: scope.side, blocked: found.blockedByStudent || found.blockedBySupporter,
      supporter, supporterNow: found.supporter, mayTakeOver: supporter !== null && supporter !== found.supporter && (await isSupporter(tx, supporter)),
    })
    if (refusal) return refuse(refusal)
    await closeEpoch(tx, found.conv, found.newest, todayIn(here))
    await writeEpoch(tx, here, { conv: found.conv, epoch: input.epoch, student: found.student!, supporter: supporter!, keys: input })
    await turnToEpoch(tx, found.conv, input.epoch, supporter!)
    if (supporter !== found.supporter) await forgetFormerSupporter(tx, found.conv)
    await tellAccounts(tx, [...new Set([found.student!, found.supporter, supporter!])], 'change', found.conv)
    return sheetFor(tx, here, (await conversationOf(tx, scope.conv, scope.account))!, scope.side)
  })
}

interface Writing {
  readonly conv: string
  readonly epoch: number
  readonly student: string
  readonly supporter: string
  readonly keys: SealedKeys
}

/** The shred key is on disk before the wraps under it are. Should the transaction fail, the sweep finds a key that nothing needs. */
async function writeEpoch(tx: Tx, here: Here, { conv, epoch, student, supporter, keys }: Writing): Promise<void> {
  await lockKeyMaking(tx)
  const key = await here.services.keys.keep(shredKeyName(here.db.program, conv, epoch))
  await addEpoch(tx, { conv, epoch, supporter, header: Buffer.from(keys.header, 'base64url'), begunOn: todayIn(here) })
  for (const { member, wrap } of keys.wraps) {
    await addWrap(tx, { conv, epoch, ofStudent: member === student, sealed: lockWrap(key, { conv, epoch, member }, Buffer.from(wrap, 'base64url')) })
  }
}

const areFor = ({ wraps }: SealedKeys, accounts: readonly string[]): boolean =>
  wraps.length === accounts.length && accounts.every((account) => wraps.some(({ member }) => member === account))
