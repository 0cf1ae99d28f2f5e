import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt, timingSafeEqual, type KeyObject } from 'node:crypto'
import { invariant } from '../platform/refusals.ts'

/** One purpose's key. OpenSSL holds the private half; we never see its numbers. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly modulus: Buffer
  readonly spki: Buffer
}

export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem), publicKey = createPublicKey(privateKey)
  const { n } = publicKey.export({ format: 'jwk' })
  return { privateKey, publicKey, modulus: Buffer.from(n!, 'base64url'), spki: publicKey.export({ format: 'der', type: 'spki' }) }
}

/** Whether these bytes are a number that RFC 9474 lets us sign: as long as the modulus, above zero and below it. */
export const isBlinded = ({ modulus }: SigningKey, blinded: Uint8Array): boolean =>
  blinded.length === modulus.length && blinded.some((byte) => byte !== 0) && Buffer.compare(blinded, modulus) < 0

/**
 * RFC 9474, 4.3 (BlindSign): the raw RSA operation, by OpenSSL and in constant time. What it gave is checked against the public key before it
 * leaves: one faulty signature would give the private key away.
 */
export function blindSign(key: SigningKey, blinded: Uint8Array): Buffer {
  invariant(isBlinded(key, blinded), 'what is signed was checked before')
  const signature = privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, blinded)
  invariant(signature.length === key.modulus.length && timingSafeEqual(publicEncrypt({ key: key.publicKey, padding: constants.RSA_NO_PADDING }, signature), blinded), 'a signature opens to what was signed')
  return signature
}
