import { type Bytes, fromBase64url, toBase64url } from './bytes.ts'
import { keyListHash, keysMessage, ROOT_KEYS, ROOT_QUORUM, rootFingerprint, successorMessage } from './key-messages.ts'
import type { KeyList, ProgramRoot, SignatureBy, SigningFault } from './signed-shapes.ts'

// Checks what a program has signed; opens nothing. Browser, app and issuer read the same lines, so that all three believe the same lists.

/** What a poster and an onboarding link carry: SHA-256 over the three keys, of which two must sign. */
export const fingerprintOf = async (program: string, keys: readonly string[]): Promise<string> => toBase64url(await rootFingerprint(program, keys.map(fromBase64url)))

/** No i, l, o or u: the alphabet of the program's codes. 13 groups of four letters hold all 256 bits. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const GROUP = 4

/** A fingerprint as a person reads it out: "k3f9 27tm ...", thirteen groups. */
export function spellFingerprint(fingerprint: string): string[] {
  const bits = [...fromBase64url(fingerprint)].map((byte) => byte.toString(2).padStart(8, '0')).join('').padEnd(260, '0')
  const letters = Array.from({ length: bits.length / 5 }, (_, i) => LETTERS[parseInt(bits.slice(i * 5, i * 5 + 5), 2)]).join('')
  return Array.from({ length: letters.length / GROUP }, (_, i) => letters.slice(i * GROUP, (i + 1) * GROUP))
}

/** What two keys of the old root sign to hand over to a new one. */
export const handOverMessage = async (program: string, oldFingerprint: string, keys: readonly string[]): Promise<Bytes> =>
  successorMessage(program, fromBase64url(oldFingerprint), await rootFingerprint(program, keys.map(fromBase64url)))

/** What the next list names as its previous one; the first names its root's fingerprint. */
export const hashOf = (list: Omit<KeyList, 'signatures'>): Promise<string> => keyListHash(list.program, list)

/** Ed25519 by WebCrypto. False for anything that is not a signature of exactly this message. */
export async function isSigned(message: Bytes, { key, signature }: SignatureBy): Promise<boolean> {
  try {
    const publicKey = await crypto.subtle.importKey('raw', fromBase64url(key), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', publicKey, fromBase64url(signature), message)
  } catch {
    return false
  }
}

/** Whether these signatures are by `needed` different ones of the keys allowed, and all of them hold. */
export async function signaturesFault(message: Bytes, signatures: readonly SignatureBy[], { allowed, needed }: { allowed: readonly string[]; needed: number }): Promise<SigningFault | null> {
  if (new Set(signatures.map(({ key }) => key)).size !== signatures.length) return 'same-key-twice'
  if (signatures.some(({ key }) => !allowed.includes(key))) return 'forged'
  const hold = await Promise.all(signatures.map((signature) => isSigned(message, signature)))
  if (hold.includes(false)) return 'forged'
  return signatures.length < needed ? 'one-signature' : null
}

/** A root of three different keys under its own fingerprint. */
export async function isWholeRoot(root: Pick<ProgramRoot, 'program' | 'keys' | 'fingerprint'>, program: string): Promise<boolean> {
  if (root.program !== program || root.keys.length !== ROOT_KEYS || new Set(root.keys).size !== ROOT_KEYS) return false
  return (await fingerprintOf(program, root.keys).catch(() => '')) === root.fingerprint
}

/** Whether `root` was handed over by two keys of `before`. */
export const successorFault = async (root: Pick<ProgramRoot, 'program' | 'keys' | 'signatures'>, before: Pick<ProgramRoot, 'keys' | 'fingerprint'>): Promise<SigningFault | null> =>
  signaturesFault(await handOverMessage(root.program, before.fingerprint, root.keys), root.signatures, { allowed: before.keys, needed: ROOT_QUORUM })

/** The newest list somebody already believes, for what comes after it. */
export interface KnownList {
  readonly version: number
  readonly hash: string
  readonly entries: KeyList['entries']
}

interface Expected {
  readonly program: string
  /** The keys of which two must have signed: those of the root. */
  readonly rootKeys: readonly string[]
  /** Null for who sees the program for the first time. */
  readonly known: KnownList | null
}

/** Why a list is not believed, or null. Expiry is asked apart: an old list still names keys that were signed. */
export async function keyListFault(list: KeyList, { program, rootKeys, known }: Expected): Promise<SigningFault | null> {
  if (list.program !== program) return 'other-program'
  const message = spelt(() => keysMessage(list.program, list))
  if (!message) return 'forged'
  const unsigned = await signaturesFault(message, list.signatures, { allowed: rootKeys, needed: ROOT_QUORUM })
  if (unsigned) return unsigned
  if (new Set(list.entries.map(({ purpose }) => purpose)).size !== list.entries.length) return 'second-key'
  return known ? extensionFault(list, known) : null
}

/** The next link of the chain, or the same one again. */
async function extensionFault(list: KeyList, known: KnownList): Promise<SigningFault | null> {
  if (list.version < known.version) return 'older'
  if (list.version === known.version) return (await hashOf(list)) === known.hash ? null : 'forked'
  if (list.version !== known.version + 1 || list.previous !== known.hash) return 'forked'
  return known.entries.filter(isForGood).some(({ purpose, key }) => keyFor(list, purpose) !== key) ? 'second-key' : null
}

/** Roster keys belong to people, who change. Every other purpose keeps its one key: two would tell students apart. */
const isForGood = ({ purpose }: { purpose: string }): boolean => !purpose.startsWith('roster/')

export const keyFor = ({ entries }: Pick<KeyList, 'entries'>, purpose: string): string | null => entries.find((entry) => entry.purpose === purpose)?.key ?? null

export const hasExpired = ({ validUntil }: { readonly validUntil: string }, today: string): boolean => validUntil < today

/** Text that is no base64url at all came from no key of ours. */
export function spelt(spell: () => Bytes): Bytes | null {
  try {
    return spell()
  } catch {
    return null
  }
}
