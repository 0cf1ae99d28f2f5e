import type { Tx } from '../../../platform/db/transaction.ts'
import { academicYear, cohortsUnanswered, grantStandings } from '../../people/rules.ts'
import type { Day } from '../../programs/rules/days.ts'
import { missingFor, shownExperiences, standingOf, type ReadinessFacts, type Requirement, type Standing } from '../rules.ts'
import { profileRows, programYear, standingRows, type ProfileRow, type StandingRow } from '../store.ts'

export interface SupporterStanding {
  readonly person: string
  readonly fullName: string
  readonly standing: Standing
  readonly missing: readonly Requirement[]
  /** Cohorts this supporter may be there for, and those they tutor or examine. */
  readonly reaches: readonly string[]
  readonly examines: readonly string[]
}

/** Where each supporter stands today, or the one person asked for. */
export async function supporterStandings(tx: Tx, today: Day, person: string | null = null): Promise<SupporterStanding[]> {
  const found = await standingRows(tx, person)
  const { cohorts, startsMonth } = await programYear(tx)
  return found.map((row) => standingIn(row, cohorts, academicYear(today, startsMonth)))
}

function standingIn(row: StandingRow, cohorts: readonly string[], year: number): SupporterStanding {
  const grant = { grants: [{ role: 'supporter' as const, cohorts: row.grantedCohorts }], answers: row.answers }
  const [held] = grantStandings(grant, cohorts, year)
  const facts: ReadinessFacts = {
    'account': row.hasAccount,
    'two-ways-back': row.twoWaysBack,
    'alert-confirmed': row.alertConfirmed,
    'agreement-signed': row.agreementSigned,
    'assessor-answers': cohortsUnanswered(grant, cohorts, year).length === 0,
    'cohort-to-support': held?.refusal !== 'assesses-cohort',
    'languages': row.languagesNamed,
  }
  return {
    person: row.person, fullName: row.fullName, missing: missingFor(facts),
    standing: standingOf({ left: row.hasLeft, paused: row.paused, facts }),
    reaches: held && held.refusal === null ? held.reached : [],
    examines: row.answers.filter((a) => a.academicYear === year && a.assesses).map((a) => a.cohort),
  }
}

/** The supporters whom students can be offered today. */
export const readySupporters = async (tx: Tx, today: Day): Promise<string[]> =>
  (await supporterStandings(tx, today)).filter((s) => s.standing === 'ready').map((s) => s.person)

/** For the opening checklist: who is ready but for the test alert counts as ready and untested. */
export async function readinessForOpening(tx: Tx, today: Day): Promise<{ readySupporters: number; untestedSupporters: { id: string; name: string }[] }> {
  const standings = (await supporterStandings(tx, today)).filter((s) => s.standing === 'ready' || (s.standing === 'not-ready' && s.missing.join() === 'alert-confirmed'))
  return {
    readySupporters: standings.length,
    untestedSupporters: standings.filter((s) => s.standing === 'not-ready').map((s) => ({ id: s.person, name: s.fullName })),
  }
}

/** What students see of a supporter. Lived experience travels to registered students alone. */
export interface ListedSupporter {
  readonly id: string
  readonly displayName: string
  readonly cohort: string | null
  readonly site: string | null
  readonly languages: readonly string[]
  readonly topics: readonly string[]
  readonly about: string
  readonly experiences: readonly string[]
  /** Cohorts this supporter tutors or examines, and so is not there for. */
  readonly examines: readonly string[]
  /** Cohorts this supporter is there for. */
  readonly reaches: readonly string[]
}

/** The supporters whom students can be offered today, by display name. `eligible` says that a registered student asks. */
export async function listedSupporters(tx: Tx, today: Day, { eligible }: { eligible: boolean }): Promise<ListedSupporter[]> {
  const standings = new Map((await supporterStandings(tx, today)).map((s) => [s.person, s]))
  return (await profileRows(tx)).flatMap((profile) => {
    const standing = standings.get(profile.person)
    return standing?.standing === 'ready' ? [listed(profile, standing, eligible)] : []
  })
}

export function listed(profile: ProfileRow, standing: SupporterStanding, eligible: boolean): ListedSupporter {
  const { person, displayName, cohort, site, languages, topics, about } = profile
  return {
    id: person, displayName, cohort, site, languages, topics, about, examines: standing.examines, reaches: standing.reaches,
    experiences: eligible ? shownExperiences(profile, standing.fullName) : [],
  }
}
