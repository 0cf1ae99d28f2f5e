import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM with a random nonce in front. `bound` is authenticated and not stored: a row moved elsewhere does not open. */
export function lockBox(key: Uint8Array, bound: string | Uint8Array, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/** Null when the key, the binding or a bit is wrong. */
export function unlockBox(key: Uint8Array, bound: string | Uint8Array, box: Uint8Array): Buffer | null {
  const tagAt = box.length - TAG_BYTES
  if (tagAt < NONCE_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(box.subarray(tagAt))
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, tagAt)), decipher.final()])
  } catch {
    return null
  }
}

/** JSON, zero-padded to `size` bytes before it is locked. Throws when it does not fit. */
export function sealPadded(key: Uint8Array, bound: string | Uint8Array, content: unknown, size: number): Buffer {
  const plain = Buffer.alloc(size)
  const text = Buffer.from(JSON.stringify(content))
  if (text.length > size - 4) throw new Error('too long to seal')
  plain.writeUInt32BE(text.length)
  text.copy(plain, 4)
  return lockBox(key, bound, plain)
}

/** Null when the key, the binding or a bit is wrong. */
export function openPadded(key: Uint8Array, bound: string | Uint8Array, sealed: Uint8Array): unknown {
  const plain = unlockBox(key, bound, sealed)
  return plain && (JSON.parse(plain.toString('utf8', 4, 4 + plain.readUInt32BE())) as unknown)
}
