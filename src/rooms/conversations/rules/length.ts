import { PADDED_BYTES } from './boxes.ts'

/** Four bytes say how long the content is. */
const MOST_BYTES = Math.max(...PADDED_BYTES) - 4
/** A supporter's message carries a key of 32 bytes as 43 letters; room for it is kept for everybody, so that the limit is one. */
const KEY_LETTERS = 'x'.repeat(43)
/** From here on the page says how much room is left. */
export const NEARLY_FULL_BYTES = 1_000

/** Bytes that still fit, counted as the text will be written; below zero it is too long. */
export const roomLeft = (text: string): number =>
  MOST_BYTES - new TextEncoder().encode(JSON.stringify({ k: 'text', text: text.trim(), kf: KEY_LETTERS })).length
