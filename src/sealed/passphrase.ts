import { wordlist } from '@scure/bip39/wordlists/english.js'
import { argon2id } from 'hash-wasm'
import { type Bytes, hkdf, randomBytes, sha256, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import type { WayBackSecrets } from './slots.ts'

/** 64 MiB, three passes, one lane: OWASP's floor is 19 MiB and two. */
export const ARGON2 = { memorySize: 64 * 1024, iterations: 3, parallelism: 1, hashLength: 32 } as const
export const SALT_BYTES = 16
const PASSPHRASE_WORDS = 6

/** Six of 2048 words: 66 bits, each tried at the cost of ARGON2. */
export const newPassphrase = (): string => Array.from({ length: PASSPHRASE_WORDS }, randomWord).join(' ')

/** A name for the slot that says nothing about its owner: quiet-heron-42. */
export const newHandle = (): string => `${randomWord()}-${randomWord()}-${10 + randomBelow(90)}`

export const newSalt = (): Bytes => randomBytes(SALT_BYTES)

/** Where the slot lies. Known before the salt, so that the salt can be asked for. */
export const handleLookup = async (handle: string): Promise<Bytes> => (await sha256(canon('ps1/handle', plain(handle).replaceAll(' ', '-')))).slice(0, 16)

export async function passphraseSecrets(handle: string, passphrase: string, salt: Bytes): Promise<WayBackSecrets> {
  const stretched = (await argon2id({ ...ARGON2, password: utf8(plain(passphrase)), salt, outputType: 'binary' })) as Bytes
  const [lookup, proof, kek] = await Promise.all([
    handleLookup(handle),
    hkdf(stretched, canon('ps1/passphrase/proof')),
    hkdf(stretched, canon('ps1/passphrase/kek')),
  ])
  return { kind: 'passphrase', lookup, proof, kek }
}

const plain = (typed: string): string => typed.normalize('NFKD').toLowerCase().trim().split(/[\s-]+/).join(' ')

const randomWord = (): string => wordlist[randomBelow(wordlist.length)] ?? ''

/** Without bias: draws again above the last whole multiple. */
export function randomBelow(limit: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return drawn < 2 ** 32 - (2 ** 32 % limit) ? drawn % limit : randomBelow(limit)
}
