import { type Bytes, type WebKey, join, randomBytes } from './bytes.ts'

const IV_BYTES = 12

/** AES-256-GCM with a random 96-bit IV in front: iv || ciphertext || tag. `context` is authenticated, not stored. */
export async function lock(key: WebKey, content: Bytes, context: Bytes): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES)
  return join(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: context }, key, content)))
}

/** Throws when the key, the context or one bit of the box differs. */
export async function unlock(key: WebKey, box: Bytes, context: Bytes): Promise<Bytes> {
  const iv = box.slice(0, IV_BYTES)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: context }, key, box.slice(IV_BYTES)))
}

export const boxKey = (secret: Bytes): Promise<WebKey> => crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
