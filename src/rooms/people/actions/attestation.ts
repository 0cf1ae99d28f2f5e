import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { invariant, refuse, type Refused } from '../../../platform/refusals.ts'
import type { Day } from '../../programs/rules/days.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { MyStanding } from '../contract.ts'
import { academicYear, cohortsUnanswered, grantStandings, mustAttest, WAYS_BACK_FOR_DUTY } from '../rules.ts'
import { findStanding, listCohorts, listSignedUp, putAnswers, readSettings } from '../store.ts'
import type { Excuse, Visiting } from './people.ts'

export const myStanding = (here: Visiting): Promise<MyStanding> => inTransaction(here.db, (tx) => standingOf(tx, here))

async function standingOf(tx: Tx, here: Visiting): Promise<MyStanding> {
  const person = await findStanding(tx, here.proof.person)
  invariant(person, 'a guard lets in only people who have not left')
  const year = yearOf(person.settings, dayIn(here.program.timeZone, here.now))
  const owed = mustAttest(person)
  return {
    person: person.id, fullName: person.fullName, roles: grantStandings(person, person.cohorts, year), cohorts: await listCohorts(tx),
    answers: person.answers.filter((answer) => answer.academicYear === year).map(({ cohort, assesses }) => ({ cohort, assesses })),
    unanswered: owed ? cohortsUnanswered(person, person.cohorts, year) : [],
    mustAttest: owed, academicYear: year, waysBack: person.waysBack, waysBackNeeded: WAYS_BACK_FOR_DUTY,
  }
}

/** Each person answers for themselves, for every cohort, once a year; a later answer in the same year replaces the earlier. */
export const attest = (here: Visiting, answers: readonly { cohort: string; assesses: boolean }[], excuse: Excuse): Promise<MyStanding | Refused<'cohorts-changed'>> =>
  inTransaction<MyStanding | Refused<'cohorts-changed'>>(here.db, async (tx) => {
    const cohorts = (await listCohorts(tx)).map((cohort) => cohort.id)
    const given = new Set(answers.map((answer) => answer.cohort))
    if (given.size !== answers.length || cohorts.length !== given.size || cohorts.some((cohort) => !given.has(cohort))) return refuse('cohorts-changed')
    const today = dayIn(here.program.timeZone, here.now)
    await recordAnswers(tx, here.proof.person, answers, today)
    await writeAudit(tx, { person: here.proof.person, event: 'assessing-attested', day: today })
    const standing = await standingOf(tx, here)
    if (standing.roles.some(({ role, refusal }) => role === 'supporter' && refusal)) await excuse(tx, here.proof.person, here.now)
    return standing
  })

/** For demonstration data and tests; people answer through `attest`. */
export const recordAnswers = async (tx: Tx, person: string, answers: readonly { cohort: string; assesses: boolean }[], today: Day): Promise<void> => {
  await putAnswers(tx, person, yearOf(await readSettings(tx), today), answers, today)
}

/** Who tutors, examines or promotes which cohorts this year: students see it beside the name, and are not sent there. */
export async function examinedCohorts(tx: Tx, today: Day): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = await listSignedUp(tx)
  return new Map(people.map((person) => {
    const year = yearOf(person.settings, today)
    return [person.id, person.answers.filter((answer) => answer.academicYear === year && answer.assesses).map((answer) => answer.cohort)] as const
  }))
}

const yearOf = (settings: object, today: Day): number => academicYear(today, settingsOf(settings).academicYearStartsMonth)
