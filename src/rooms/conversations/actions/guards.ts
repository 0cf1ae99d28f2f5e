import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Guard, Knock } from '../../../platform/http/doors.ts'
import { isRefused, refuse } from '../../../platform/refusals.ts'
import { signedIn, type SignedIn } from '../../accounts/actions.ts'
import { holding } from '../../people/actions.ts'
import type { Side } from '../rules/standing.ts'
import { conversationOf, type StoredConversation } from '../store/conversations.ts'

/** Proof that somebody knocks who may be one side of conversations: a student, or a supporter of today. */
export interface SideProof extends SignedIn {
  readonly side: Side
}

/** Proof that whoever knocks is a member of this conversation. */
export interface ConversationScope extends SideProof {
  readonly conv: string
  readonly conversation: StoredConversation
}

const supporter = holding('supporter')
const RECHECK_MS = 60_000
const MOST_REMEMBERED = 10_000
/** Supporters found in office a moment ago; a message is too frequent to ask the firewall each time. */
const inOffice = new Map<string, number>()

/** A student's own conversations stay theirs whether the doors are open or not; a supporter has to be one today. */
export const eitherSide: Guard<SideProof> = async (knock) => {
  const session = await signedIn(knock)
  if (isRefused(session)) return session
  if (session.kind === 'student') return { ...session, side: 'student' }
  const name = `${knock.db.program}/${session.account}`, until = inOffice.get(name) ?? 0
  if (until <= knock.now || until > knock.now + RECHECK_MS) {
    const proof = await supporter(knock)
    if (isRefused(proof)) {
      inOffice.delete(name)
      return proof
    }
    if (inOffice.size >= MOST_REMEMBERED) inOffice.clear()
    inOffice.set(name, knock.now + RECHECK_MS)
  }
  return { ...session, side: 'supporter' }
}

/** Somebody who may write, at a conversation they name. Whether it is theirs is decided where the message is written, in one statement for many. */
export const writer: Guard<SideProof> = async (knock) => {
  const proof = await eitherSide(knock)
  if (isRefused(proof)) return proof
  return convOf(knock) ? proof : refuse('not-found')
}

/** A member of the conversation in the address. Foreign, unknown and misspelt ones answer alike. */
export const memberOf: Guard<ConversationScope> = async (knock) => {
  const proof = await eitherSide(knock)
  if (isRefused(proof)) return proof
  const conv = convOf(knock)
  const conversation = conv && (await inTransaction(knock.db, (tx) => conversationOf(tx, conv, proof.account)))
  return conversation ? { ...proof, conv, conversation } : refuse('not-found')
}

const convOf = ({ address }: Knock): string | null => {
  const conv = address?.conv ?? ''
  return /^[A-Za-z0-9_-]{22}$/.test(conv) ? conv : null
}
