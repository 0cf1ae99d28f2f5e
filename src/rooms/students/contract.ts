import { z } from 'zod'
import type { Shown } from '../../disclosure/small-counts.ts'
import { answers, type Contract } from '../../platform/contract.ts'
import { registrationRefusals, registrationShape, type Admitted } from '../accounts/contract.ts'
import { CARD_HASH, LARGEST_DECK } from './rules/cards.ts'
import { TERM } from './rules/terms.ts'

/** What an unknown account brings: a card from the bowl, the program's code with the work that paces it, or a token. */
const cardShape = z.object({ by: z.literal('card'), card: z.string().max(40) })
const codeShape = z.object({ by: z.literal('code'), code: z.string().max(40), challenge: z.string().max(120), answer: z.int().min(0).max(2 ** 40) })
/** Proof of enrolment: the program's issuer signed the hash of this account's keys without seeing it. */
const certificateShape = z.object({ term: z.string().regex(TERM), prepared: z.string().regex(/^[\w-]{64,400}$/), signature: z.string().regex(/^[\w-]{512}$/) })
export type CertificateInput = z.infer<typeof certificateShape>
const tokenShape = z.object({ by: z.literal('token'), ...certificateShape.shape })
const eligibilityShape = z.discriminatedUnion('by', [cardShape, codeShape, tokenShape])
export type Eligibility = z.infer<typeof eligibilityShape>

export interface Challenge {
  readonly challenge: string
  /** How many leading bits of the hash must be zero. */
  readonly bits: number
}

export interface Deck {
  readonly id: string
  readonly size: number
  /** Used cards are counted in fives. */
  readonly left: number
  readonly madeOn: string
}

export interface WaysIn {
  readonly decks: readonly Deck[]
  /** Null while the code is switched off or none was made. */
  readonly code: { readonly code: string; readonly generation: number; readonly madeOn: string } | null
}

const admissionRefusals = { 'card-used': 403, 'code-wrong': 403, 'work-missing': 403, 'token-refused': 403 } as const

export const contract = {
  'POST /admissions/challenge': { answer: answers<Challenge>() },
  'POST /students': { body: z.object({ registration: registrationShape, eligibility: eligibilityShape }), answer: answers<Admitted>(), refusals: { ...registrationRefusals, ...admissionRefusals } },
  /** An account that came by a code which has been replaced shows the new one. */
  'POST /students/renewal': { body: eligibilityShape, answer: answers<{ renewed: true }>(), refusals: admissionRefusals },

  /** An account of before the issuer shows a token for the keys it has. */
  'POST /students/certificate': { body: certificateShape, answer: answers<{ certified: true }>(), refusals: { 'token-refused': 403, 'not-found': 404 } },

  'GET /ways-in': { answer: answers<WaysIn>() },
  'POST /decks': { body: z.object({ id: z.uuid(), cards: z.array(z.string().regex(CARD_HASH)).min(1).max(LARGEST_DECK) }), answer: answers<Deck>(), refusals: { 'card-twice': 409 } },
  'DELETE /decks/:deck': { params: z.object({ deck: z.uuid() }), answer: answers<{ withdrawn: number }>(), refusals: { 'not-found': 404 } },
  'POST /program-code': { answer: answers<{ code: string; generation: number; voided: Shown }>() },
  'DELETE /program-code': { answer: answers<{ voided: Shown }>() },
} satisfies Contract
