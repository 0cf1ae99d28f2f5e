import { type Bytes } from './bytes.ts'

/** Hides a length: four bytes of length, the content, then zeros up to `size`. Throws when it does not fit. */
export function pad(content: Uint8Array, size: number): Bytes {
  if (content.length > size - 4) throw new Error('too long to pad')
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, 4)
  return padded
}

/** Pads to the smallest of `sizes` (ascending) that holds the content. */
export const padToOneOf = (content: Uint8Array, sizes: readonly number[]): Bytes =>
  pad(content, sizes.find((size) => content.length <= size - 4) ?? 0)

export function unpad(padded: Bytes): Bytes {
  const length = padded.length < 4 ? Infinity : new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (length > padded.length - 4) throw new Error('padding is broken')
  return padded.slice(4, 4 + length)
}
