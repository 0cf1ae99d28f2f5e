import type { Bytes } from './bytes.ts'
import { newHandle, newPassphrase, newSalt, randomBelow } from './passphrase.ts'
import { newWords, positionsToTypeBack } from './recovery-words.ts'

export interface DrawnWords {
  readonly words: readonly string[]
  /** The two places to type back. */
  readonly positions: readonly [number, number]
}

/** The salt is drawn with the rest: kept a second time after a lost answer, it is the same way back. */
export interface DrawnPassphrase {
  readonly handle: string
  readonly passphrase: string
  readonly salt: Bytes
}

export const drawWords = (): DrawnWords => ({ words: newWords(), positions: positionsToTypeBack(randomBelow) })
export const drawPassphrase = (): DrawnPassphrase => ({ handle: newHandle(), passphrase: newPassphrase(), salt: newSalt() })
