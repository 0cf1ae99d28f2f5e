import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Bytes, type WebKey, join } from './bytes.ts'

/** RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const ENC_BYTES = 32

interface KeyPair {
  readonly privateKey: WebKey
  readonly publicKey: WebKey
}

export interface Sealing {
  readonly to: Uint8Array
  readonly info: Bytes
  /** With a sender, only the holder of this key can have made it (auth mode). */
  readonly from?: KeyPair
}

export interface Opening {
  readonly with: KeyPair
  readonly info: Bytes
  readonly from?: Uint8Array
}

/** enc || ciphertext. */
export async function seal({ to, info, from }: Sealing, content: Bytes): Promise<Bytes> {
  const recipientPublicKey = await publicKey(to)
  const sealed = await suite.seal({ recipientPublicKey, info: info.buffer, ...(from && { senderKey: from }) }, content.buffer)
  return join(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct))
}

/** Throws when the key, the sender, the info or one bit differs. */
export async function open({ with: recipientKey, info, from }: Opening, sealed: Bytes): Promise<Bytes> {
  const enc = sealed.slice(0, ENC_BYTES).buffer
  const senderPublicKey = from && (await publicKey(from))
  const parameters = { recipientKey, enc, info: info.buffer, ...(senderPublicKey && { senderPublicKey }) }
  return new Uint8Array(await suite.open(parameters, sealed.slice(ENC_BYTES).buffer))
}

const publicKey = (bytes: Uint8Array) => suite.kem.deserializePublicKey(Uint8Array.from(bytes).buffer)
