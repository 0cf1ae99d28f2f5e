import { type Bytes, type WebKey, fromBase64url, join } from './bytes.ts'

/** An Ed25519 seed becomes a PKCS #8 key by these sixteen bytes in front of it (RFC 8410). */
const ED25519_PKCS8 = Uint8Array.from([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20])

/** The pair of a 32-byte seed. The private key cannot be read out again. */
export async function ed25519Of(seed: Uint8Array): Promise<{ readonly privateKey: WebKey; readonly publicBytes: Bytes }> {
  const pkcs8 = join(ED25519_PKCS8, seed)
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']),
    publicBytes: fromBase64url(x ?? ''),
  }
}
