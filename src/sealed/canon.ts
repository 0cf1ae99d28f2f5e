import { type Bytes, utf8 } from './bytes.ts'

/**
 * Joins fields into one byte string that only these fields, in this order, can produce: each is preceded by its
 * length in four bytes, big-endian. Numbers are written in decimal. The first field is a version tag, `ps1/...`.
 */
export function canon(...fields: readonly (string | number | Uint8Array)[]): Bytes {
  const parts = fields.map(fieldBytes)
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0))
  const view = new DataView(whole.buffer)
  let at = 0
  for (const part of parts) {
    view.setUint32(at, part.length)
    whole.set(part, at + 4)
    at += 4 + part.length
  }
  return whole
}

function fieldBytes(field: string | number | Uint8Array): Uint8Array {
  if (typeof field === 'string') return utf8(field)
  if (typeof field !== 'number') return field
  if (!Number.isSafeInteger(field)) throw new Error('only whole numbers have one spelling')
  return utf8(String(field))
}
