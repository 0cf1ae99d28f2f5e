import { useSyncExternalStore } from 'react'
import { indexedDrawer } from '../../sealed/indexed-drawer.ts'
import { doorsOf } from '../../ui/api.ts'
import { slug } from '../../ui/on-page.ts'
import { changeVault, draftNames, loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import type { contract, Eligibility } from './contract.ts'
import { readWayIn } from './rules/cards.ts'
export { readWayIn }
import { workText } from './rules/proof-of-work.ts'

const ask = doorsOf<typeof contract>()
/** Work is asked for without the session: what it pays for, such as a spare, is nobody's. */
const askNameless = doorsOf<typeof contract>({ nameless: true })

export interface WayIn {
  readonly by: 'issuer-card' | 'card' | 'code'
  readonly letters: string
}
/** What this server's own door understands; a card of the issuer goes to the issuer, and never here. */
type OwnWayIn = WayIn & { readonly by: 'card' | 'code' }

/** A card or code waits on this device until it has made an account, so that a tab that closes early loses nothing. */
let waiting: WayIn | null = null
const place = (): string => `${slug()}/way-in`
const drawer = () => indexedDrawer()

/** What the issuer sent along when it sent the student back: a ticket for ten minutes, or why there is none. In memory alone. */
let sentBack: { readonly by: 'ticket' | 'refused'; readonly word: string } | null = null

/** Takes a card, a code or a ticket out of the link's fragment, and the fragment out of the address, before anything else runs. */
export function takeWayIn(): void {
  const [, by, typed] = /^#(card|code|ticket|refused)=(.{1,200})$/.exec(location.hash) ?? []
  if (!by || !typed) return
  history.replaceState(history.state, '', location.pathname + location.search)
  if (by === 'ticket' || by === 'refused') return void (sentBack = { by, word: typed })
  waiting = readWayIn(decodeURIComponent(typed))
  if (waiting) void drawer().put('drafts', place(), waiting).catch(() => {})
}

/** Once: a ticket is good for one try. */
export function takeSentBack(): typeof sentBack {
  const taken = sentBack
  sentBack = null
  return taken
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
export async function joinAsStudent(shown: OwnWayIn) {
  const answer = await session.register({
    kind: 'student',
    send: async (registration, account) => ask('POST /students', { body: { registration, eligibility: await eligibility(shown, account) } }),
  })
  if (!('refused' in answer) || ['card-used', 'code-wrong'].includes(answer.refused)) await forgetWayIn()
  return answer
}

/** Shows the new code, or a card, for an account that came by one that has been replaced. */
export async function renew(shown: OwnWayIn) {
  const account = session.keys()?.account
  if (!account) throw new Error('no account is open')
  const answer = await ask('POST /students/renewal', { body: await eligibility(shown, account) })
  await forgetWayIn()
  return answer
}

const eligibility = async ({ by, letters }: OwnWayIn, account: string): Promise<Eligibility> =>
  by === 'card' ? { by, card: letters } : { by, code: letters, ...(await workFor(account, letters)) }

/** The work that paces what anybody may send without a session. */
export async function workFor(account: string, code: string): Promise<{ readonly challenge: string; readonly answer: number }> {
  const asked = await askNameless('POST /admissions/challenge')
  if ('refused' in asked) return { challenge: '', answer: 0 }
  const { work } = await import('../../ui/hard-work.ts')
  const prefix = workText(asked.challenge, account, code, 0).slice(0, -1)
  return { challenge: asked.challenge, answer: await work(prefix, asked.bits) }
}

/** What is the student's own affair: sealed on this device, and in the vault for their other ones. No server can read it. */
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

let reading: Promise<unknown> = Promise.resolve()
/** When what this device keeps for the open account has been read: until then nobody has read anything, and nobody is hidden. */
export const preferencesRead = (): Promise<unknown> => reading

/** Follows the account: a guest's choices live as long as the page, and join the account that is made of them. */
async function followAccount(): Promise<void> {
  const state = session.current()
  const next = state.at === 'open' ? state.account : null
  if (next === owner) return
  owner = next
  if (!next) return state.at === 'none' || state.at === 'locked' ? startAfresh() : undefined
  const kept = await (reading = loadDraft(DRAFT).catch(() => null)) as Partial<Preferences> | null
  const { hidden, ...guest } = preferences
  prefer({ ...guest, ...kept, hidden: [...new Set([...(kept?.hidden ?? []), ...hidden])], limitsRead: Math.max(kept?.limitsRead ?? 0, guest.limitsRead) })
  if (state.at === 'open' && state.kind === 'student') await shareOnce()
}

/** Tells the account's other devices, and hears from them. Without a connection, at the next visit. */
export const share = (): Promise<unknown> => (sharing = sharing.then(shareOnce).catch(() => {}))
let sharing: Promise<unknown> = Promise.resolve()
/** When this visit has heard from the account's other devices, or could not. */
export const heard = (): Promise<unknown> => sharing

async function shareOnce(): Promise<void> {
  const mine = owner
  if (mine) await (await import('../../sealed/travelling.ts')).travel({
    drafts: { load: loadDraft, save: saveDraft, remove: removeDraft, names: draftNames },
    choices: () => ({ ...preferences }), choose: (choices) => prefer(choices as Partial<Preferences>), fresh: { ...FRESH },
    changeVault: async (change) => {
      const answer = await changeVault(change, true)
      return owner === mine ? answer : { refused: 'another-account' }
    },
  })
}

function startAfresh(): void {
  preferences = FRESH
  for (const listener of listeners) listener()
}

session.subscribe(() => { sharing = Promise.allSettled([sharing, followAccount()]) })

export const readWaysIn = () => ask('GET /ways-in')
export const withdrawDeck = (deck: string) => ask('DELETE /decks/:deck', { params: { deck } })
export const replaceCode = () => ask('POST /program-code')
export const switchCodeOff = () => ask('DELETE /program-code')
