import { constants, generateKeyPairSync, privateDecrypt, type KeyObject } from 'node:crypto'

/** An issuer's key and its raw RSA operation by OpenSSL, for tests of what a browser and an app make of its answers. */
export interface Signer {
  readonly spki: Uint8Array<ArrayBuffer>
  sign(blinded: Uint8Array): Uint8Array<ArrayBuffer>
}

export function newSigner(modulusLength = 3072): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength })
  return { spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })), sign: (blinded) => rawRsa(privateKey, blinded) }
}

const rawRsa = (key: KeyObject, blinded: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded))
