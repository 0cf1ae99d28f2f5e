import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { type Bytes, fromBase64url, randomBytes, toBase64url } from './bytes.ts'
import { ed25519Of } from './ed25519-seed.ts'
import { sign } from './signature.ts'
import type { SignatureBy } from './signed-shapes.ts'

const SEED_BYTES = 32
export const SEED_WORDS = 24

/** One of the three keys of a program's root: made whole on its holder's device, never split and never put together. */
export const newRootSeed = (): Bytes => randomBytes(SEED_BYTES)

export const rootKeyOf = async (seed: Uint8Array): Promise<string> => toBase64url((await ed25519Of(seed)).publicBytes)

export async function signAsRoot(seed: Uint8Array, message: Bytes): Promise<SignatureBy> {
  const { privateKey, publicBytes } = await ed25519Of(seed)
  return { key: toBase64url(publicBytes), signature: toBase64url(await sign(privateKey, message)) }
}

/** Twenty-four words that carry 256 bits and a checksum of eight: what is printed. */
export const spellSeed = (seed: Uint8Array): string[] => entropyToMnemonic(seed, wordlist).split(' ')

/** The seed of the words on a sheet, typed in any case and with any spaces; null where a word or the checksum is wrong. */
export function readSeed(typed: string): Bytes | null {
  const words = typed.normalize('NFKD').toLowerCase().split(/[^a-z]+/).filter(Boolean)
  if (words.length !== SEED_WORDS) return null
  try {
    return Uint8Array.from(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    return null
  }
}

/** How the vault keeps it: one spelling. */
export const packSeed = (seed: Uint8Array): string => toBase64url(seed)
export const unpackSeed = (packed: string): Bytes => fromBase64url(packed)
