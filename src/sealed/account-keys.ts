import { DhkemX25519HkdfSha256 } from '@hpke/core'
import { type Bytes, type WebKey, hkdf, randomBytes, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import { ed25519Of } from './ed25519-seed.ts'
import { boxKey } from './locked-box.ts'

/** What a browser holds while an account is open. The private keys cannot be read out of WebCrypto. */
export interface AccountKeys {
  /** 22 characters of base64url: the first 16 bytes of a hash over both public keys. */
  readonly account: string
  readonly pkAuth: Bytes
  readonly pkHpke: Bytes
  readonly auth: WebKey
  readonly hpke: { readonly privateKey: WebKey; readonly publicKey: WebKey }
  readonly vault: WebKey
}

export const ROOT_BYTES = 32

export const newRoot = (): Bytes => randomBytes(ROOT_BYTES)

export async function keysOf(root: Bytes): Promise<AccountKeys> {
  if (root.length !== ROOT_BYTES) throw new Error('a root has 32 bytes')
  const [auth, hpke, vault] = await Promise.all([signingKey(root), agreementKey(root), hkdf(root, canon('ps1/vault-key')).then(boxKey)])
  return {
    account: await accountId(auth.publicBytes, hpke.publicBytes),
    pkAuth: auth.publicBytes,
    pkHpke: hpke.publicBytes,
    auth: auth.privateKey,
    hpke: { privateKey: hpke.privateKey, publicKey: hpke.publicKey },
    vault,
  }
}

export const accountId = async (pkAuth: Uint8Array, pkHpke: Uint8Array): Promise<string> =>
  toBase64url((await sha256(canon('ps1/account', pkAuth, pkHpke))).slice(0, 16))

const signingKey = async (root: Bytes) => ed25519Of(await hkdf(root, canon('ps1/auth')))

async function agreementKey(root: Bytes) {
  const pair = await new DhkemX25519HkdfSha256().deriveKeyPair((await hkdf(root, canon('ps1/hpke'))).buffer)
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits']),
    publicKey: pair.publicKey,
    publicBytes: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  }
}
