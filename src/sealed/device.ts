import type { AccountKeys } from './account-keys.ts'
import { type Bytes, type WebKey } from './bytes.ts'
import { canon } from './canon.ts'
import type { Drawer } from './drawer.ts'
import { lock, unlock } from './locked-box.ts'

export type AccountKind = 'student' | 'staff'
export const KEPT_MS = 14 * 24 * 60 * 60 * 1000

/** What this device keeps of one account. No field can be read out as a secret: keys are not extractable, the root is wrapped. */
export interface Kept {
  readonly keys: AccountKeys
  readonly kind: AccountKind
  readonly wrapKey: WebKey
  readonly rootWrapped: Bytes
  /** Until when, in epoch milliseconds; null while no way back exists, because then this is the only copy. */
  readonly until: number | null
  readonly locked: boolean
}

/** Wraps the root under a fresh key that WebCrypto never shows. */
export async function wrapRoot(root: Bytes, keys: AccountKeys, kind: AccountKind): Promise<Kept> {
  const wrapKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const rootWrapped = await lock(wrapKey, root, deviceContext(keys.account))
  return { keys, kind, wrapKey, rootWrapped, until: null, locked: false }
}

/** Only needed to add a way back; everything else works with the kept keys. */
export const unwrapRoot = (kept: Kept): Promise<Bytes> => unlock(kept.wrapKey, kept.rootWrapped, deviceContext(kept.keys.account))

export const keepOnDevice = (drawer: Drawer, program: string, kept: Kept): Promise<void> => drawer.put('device', program, kept)

/** What is kept for a program, or null when there is nothing or its time is over; what is over is erased. */
export async function findOnDevice(drawer: Drawer, program: string, now: number): Promise<Kept | null> {
  const kept = (await drawer.get('device', program)) as Kept | undefined
  if (!kept) return null
  if (kept.until === null || kept.until > now) return kept
  await eraseFromDevice(drawer, program)
  return null
}

/** Forgets the account and every draft of this program. */
export async function eraseFromDevice(drawer: Drawer, program: string): Promise<void> {
  await drawer.remove('device', program)
  const drafts = await drawer.names('drafts')
  await Promise.all(drafts.filter((name) => name.startsWith(`${program}/`)).map((name) => drawer.remove('drafts', name)))
}

const deviceContext = (account: string): Bytes => canon('ps1/device', account)
