import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, violated, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { closeAccount, inviteSubjects, withdrawInvitation, type Here, type LinkSubject } from '../../accounts/actions.ts'
import type { Day } from '../../programs/rules/days.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { Invited, ListedPerson } from '../contract.ts'
import { academicYear, cohortsUnanswered, endRoleRefusal, excludesEachOther, grantStandings, inviteRefusal, mustAttest, WAYS_BACK_FOR_DUTY, type Grant } from '../rules.ts'
import {
  addDeparture, findByEmail, findByName, findPerson, insertPerson, listCohorts, listPeople, listSignedUp, lockCoordinators, putGrant, readSettings,
  removeDeparture, removeGrants, removeOnCallOf, setAccount, updatePerson, type NewPerson, type PersonContact, type PersonRow,
} from '../store.ts'
import type { Staff } from './door.ts'

/** [Note: Excusing a supporter] What happens to booked times when somebody is a supporter no more: their students are told at once. */
export type Excuse = (tx: Tx, supporter: string, now: number) => Promise<void>

export type Visiting = Here & { readonly proof: Staff }
const today = (here: Pick<Here, 'program' | 'now'>): Day => dayIn(here.program.timeZone, here.now)

/** Everybody, alumni included, as a coordinator sees them. */
export const listStaff = (here: Visiting) =>
  inTransaction(here.db, async (tx) => {
    const cohorts = await listCohorts(tx)
    const year = academicYear(today(here), settingsOf(await readSettings(tx)).academicYearStartsMonth)
    const ids = cohorts.map((cohort) => cohort.id)
    return { people: (await listPeople(tx)).map((person) => listed(person, ids, year)), cohorts, me: here.proof.person }
  })

function listed(person: PersonRow, cohorts: readonly string[], year: number): ListedPerson {
  const { id, fullName, contactEmail, contactPhone, joinedOn, leftOn, hasAccount, invitedUntil } = person
  return {
    id, fullName, contactEmail, contactPhone, joinedOn, leftOn, hasAccount, invitedUntil,
    hasTwoWaysBack: person.waysBack >= WAYS_BACK_FOR_DUTY,
    roles: grantStandings(person, cohorts, year),
    unanswered: mustAttest(person) ? cohortsUnanswered(person, cohorts, year) : [],
    examines: person.answers.filter((answer) => answer.academicYear === year && answer.assesses).map((answer) => answer.cohort),
  }
}

/** Adds a person with roles inside the caller's transaction: for this room's door, the importer, set-up and the command line. */
export async function addPerson(tx: Tx, person: NewPerson & { grants: readonly Grant[] }, by: string | null): Promise<string> {
  const id = await insertPerson(tx, person)
  for (const grant of person.grants) await putGrant(tx, id, grant, by, person.joinedOn)
  await writeAudit(tx, { person: by, event: 'person-added', day: person.joinedOn, detail: person.grants.map((grant) => grant.role).join(' ') })
  return id
}

/** The person with this address, whoever added them. */
export const personByEmail = (tx: Tx, email: string): Promise<string | undefined> => findByEmail(tx, email)

/** The one person of this name; undefined where there is none, or more than one. */
export const personByName = (tx: Tx, fullName: string): Promise<string | undefined> => findByName(tx, fullName)

type AddInput = PersonContact & { readonly grants: readonly Grant[] }

/** Adds a person and makes the one-time link that lets them in. */
export const addAndInvite = (here: Visiting, input: AddInput): Promise<Invited | Refused<'email-taken' | 'cohort-unknown' | 'safety-not-coordinator'>> =>
  inTransaction(here.db, async (tx) => {
    if (excludesEachOther(input.grants.map((grant) => grant.role))) return refuse('safety-not-coordinator')
    const known = (await listCohorts(tx)).map((cohort) => cohort.id)
    if (input.grants.some((grant) => grant.cohorts?.some((cohort) => !known.includes(cohort)))) return refuse('cohort-unknown')
    if (input.contactEmail && (await findByEmail(tx, input.contactEmail))) return refuse('email-taken')
    const id = await addPerson(tx, { ...input, joinedOn: today(here) }, here.proof.person)
    return (await invitationsFor(tx, here, [{ id, fullName: input.fullName }]))[0]!
  }).catch(emailTaken)

export const editPerson = (here: Visiting, person: string, to: PersonContact): Promise<{ saved: true } | Refused<'email-taken' | 'not-found'>> =>
  inTransaction(here.db, async (tx) => ((await updatePerson(tx, person, to)) ? { saved: true as const } : refuse('not-found'))).catch(emailTaken)

const emailTaken = (failure: unknown): Refused<'email-taken'> => {
  if (violated(failure) === 'people_email_taken') return refuse('email-taken')
  throw failure
}

type SheetRefusal = 'not-yourself' | 'has-left' | 'not-found'

/** A link for each, to hand out or print; whoever had one before gets a new one, and after losing every way in, new keys. `by` is null on the server's command line. */
export async function invitePeople(here: Here, people: readonly string[], by: string | null): Promise<readonly Invited[] | Refused<SheetRefusal>> {
  return inTransaction<readonly Invited[] | Refused<SheetRefusal>>(here.db, async (tx) => {
    const found: { id: string; fullName: string }[] = []
    for (const id of people) {
      const person = await findPerson(tx, id)
      if (!person) return refuse('not-found')
      const refusal = inviteRefusal(person, by)
      if (refusal) return refuse(refusal)
      found.push(person)
    }
    await writeAudit(tx, { person: by, event: 'invited', day: today(here), detail: String(found.length) })
    return invitationsFor(tx, here, found)
  })
}

async function invitationsFor(tx: Tx, here: Here, people: readonly { id: string; fullName: string }[]): Promise<Invited[]> {
  const invitations = await inviteSubjects(tx, here, { subjects: people.map((person) => person.id) })
  return invitations.map(({ subject, link, expiresOn }) => ({ person: subject, fullName: people.find((person) => person.id === subject)!.fullName, link, expiresOn }))
}

export const withdraw = (here: Visiting, person: string): Promise<{ withdrawn: true }> =>
  inTransaction(here.db, async (tx) => {
    await withdrawInvitation(tx, person)
    return { withdrawn: true as const }
  })

/** What the accounts room calls when an invitation is accepted: from now on these keys are this person's. */
export const linkAccount: LinkSubject = async (tx, subject, account) => {
  const person = await findPerson(tx, subject)
  if (!person || person.left) throw new Error('Broken promise: an invitation outlived its person')
  await setAccount(tx, subject, account)
  return { previous: person.account }
}

/** Takes every role and the way in; the name stays in the list of alumni. */
export const recordDeparture = (here: Visiting, id: string, excuse: Excuse): Promise<{ left: Day } | Refused<'last-coordinator' | 'has-left' | 'not-found'>> =>
  inTransaction<{ left: Day } | Refused<'last-coordinator' | 'has-left' | 'not-found'>>(here.db, async (tx) => {
    const person = await findPerson(tx, id)
    if (!person) return refuse('not-found')
    if (person.left) return refuse('has-left')
    if (await endsLastCoordinator(tx, id)) return refuse('last-coordinator')
    await excuse(tx, id, here.now)
    await removeGrants(tx, id)
    await removeOnCallOf(tx, id)
    await withdrawInvitation(tx, id)
    await setAccount(tx, id, null)
    if (person.account) await closeAccount(tx, person.account, here.now)
    await addDeparture(tx, id, today(here), here.proof.person)
    await writeAudit(tx, { person: here.proof.person, event: 'person-left', day: today(here) })
    return { left: today(here) }
  })

/** Alumni who come back start with a new role and a new invitation. */
export const recordReturn = (here: Visiting, id: string): Promise<{ back: true } | Refused<'not-found'>> =>
  inTransaction<{ back: true } | Refused<'not-found'>>(here.db, async (tx) => ((await removeDeparture(tx, id)) ? { back: true } : refuse('not-found')))

/** Whether the program would be left without a coordinator who can sign in. Locks, so that two cannot leave at the same moment. */
export async function endsLastCoordinator(tx: Tx, id: string): Promise<boolean> {
  const holders = (await lockCoordinators(tx)).map((grant) => grant.person)
  if (!holders.includes(id)) return false
  const coordinators = (await listSignedUp(tx)).filter((person) => holders.includes(person.id))
  const counts = coordinators.some((person) => person.id === id) ? coordinators.length : coordinators.length + 1
  return endRoleRefusal('coordinator', counts) !== null
}
