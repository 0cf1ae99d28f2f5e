import { useSyncExternalStore } from 'react'
import { fromBase64url, randomBytes, sha256, toBase64url, utf8 } from '../../sealed/bytes.ts'
import { indexedDrawer } from '../../sealed/indexed-drawer.ts'
import { doorsOf } from '../../ui/api.ts'
import { loadDraft, saveDraft, session } from '../accounts/client.ts'
import type { contract, Eligibility } from './contract.ts'
import { readWayIn, spellCard } from './rules/cards.ts'
import { workText } from './rules/proof-of-work.ts'

const ask = doorsOf<typeof contract>()

export interface WayIn {
  readonly by: 'card' | 'code'
  readonly letters: string
}

/** A card or code waits on this device until it has made an account, so that a tab that closes early loses nothing. */
let waiting: WayIn | null = null
const place = (): string => `${location.pathname.split('/')[1] ?? ''}/way-in`
const drawer = () => indexedDrawer()

/** Takes the card or code out of the link's fragment, and the fragment out of the address, before anything else runs. */
export function takeWayIn(): void {
  const [, by, typed] = /^#(card|code)=(.{1,60})$/.exec(location.hash) ?? []
  if (!by || !typed) return
  history.replaceState(history.state, '', location.pathname + location.search)
  waiting = readWayIn(decodeURIComponent(typed))
  if (waiting) void drawer().put('drafts', place(), waiting).catch(() => {})
}

/** What somebody typed, kept for the account to come; null when it is neither a card nor a code. */
export function typeWayIn(typed: string): WayIn | null {
  const read = readWayIn(typed)
  if (read) waiting = read
  return read
}

export async function wayIn(): Promise<WayIn | null> {
  waiting ??= ((await drawer().get('drafts', place()).catch(() => null)) as WayIn | undefined) ?? null
  return waiting
}

/** The next time a card or code is asked for. */
export async function forgetWayIn(): Promise<void> {
  waiting = null
  await drawer().remove('drafts', place()).catch(() => {})
}

/** Makes an account without a name. Keys are made here; the card or code says only that somebody of this school holds it. */
export async function joinAsStudent(shown: WayIn) {
  const answer = await session.register({
    kind: 'student',
    send: async (registration) => {
      const { accountId } = await import('../../sealed/account-keys.ts')
      const account = await accountId(fromBase64url(registration.pkAuth), fromBase64url(registration.pkHpke))
      return ask('POST /students', { body: { registration, eligibility: await eligibility(shown, account) } })
    },
  })
  if (!('refused' in answer) || ['card-used', 'code-wrong'].includes(answer.refused)) await forgetWayIn()
  return answer
}

/** Shows the new code, or a card, for an account that came by one that has been replaced. */
export async function renew(shown: WayIn) {
  const account = session.keys()?.account
  if (!account) throw new Error('no account is open')
  const answer = await ask('POST /students/renewal', { body: await eligibility(shown, account) })
  await forgetWayIn()
  return answer
}

async function eligibility({ by, letters }: WayIn, account: string): Promise<Eligibility> {
  if (by === 'card') return { by, card: letters }
  const asked = await ask('POST /admissions/challenge')
  if ('refused' in asked) return { by, code: letters, challenge: '', answer: 0 }
  const { work } = await import('../../ui/hard-work.ts')
  const prefix = workText(asked.challenge, account, letters, 0).slice(0, -1)
  return { by, code: letters, challenge: asked.challenge, answer: await work(prefix, asked.bits) }
}

/** What is the student's own affair: it stays on this device, sealed under the account's key, and no server has a place for it. */
export interface Preferences {
  readonly cohort: string | null
  readonly language: string | null
  /** Supporters whom this student would rather not see. */
  readonly hidden: readonly string[]
  /** The newest version of the limits of confidentiality that was read here. */
  readonly limitsRead: number
  readonly format: string | null
  /** Shows that a first meeting has taken place. */
  readonly met: string | null
}

let preferences: Preferences = { cohort: null, language: null, hidden: [], limitsRead: 0, format: null, met: null }
const FRESH = preferences
const listeners = new Set<() => void>()
let owner: string | null = null

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => preferences)
export const preferencesNow = (): Preferences => preferences

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function prefer(change: Partial<Preferences>): void {
  preferences = { ...preferences, ...change }
  for (const listener of listeners) listener()
  if (owner) void saveDraft(DRAFT, preferences).catch(() => {})
}

const DRAFT = 'preferences'

/** Follows the account: a guest's choices live as long as the page, and join the account that is made of them. */
async function followAccount(): Promise<void> {
  const state = session.current()
  const next = state.at === 'open' ? state.account : null
  if (next === owner) return
  owner = next
  if (!next) return state.at === 'none' || state.at === 'locked' ? startAfresh() : undefined
  const kept = (await loadDraft(DRAFT).catch(() => null)) as Partial<Preferences> | null
  const { hidden, ...guest } = preferences
  prefer({ ...guest, ...kept, hidden: [...new Set([...(kept?.hidden ?? []), ...hidden])], limitsRead: Math.max(kept?.limitsRead ?? 0, guest.limitsRead) })
}

function startAfresh(): void {
  preferences = FRESH
  for (const listener of listeners) listener()
}

session.subscribe(() => void followAccount())

/** A deck for the bowl: the cards are made here and shown once; the server is told their hashes. */
export async function makeDeck(size: number): Promise<{ readonly id: string; readonly cards: readonly string[]; readonly hashes: string[] }> {
  const cards = Array.from({ length: size }, () => spellCard(randomBytes(10)))
  return { id: crypto.randomUUID(), cards, hashes: await Promise.all(cards.map(hashCard)) }
}
const hashCard = async (card: string): Promise<string> => toBase64url(await sha256(utf8(`ps1/card ${card.replaceAll('-', '')}`)))

export const keepDeck = (id: string, hashes: string[]) => ask('POST /decks', { body: { id, cards: hashes } })
export const readWaysIn = () => ask('GET /ways-in')
export const withdrawDeck = (deck: string) => ask('DELETE /decks/:deck', { params: { deck } })
export const replaceCode = () => ask('POST /program-code')
export const switchCodeOff = () => ask('DELETE /program-code')
