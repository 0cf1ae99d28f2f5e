import { createCipheriv, createDecipheriv, createHash, randomBytes, randomInt } from 'node:crypto'
import type { InteractionRecord } from '../rules/record.ts'

/** Every sealed record has this size, so that a long list of topics does not show: 12 nonce, 1024 padded text, 16 tag. */
const RECORD_BYTES = 1024
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a record is found by while its week is open; the receipt itself never reaches the database. */
export const lookupOf = (receipt: string): Buffer => createHash('sha256').update('ps1/receipt').update(Buffer.from(receipt, 'base64url')).digest()

/** The sealed form is bound to its program and lookup, so that a row moved elsewhere does not open. */
export const sealRecord = (key: Buffer, bound: string, record: InteractionRecord): Buffer => sealPadded(key, bound, record, RECORD_BYTES)

export const openRecord = (key: Buffer, bound: string, sealed: Buffer): InteractionRecord | null => openPadded(key, bound, sealed) as InteractionRecord | null

/** JSON, zero-padded to `size` bytes, under AES-256-GCM. Throws when it does not fit. */
export function sealPadded(key: Buffer, bound: string, content: unknown, size: number): Buffer {
  const plain = Buffer.alloc(size)
  const text = Buffer.from(JSON.stringify(content))
  if (text.length > size - 4) throw new Error('too long to seal')
  plain.writeUInt32BE(text.length)
  text.copy(plain, 4)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Null when the key, the binding or a bit is wrong. */
export function openPadded(key: Buffer, bound: string, sealed: Buffer): unknown {
  const tagAt = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(sealed.subarray(tagAt))
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, tagAt)), decipher.final()])
    return JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE()))
  } catch {
    return null
  }
}

/** A fair order that nobody can foresee: Fisher and Yates, dice from the system. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}
