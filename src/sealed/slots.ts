import { type Bytes, hkdf, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import { boxKey, lock, unlock } from './locked-box.ts'

export type WayBackKind = 'passkey' | 'words' | 'passphrase'
export const SLOT_VERSION = 1

/** What a way back's secret yields: where its slot lies, how to ask for it, and how to open it. */
export interface WayBackSecrets {
  readonly kind: WayBackKind
  readonly lookup: Bytes
  readonly proof: Bytes
  readonly kek: Bytes
}

/** What the server keeps. It holds neither the proof nor anything that opens `rootSealed`. */
export interface Slot {
  readonly kind: WayBackKind
  readonly version: number
  readonly lookup: string
  readonly proofHash: string
  readonly salt?: string
  readonly rootSealed: string
}

/** For secrets of at least 128 bits: a passkey's PRF output or the twelve words. */
export async function secretsOf(kind: WayBackKind, secret: Bytes): Promise<WayBackSecrets> {
  const [lookup, proof, kek] = await Promise.all([
    hkdf(secret, canon(`ps1/${kind}/lookup`), 16),
    hkdf(secret, canon(`ps1/${kind}/proof`)),
    hkdf(secret, canon(`ps1/${kind}/kek`)),
  ])
  return { kind, lookup, proof, kek }
}

/** AES-256-GCM(KEK, root), bound to account, kind and version. */
export async function makeSlot(secrets: WayBackSecrets, account: string, root: Bytes, salt?: Bytes): Promise<Slot> {
  const box = await lock(await boxKey(secrets.kek), root, slotContext(account, secrets.kind, SLOT_VERSION))
  return {
    kind: secrets.kind,
    version: SLOT_VERSION,
    lookup: toBase64url(secrets.lookup),
    proofHash: toBase64url(await sha256(secrets.proof)),
    ...(salt && { salt: toBase64url(salt) }),
    rootSealed: toBase64url(box),
  }
}

/** Throws when the slot is not this account's, or was changed. */
export const openSlot = async (secrets: WayBackSecrets, account: string, version: number, rootSealed: Bytes): Promise<Bytes> =>
  unlock(await boxKey(secrets.kek), rootSealed, slotContext(account, secrets.kind, version))

const slotContext = (account: string, kind: WayBackKind, version: number): Bytes => canon('ps1/slot', account, kind, version)
