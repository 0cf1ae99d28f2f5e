import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { type Bytes, type WebKey, fromBase64url } from './bytes.ts'
import { MODULUS_BITS, SALT_BYTES, STUDENT, TOKEN_BYTES, isPreparedFor, tokenMessage } from './token-messages.ts'

/** RFC 9474 in the browser: blind, and take the blinding off again. Signing is the issuer's, and it does that with OpenSSL. */
const suite = RSABSSA.SHA384.PSS.Randomized({ supportsRSARAW: false })

/** What leaves for the issuer, and what must stay here to make a token of its answer. Kept before anything is posted. */
export interface Blinded {
  readonly blinded: Bytes
  readonly inv: Bytes
}

/** What an enrolled student shows: these bytes were signed under the program's key of this academic year. base64url. */
export interface Certificate {
  readonly term: string
  readonly prepared: string
  readonly signature: string
}

/** The list of keys that the program signed, as the roster room verified it. */
export interface IssuerKeys {
  issuerKey(term: string, role: string): Bytes | null
}

/** Throws on anything but an RSA key of the agreed size: a small one would make every token worthless. */
export async function importIssuerKey(spki: Bytes): Promise<WebKey> {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
  if ((key.algorithm as { modulusLength?: number }).modulusLength !== MODULUS_BITS) throw new Error('not a key of this size')
  return key
}

export async function blind(spki: Bytes, prepared: Bytes): Promise<Blinded> {
  const { blindedMsg, inv } = await suite.blind(await importIssuerKey(spki), prepared)
  return { blinded: blindedMsg.slice(), inv: inv.slice() }
}

/** The token, verified. Throws when the answer was not made with the key that everybody has: an issuer that marks one student is found out here. */
export const finalize = async (spki: Bytes, prepared: Bytes, answer: Bytes, inv: Bytes): Promise<Bytes> =>
  (await suite.finalize(await importIssuerKey(spki), prepared, answer, inv)).slice()

export async function isToken(spki: Bytes, prepared: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== TOKEN_BYTES) return false
  try {
    return await crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT_BYTES }, await importIssuerKey(spki), signature, prepared)
  } catch {
    return false
  }
}

/** Whether these account keys are certified as a student's by the program's own key. For whoever is about to seal something to them. */
export async function isCertified(keys: IssuerKeys, program: string, certificate: Certificate | null, pkAuth: Bytes, pkHpke: Bytes): Promise<boolean> {
  const spki = certificate && keys.issuerKey(certificate.term, STUDENT)
  if (!spki) return false
  try {
    const prepared = fromBase64url(certificate.prepared)
    const message = await tokenMessage({ program, term: certificate.term, role: STUDENT }, { pkAuth, pkHpke })
    return isPreparedFor(prepared, message) && (await isToken(spki, prepared, fromBase64url(certificate.signature)))
  } catch {
    return false
  }
}
