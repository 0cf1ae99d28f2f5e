import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Guard, Knock } from '../../../platform/http/doors.ts'
import { isRefused, refuse } from '../../../platform/refusals.ts'
import { settleArrival, signedIn } from '../../accounts/actions.ts'
import { isOpenToStudents } from '../store.ts'
import { unpackStudent } from './certificates.ts'
import { isAtRest } from './resting.ts'

/** Proof that a registered student knocks, at a program whose doors are open. */
export interface StudentProof {
  readonly account: string
}

const openUntil = new Map<string, number>()
const RECHECK_MS = 5_000

/** A program once found open is asked again after five seconds; a closed one at each knock. */
async function isOpen({ db, now }: Knock): Promise<boolean> {
  const until = openUntil.get(db.program) ?? 0
  if (until > now && until <= now + RECHECK_MS) return true
  const open = await inTransaction(db, isOpenToStudents)
  if (open) openUntil.set(db.program, now + RECHECK_MS)
  else openUntil.delete(db.program)
  return open
}

/** For bookings, whose rows name no account: one that waits with its week goes on waiting. */
export const bookingStudent: Guard<StudentProof> = async (knock) => {
  const proof = await returningStudent(knock)
  if (isRefused(proof)) return proof
  if (await isAtRest(knock, proof.account)) return refuse('account-resting')
  return (await isOpen(knock)) ? proof : refuse('not-open-yet')
}

/** For every door behind which a row names the account: one that waits with its week is written first, so that nobody is kept waiting. */
export const student: Guard<StudentProof> = async (knock) => {
  const proof = await bookingStudent(knock)
  if (!isRefused(proof) && !written.has(proof.account)) {
    await inTransaction(knock.db, (tx) => settleArrival(tx, knock, proof.account, unpackStudent))
    remember(proof.account)
  }
  return proof
}

/** Accounts known to be written, so that most knocks ask nothing. */
const written = new Set<string>()
const MOST_REMEMBERED = 10_000
const remember = (account: string): void => {
  if (written.size >= MOST_REMEMBERED) written.clear()
  written.add(account)
}

/** A registered student whether the doors are open or not: what they booked stays theirs to see, cancel and move. */
export const returningStudent: Guard<StudentProof> = async (knock) => {
  const proof = await signedIn(knock)
  if (isRefused(proof)) return proof
  return proof.kind === 'student' ? { account: proof.account } : refuse('not-found')
}

/** Anyone may look before they have an account; whoever shows a session shows one that holds. Staff look as guests do. */
export const studentOrGuest: Guard<StudentProof | 'guest'> = async (knock) => {
  const proof = knock.token ? await signedIn(knock) : null
  if (isRefused(proof)) return proof
  if (!(await isOpen(knock))) return refuse('not-open-yet')
  return proof?.kind === 'student' ? { account: proof.account } : 'guest'
}
