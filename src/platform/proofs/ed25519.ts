import { createPublicKey, verify } from 'node:crypto'

/** A raw Ed25519 public key becomes a SubjectPublicKeyInfo by these twelve bytes in front of it (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** True only for a signature by the holder of this key over exactly this message. Never throws on bad input. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    return verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}
