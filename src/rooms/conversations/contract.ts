import { z } from 'zod'
import { answers, type Contract, type EventStream } from '../../platform/contract.ts'
import { isBox, MOST_BOX_LETTERS } from './rules/boxes.ts'
import type { Day } from './rules/epochs.ts'
import type { Side, Standing } from './rules/standing.ts'

/** Proof that a student is enrolled: the issuer's blind signature over the hash of the account's keys. */
export interface Certificate {
  readonly term: string
  readonly prepared: string
  readonly signature: string
}

export interface Member {
  readonly account: string
  readonly pkAuth: string
  readonly pkHpke: string
  readonly side: Side
  /** Of the supporter; a student is no person here. */
  readonly person: string | null
  /** Of the student, where the account has one. */
  readonly certificate: Certificate | null
}

export interface SealedEpoch {
  readonly epoch: number
  readonly header: string
  /** The reader's own wrap with the outer lock taken off; null where its key was destroyed, or where it was never theirs. */
  readonly wrap: string | null
  readonly shredOn: Day
}

export interface SealedMessage {
  /** The order of display, from 1 in each conversation. Each sender's own order is proven by the chain inside. */
  readonly position: number
  readonly epoch: number
  readonly sender: string
  readonly seq: number
  readonly msgId: string
  readonly box: string
  /** A supporter's commitment to the words, and the server's tag over it: what makes a report provable. */
  readonly com: string | null
  readonly tag: string | null
  readonly arrivedOn: Day
}

export interface ConversationSheet {
  readonly conv: string
  readonly members: readonly Member[]
  readonly epochs: readonly SealedEpoch[]
  readonly newest: number
  readonly read: { readonly mine: number; readonly theirs: number }
  readonly standing: Standing
  readonly blockedByMe: boolean
  /** Who wishes that somebody else takes over; it happens by the student's next epoch alone. */
  readonly handOverWish: 'mine' | 'theirs' | null
  /** The day on which the newest epoch goes, and with it the conversation, if nobody writes any more. */
  readonly shredOn: Day
  readonly keepDays: number
}

/** What the stream carries, by the event's name. After `change` the sheet is read again, after `requests` the list of requests. */
export interface StreamEvents {
  readonly message: { readonly conv: string; readonly message: SealedMessage }
  readonly change: { readonly conv: string }
  readonly requests: Record<string, never>
}

/** So many bytes as base64url. */
const bytes = (count: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}$`))
const sealed = (least: number, most: number) => z.string().regex(/^[A-Za-z0-9_-]+$/).min(Math.ceil((least * 4) / 3)).max(Math.ceil((most * 4) / 3))
export const convShape = bytes(16)
const account = bytes(16)
const conv = z.object({ conv: convShape })
const count = z.int().min(0).max(2 ** 31 - 1)
const box = z.string().regex(/^[A-Za-z0-9_-]+$/).max(MOST_BOX_LETTERS).refine(isBox)
export const headerShape = sealed(32, 2048)
/** One wrap a member: HPKE's enc and the sealed epoch key. */
export const wrapsShape = z.array(z.object({ member: account, wrap: sealed(80, 256) })).length(2)

export const contract = {
  'GET /conversations': { answer: answers<{ conversations: readonly ConversationSheet[] }>() },
  'GET /conversations/:conv': { params: conv, answer: answers<ConversationSheet>() },
  'GET /conversations/:conv/messages': {
    params: conv, query: z.object({ after: z.coerce.number().int().min(0).max(2 ** 31 - 1).default(0) }),
    answer: answers<{ messages: readonly SealedMessage[] }>(),
  },
  'POST /conversations/:conv/messages': {
    params: conv, body: z.object({ epoch: count, seq: count, msgId: bytes(16), box, com: bytes(32).optional() }),
    answer: answers<{ position: number; tag: string | null; arrivedOn: Day }>(),
    // `epoch-over`: too old or too full, so the sender begins the next epoch first. `epoch-moved`: there is a newer one.
    refusals: { 'epoch-moved': 409, 'epoch-over': 409, 'seq-taken': 409, 'msg-id-taken': 409, 'conversation-over': 409, blocked: 409, 'commitment-wrong': 422, 'too-fast': 429 },
  },
  'POST /conversations/:conv/epochs': {
    params: conv, body: z.object({ epoch: count.min(1), header: headerShape, wraps: wrapsShape }),
    answer: answers<ConversationSheet>(),
    refusals: { 'epoch-moved': 409, 'conversation-over': 409, blocked: 409, 'members-fixed': 409, 'supporter-unknown': 409, 'too-fast': 429 },
  },
  'PUT /conversations/:conv/read': { params: conv, body: z.object({ position: count }), answer: answers<{ read: number }>() },
  'DELETE /conversations/:conv': { params: conv, answer: answers<{ shredded: true }>(), refusals: { 'students-only': 403 } },
  'POST /conversations/:conv/departure': { params: conv, answer: answers<{ left: true }>(), refusals: { 'supporters-only': 403 } },
  'PUT /conversations/:conv/block': { params: conv, answer: answers<{ blocked: true }>() },
  'DELETE /conversations/:conv/block': { params: conv, answer: answers<{ blocked: false }>() },
  'POST /conversations/:conv/hand-over/wish': { params: conv, answer: answers<{ wished: true }>(), refusals: { 'conversation-over': 409 } },

  'GET /stream': { answer: answers<EventStream>(), refusals: { 'too-many': 429, 'while-suspended': 403 } },
} satisfies Contract
