import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { randomBytes } from './bytes.ts'
import { type WayBackSecrets, secretsOf } from './slots.ts'

export const WORD_COUNT = 12

/** Twelve words that carry 128 random bits and a checksum of four. */
export const newWords = (): string[] => entropyToMnemonic(randomBytes(16), wordlist).split(' ')

export type WordsFault = { readonly fault: 'count'; readonly count: number } | { readonly fault: 'unknown'; readonly position: number } | { readonly fault: 'checksum' }

/** Reads typed words: any case, any spaces, numbers of a numbered list left in. The checksum catches 15 of 16 slips. */
export function readWords(typed: string): { readonly words: readonly string[] } | WordsFault {
  const words = typed.normalize('NFKD').toLowerCase().split(/[^a-z]+/).filter(Boolean)
  if (words.length !== WORD_COUNT) return { fault: 'count', count: words.length }
  const unknown = words.findIndex((word) => !wordlist.includes(word))
  if (unknown >= 0) return { fault: 'unknown', position: unknown + 1 }
  try {
    mnemonicToEntropy(words.join(' '), wordlist)
    return { words }
  } catch {
    return { fault: 'checksum' }
  }
}

export const wordsSecrets = (words: readonly string[]): Promise<WayBackSecrets> =>
  secretsOf('words', mnemonicToEntropy(words.join(' '), wordlist))

/** Which two words to type back, two different positions counted from 1. */
export function positionsToTypeBack(draw: (below: number) => number): readonly [number, number] {
  const first = draw(WORD_COUNT)
  const second = (first + 1 + draw(WORD_COUNT - 1)) % WORD_COUNT
  return first < second ? [first + 1, second + 1] : [second + 1, first + 1]
}
