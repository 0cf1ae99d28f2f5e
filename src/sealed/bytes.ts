/** Bytes that WebCrypto accepts: never backed by shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A WebCrypto key, named so that browser and server compile alike. */
export type WebKey = Parameters<typeof crypto.subtle.encrypt>[1]

const BASE64URL = /^[A-Za-z0-9_-]*$/

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

/** UTF-8. Refuses lone surrogates, which would otherwise all become the same bytes. */
export function utf8(text: string): Bytes {
  if (!text.isWellFormed()) throw new Error('text is not well formed')
  return new TextEncoder().encode(text)
}

export const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Throws on anything but the one canonical spelling, so that equal bytes mean equal text. */
export function fromBase64url(encoded: string): Bytes {
  if (!BASE64URL.test(encoded)) throw new Error('not base64url')
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
  if (toBase64url(bytes) !== encoded) throw new Error('not canonical base64url')
  return bytes
}

/** For public values. Secrets are compared on the server, in constant time. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

export const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/** HKDF-SHA256 with an empty salt; `info` is a canon that opens with a `ps1/...` tag. */
export async function hkdf(secret: Bytes, info: Bytes, length = 32): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info }, key, length * 8))
}
