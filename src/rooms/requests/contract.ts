import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import { convShape, headerShape, wrapsShape, type Member } from '../conversations/contract.ts'

const conv = z.object({ conv: convShape })
const language = z.string().min(2).max(8)

/** No words: what somebody wants to say stays sealed on their device until a person took the request. */
const askShape = z.object({
  conv: convShape, language, format: z.literal('messaging'), topic: z.uuid().nullable(),
  /** Whom the student allows; null is anybody. */
  supporters: z.array(z.uuid()).max(200).nullable(),
  limitsRead: z.int().min(0), met: z.string().regex(/^[A-Za-z0-9_-]{43}$/).optional(),
})
const handOverShape = askShape.pick({ conv: true, language: true, topic: true, supporters: true })
/** Epoch 0, made by the claimer for the student and themselves; nothing where a conversation is handed over. */
const claimShape = z.object({ header: headerShape, wraps: wrapsShape }).partial()

export type Ask = z.infer<typeof askShape>
export type AskHandOver = z.infer<typeof handOverShape>
export type Claim = z.infer<typeof claimShape>

/** What is open meanwhile: who is on next by name, and the next open door. */
export interface OpenNow {
  /** Hours in which somebody who may take it is on next. */
  readonly next: { readonly supporter: string; readonly startsAt: number } | null
  readonly doorUntil: number | null
}

/** A request as whoever made it sees it. Times are whole hours. */
export interface MyRequest {
  readonly conv: string
  readonly language: string
  readonly topic: string | null
  readonly supporters: readonly string[] | null
  /** The running conversation is to be handed over. */
  readonly handOver: boolean
  readonly state: 'waiting' | 'late'
  /** The honest time; null where nobody is on for a week. */
  readonly answerBy: number | null
  /** Who is on first. */
  readonly first: string | null
  /** Somebody who is on within a week may take it. */
  readonly reachable: boolean
  /** For a hand-over: who said that they would take it; the student's device then makes the next epoch for them. */
  readonly taker: Member | null
}

/** A request as a supporter sees it. Whoever takes it seals the first key to this account. */
export interface OfferedRequest {
  readonly conv: string
  readonly language: string
  readonly topic: string | null
  readonly answerBy: number
  readonly late: boolean
  readonly handOver: boolean
  readonly student: Member
}

/** When somebody would read it who asked at this moment. */
export interface Outlook {
  readonly offered: boolean
  readonly answerBy: number | null
  readonly first: string | null
}

export const contract = {
  'GET /requests/outlook': { query: z.object({ language: language.optional() }), answer: answers<Outlook>() },
  'POST /requests': {
    body: askShape, answer: answers<MyRequest>(),
    refusals: { 'messages-off': 409, 'text-changed': 409, 'one-waiting': 409, 'enough-open': 409, 'code-outdated': 403, 'conv-taken': 409, 'too-many': 429 },
  },
  'GET /requests/mine': { answer: answers<{ request: MyRequest | null }>() },
  /** Refused where the conversation is there: somebody was faster, or it was only to be handed over. */
  'DELETE /requests/:conv': { params: conv, answer: answers<{ withdrawn: true }>(), refusals: { 'taken-meanwhile': 409 } },
  /** A running conversation goes to somebody else: the student asks, or nobody does. */
  'POST /requests/hand-over': { body: handOverShape, answer: answers<MyRequest>(), refusals: { 'not-found': 404, 'one-waiting': 409, 'conversation-over': 409 } },

  'GET /requests/offered': { answer: answers<readonly OfferedRequest[]>() },
  /** One of many who press at once has it. For a hand-over no key is made here: the student's device makes it. */
  'POST /requests/:conv/claim': { params: conv, body: claimShape, answer: answers<{ claimed: true }>(), refusals: { taken: 409, 'epoch-broken': 422 } },
  'POST /requests/:conv/decline': { params: conv, answer: answers<{ declined: true }>() },

  'GET /requests/unanswered': { answer: answers<{ late: number; responseHours: number }>() },
} satisfies Contract
