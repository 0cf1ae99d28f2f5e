import { z } from 'zod'
import { type Contract, answers } from '../../platform/contract.ts'
import type { AccountKind, LostWithKeys, WayBackKind } from './rules.ts'

/** Exactly so many bytes, as base64url. */
const bytes = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((length * 4) / 3)}}$`))
const sealed = (most: number) => z.string().regex(/^[A-Za-z0-9_-]+$/).max(Math.ceil((most * 4) / 3))
const account = bytes(16)
const TICKET_BYTES = 40
const VAULT_BYTES = 65_536 + 64

/** What a browser sends to open an account, behind any door that admits one. See `registerAccount`. */
export const registrationShape = z.object({ pkAuth: bytes(32), pkHpke: bytes(32), ticket: bytes(TICKET_BYTES), signature: bytes(64) })
export type Registration = z.infer<typeof registrationShape>

export const slotShape = z.object({
  kind: z.enum(['passkey', 'words', 'passphrase']), version: z.int().min(1).max(99),
  lookup: bytes(16), proofHash: bytes(32), salt: bytes(16).optional(), rootSealed: sealed(128),
}).refine((slot) => (slot.kind === 'passphrase') === (slot.salt !== undefined))
export type SlotInput = z.infer<typeof slotShape>

/** An account that is open, with the token of its session. */
export interface Admitted {
  readonly account: string
  readonly kind: AccountKind
  readonly token: string
  readonly waysBack: number
  /** What cannot be read any more, where a person came back with new keys. */
  readonly lost: readonly LostWithKeys[]
}

export interface WayBack {
  readonly id: string
  readonly kind: WayBackKind
}

/** Words that any door calling `registerAccount` must list, with these statuses. */
export const registrationRefusals = { 'proof-refused': 403, 'other-kind': 409, 'account-closed': 403 } as const
const codeShape = z.string().min(1).max(80)

export const contract = {
  'POST /registrations/challenge': { body: z.object({ pkAuth: bytes(32), pkHpke: bytes(32) }), answer: answers<{ ticket: string; sealed: string }>(), refusals: { 'proof-refused': 403 } },

  'POST /invitations/look': { body: z.object({ key: codeShape }), answer: answers<{ expiresOn: string }>(), refusals: { 'invitation-gone': 403 } },
  'POST /invitations/acceptance': {
    body: z.object({ key: codeShape, registration: registrationShape }), answer: answers<Admitted>(),
    refusals: { ...registrationRefusals, 'invitation-gone': 403, 'keys-in-use': 409 },
  },

  'POST /sessions/challenge': { answer: answers<{ ticket: string }>() },
  'POST /sessions': { body: z.object({ account, ticket: bytes(TICKET_BYTES), signature: bytes(64) }), answer: answers<Admitted>(), refusals: { 'proof-refused': 403, 'too-many': 429 } },
  'DELETE /sessions': { answer: answers<{ signedOut: true }>() },

  'GET /account': { answer: answers<{ account: string; kind: AccountKind; waysBack: readonly WayBack[] }>() },
  'POST /ways-back': { body: slotShape, answer: answers<{ id: string; waysBack: number }>(), refusals: { 'enough-ways-back': 409, 'way-back-taken': 409 } },
  'DELETE /ways-back/:way': { params: z.object({ way: z.uuid() }), answer: answers<{ waysBack: number }>(), refusals: { 'last-way-back': 409, 'keep-two': 409, 'not-found': 404 } },
  'POST /ways-back/salt': { body: z.object({ lookup: bytes(16) }), answer: answers<{ salt: string }>(), refusals: { 'too-many': 429 } },
  'POST /ways-back/opening': {
    body: z.object({ kind: z.enum(['passkey', 'words', 'passphrase']), lookup: bytes(16), proof: bytes(32) }),
    answer: answers<{ account: string; version: number; rootSealed: string }>(), refusals: { 'nothing-opens': 403, 'too-many': 429 },
  },

  'GET /vault': { answer: answers<{ version: number; contentSealed: string | null }>() },
  'PUT /vault': {
    body: z.object({ from: z.int().min(0).max(2 ** 31 - 1), version: z.int().min(1).max(2 ** 31 - 1), contentSealed: sealed(VAULT_BYTES), mayWait: z.boolean().optional() }), bodyBytes: 100_000,
    answer: answers<{ version: number }>(), refusals: { 'vault-moved': 409 },
  },
} satisfies Contract
