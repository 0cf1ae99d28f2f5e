import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { OpeningSheet } from '../contract.ts'
import type { Day } from '../rules/days.ts'
import { doorState, openingProblems, openingWarnings, type OpeningState, type StaffFacts } from '../rules/opening.ts'
import { settingsOf } from '../rules/settings.ts'
import { nextStep } from '../rules/setup.ts'
import { listLines } from '../store/crisis-lines.ts'
import { listTextVersions } from '../store/limits.ts'
import { findMinorsAnswer, findNewestOpening, insertClosing, insertMinorsAnswer, insertOpening } from '../store/opening.ts'
import { listCohorts, listSetupSteps, lockProgram, readProgram } from '../store/program.ts'
import { today, type Visiting } from './settings.ts'

/**
 * [Note: Staff facts] Coordinators, rosters, ready supporters and their test alerts belong to rooms below this one, which it may not
 * import. So `main` puts their answers together and hands this port in.
 */
export type AskStaffFacts = (tx: Tx, today: Day) => Promise<StaffFacts>

type Reading = Pick<Visiting, 'db' | 'program' | 'now'>

/** Also for `peerside doctor`, where nobody sits at a desk. */
export const readOpening = (here: Reading, ask: AskStaffFacts): Promise<OpeningSheet> => inTransaction(here.db, (tx) => sheet(tx, here, ask))

async function stateOf(tx: Tx, day: Day, ask: AskStaffFacts): Promise<OpeningState> {
  const program = await readProgram(tx)
  return {
    ...(await ask(tx, day)), locales: program.locales, settings: settingsOf(program.settings), cohorts: (await listCohorts(tx)).length,
    texts: await listTextVersions(tx), minorsAnswer: (await findMinorsAnswer(tx)) ?? null, lines: await listLines(tx),
  }
}

async function sheet(tx: Tx, here: Reading, ask: AskStaffFacts): Promise<OpeningSheet> {
  const state = await stateOf(tx, today(here), ask)
  const opening = await findNewestOpening(tx)
  const problems = openingProblems(state)
  return {
    door: doorState(opening ?? null, problems.map((found) => found.problem)), problems, warnings: openingWarnings(state, today(here)),
    setupWaits: !opening && nextStep(await listSetupSteps(tx)) !== null,
    minorsAnswer: state.minorsAnswer, openedOn: opening && !opening.closed ? dayIn(here.program.timeZone, opening.openedAt) : null,
  }
}

/** Asked of the program, not of a student: it decides whether the sentence for minors is shown. */
export const answerMinors = (here: Visiting, answer: 'yes' | 'no', ask: AskStaffFacts): Promise<OpeningSheet> =>
  inTransaction(here.db, async (tx) => {
    await insertMinorsAnswer(tx, { answer, by: here.proof.fullName, on: today(here), person: here.proof.person })
    await writeAudit(tx, { person: here.proof.person, event: 'minors-answered', day: today(here) })
    return sheet(tx, here, ask)
  })

/** Opens the doors to students, when everything is green and not before. Opening an open program changes nothing. */
export const openDoors = (here: Visiting, ask: AskStaffFacts): Promise<OpeningSheet | Refused<'checklist-not-green'>> =>
  inTransaction<OpeningSheet | Refused<'checklist-not-green'>>(here.db, async (tx) => {
    await lockProgram(tx)
    const opening = await findNewestOpening(tx)
    if (!opening || opening.closed) {
      const problems = openingProblems(await stateOf(tx, today(here), ask))
      if (problems.length) return refuse('checklist-not-green', { problems: problems.map((found) => found.problem) })
      await insertOpening(tx, here.now, here.proof.person)
      await writeAudit(tx, { person: here.proof.person, event: 'doors-opened', day: today(here) })
    }
    return sheet(tx, here, ask)
  })

/** No new first contact from now on; what was booked stands. */
export const closeDoors = (here: Visiting, ask: AskStaffFacts): Promise<OpeningSheet> =>
  inTransaction(here.db, async (tx) => {
    const opening = await findNewestOpening(tx)
    if (opening && !opening.closed) {
      await insertClosing(tx, opening.id, here.now, here.proof.person)
      await writeAudit(tx, { person: here.proof.person, event: 'doors-closed', day: today(here) })
    }
    return sheet(tx, here, ask)
  })
