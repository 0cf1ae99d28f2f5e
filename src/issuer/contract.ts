import { z } from 'zod'
import { answers, type Contract } from '../platform/contract.ts'
import { LARGEST_DECK } from './rules/cards.ts'
import { isRole, isTerm, mayBeAsked, ROLES } from './rules/purposes.ts'

// Base64url in its one spelling: the bits beyond the last byte are zero.
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/
/** As long as the modulus of every key, 3072 bits. */
const BLINDED = /^[A-Za-z0-9_-]{512}$/

const bytes32 = z.string().regex(HASH)
const signature = z.string().regex(SIGNATURE)
const term = z.string().refine(isTerm)
const signatures = z.array(z.object({ key: bytes32, signature })).max(6)

const deckParams = z.object({ program: z.string(), deck: z.string().regex(/^[\w-]{8,64}$/) })

export interface IssuerKey {
  readonly term: string
  readonly role: string
  /** SubjectPublicKeyInfo, base64url. */
  readonly spki: string
}

const listShape = z.object({
  version: z.int().min(1).max(1e6),
  previous: z.union([z.literal(''), bytes32]),
  validUntil: z.iso.date(),
  entries: z.array(z.object({ purpose: z.string().min(1).max(80), key: z.string().regex(/^[A-Za-z0-9_-]{1,1100}$/) })).max(300),
  signatures,
})

const requestShape = z.object({ term, role: z.string().refine(isRole), n: z.int().min(0).max(1), blinded: z.string().regex(BLINDED) })
  .refine(({ role, n }) => mayBeAsked(role, n))
export type TokenRequest = z.infer<typeof requestShape>

/** Tokens for every purpose of a year, and the spare. */
const MOST_REQUESTS = 2 * (ROLES.length + 1)

/** Doors under /:program. The app's pages knock at them across origins, without any credential but what stands in the body. */
export const contract = {
  /** The keys of a year, made when they are first asked for; and whether the school's sign-on is set up beside cards. */
  'GET /keys': { query: z.object({ term }), answer: answers<{ keys: readonly IssuerKey[]; signOn: boolean }>(), refusals: { 'program-unknown': 404 } },

  'PUT /root': {
    body: z.object({ keys: z.array(bytes32).length(3), successor: z.object({ signatures }).optional() }),
    answer: answers<{ fingerprint: string }>(), refusals: { 'program-unknown': 404, 'root-differs': 409 },
  },
  'PUT /key-list': {
    body: listShape, bodyBytes: 256 * 1024,
    answer: answers<{ version: number }>(), refusals: { 'program-unknown': 404, 'list-forged': 403, 'list-older': 409, 'list-gap': 409, 'list-swapped': 409 },
  },
  'PUT /decks/:deck': {
    params: deckParams,
    body: z.object({ term, hashes: z.array(bytes32).min(1).max(LARGEST_DECK), key: bytes32, signature }),
    answer: answers<{ size: number }>(), refusals: { 'program-unknown': 404, 'deck-unsigned': 403, 'deck-differs': 409, 'deck-withdrawn': 409 },
  },
  'GET /decks': { answer: answers<{ decks: readonly { readonly deck: string; readonly term: string; readonly size: number }[] }>(), refusals: { 'program-unknown': 404 } },
  'PUT /decks/:deck/withdrawal': {
    params: deckParams, body: z.object({ key: bytes32, signature }),
    answer: answers<{ withdrawn: true }>(), refusals: { 'program-unknown': 404, 'deck-unsigned': 403, 'deck-unknown': 404 },
  },

  'POST /card-ticket': { body: z.object({ card: z.string().max(60), h: bytes32 }), answer: answers<{ ticket: string }>(), refusals: { 'program-unknown': 404, 'card-unknown': 403 } },
  'POST /tokens': {
    body: z.object({ ticket: bytes32, t: bytes32, requests: z.array(requestShape).min(1).max(MOST_REQUESTS) }),
    answer: answers<{ signatures: readonly string[] }>(), refusals: { 'program-unknown': 404, 'ticket-void': 403, 'issued-already': 409, 'card-used': 409, 'card-other-year': 403, 'card-unknown': 403 },
  },
} satisfies Contract
