import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { callOffBookingsOf } from '../../bookings/actions.ts'
import { restoreMember, suspendMember } from '../../conversations/actions.ts'
import type { Day } from '../../programs/rules/days.ts'
import { withdrawAllOf } from '../../requests/actions.ts'
import { recheckResting } from '../../students/actions.ts'
import type { Letter, MySuspension } from '../contract.ts'
import { appealRefusal, daysAfter, isResting } from '../rules.ts'
import { findMembers } from '../store/conversations.ts'
import { programSettings } from '../store/reports.ts'
import * as store from '../store/suspensions.ts'
import { type Here, makeReportKey } from './outer-lock.ts'
import { keepLetter, type LetterRefusal, mayWrite } from './reports.ts'

const todayOf = ({ program, now }: Here): Day => dayIn(program.timeZone, now)

interface Reporter {
  readonly person: string
  readonly account: string
}

/** A supporter's report needs no proof: the pseudonym rests at once. Only of somebody with whom this supporter has a conversation. */
export async function reportAccount(here: Here, by: Reporter, { conv, letter }: { conv: string; letter: Letter | null }): Promise<{ endsOn: Day } | Refused<LetterRefusal | 'not-found' | 'too-many'>> {
  if (!mayWrite(here, by.account)) return refuse('too-many')
  const key = letter && (await makeReportKey(here, letter.id))
  const done = await inTransaction<{ endsOn: Day } | Refused<LetterRefusal | 'not-found'>>(here.db, async (tx) => {
    const between = await findMembers(tx, conv, by.account)
    if (between?.supporter !== by.account) return refuse('not-found')
    const kept = letter && key ? await keepLetter(tx, here, { kind: 'account', account: by.account, letter, key }) : null
    if (isRefused(kept)) return kept
    return { endsOn: await beginRest(tx, here, between.student, by.person) }
  })
  recheckResting(here.db.program)
  return done
}

/** No new request, booking or message from now on; what was booked is called off. Signing in, reading and help stay. */
async function beginRest(tx: Tx, here: Here, account: string, reportedBy: string): Promise<Day> {
  const beganOn = todayOf(here)
  const { suspensionDays } = await programSettings(tx)
  await store.suspend(tx, { account, reportedBy, beganOn, endsOn: daysAfter(beganOn, suspensionDays) })
  await callOffBookingsOf(tx, here, account)
  await withdrawAllOf(tx, here.services, account)
  await suspendMember(tx, account)
  return (await store.findSuspension(tx, account))!.endsOn
}

/** What the student sees; null where nothing stands any more, also before the housekeeping has come by. */
export const myStanding = (here: Here, account: string): Promise<{ suspension: MySuspension | null }> =>
  inTransaction(here.db, async (tx) => {
    const found = await store.findSuspension(tx, account)
    return { suspension: found && isResting(found, todayOf(here)) ? shown(found) : null }
  })

const shown = ({ beganOn, endsOn, upheld, appeal }: store.StoredSuspension): MySuspension => ({ beganOn, endsOn, upheld, appealed: appeal !== null })

/** Sealed words to the safety contacts, once. They lift it, uphold it, or let it end. */
export async function objectTo(here: Here, account: string, letter: Letter): Promise<MySuspension | Refused<LetterRefusal | 'not-suspended' | 'appealed-already'>> {
  const key = await makeReportKey(here, letter.id)
  return inTransaction<MySuspension | Refused<LetterRefusal | 'not-suspended' | 'appealed-already'>>(here.db, async (tx) => {
    const found = await store.findSuspension(tx, account)
    if (found?.appeal === letter.id) return shown(found)
    const refusal = appealRefusal(found ? { ...found, appealed: found.appeal !== null } : null, todayOf(here))
    if (refusal) return refuse(refusal)
    const kept = await keepLetter(tx, here, { kind: 'appeal', account, letter, key })
    if (isRefused(kept)) return kept
    await store.addAppeal(tx, account, letter.id)
    return shown((await store.findSuspension(tx, account))!)
  })
}

export const upholdSuspension = (here: Here, contact: string, account: string): Promise<{ upheld: true } | Refused<'not-found'>> =>
  inTransaction<{ upheld: true } | Refused<'not-found'>>(here.db, async (tx) => {
    if (!(await store.findSuspension(tx, account))) return refuse('not-found')
    await store.uphold(tx, account, contact, todayOf(here))
    return { upheld: true }
  })

/** From this moment the account is like any other, and nothing says that it ever rested. */
export async function liftSuspension(here: Here, account: string): Promise<{ lifted: true } | Refused<'not-found'>> {
  const lifted = await inTransaction<{ lifted: true } | Refused<'not-found'>>(here.db, async (tx) => ((await endRest(tx, account)) ? { lifted: true } : refuse('not-found')))
  recheckResting(here.db.program)
  return lifted
}

async function endRest(tx: Tx, account: string): Promise<boolean> {
  if (!(await store.lift(tx, account))) return false
  await restoreMember(tx, account)
  return true
}

/** For the housekeeping: a rest that nobody upheld ends on its last day, whoever is or is not signed in. */
export const endRests = (here: Here): Promise<number> =>
  inTransaction(here.db, async (tx) => {
    const over = await store.suspensionsOver(tx, todayOf(here))
    for (const account of over) await endRest(tx, account)
    return over.length
  })
