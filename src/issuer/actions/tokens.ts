import { createHash, timingSafeEqual } from 'node:crypto'
import { refuse, type Refused } from '../../platform/refusals.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { fromBase64url } from '../../sealed/bytes.ts'
import { canon } from '../../sealed/canon.ts'
import { issuerCardHash } from '../../sealed/key-messages.ts'
import { blindSign, isBlinded, type SigningKey } from '../blind-signature.ts'
import type { TokenRequest } from '../contract.ts'
import type { IssuerParts } from '../parts.ts'
import { readIssuerCard } from '../rules/cards.ts'
import { isTermNear, ROLES } from '../rules/purposes.ts'
import { noteIssued, readIssued, termOfCard } from '../store.ts'
import type { Proven } from '../tickets.ts'

export interface Here {
  readonly db: Db
  readonly slug: string
}

/** The keys of a year, each made once. */
export async function yearKeys(parts: IssuerParts, { db, slug }: Here, term: string) {
  if (!isTermNear(term, thisYear(parts))) return refuse('bad-input')
  const keys = await Promise.all(ROLES.map(async (role) => ({ term, role, spki: (await parts.keys({ db, program: slug, term, role })).spki.toString('base64url') })))
  return { keys, signOn: parts.school !== null }
}

/** A ticket for whoever holds a card. Nothing is written: a card is spent once tokens were signed for it. */
export async function cardTicket(parts: IssuerParts, { db, slug }: Here, { card, h }: { card: string; h: string }) {
  const letters = readIssuerCard(card), now = parts.clock.now()
  if (!letters) return refuse('card-unknown')
  const hash = await issuerCardHash(slug, letters)
  const term = await inTransaction(db, (tx) => termOfCard(tx, hash))
  if (!term) return refuse('card-unknown')
  if (!parts.pace.allows(hash, now)) return refuse('too-many')
  return { ticket: parts.tickets.issue({ program: slug, subject: canon('card', hash), term, card: hash }, fromBase64url(h), now) }
}

export interface TokensInput {
  readonly ticket: string
  readonly t: string
  readonly requests: readonly TokenRequest[]
}

/** Signs all that is asked or nothing. The same messages again get the same answer: a tab that was closed in between has lost nothing. */
export async function signTokens(parts: IssuerParts, here: Here, { ticket, t, requests }: TokensInput) {
  const proven = parts.tickets.take(here.slug, ticket, fromBase64url(t), parts.clock.now())
  if (!proven) return refuse('ticket-void')
  try {
    const asked = await readRequests(parts, here, requests)
    if ('refused' in asked) return asked
    if (proven.term && asked.some(({ request }) => request.term !== proven.term)) return refuse('card-other-year')
    const noted = await noteOnce(parts, here, proven, asked)
    if ('refused' in noted) return noted
    return { signatures: asked.map(({ key, blinded }) => blindSign(key, blinded).toString('base64url')) }
  } catch (failure) {
    parts.tickets.giveBack(ticket, proven)
    throw failure
  }
}

interface Asked {
  readonly request: TokenRequest
  readonly key: SigningKey
  readonly blinded: Uint8Array
}

async function readRequests(parts: IssuerParts, { db, slug }: Here, requests: readonly TokenRequest[]): Promise<Asked[] | Refused<'bad-input'>> {
  if (new Set(requests.map(({ term, role, n }) => `${term} ${role} ${n}`)).size !== requests.length) return refuse('bad-input')
  if (!requests.every(({ term }) => isTermNear(term, thisYear(parts)))) return refuse('bad-input')
  const asked: Asked[] = []
  for (const request of requests) {
    const key = await parts.keys({ db, program: slug, term: request.term, role: request.role })
    const blinded = fromBase64url(request.blinded)
    if (!isBlinded(key, blinded)) return refuse('bad-input')
    asked.push({ request, key, blinded })
  }
  return asked
}

/** One token for each purpose and person: what is written down first stands, whoever comes at the same moment. */
async function noteOnce({ folder }: IssuerParts, { db, slug }: Here, { subject, card }: Proven, asked: readonly Asked[]) {
  const issues = asked.map(({ request: { term, role, n }, blinded }) => ({
    term, role, n,
    who: folder.keyed(canon('ps1/who', canon(slug, term, role), subject)),
    blindedHash: createHash('sha256').update(blinded).digest(),
  }))
  return await inTransaction(db, async (tx) => {
    if (card && !(await termOfCard(tx, card))) return refuse('card-unknown')
    await noteIssued(tx, issues)
    const standing = await readIssued(tx, issues)
    const allOurs = issues.every(({ blindedHash }, at) => standing[at] && timingSafeEqual(standing[at], blindedHash))
    return allOurs ? { noted: issues.length } : refuse(card ? 'card-used' : 'issued-already')
  })
}

const thisYear = ({ clock }: IssuerParts): number => new Date(clock.now()).getUTCFullYear()
