import { fromBase64url, sameBytes } from '../../sealed/bytes.ts'
import { keyListHash, type KeyList, type KeySignature, keysMessage, ROOT_KEYS, ROOT_QUORUM, rootFingerprint, successorMessage } from '../../sealed/key-messages.ts'
import { isSignedBy } from './ed25519.ts'

/** Three different Ed25519 keys (base64url), or null for anything else. */
export function readRoot(keys: readonly string[]): Uint8Array[] | null {
  const read = keys.map(bytesOf)
  if (read.length !== ROOT_KEYS || new Set(keys).size !== ROOT_KEYS || read.some((key) => key?.length !== 32)) return null
  return read as Uint8Array[]
}

/** Whether at least `quorum` different keys of these signed the message. Signatures by strangers count for nothing, and do no harm. */
export function areSigning(keys: readonly Uint8Array[], message: Uint8Array, signatures: readonly KeySignature[], quorum: number): boolean {
  const signers = keys.filter((key) => signatures.some((each) => {
    const named = bytesOf(each.key), signature = bytesOf(each.signature)
    return named && signature && sameBytes(named, key) && isSignedBy(key, message, signature)
  }))
  return signers.length >= quorum
}

/** A new root is valid when two keys of the old one signed it. */
export async function isSuccessor(program: string, old: readonly Uint8Array[], next: readonly Uint8Array[], signatures: readonly KeySignature[]): Promise<boolean> {
  const [before, after] = await Promise.all([rootFingerprint(program, old), rootFingerprint(program, next)])
  return areSigning(old, successorMessage(program, before, after), signatures, ROOT_QUORUM)
}

/**
 * Why a list of keys is not the next one: not signed by two root keys or misspelt ('forged'), not newer ('older'), not built on the one we
 * know ('gap'), or with another key for an issuer's purpose that has one ('swapped'). Null: it is.
 */
export async function keyListFault(program: string, root: readonly Uint8Array[], known: KeyList | null, next: KeyList): Promise<'forged' | 'older' | 'gap' | 'swapped' | null> {
  const message = messageOf(program, next)
  if (!message || !areSigning(root, message, next.signatures, ROOT_QUORUM)) return 'forged'
  if (new Set(next.entries.map(({ purpose }) => purpose)).size !== next.entries.length) return 'swapped'
  if (!known) return null
  if (next.version <= known.version) return 'older'
  if (next.version !== known.version + 1 || next.previous !== await keyListHash(program, known)) return 'gap'
  const before = new Map(known.entries.map(({ purpose, key }) => [purpose, key]))
  const swapped = next.entries.some(({ purpose, key }) => purpose.startsWith('issuer/') && (before.get(purpose) ?? key) !== key)
  return swapped ? 'swapped' : null
}

/** The keys that sign rosters and decks of cards. */
export const rosterKeysOf = (list: KeyList): Uint8Array[] =>
  list.entries.filter(({ purpose }) => purpose.startsWith('roster/')).flatMap(({ key }) => bytesOf(key) ?? [])

function messageOf(program: string, list: KeyList): Uint8Array | null {
  try { return keysMessage(program, list) } catch { return null }
}

function bytesOf(encoded: string): Uint8Array | null {
  try { return fromBase64url(encoded) } catch { return null }
}
