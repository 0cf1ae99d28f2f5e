import { useEffect, useSyncExternalStore } from 'react'
import { type Bytes, fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import { pinPlace } from '../../sealed/device.ts'
import { type Drawer, memoryDrawer } from '../../sealed/drawer.ts'
import { indexedDrawer } from '../../sealed/indexed-drawer.ts'
import { handOverMessage, hasExpired, keyFor, spellFingerprint } from '../../sealed/key-list.ts'
import { keysMessage } from '../../sealed/key-messages.ts'
import { forgetPoster, posterShown } from '../../sealed/poster.ts'
import {
  type PinFault, type ProgramPin, RESCUE_WAIT_MS, type RosterChange, type TravellingPin, dayAfter, followKeys, followRoster, listsSince, packPin, unpackPin,
} from '../../sealed/program-pin.ts'
import { type RosterPair, ROSTER_DAYS, rosterEntryMessage, rosterMessage } from '../../sealed/roster.ts'
import { sign } from '../../sealed/signature.ts'
import type { KeyEntry, ProgramRoot, RosterEntry, SignatureBy } from '../../sealed/signed-shapes.ts'
import { type Spoken, doorsOf, spokenLocale } from '../../ui/api.ts'
import { askIssuer, issuerOrigin } from '../../ui/issuer-api.ts'
import { slug, today } from '../../ui/on-page.ts'
import { changeVault, readVault, session } from '../accounts/client.ts'
import type { contract, KeysDesk } from './contract.ts'
import { entriesToSign, type RosterRole, type Seat } from './rules.ts'

const ask = doorsOf<typeof contract>()
/** Keys and roster are asked for without the session: nobody can be shown a list of their own. */
const askNameless = doorsOf<typeof contract>({ nameless: true })

export type KeysFault = `keys-${PinFault | 'swapped' | 'not-in-roster' | 'no-key' | 'issuer-silent'}`

/** Why the program's keys cannot be used, in the reader's words. Screens show it like any other refusal. */
export interface Faulty {
  readonly refused: KeysFault
  readonly sentence: string
}

/** The program's keys as this device believes them. */
export interface VerifiedKeys {
  readonly version: number
  readonly validUntil: string
  /** The poster was followed or compared. Otherwise this device took what the server showed first. */
  readonly confirmed: boolean
  readonly fingerprint: string
  /** The SPKI of the issuer's key for a purpose; null where there is none. */
  issuerKey(term: string, role: string): Bytes | null
  /** Any other purpose of the list, such as `wave/...`. */
  keyOf(purpose: string): Bytes | null
}

export interface VerifiedRoster {
  readonly version: number
  /** Shown once the list has run out: "this list was last confirmed on DATE". */
  readonly confirmedOn: string
  readonly isStale: boolean
  readonly everyone: readonly RosterEntry[]
  /** Who came and went with the newest list, as this device saw it. */
  readonly change: RosterChange
  entryOf(person: string, role: RosterRole): RosterEntry | null
  entryOfAccount(account: string): RosterEntry | null
  all(role: RosterRole): readonly RosterEntry[]
}

const FRESH_MS = 60_000
let drawer: Drawer | null = null
let following: { readonly at: number; readonly pin: Promise<ProgramPin | Faulty> } | null = null
let followingRoster: { readonly at: number; readonly pin: Promise<ProgramPin | Faulty> } | null = null

/** What the program has signed, checked against what this device knew before. */
export async function keyList(): Promise<VerifiedKeys | Faulty> {
  const pin = await followed()
  if ('refused' in pin) return pin
  const list = pin.list!
  if (hasExpired(list, today())) return spoken('expired')
  const key = (purpose: string): Bytes | null => {
    const found = keyFor(list, purpose)
    return found === null ? null : fromBase64url(found)
  }
  return {
    version: list.version, validUntil: list.validUntil, confirmed: pin.confirmed, fingerprint: pin.root.fingerprint,
    issuerKey: (term, role) => key(`issuer/${term}/${role}`), keyOf: key,
  }
}

/** Everyone to whom anything may be sealed, checked likewise. */
export async function roster(): Promise<VerifiedRoster | Faulty> {
  const pin = await followedRoster()
  if ('refused' in pin) return pin
  const { pair, change } = pin.roster!
  const { version, validUntil, entries } = pair.current
  return {
    version, everyone: entries, change, confirmedOn: dayAfter(validUntil, -ROSTER_DAYS), isStale: hasExpired({ validUntil }, today()),
    entryOf: (person, role) => entries.find((entry) => entry.person === person && entry.role === role) ?? null,
    entryOfAccount: (account) => entries.find((entry) => entry.account === account) ?? null,
    all: (role) => entries.filter((entry) => entry.role === role),
  }
}

/** Whether the key that a server names for a supporter is the one the program has signed. Null: it is, or the program has signed nothing yet. */
export async function signedKeyFault(to: { readonly person: string; readonly role: RosterRole; readonly account: string; readonly pkHpke: string }): Promise<Faulty | null> {
  const found = await roster()
  if ('refused' in found) return found.refused === 'keys-none-yet' ? null : found
  const entry = found.entryOf(to.person, to.role)
  if (!entry) return spoken('not-in-roster')
  return entry.account === to.account && entry.pkHpke === to.pkHpke ? null : spoken('swapped')
}

function followed(): Promise<ProgramPin | Faulty> {
  if (!following || following.at + FRESH_MS < Date.now()) {
    const pin = follow()
    following = { at: Date.now(), pin }
    pin.catch(() => { following = null })
  }
  return following.pin
}

async function follow(): Promise<ProgramPin | Faulty> {
  const before = await pinHere()
  const [shown, poster] = await Promise.all([askNameless('GET /keys', { query: before ? { since: listsSince(before) } : {} }), posterShown()])
  if ('refused' in shown) return spoken('none-yet')
  const outcome = await followKeys(before, shown, { program: slug(), today: today(), now: Date.now(), poster })
  if ('fault' in outcome) return spoken(outcome.fault)
  await keepPin(outcome.pin)
  // A poster that has done its work is not asked again; one for a root that still waits is noted in the pin.
  if (poster) await forgetPoster()
  return outcome.pin
}

function followedRoster(): Promise<ProgramPin | Faulty> {
  if (!followingRoster || followingRoster.at + FRESH_MS < Date.now()) {
    const pin = followTheRoster()
    followingRoster = { at: Date.now(), pin }
    pin.catch(() => { followingRoster = null })
  }
  return followingRoster.pin
}

async function followTheRoster(): Promise<ProgramPin | Faulty> {
  const pin = await followed()
  if ('refused' in pin) return pin
  const shown = await askNameless('GET /roster')
  const pair: RosterPair | null = 'refused' in shown || !shown.base || !shown.current ? null : { base: shown.base, current: shown.current }
  const outcome = await followRoster(pin, pair, { program: slug(), today: today() })
  if ('fault' in outcome) return spoken(outcome.fault)
  await keepPin(outcome.pin)
  following = { at: following?.at ?? Date.now(), pin: Promise.resolve(outcome.pin) }
  return outcome.pin
}

/** Asks again at the next look: something was signed, confirmed or set aside. */
export function lookAgain(): void {
  following = null
  followingRoster = null
  tell({ at: 'looking' })
  void look()
}

/** How the program's keys stand on this device, for a screen. */
export type KeysStanding =
  | { readonly at: 'looking' }
  /** The program has not signed its keys yet. */
  | { readonly at: 'none' }
  | { readonly at: 'confirmed'; readonly groups: readonly string[] }
  /** Taken as the server showed them first: compare these groups with the poster. */
  | { readonly at: 'unconfirmed'; readonly groups: readonly string[] }
  /** New keys that no old key signed: taken from `takesAt` on, once somebody has compared the new poster. */
  | { readonly at: 'rescued'; readonly groups: readonly string[]; readonly takesAt: number; readonly compared: boolean }
  | { readonly at: 'fault'; readonly fault: KeysFault; readonly sentence: string }
  | { readonly at: 'unreachable' }

let standing: KeysStanding = { at: 'looking' }
const listeners = new Set<() => void>()
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Looks once when a screen first asks, and follows what changes. */
export function useKeysStanding(): KeysStanding {
  useEffect(() => void look(), [])
  return useSyncExternalStore(subscribe, () => standing)
}

async function look(): Promise<void> {
  try {
    tell(standingOf(await followed()))
  } catch {
    tell({ at: 'unreachable' })
  }
}

function standingOf(pin: ProgramPin | Faulty): KeysStanding {
  if ('refused' in pin) return pin.refused === 'keys-none-yet' ? { at: 'none' } : { at: 'fault', fault: pin.refused, sentence: pin.sentence }
  const { rescue } = pin
  if (rescue) return { at: 'rescued', groups: spellFingerprint(rescue.root.fingerprint), takesAt: rescue.seenAt + RESCUE_WAIT_MS, compared: rescue.confirmed }
  return { at: pin.confirmed ? 'confirmed' : 'unconfirmed', groups: spellFingerprint(pin.root.fingerprint) }
}

function tell(next: KeysStanding): void {
  standing = next
  for (const listener of listeners) listener()
}

/** Somebody has compared the groups with the poster: of a rescued root where one waits, else of the one in force. */
export async function confirmPoster(): Promise<void> {
  await Promise.allSettled([following?.pin, followingRoster?.pin]) // what is under way would write over it
  const pin = await pinHere()
  if (!pin) return
  await keepPin(pin.rescue ? { ...pin, rescue: { ...pin.rescue, confirmed: true } } : { ...pin, confirmed: true })
  lookAgain()
  await keepPinInVault().catch(() => {})
}

/** A link named other keys than the server shows: it is left aside, and what was believed before holds. */
export async function setPosterAside(): Promise<void> {
  await forgetPoster()
  lookAgain()
}

/** Carries the pin to the account's other devices. Never called while booking: a vault that is written has a time of its own. */
export async function keepPinInVault(): Promise<void> {
  const pin = await pinHere()
  if (!pin || session.current().at !== 'open') return
  const packed = packPin(pin)
  const present = await readVault<{ programPin: TravellingPin }>()
  if ('refused' in present || JSON.stringify(present.content.programPin) === JSON.stringify(packed)) return
  await changeVault<{ programPin: TravellingPin }>((content) => ({ ...content, programPin: packed }))
}

async function pinHere(): Promise<ProgramPin | null> {
  const here = (await shelf().get('device', pinPlace(slug())).catch(() => null)) as ProgramPin | undefined
  if (here) return here
  if (session.current().at !== 'open') return null
  const vault = await readVault<{ programPin: TravellingPin }>().catch(() => null)
  return vault && !('refused' in vault) && vault.content.programPin ? unpackPin(vault.content.programPin) : null
}

const keepPin = (pin: ProgramPin): Promise<void> =>
  shelf().put('device', pinPlace(slug()), pin).catch(() => {
    drawer = memoryDrawer()
    return drawer.put('device', pinPlace(slug()), pin)
  })

/** Signs this person's own entries where their keys or their name have changed. Answers how many were signed. */
export async function signOwnEntries(): Promise<number | Spoken<string>> {
  const keys = session.keys()
  if (!keys) return 0
  const asked = await ask('GET /me/roster-entry')
  if ('refused' in asked) return asked
  const due = entriesToSign(asked.wanted, asked.signed, keys.account)
  if (!due.length) return 0
  const pks = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const entries = await Promise.all(due.map(async ({ role, name }) => {
    const entry = { role, person: asked.person, name, account: keys.account, ...pks }
    return { ...entry, signature: toBase64url(await sign(keys.auth, rosterEntryMessage(slug(), entry))) }
  }))
  const answer = await ask('PUT /me/roster-entry', { body: { entries } })
  return 'refused' in answer ? answer : answer.signed
}

/** Whether the signed roster holds other keys under this person's name than the ones in this browser. */
export async function isMyEntryRight(): Promise<boolean> {
  const keys = session.keys()
  const asked = keys && (await ask('GET /me/roster-entry'))
  if (!keys || !asked || 'refused' in asked) return true
  const pin = await followedRoster()
  if ('refused' in pin) return true
  return pin.roster!.pair.current.entries.filter(({ person }) => person === asked.person).every(({ account }) => account === keys.account)
}

/** Signs as a holder of a roster key, which is the account's own auth key: rosters, and decks of the issuer's cards. */
export async function signAsHolder(message: Bytes): Promise<SignatureBy> {
  const keys = session.keys()
  if (!keys) throw new Error('no account is open')
  return { key: toBase64url(keys.pkAuth), signature: toBase64url(await sign(keys.auth, message)) }
}

/** Everything the page "Keys of the program" shows. */
export const readDesk = () => ask('GET /program-keys')
export const beginKeysAgain = () => ask('DELETE /program-keys/offers')
export const withdrawList = (version: number) => ask('DELETE /program-keys/lists/:version', { params: { version } })
export const withdrawRoster = (version: number) => ask('DELETE /program-keys/rosters/:version', { params: { version } })

/** A new root key, drawn here: its words are shown to print, and nothing has left this device yet. */
export async function drawRootKey(): Promise<{ readonly words: readonly string[]; readonly key: string; readonly packed: string }> {
  const { newRootSeed, packSeed, rootKeyOf, spellSeed } = await import('../../sealed/root-keys.ts')
  const seed = newRootSeed()
  return { words: spellSeed(seed), key: await rootKeyOf(seed), packed: packSeed(seed) }
}

/** Keeps the coordinator's or advisor's key sealed in their vault and offers its public half; the envelope's is on paper alone. */
export async function offerRootKey(seat: Seat, { key, packed }: { readonly key: string; readonly packed: string }) {
  if (seat !== 3) {
    const kept = await changeVault<RootVault>((content) => ({ ...content, rootSeeds: { ...content.rootSeeds, [key]: packed } }))
    if ('refused' in kept) return kept as Spoken<'vault-moved'>
  }
  return ask('PUT /program-keys/offers/:seat', { params: { seat }, body: { key } })
}

interface RootVault { readonly rootSeeds: Readonly<Record<string, string>> }

/** Which of these keys this account's vault can sign with. */
export async function keysInVault(keys: readonly string[]): Promise<string[]> {
  const vault = await readVault<RootVault>()
  return 'refused' in vault ? [] : keys.filter((key) => vault.content.rootSeeds?.[key])
}

/** Signs with the vault's key, or with the one printed on a sheet. Null: neither is one of these keys. */
async function signAsOneOf(keys: readonly string[], printed: string, message: Bytes): Promise<SignatureBy | null> {
  const { readSeed, rootKeyOf, signAsRoot, unpackSeed } = await import('../../sealed/root-keys.ts')
  const vault = printed ? null : await readVault<RootVault>()
  const packed = vault && !('refused' in vault) ? keys.map((key) => vault.content.rootSeeds?.[key]).find(Boolean) : undefined
  const seed = printed ? readSeed(printed) : packed ? unpackSeed(packed) : null
  return seed && keys.includes(await rootKeyOf(seed)) ? signAsRoot(seed, message) : null
}

const noKey = () => spoken('no-key')

/** Hands over from the root in force to the new one. */
export async function signHandOver({ root, forming }: KeysDesk, printed: string) {
  const signed = await signAsOneOf(root!.keys, printed, await handOverMessage(slug(), root!.fingerprint, forming!.keys))
  return signed ? ask('POST /program-keys/root-signatures', { body: signed }) : noKey()
}

/** The first signature under the next list. `rosterKeys` are the accounts' keys of who signs the roster from now on. */
export async function signNextList({ list, root, forming, listValidUntil }: KeysDesk, rosterKeys: readonly [string, string], issuerKeys: readonly KeyEntry[], printed: string) {
  const [by, { nextList }] = [forming ?? root!, await import('../../sealed/ceremony.ts')]
  const next = await nextList({ program: slug(), list, fingerprint: by.fingerprint }, { rosterKeys, issuerKeys, validUntil: listValidUntil })
  const signed = await signAsOneOf(by.keys, printed, keysMessage(slug(), next))
  return signed ? ask('POST /program-keys/lists', { body: { version: next.version, previous: next.previous, validUntil: next.validUntil, entries: [...next.entries], signed } }) : noKey()
}

/** The second signature: the list is published. */
export async function signPendingList({ pendingList, root, forming }: KeysDesk, printed: string) {
  const signed = await signAsOneOf((forming ?? root!).keys, printed, keysMessage(slug(), pendingList!))
  if (!signed) return noKey()
  const answer = await ask('POST /program-keys/lists/:version/signatures', { params: { version: pendingList!.version }, body: signed })
  lookAgain()
  return answer
}

/** Everybody who has signed their own entry, confirmed for 35 days; in force at once where nobody joins. */
export async function signNextRoster({ roster: shown, newestRoster, signedEntries, today: day }: KeysDesk) {
  const { nextRoster } = await import('../../sealed/ceremony.ts')
  const next = nextRoster(slug(), newestRoster + 1, dayAfter(day, ROSTER_DAYS), signedEntries)
  const signed = await signAsHolder(await rosterMessage(next))
  const { version, validUntil, entries } = next
  const answer = await ask('POST /program-keys/rosters', { body: { version, validUntil, entries: entries.map((entry) => ({ ...entry, role: entry.role as RosterRole })), signed } })
  if (shown.current) lookAgain()
  return answer
}

export async function signPendingRoster({ pendingRoster }: KeysDesk) {
  const signed = await signAsHolder(await rosterMessage(pendingRoster!))
  const answer = await ask('POST /program-keys/rosters/:version/signatures', { params: { version: pendingRoster!.version }, body: signed })
  lookAgain()
  return answer
}

/** What this account signs the roster with; empty while none is open. */
export const myRosterKey = (): string => toBase64url(session.keys()?.pkAuth ?? new Uint8Array())

/** The issuer's keys for the years that can be signed now. It learns the root first: it makes keys only for programs it knows. Null: it did not answer. */
export async function issuerEntries(desk: KeysDesk): Promise<KeyEntry[] | null> {
  const root = desk.forming ?? desk.root
  if (!root || !issuerOrigin() || (await heard(askIssuer('PUT', 'root', rootForIssuer(root)))) === null) return null
  const found = await Promise.all(desk.terms.map((term) => heard(askIssuer<{ keys: { term: string; role: string; spki: string }[] }>('GET', `keys?term=${term}`))))
  return found.includes(null) ? null : found.flatMap((answer) => answer!.keys.map(({ term, role, spki }) => ({ purpose: `issuer/${term}/${role}`, key: spki })))
}

/** Out of reach and refused are the same here: the page offers to try again. */
const heard = <T extends object>(asked: Promise<T | Spoken<string>>): Promise<T | null> => asked.then((answer) => ('refused' in answer ? null : answer as T), () => null)
export const issuerIsSilent = () => spoken('issuer-silent')
const rootForIssuer = ({ keys, signatures }: ProgramRoot) => (signatures.length ? { keys, successor: { signatures } } : { keys })

/** Hands the issuer what was signed, list after list: from it, it learns who may sign decks of cards. Refused where it did not answer. */
export async function tellIssuer() {
  const shown = await askNameless('GET /keys', { query: { since: 0 } })
  if ('refused' in shown || !shown.root) return spoken('none-yet')
  const roots = [shown.root, ...(shown.root.previous ? [shown.root.previous] : [])].toReversed()
  for (const root of issuerOrigin() ? roots : []) await heard(askIssuer('PUT', 'root', rootForIssuer(root)))
  let told: object | null = null
  for (const list of issuerOrigin() ? shown.lists : []) told = await heard(askIssuer('PUT', 'key-list', list))
  return told ? { told: true as const } : issuerIsSilent()
}

/** The poster's link: whoever opens it has the fingerprint without comparing anything. */
export const posterLink = (fingerprint: string): string => `${location.origin}/${slug()}/#root=${fingerprint}`
export { spellFingerprint }

/** A fault as the screens show it: the word, and the sentence in the reader's language. */
async function spoken(fault: PinFault | 'swapped' | 'not-in-roster' | 'no-key' | 'issuer-silent'): Promise<Faulty> {
  const { words } = await WORDS[spokenLocale() as keyof typeof WORDS]()
  return { refused: `keys-${fault}`, sentence: words[`fault_${fault.replaceAll('-', '_')}` as FaultKey] }
}

const WORDS = { en: () => import('./words/en.ts'), fr: () => import('./words/fr.ts'), zh: () => import('./words/zh.ts') }
type FaultKey = Extract<keyof typeof import('./words/en.ts').words, `fault_${string}`>

const shelf = (): Drawer => (drawer ??= typeof indexedDB === 'undefined' ? memoryDrawer() : indexedDrawer())
