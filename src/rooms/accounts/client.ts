import { useSyncExternalStore } from 'react'
import { type Inability, whatIsMissing } from '../../sealed/ability.ts'
import type { AccountKeys } from '../../sealed/account-keys.ts'
import { fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import {
  type Kept, KEPT_MS, eraseFromDevice, erasePending, findOnDevice, findPending, keepOnDevice, keepPending, unwrapRoot, wrapRoot,
} from '../../sealed/device.ts'
import * as drafts from '../../sealed/drafts.ts'
import type { DrawnPassphrase, DrawnWords } from '../../sealed/drawn.ts'
import { type Drawer, memoryDrawer } from '../../sealed/drawer.ts'
import { indexedDrawer } from '../../sealed/indexed-drawer.ts'
import { loginMessage, registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { sign } from '../../sealed/signature.ts'
import type { PasskeyFault } from '../../sealed/passkey.ts'
import type { WayBackSecrets } from '../../sealed/slots.ts'
import { beforeQuickExit } from '../../ui/quick-exit.ts'
import { type Spoken, Unreachable, doorsOf, speakFor, spokenLocale } from '../../ui/api.ts'
import type { Admitted, Registration, contract } from './contract.ts'
import type { AccountKind } from './rules.ts'

const ask = doorsOf<typeof contract>()

export type SessionState =
  /** Before `resume` has looked on this device. */
  | { readonly at: 'starting' }
  | { readonly at: 'none' }
  /** Quick exit was pressed: an account is kept here and waits to be asked for. */
  | { readonly at: 'locked'; readonly kind: AccountKind; readonly hasPasskey: boolean }
  /** The account kept here is not known to the program, or was closed. */
  | { readonly at: 'turned-away'; readonly kind: AccountKind; readonly sentence: string }
  /** `online` is false when the server could not be reached: keys and drafts are here, answers are not. */
  | { readonly at: 'open'; readonly account: string; readonly kind: AccountKind; readonly waysBack: number; readonly online: boolean }

/** How new keys get in: a room's own door, with a card, a code or an invitation. `send` posts the registration to it. */
export interface Admission<R> {
  readonly kind: AccountKind
  send(registration: Registration, account: string): Promise<Admitted | R>
  /** The root of a spare: its keys are used in place of drawn ones, and kept only once they have an account. */
  readonly root?: Uint8Array<ArrayBuffer>
}

let state: SessionState = { at: 'starting' }
let program = ''
let side: AccountKind = 'student'
let kept: Kept | null = null
let drawer: Drawer | null = null
let signingIn: Promise<boolean> | null = null
let resuming: Promise<SessionState> | null = null
const listeners = new Set<() => void>()
const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('drawer')

export const session = {
  current: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** The keys of the open account, or null. They cannot be read out, only used. */
  keys: (): AccountKeys | null => (state.at === 'open' ? (kept?.keys ?? null) : null),
  resume, register, keysToRegister,
  openWithPasskey, openWithWords, openWithPassphrase,
  keepPasskey, keepWords, keepPassphrase, waysBack, dropWayBack,
  lock, unlock, forget,
}

export { type DrawnPassphrase, type DrawnWords, type Inability, type PasskeyFault, whatIsMissing }

export const useSession = (): SessionState => useSyncExternalStore(session.subscribe, session.current)

/**
 * Looks on this device for an account of this program and signs it in without asking. Call once, when the page starts; pages of
 * students and of staff each have their own kind, and never see the other's account. Asked twice at once, it looks once.
 */
function resume(slug: string, kind: AccountKind): Promise<SessionState> {
  resuming ??= resumeOnce(slug, kind).finally(() => { resuming = null })
  return resuming
}

async function resumeOnce(slug: string, kind: AccountKind): Promise<SessionState> {
  program = slug
  side = kind
  speakFor({ program, token: null, refresh: signInAgain })
  otherTabs?.addEventListener('message', followOtherTab)
  globalThis.addEventListener?.('online', backOnline)
  beforeQuickExit(lock)
  const before = state
  const found = await find()
  if (state !== before) return state // left in a hurry meanwhile
  kept = found
  return openKept()
}

const find = (kind = side, slug = program): Promise<Kept | null> => findOnDevice(shelf(), slug, kind, Date.now()).catch(() => null)

async function openKept(): Promise<SessionState> {
  if (!kept) return show({ at: 'none' })
  if (kept.locked) return show({ at: 'locked', kind: kept.kind, hasPasskey: kept.hasPasskey })
  if (kept.until !== null) await keep({ ...kept, until: Date.now() + KEPT_MS })
  const opening = kept
  try {
    const answer = await signIn(opening.keys)
    if (kept !== opening) return state // closed again before the server answered
    return 'refused' in answer ? show({ at: 'turned-away', kind: opening.kind, sentence: answer.sentence }) : admit(answer)
  } catch (failure) {
    if (!(failure instanceof Unreachable)) throw failure
    if (kept !== opening) return state
    return show({ at: 'open', account: opening.keys.account, kind: opening.kind, waysBack: opening.until === null ? 0 : 1, online: false })
  }
}

/** docs/encryption.md 3. */
async function signIn(keys: AccountKeys) {
  const asked = await ask('POST /sessions/challenge')
  if ('refused' in asked) return asked
  const message = loginMessage({ origin: location.origin, program }, keys.account, fromBase64url(asked.ticket))
  return ask('POST /sessions', { body: { account: keys.account, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, message)) } })
}

/** For the api, when a session ran out: true when it is open again. Tabs that ask at once share one answer. */
function signInAgain(): Promise<boolean> {
  signingIn ??= (async () => {
    if (state.at !== 'open' || !kept) return false
    const answer = await signIn(kept.keys)
    if ('refused' in answer) return false
    admit(answer)
    return true
  })().finally(() => { signingIn = null })
  return signingIn
}

const backOnline = (): void => void signInAgain().catch(() => {})

/**
 * Makes keys, proves to have them, and opens the account. Sent again after a lost answer, it opens the same account. A student's account may
 * be on this device alone, so that another never takes its place; staff are invited anew, and say that they want new keys.
 */
async function register<R extends Spoken<string>>(admission: Admission<R>): Promise<Admitted | R | Spoken<'proof-refused' | 'account-here'>> {
  const { kind, root } = admission
  const waiting = root ? null : await pendingKeys(kind)
  const here = kept?.kind === kind ? kept : await find(kind)
  if (kind === 'student' && here && here.keys.account !== waiting?.keys.account) return accountHere()
  const fresh = waiting ?? (await makeKeys(kind, root))
  side = kind
  const registration = await proveKeys(fresh)
  if ('refused' in registration) return registration
  const answer = await admission.send(registration, fresh.keys.account)
  if ('refused' in answer) return answer
  await keep(fresh)
  await erasePending(shelf(), program, kind).catch(() => {})
  admit(answer)
  return answer
}

const WORDS = { en: () => import('./words/en.ts'), fr: () => import('./words/fr.ts'), zh: () => import('./words/zh.ts') }
const accountHere = async (): Promise<Spoken<'account-here'>> => ({ refused: 'account-here', sentence: (await WORDS[spokenLocale() as keyof typeof WORDS]()).words.account_here })

/** The keys that `register` will use, made and kept now: a token is bound to them before the account exists. */
async function keysToRegister(kind: AccountKind): Promise<AccountKeys> {
  return ((await pendingKeys(kind)) ?? (await makeKeys(kind))).keys
}

const pendingKeys = (kind: AccountKind): Promise<Kept | null> => findPending(shelf(), program, kind).catch(() => null)

async function makeKeys(kind: AccountKind, given?: Uint8Array<ArrayBuffer>): Promise<Kept> {
  const { keysOf, newRoot } = await import('../../sealed/account-keys.ts')
  const root = given ?? newRoot()
  const fresh = await wrapRoot(root, await keysOf(root), kind)
  root.fill(0)
  if (!given) await keepPending(shelf(), program, fresh).catch(inMemory(() => keepPending(shelf(), program, fresh)))
  return fresh
}

/** docs/encryption.md 2: opens what only pkHpke can open, and signs it with auth. */
async function proveKeys({ keys, kind }: Kept): Promise<Registration | Spoken<'proof-refused'>> {
  const { open } = await import('../../sealed/hpke.ts')
  const at = { origin: location.origin, program }
  const publicKeys = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = await ask('POST /registrations/challenge', { body: publicKeys })
  if ('refused' in asked) return asked
  const opened = await open({ with: keys.hpke, info: registerInfo(at, keys) }, fromBase64url(asked.sealed))
  return { ...publicKeys, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, registerMessage(at, kind, keys, opened))) }
}

/** Accepts a staff invitation: the code behind the # of its link. */
export const acceptInvitation = (key: string) =>
  session.register({ kind: 'staff', send: (registration) => ask('POST /invitations/acceptance', { body: { key, registration } }) })

export const lookAtInvitation = (key: string) => ask('POST /invitations/look', { body: { key } })

/** `keep` false is a shared device: the account is open until the page closes. */
interface Keeping { readonly keep: boolean }

async function openWithPasskey(how: Keeping) {
  const { usePasskey } = await import('../../sealed/passkey.ts')
  const secrets = await usePasskey()
  return typeof secrets === 'string' ? { fault: secrets } : openSlotOf(secrets, how)
}

async function openWithWords(typed: string, how: Keeping) {
  const { readWords, wordsSecrets } = await import('../../sealed/recovery-words.ts')
  const read = readWords(typed)
  return 'fault' in read ? { wordsFault: read } : openSlotOf(await wordsSecrets(read.words), how)
}

async function openWithPassphrase(handle: string, passphrase: string, how: Keeping) {
  const { handleLookup, passphraseSecrets } = await import('../../sealed/passphrase.ts')
  const asked = await ask('POST /ways-back/salt', { body: { lookup: toBase64url(await handleLookup(handle)) } })
  return 'refused' in asked ? asked : openSlotOf(await passphraseSecrets(handle, passphrase, fromBase64url(asked.salt)), how)
}

async function openSlotOf(secrets: WayBackSecrets, how: Keeping) {
  const { kind } = secrets
  const slot = await ask('POST /ways-back/opening', { body: { kind, lookup: toBase64url(secrets.lookup), proof: toBase64url(secrets.proof) } })
  if ('refused' in slot) return slot
  const [{ openSlot }, { keysOf }] = await Promise.all([import('../../sealed/slots.ts'), import('../../sealed/account-keys.ts')])
  const root = await openSlot(secrets, slot.account, slot.version, fromBase64url(slot.rootSealed))
  const keys = await keysOf(root)
  if (keys.account !== slot.account) throw new Error('the root is not this account’s')
  const answer = await signIn(keys)
  if ('refused' in answer) return answer
  if (answer.kind !== side) return { otherSide: answer.kind }
  const opened = { ...(await wrapRoot(root, keys, answer.kind)), until: Date.now() + KEPT_MS, hasPasskey: kind === 'passkey' }
  root.fill(0)
  if (how.keep) await keep(opened)
  else kept = opened
  return admit(answer)
}

/** Twelve words to show, and the two places to type back. */
export const drawWords = async (): Promise<DrawnWords> => (await import('../../sealed/drawn.ts')).drawWords()
export const drawPassphrase = async (): Promise<DrawnPassphrase> => (await import('../../sealed/drawn.ts')).drawPassphrase()

/** Makes a passkey for this account. `names` are neutral: they show in password managers and on synced devices. */
async function keepPasskey(names: { readonly service: string; readonly label: string }) {
  const { newPasskey } = await import('../../sealed/passkey.ts')
  const secrets = await newPasskey(names)
  return typeof secrets === 'string' ? { fault: secrets } : keepSlot(secrets)
}

async function keepWords(words: readonly string[]) {
  const { wordsSecrets } = await import('../../sealed/recovery-words.ts')
  return keepSlot(await wordsSecrets(words))
}

async function keepPassphrase({ handle, passphrase, salt }: DrawnPassphrase) {
  const { passphraseSecrets } = await import('../../sealed/passphrase.ts')
  return keepSlot(await passphraseSecrets(handle, passphrase, salt), salt)
}

async function keepSlot(secrets: WayBackSecrets, salt?: Uint8Array<ArrayBuffer>) {
  if (!kept) throw new Error('no account is open')
  const { makeSlot } = await import('../../sealed/slots.ts')
  const root = await unwrapRoot(kept)
  const slot = await makeSlot(secrets, kept.keys.account, root, salt)
  root.fill(0)
  const answer = await ask('POST /ways-back', { body: slot })
  if ('refused' in answer) return answer
  const isOnDevice = (await find()) !== null
  const changed = { ...kept, until: Date.now() + KEPT_MS, hasPasskey: kept.hasPasskey || secrets.kind === 'passkey' }
  if (isOnDevice) await keep(changed)
  else kept = changed
  if (state.at === 'open') show({ ...state, waysBack: answer.waysBack })
  return answer
}

/** What the account can come back with. */
async function waysBack() {
  return ask('GET /account')
}

async function dropWayBack(way: string) {
  const answer = await ask('DELETE /ways-back/:way', { params: { way } })
  if (!('refused' in answer) && state.at === 'open') show({ ...state, waysBack: answer.waysBack })
  return answer
}

/** Quick exit: memory is empty at once; the device opens the account again only when asked to. */
function lock(): Promise<void> {
  const closing = kept
  const ended = state.at === 'open' ? ask('DELETE /sessions') : Promise.resolve()
  kept = null
  speakFor({ token: null })
  show(closing ? { at: 'locked', kind: closing.kind, hasPasskey: closing.hasPasskey } : { at: 'none' })
  otherTabs?.postMessage({ program, kind: side, locked: true })
  return Promise.allSettled([lockKept(), ended]).then(() => {})
}

async function lockKept(kind = side, slug = program): Promise<void> {
  const present = await find(kind, slug)
  if (present) await keepOnDevice(shelf(), slug, { ...present, locked: true })
}

/** Opens the drawer beforehand, for a page that may have to lock in a hurry. */
export const openDrawer = (slug: string): Promise<unknown> => find('student', slug)

/** The same from a page that opens no session, such as the help page: whoever is kept on this device is locked. */
export async function lockDevice(slug: string): Promise<void> {
  for (const kind of ['student', 'staff'] as const) await lockKept(kind, slug)
}

/** Opens what quick exit locked. Where there is a passkey, it must be shown; otherwise asking is enough. */
async function unlock() {
  const locked = await find()
  if (!locked) return show({ at: 'none' })
  if (locked.hasPasskey) return openWithPasskey({ keep: true })
  await keep({ ...locked, locked: false })
  return openKept()
}

/** Erases the account, its drafts and its session from this device. With a way back it can return. */
async function forget(): Promise<void> {
  const leaving = kept ?? (await find())
  if (state.at === 'open') await ask('DELETE /sessions').catch(() => {})
  kept = null
  speakFor({ token: null })
  if (leaving) await eraseFromDevice(shelf(), program, leaving)
  otherTabs?.postMessage({ program, kind: side, locked: false })
  show({ at: 'none' })
}

/** Drafts stay on this device, sealed under the open account's key: they survive a closed tab and a lost network. */
export const saveDraft = (name: string, content: unknown): Promise<void> => drafts.saveDraft(shelf(), owner(), program, name, content)
export const loadDraft = (name: string): Promise<unknown> => drafts.loadDraft(shelf(), owner(), program, name)
export const removeDraft = (name: string): Promise<void> => drafts.removeDraft(shelf(), owner(), program, name)
export const draftNames = (start: string): Promise<string[]> => drafts.draftNames(shelf(), owner(), program, start)

/** What travels with the account: read, changed and written back; when another device was faster, read and changed again. */
export function changeVault<T extends object>(change: (content: Partial<T>) => Partial<T>, mayWait = false): Promise<Partial<T> | Spoken<string>> {
  const turn = vaultTurn.then(() => changeInTurn(change, mayWait))
  vaultTurn = turn.catch(() => {})
  return turn
}
/** One page does not race with itself. */
let vaultTurn: Promise<unknown> = Promise.resolve()

async function changeInTurn<T extends object>(change: (content: Partial<T>) => Partial<T>, mayWait: boolean): Promise<Partial<T> | Spoken<string>> {
  const { sealVault } = await import('../../sealed/vault.ts')
  for (let tries = 1; ; tries += 1) {
    const present = await readVault<T>()
    if ('refused' in present) return present
    const content = change(present.content)
    const version = drawVersion()
    const contentSealed = toBase64url(await sealVault(owner().vault, owner().account, version, content))
    const answer = await ask('PUT /vault', { body: { from: present.version, version, contentSealed, mayWait } })
    if (!('refused' in answer)) return content
    if (answer.refused !== 'vault-moved' || tries >= 4) return answer
  }
}

export async function readVault<T extends object>(): Promise<{ version: number; content: Partial<T> } | Spoken<string>> {
  const answer = await ask('GET /vault')
  if ('refused' in answer) return answer
  if (answer.contentSealed === null) return { version: 0, content: {} }
  const { openVault } = await import('../../sealed/vault.ts')
  return { version: answer.version, content: (await openVault(owner().vault, owner().account, answer.version, fromBase64url(answer.contentSealed))) as Partial<T> }
}

/** Drawn, not counted: a number that grew would tell whoever reads a copy how often somebody came. */
const drawVersion = (): number => (crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1) || 1

function owner(): AccountKeys {
  if (!kept) throw new Error('no account is open')
  return kept.keys
}

/** Opens the state for an account that the server let in. */
function admit({ token, account, kind, waysBack: count }: Admitted): SessionState {
  speakFor({ token })
  return show({ at: 'open', account, kind, waysBack: count, online: true })
}

async function keep(next: Kept): Promise<void> {
  kept = next
  await keepOnDevice(shelf(), program, next).catch(inMemory(() => keepOnDevice(shelf(), program, next)))
}

/** A browser that keeps nothing (some private windows) still works, for as long as the page is open. */
const inMemory = (again: () => Promise<void>) => (): Promise<void> => {
  drawer = memoryDrawer()
  return again()
}

const shelf = (): Drawer => (drawer ??= typeof indexedDB === 'undefined' ? memoryDrawer() : indexedDrawer())

/** Another tab locked or forgot the account: this one closes too. */
function followOtherTab({ data }: MessageEvent<{ program: string; kind: AccountKind; locked: boolean }>): void {
  if (data.program !== program || data.kind !== side || !kept) return
  const { kind, hasPasskey } = kept
  kept = null
  speakFor({ token: null })
  show(data.locked ? { at: 'locked', kind, hasPasskey } : { at: 'none' })
}

function show(next: SessionState): SessionState {
  state = next
  for (const listener of listeners) listener()
  return next
}
