import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import type { Guard, Knock } from '../../../platform/http/doors.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { signedIn } from '../../accounts/actions.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import { academicYear, rolesInForce, type Role } from '../rules.ts'
import { findByAccount, type StandingPerson } from '../store.ts'

/** Proof that a member of staff knocks, and which roles the assessor firewall lets them use today. */
export interface Staff {
  readonly person: string
  readonly fullName: string
  readonly roles: readonly Role[]
  readonly account: string
}

/** Anybody of the staff who has not left, whatever their roles: to answer the yearly question, to see one's own standing. */
export const colleague: Guard<Staff> = async (knock) => {
  const session = await signedIn(knock)
  if (isRefused(session)) return session
  if (session.kind !== 'staff') return refuse('not-found')
  const person = await inTransaction(knock.db, (tx) => findByAccount(tx, session.account))
  return person ? { person: person.id, fullName: person.fullName, roles: rolesToday(person, knock), account: session.account } : refuse('not-found')
}

/** Holds one of these roles today: the firewall is asked at every knock. Who does not is told what a stranger is told. */
export const holding = (...wanted: readonly Role[]): Guard<Staff> => {
  const guard: Guard<Staff> = async (knock): Promise<Staff | Refused<'sign-in-first' | 'not-found'>> => {
    const staff = await colleague(knock)
    if (isRefused(staff)) return staff as Refused<'sign-in-first' | 'not-found'>
    return staff.roles.some((role) => wanted.includes(role)) ? staff : refuse('not-found')
  }
  Object.defineProperty(guard, 'name', { value: wanted.join(' or ') })
  return guard
}

const rolesToday = (person: StandingPerson, { program, now }: Pick<Knock, 'program' | 'now'>): Role[] =>
  rolesInForce(person, person.cohorts, academicYear(dayIn(program.timeZone, now), settingsOf(person.settings).academicYearStartsMonth))
