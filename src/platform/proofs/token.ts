import { constants, createPublicKey, verify } from 'node:crypto'
import { MODULUS_BITS, SALT_BYTES, TOKEN_BYTES } from '../../sealed/token-messages.ts'

/** True only for a token that was signed under this issuer key (SubjectPublicKeyInfo) over exactly these bytes. Never throws on bad input. */
export function isTokenSignedBy(spki: Uint8Array, prepared: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== TOKEN_BYTES) return false
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== MODULUS_BITS) return false
    return verify('sha384', prepared, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES }, signature)
  } catch {
    return false
  }
}
