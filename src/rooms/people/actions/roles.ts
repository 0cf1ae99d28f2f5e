import { writeAudit } from '../../../platform/audit.ts'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import { academicYear, excludesEachOther, grantStandings, type Grant, type Role } from '../rules.ts'
import { findPerson, findStanding, listCohorts, putGrant, removeGrant, removeOnCallOf } from '../store.ts'
import { endsLastCoordinator, type Excuse, type Visiting } from './people.ts'

type GrantRefusal = 'assesses-cohort' | 'has-left' | 'cohort-unknown' | 'not-found' | 'safety-not-coordinator'

/** Grants a role, or changes the cohorts it reaches. A known assessor is refused here already; who has not answered yet is refused at the doors. */
export const grantRole = (here: Visiting, id: string, grant: Grant): Promise<{ granted: Grant } | Refused<GrantRefusal>> =>
  inTransaction<{ granted: Grant } | Refused<GrantRefusal>>(here.db, async (tx) => {
    const person = await findStanding(tx, id)
    if (!person) return refuse((await findPerson(tx, id)) ? 'has-left' : 'not-found')
    if (excludesEachOther([grant.role, ...person.grants.map((held) => held.role)])) return refuse('safety-not-coordinator')
    const cohorts = (await listCohorts(tx)).map((cohort) => cohort.id)
    if (grant.cohorts?.some((cohort) => !cohorts.includes(cohort))) return refuse('cohort-unknown')
    const today = dayIn(here.program.timeZone, here.now)
    const year = academicYear(today, settingsOf(person.settings).academicYearStartsMonth)
    const [standing] = grantStandings({ grants: [grant], answers: person.answers }, cohorts, year)
    if (standing?.refusal === 'assesses-cohort') return refuse('assesses-cohort')
    await putGrant(tx, id, grant, here.proof.person, today)
    await writeAudit(tx, { person: here.proof.person, event: 'role-granted', day: today, detail: grant.role })
    return { granted: grant }
  })

export const endRole = (here: Visiting, id: string, role: Role, excuse: Excuse): Promise<{ ended: true } | Refused<'last-coordinator' | 'not-found'>> =>
  inTransaction<{ ended: true } | Refused<'last-coordinator' | 'not-found'>>(here.db, async (tx) => {
    if (role === 'coordinator' && (await endsLastCoordinator(tx, id))) return refuse('last-coordinator')
    if (!(await removeGrant(tx, id, role))) return refuse('not-found')
    if (role === 'on-call') await removeOnCallOf(tx, id)
    if (role === 'supporter') await excuse(tx, id, here.now)
    await writeAudit(tx, { person: here.proof.person, event: 'role-ended', day: dayIn(here.program.timeZone, here.now), detail: role })
    return { ended: true }
  })
