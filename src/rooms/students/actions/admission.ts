import { createHash } from 'node:crypto'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { registerAccount, type Here, type Luggage, type NewAccount, type RegistrationRefusal } from '../../accounts/actions.ts'
import type { Admitted, Registration } from '../../accounts/contract.ts'
import type { Eligibility } from '../contract.ts'
import { readCard, readCode } from '../rules/cards.ts'
import { forgetGeneration, newestCode, noteGeneration, spendCard } from '../store.ts'
import { certificateRefusal, certifyAccount, unpackStudent } from './certificates.ts'
import { countArrival, isWorkDone } from './proof-of-work.ts'

export type AdmissionRefusal = 'card-used' | 'code-wrong' | 'work-missing' | 'token-refused'

/**
 * A student's account: keys made in the browser, let in by a token of the issuer, a card or the program's code. One that comes by token
 * waits with its week, so that no order of rows puts it beside whoever signed in at the issuer a moment before.
 */
export async function registerStudent(here: Here, input: { registration: Registration; eligibility: Eligibility }): Promise<Admitted | Refused<AdmissionRefusal | RegistrationRefusal>> {
  const { registration, eligibility } = input
  let isNew = false
  const admit = async (tx: Tx, account: NewAccount): Promise<Refused<AdmissionRefusal> | Luggage | void> => {
    isNew = true
    if (eligibility.by !== 'token') return byPaper(tx, here, account.id, eligibility)
    const certificate = certificateOf(eligibility)
    return (await certificateRefusal(tx, here, keysOf(registration), certificate)) ?? { certificate }
  }
  const admitted = await registerAccount<AdmissionRefusal>(here, { kind: 'student', registration }, admit, { waits: eligibility.by === 'token', unpack: unpackStudent })
  // Keys known already did no work, so they must not make it dearer for others.
  if (isNew && !isRefused(admitted) && eligibility.by === 'code') countArrival(here.db.program, here.now)
  return admitted
}

/** An account whose code was replaced shows the new code, a card, or a token for its keys. */
export async function renewStudent(here: Here, account: string, eligibility: Eligibility): Promise<{ renewed: true } | Refused<AdmissionRefusal>> {
  if (eligibility.by === 'token') return isRefused(await certifyAccount(here, account, certificateOf(eligibility))) ? refuse('token-refused') : { renewed: true }
  return inTransaction<{ renewed: true } | Refused<AdmissionRefusal>>(here.db, async (tx) => (await byPaper(tx, here, account, eligibility)) ?? { renewed: true })
}

const byPaper = (tx: Tx, here: Here, account: string, shown: Exclude<Eligibility, { by: 'token' }>): Promise<Refused<AdmissionRefusal> | void> =>
  shown.by === 'card' ? byCard(tx, account, shown.card) : byCode(tx, here, account, shown)

const certificateOf = ({ term, prepared, signature }: Extract<Eligibility, { by: 'token' }>) => ({ term, prepared, signature })
const keysOf = ({ pkAuth, pkHpke }: Registration) => ({ pkAuth: Buffer.from(pkAuth, 'base64url'), pkHpke: Buffer.from(pkHpke, 'base64url') })

async function byCard(tx: Tx, account: string, typed: string): Promise<Refused<'card-used'> | void> {
  const card = readCard(typed)
  if (!card || !(await spendCard(tx, cardHash(card)))) return refuse('card-used')
  await forgetGeneration(tx, account)
}

/** The work is checked before the code is looked at, so that every guess costs as much as an account. */
async function byCode(tx: Tx, here: Here, account: string, shown: Extract<Eligibility, { by: 'code' }>): Promise<Refused<'code-wrong' | 'work-missing'> | void> {
  const code = readCode(shown.code)
  if (!code) return refuse('code-wrong')
  const work = { challenge: shown.challenge, account, code, answer: shown.answer }
  if (!isWorkDone(here.services, here.db.program, work, here.now)) return refuse('work-missing')
  const newest = await newestCode(tx)
  if (!newest?.code || newest.code.replaceAll('-', '') !== code) return refuse('code-wrong')
  await noteGeneration(tx, account, newest.generation)
}

/** The same hash as the browser that made the deck: see `hashCard` in client.ts. */
const cardHash = (card: string): Buffer => createHash('sha256').update(`ps1/card ${card}`).digest()
