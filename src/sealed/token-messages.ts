import { type Bytes, join, randomBytes, sameBytes, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'

/** What one issuer key is for. The term is the academic year, `2026-27`; the role is `student` or `survey-1` ... `survey-6`. */
export interface Purpose {
  readonly program: string
  readonly term: string
  readonly role: string
}

interface PublicKeys {
  readonly pkAuth: Uint8Array
  readonly pkHpke: Uint8Array
}

export const SURVEYS = 6
export const STUDENT = 'student'
export const surveyRole = (n: number): string => `survey-${n}`

/** RSA-3072 (ASVS 11.2.3 asks for 128 bits), SHA-384, a salt as long as the hash: RSABSSA-SHA384-PSS-Randomized of RFC 9474. */
export const MODULUS_BITS = 3072
export const TOKEN_BYTES = MODULUS_BITS / 8
export const SALT_BYTES = 48
/** The randomized variant puts so many random bytes in front, so that no issuer can choose its key to fit a message. */
const RANDOM_BYTES = 32

/** How the signed list of keys spells whose key an entry is. */
export const issuerPurpose = (term: string, role: string): string => `issuer/${term}/${role}`

/** What a student's token says: these keys, and no others, belong to somebody enrolled. It is a certificate without a name. */
export const tokenMessage = async ({ program, term, role }: Purpose, { pkAuth, pkHpke }: PublicKeys): Promise<Bytes> =>
  canon('ps1/token', canon(program, term, role), await sha256(canon('ps1/account', pkAuth, pkHpke)))

/** A survey token is bound to no keys at all. */
export const surveyMessage = (program: string, term: string, n: number): Bytes => canon('ps1/survey', program, term, n)

export const prepare = (message: Uint8Array): Bytes => join(randomBytes(RANDOM_BYTES), message)

/** Whether what was signed says exactly this, behind its random bytes. */
export const isPreparedFor = (prepared: Uint8Array, message: Uint8Array): boolean =>
  prepared.length === RANDOM_BYTES + message.length && sameBytes(prepared.subarray(RANDOM_BYTES), message)

/** One token, one account: what a server remembers of a token that was shown, and of a survey token that was spent. */
export const spentMark = async (prepared: Bytes): Promise<string> => toBase64url(await sha256(prepared))
