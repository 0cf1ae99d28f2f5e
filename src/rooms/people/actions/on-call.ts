import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Day } from '../../programs/rules/days.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { OnCallSheet } from '../contract.ts'
import { academicYear, hoursWithoutOnCall, joinedSpans, rolesInForce, WAYS_BACK_FOR_DUTY, type Role } from '../rules.ts'
import { listOnCall, listSignedUp, replaceOnCall, type OnCallPerson, type OnCallRow, type StandingPerson } from '../store.ts'
import type { Visiting } from './people.ts'

export const onCallSheet = (here: Visiting): Promise<OnCallSheet> => inTransaction(here.db, (tx) => sheet(tx, dayIn(here.program.timeZone, here.now)))

/** The whole roster at once. Nobody is on it whom the firewall refuses: an assessor is no contact. */
export const writeOnCall = (here: Visiting, spans: readonly OnCallRow[]): Promise<OnCallSheet | Refused<'not-on-call'>> =>
  inTransaction<OnCallSheet | Refused<'not-on-call'>>(here.db, async (tx) => {
    const today = dayIn(here.program.timeZone, here.now)
    const may = new Set((await inForce(tx, 'on-call', today)).map((person) => person.id))
    if (spans.some((span) => !may.has(span.person))) return refuse('not-on-call')
    await replaceOnCall(tx, joinedSpans(spans))
    await writeAudit(tx, { person: here.proof.person, event: 'emergency-hours-changed', day: today })
    return sheet(tx, today)
  })

async function sheet(tx: Tx, today: Day): Promise<OnCallSheet> {
  const candidates = await inForce(tx, 'on-call', today)
  const spans = await standingSpans(tx, candidates)
  const shown = spans.map(({ person, fullName, weekday, startsHour, endsHour }) => ({ person, fullName, weekday, startsHour, endsHour }))
  return { spans: shown, candidates: candidates.map(({ id, fullName }) => ({ id, fullName })), hoursWithoutOnCall: hoursWithoutOnCall(spans) }
}

/** Spans of people whose role was ended or refused since count for nothing. */
const standingSpans = async (tx: Tx, candidates: readonly { id: string }[]) =>
  (await listOnCall(tx)).filter((span) => candidates.some((person) => person.id === span.person))

export type OnCallContact = Pick<OnCallPerson, 'fullName' | 'contactEmail' | 'contactPhone'> & { readonly id: string }

/** Who answers emergencies at this hour of the week in the program's zone; weekday 1 is Monday. */
export async function onCallAt(tx: Tx, today: Day, { weekday, hour }: { weekday: number; hour: number }): Promise<OnCallContact[]> {
  const spans = await standingSpans(tx, await inForce(tx, 'on-call', today))
  return spans.filter((span) => span.weekday === weekday && span.startsHour <= hour && hour < span.endsHour)
    .map(({ person, fullName, contactEmail, contactPhone }) => ({ id: person, fullName, contactEmail, contactPhone }))
}

/** Who can sign in and use the role today. */
export const inForce = async (tx: Tx, role: Role, today: Day): Promise<StandingPerson[]> =>
  (await listSignedUp(tx)).filter((person) => rolesInForce(person, person.cohorts, academicYear(today, settingsOf(person.settings).academicYearStartsMonth)).includes(role))

/** This room's half of what the opening checklist asks. */
export async function peopleForOpening(tx: Tx, today: Day): Promise<{ coordinators: number; safetyContacts: number; hoursWithoutOnCall: readonly number[] }> {
  const coordinators = (await inForce(tx, 'coordinator', today)).filter((person) => person.waysBack >= WAYS_BACK_FOR_DUTY)
  const safetyContacts = (await inForce(tx, 'safety-contact', today)).length
  return { coordinators: coordinators.length, safetyContacts, hoursWithoutOnCall: hoursWithoutOnCall(await standingSpans(tx, await inForce(tx, 'on-call', today))) }
}
