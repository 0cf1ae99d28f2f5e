import { createHash } from 'node:crypto'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { registerAccount, type Here, type NewAccount, type RegistrationRefusal, type Unpack } from '../../accounts/actions.ts'
import type { Admitted, Registration } from '../../accounts/contract.ts'
import type { Eligibility } from '../contract.ts'
import { readCard, readCode } from '../rules/cards.ts'
import { forgetGeneration, newestCode, noteGeneration, spendCard } from '../store.ts'
import { countArrival, isWorkDone } from './proof-of-work.ts'

export type AdmissionRefusal = 'card-used' | 'code-wrong' | 'work-missing'

/** What an account brought along while it waited with its week. Cards and codes bring nothing. */
export const unpackStudent: Unpack = async () => {}

/** A student's account: keys made in the browser, let in by a card or the program's code. The school's sign-on will stand beside these two. */
export async function registerStudent(here: Here, input: { registration: Registration; eligibility: Eligibility }): Promise<Admitted | Refused<AdmissionRefusal | RegistrationRefusal>> {
  const admit = admissionBy(here, input.eligibility)
  let isNew = false
  const admitted = await registerAccount<AdmissionRefusal>(here, { kind: 'student', registration: input.registration }, (tx, account) => {
    isNew = true
    return admit(tx, account)
  })
  // Keys known already did no work, so they must not make it dearer for others.
  if (isNew && !isRefused(admitted) && input.eligibility.by === 'code') countArrival(here.db.program, here.now)
  return admitted
}

/** An account whose code was replaced shows the new code, or a card. */
export const renewStudent = (here: Here, account: string, eligibility: Eligibility): Promise<{ renewed: true } | Refused<AdmissionRefusal>> =>
  inTransaction<{ renewed: true } | Refused<AdmissionRefusal>>(here.db, async (tx) => (await admissionBy(here, eligibility)(tx, { id: account, kind: 'student' })) ?? { renewed: true })

const admissionBy = (here: Here, eligibility: Eligibility) => (tx: Tx, account: NewAccount): Promise<Refused<AdmissionRefusal> | void> =>
  eligibility.by === 'card' ? byCard(tx, account.id, eligibility.card) : byCode(tx, here, account.id, eligibility)

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
