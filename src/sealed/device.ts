import { KEPT_DAYS } from './kept-days.ts'
import type { AccountKeys } from './account-keys.ts'
import type { Bytes, WebKey } from './bytes.ts'
import { canon } from './canon.ts'
import type { Drawer } from './drawer.ts'
import { lock, unlock } from './locked-box.ts'

export type AccountKind = 'student' | 'staff'
export const KEPT_MS = KEPT_DAYS * 24 * 60 * 60 * 1000

/** What this device keeps of one account. No field can be read out as a secret: keys are not extractable, the root is wrapped. */
export interface Kept {
  readonly keys: AccountKeys
  readonly kind: AccountKind
  readonly wrapKey: WebKey
  readonly rootWrapped: Bytes
  /** Until when, in epoch milliseconds; null while no way back exists, because then this is the only copy. */
  readonly until: number | null
  /** After quick exit: opens again only when somebody asks for it. */
  readonly locked: boolean
  readonly hasPasskey: boolean
}

/** Wraps the root under a fresh key that WebCrypto never shows. */
export async function wrapRoot(root: Bytes, keys: AccountKeys, kind: AccountKind): Promise<Kept> {
  const wrapKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const rootWrapped = await lock(wrapKey, root, deviceContext(keys.account))
  return { keys, kind, wrapKey, rootWrapped, until: null, locked: false, hasPasskey: false }
}

/** Only needed to add a way back; everything else works with the kept keys. */
export const unwrapRoot = (kept: Kept): Promise<Bytes> => unlock(kept.wrapKey, kept.rootWrapped, deviceContext(kept.keys.account))

/** A supporter's own student account stays beside the staff one, apart. */
export const keepOnDevice = (drawer: Drawer, program: string, kept: Kept): Promise<void> => drawer.put('device', place(program, kept.kind), kept)

/** The account of this kind; null when there is none or its time is over, and then it is erased. */
export async function findOnDevice(drawer: Drawer, program: string, kind: AccountKind, now: number): Promise<Kept | null> {
  const kept = (await drawer.get('device', place(program, kind))) as Kept | undefined
  if (!kept) return null
  if (kept.until === null || kept.until > now) return kept
  await eraseFromDevice(drawer, program, kept)
  return null
}

/** Forgets an account, every draft of its own, and that this program was ever seen here. */
export async function eraseFromDevice(drawer: Drawer, program: string, { kind, keys }: Pick<Kept, 'kind' | 'keys'>): Promise<void> {
  await drawer.remove('device', place(program, kind))
  await drawer.remove('device', pinPlace(program))
  await drawer.remove('device', enrolmentPlace(program))
  const drafts = await drawer.names('drafts')
  await Promise.all(drafts.filter((name) => name.startsWith(`${program}/${keys.account}/`)).map((name) => drawer.remove('drafts', name)))
}

/** Keys that are about to be registered: a tab closed in between then continues with the same ones. */
export const keepPending = (drawer: Drawer, program: string, kept: Kept): Promise<void> => drawer.put('device', pendingPlace(program, kept.kind), kept)
export const findPending = async (drawer: Drawer, program: string, kind: AccountKind): Promise<Kept | null> =>
  ((await drawer.get('device', pendingPlace(program, kind))) as Kept | undefined) ?? null
export const erasePending = (drawer: Drawer, program: string, kind: AccountKind): Promise<void> => drawer.remove('device', pendingPlace(program, kind))

/** The keys of the program that this device believes: see program-pin. */
export const pinPlace = (program: string): string => `${program}/pin`

/** What an unfinished enrolment needs: see enrolment. */
export const enrolmentPlace = (program: string): string => `${program}/enrolment`

const place = (program: string, kind: AccountKind): string => `${program}/${kind}`
const pendingPlace = (program: string, kind: AccountKind): string => `${program}/${kind}/pending`
const deviceContext = (account: string): Bytes => canon('ps1/device', account)
