import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { isTokenSignedBy } from '../../../platform/proofs/token.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { fromBase64url } from '../../../sealed/bytes.ts'
import { STUDENT, isPreparedFor, issuerPurpose, tokenMessage } from '../../../sealed/token-messages.ts'
import type { Here, Unpack } from '../../accounts/actions.ts'
import type { Day } from '../../programs/rules/days.ts'
import { publishedKey } from '../../roster/actions.ts'
import type { CertificateInput } from '../contract.ts'
import { isOver, termOn } from '../rules/terms.ts'
import { addCertificates, forgetGeneration, keysOfStudent, yearStartsMonth } from '../store.ts'

interface Keys {
  readonly pkAuth: Uint8Array
  readonly pkHpke: Uint8Array
}

/**
 * Whether somebody enrolled holds these keys: the program's issuer signed their hash for this year, unseen. The binding makes a stolen
 * token worthless and a repeated one the same account, so that nothing has to be remembered of tokens that were shown.
 */
export async function certificateRefusal(tx: Tx, here: Here, keys: Keys, { term, prepared, signature }: CertificateInput): Promise<Refused<'token-refused'> | null> {
  if (isOver(term, dayIn(here.program.timeZone, here.now), await yearStartsMonth(tx))) return refuse('token-refused')
  const spki = await publishedKey(tx, issuerPurpose(term, STUDENT))
  const shown = decoded({ prepared, signature })
  if (!spki || !shown) return refuse('token-refused')
  const message = await tokenMessage({ program: here.program.slug, term, role: STUDENT }, keys)
  const holds = isPreparedFor(shown.prepared, message) && isTokenSignedBy(fromBase64url(spki), shown.prepared, shown.signature)
  return holds ? null : refuse('token-refused')
}

/** An account that came by card or code shows a token for the keys it has. It depends on no code from now on. */
export const certifyAccount = (here: Here, account: string, certificate: CertificateInput): Promise<{ certified: true } | Refused<'token-refused' | 'not-found'>> =>
  inTransaction<{ certified: true } | Refused<'token-refused' | 'not-found'>>(here.db, async (tx) => {
    const keys = await keysOfStudent(tx, account)
    const refusal = keys ? await certificateRefusal(tx, here, keys, certificate) : refuse('not-found')
    if (isRefused(refusal)) return refusal
    await unpackStudent(tx, [{ account, luggage: { certificate } }])
    await forgetGeneration(tx, account)
    return { certified: true }
  })

/** What an account that came by token brings along, whether it is written at once or with its week. Cards and codes bring nothing. */
export const unpackStudent: Unpack = (tx, carried) => addCertificates(tx, carried.flatMap(({ account, luggage }) => {
  const { certificate } = luggage as { readonly certificate?: CertificateInput }
  return certificate ? [{ account, term: certificate.term, prepared: Buffer.from(certificate.prepared, 'base64url'), signature: Buffer.from(certificate.signature, 'base64url') }] : []
}))

/** Null where the bytes are not in their one spelling. */
function decoded({ prepared, signature }: Pick<CertificateInput, 'prepared' | 'signature'>) {
  try {
    return { prepared: fromBase64url(prepared), signature: fromBase64url(signature) }
  } catch {
    return null
  }
}

/** The academic year of today, as tokens spell it. */
export const termNow = async (tx: Tx, today: Day): Promise<string> => termOn(today, await yearStartsMonth(tx))
