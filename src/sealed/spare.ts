import { mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { type Bytes, fromBase64url, hkdf, sha256, text, toBase64url, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { boxKey, lock, unlock } from './locked-box.ts'
import { pad, unpad } from './padding.ts'
import type { Certificate } from './token.ts'

/** Every spare has the same size, whatever the program is called. */
const SPARE_BYTES = 1_536

/** A second root with a token of its own: a new account for whoever lost the first for good. */
export interface Spare extends Certificate {
  readonly root: string
}

/** What the server keeps. Nothing in it names an account, and nothing on the server opens it. */
export interface SealedSpare {
  readonly lookup: string
  readonly proofHash: string
  readonly contentSealed: string
}

interface SpareSecrets {
  readonly lookup: Bytes
  readonly proof: Bytes
  readonly kek: Bytes
}

/** Twelve words of its own, never kept beside the first ones on any device. */
async function secretsOf(words: readonly string[]): Promise<SpareSecrets> {
  const entropy = mnemonicToEntropy(words.join(' '), wordlist).slice()
  const [lookup, proof, kek] = await Promise.all([
    hkdf(entropy, canon('ps1/spare/lookup'), 16),
    hkdf(entropy, canon('ps1/spare/proof')),
    hkdf(entropy, canon('ps1/spare/kek')),
  ])
  return { lookup, proof, kek }
}

export async function sealSpare(words: readonly string[], program: string, spare: Spare): Promise<SealedSpare> {
  const { lookup, proof, kek } = await secretsOf(words)
  const box = await lock(await boxKey(kek), pad(utf8(JSON.stringify(spare)), SPARE_BYTES), canon('ps1/spare', program, lookup))
  return { lookup: toBase64url(lookup), proofHash: toBase64url(await sha256(proof)), contentSealed: toBase64url(box) }
}

/** How to ask the server for a spare: a lookup and the proof that it is one's own. */
export async function askForSpare(words: readonly string[]): Promise<{ readonly lookup: string; readonly proof: string }> {
  const { lookup, proof } = await secretsOf(words)
  return { lookup: toBase64url(lookup), proof: toBase64url(proof) }
}

/** Throws when the words are others, the program is another, or one bit differs. */
export async function openSpare(words: readonly string[], program: string, contentSealed: string): Promise<Spare> {
  const { lookup, kek } = await secretsOf(words)
  return JSON.parse(text(unpad(await unlock(await boxKey(kek), fromBase64url(contentSealed), canon('ps1/spare', program, lookup))))) as Spare
}
