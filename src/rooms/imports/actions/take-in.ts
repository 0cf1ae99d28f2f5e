import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { addImportedHours } from '../../hours/actions.ts'
import { recordPast } from '../../interactions/actions.ts'
import { dayOfWeek, isOlderThanAYear, isWeek, monthOfPeriod } from '../../interactions/rules/periods.ts'
import { addPerson, personByEmail } from '../../people/actions.ts'
import { addCohorts, addSites, programChoices } from '../../programs/actions.ts'
import type { Names } from '../../programs/rules/names.ts'
import { addImportedSupporter } from '../../supporters/actions.ts'
import type { HourRows, InteractionRows, RowsRefused, SupporterRows, TakenIn } from '../contract.ts'
import type { Problem } from '../rules/cells.ts'
import type { ImportKind } from '../rules/columns.ts'
import { screenFreeText } from '../rules/identity.ts'
import { isUnmeetable } from '../rules/read-hours.ts'
import { findNamed, findSupporter, namesFor, unknownLabels, unknownSupporterProblem } from '../rules/resolve.ts'
import { listSupporters } from '../store.ts'
import { todayOf, type Importing } from './desk.ts'
import { openLedger } from './ledger.ts'

type RowsRefusal = Refused<'rows-refused'>
const refuseRows = (problems: readonly Problem[]): RowsRefusal => refuse('rows-refused', { problems } satisfies RowsRefused)

const NOTHING = { cohortsAdded: [] as Names[], sitesAdded: [] as Names[], incomplete: 0 }

/** Supporters with their person, role and profile, ready to be invited; cohorts and sites that the program lacks are added. All or none. */
export const takeInSupporters = (here: Importing, { rows, locale }: SupporterRows): Promise<TakenIn | RowsRefusal> =>
  inTransaction<TakenIn | RowsRefusal>(here.db, async (tx) => {
    const ledger = await openLedger(tx, here.services.keys, 'supporters', rows)
    const today = todayOf(here)
    const choices = await programChoices(tx)
    const problems: Problem[] = []
    const cohortsAdded = unknownLabels(choices.cohorts, ledger.fresh.map((row) => row.cohort), true).map((label) => namesFor(label, locale, true))
    const sitesAdded = unknownLabels(choices.sites, ledger.fresh.map((row) => row.site), false).map((label) => namesFor(label, locale, false))
    const [cohorts, sites] = [await addCohorts(tx, cohortsAdded, today), await addSites(tx, sitesAdded, today)]
    const topics = new Set(choices.topics.map((topic) => topic.id))
    for (const row of ledger.fresh) {
      if (row.email !== null && (await personByEmail(tx, row.email))) {
        problems.push({ line: row.line, column: null, reason: 'already-here', value: row.email })
        continue
      }
      const person = await addPerson(tx, { fullName: row.name, contactEmail: row.email, joinedOn: today, grants: [{ role: 'supporter', cohorts: null }] }, here.by)
      const profile = {
        person, fullName: row.name, cohort: row.cohort === null ? null : findNamed(cohorts, row.cohort, true), site: row.site === null ? null : findNamed(sites, row.site, false),
        languages: row.languages, topics: row.topics.filter((topic) => topics.has(topic)), about: '', experiences: row.experiences.filter((item) => screenFreeText(item, locale).length === 0),
        agreementSignedOn: row.agreementSignedOn,
      }
      await addImportedSupporter(tx, profile, today)
    }
    if (problems.length > 0) return refuseRows(problems)
    return settled(tx, here, { kind: 'supporters', ledger, cohortsAdded, sitesAdded, incomplete: 0 })
  })

/** Weekly hours of supporters who are here already. A place that seems to hold somebody's name is left out. All or none. */
export const takeInHours = (here: Importing, { rows, locale }: HourRows): Promise<TakenIn | RowsRefusal> =>
  inTransaction<TakenIn | RowsRefusal>(here.db, async (tx) => {
    const ledger = await openLedger(tx, here.services.keys, 'hours', rows)
    const known = await listSupporters(tx)
    const problems: Problem[] = []
    for (const row of ledger.fresh) {
      const supporter = findSupporter(known, row.supporter)
      if (!supporter) {
        problems.push(unknownSupporterProblem(row.line, row.supporter))
        continue
      }
      const place = row.place !== null && screenFreeText(row.place, locale).length > 0 ? null : row.place
      const added = await addImportedHours(tx, { ...row, supporter: supporter.person, place, validFrom: todayOf(here) })
      if (isRefused(added)) problems.push({ line: row.line, column: null, reason: added.refused === 'already-there' ? 'already-here' : added.refused === 'hours-overlap' ? 'hours-overlap' : 'unknown-supporter', value: row.supporter.slice(0, 60) })
    }
    if (problems.length > 0) return refuseRows(problems)
    return settled(tx, here, { ...NOTHING, kind: 'hours', ledger, incomplete: ledger.fresh.filter(isUnmeetable).length })
  })

/** Contacts of the past: no supporter, no day, no line, and in no order. All or none. */
export const takeInInteractions = (here: Importing, { rows }: InteractionRows): Promise<TakenIn | Refused<'import-stale'>> =>
  inTransaction<TakenIn | Refused<'import-stale'>>(here.db, async (tx) => {
    const ledger = await openLedger(tx, here.services.keys, 'interactions', rows)
    const today = todayOf(here)
    const topics = new Set((await programChoices(tx)).topics.map((topic) => topic.id))
    const records = ledger.fresh.map(({ record }) => ({ ...record, period: settledPeriod(record.period, today) }))
    if (records.some((record) => record.period === null || record.topics.some((topic) => !topics.has(topic)))) return refuse('import-stale')
    if (records.length > 0) await recordPast(tx, records as (InteractionRows['rows'][number]['record'])[])
    return settled(tx, here, { ...NOTHING, kind: 'interactions', ledger })
  })

/** A week keeps to its month once it is older than a year; what is not a time that has begun is none. */
function settledPeriod(period: string, today: string): string | null {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(period)) return period <= today.slice(0, 7) ? period : null
  if (!isWeek(period) || dayOfWeek(period, 1) > today) return null
  return isOlderThanAYear(period, today) ? monthOfPeriod(period) : period
}

interface Settling extends Omit<TakenIn, 'added' | 'alreadyHere'> {
  readonly kind: ImportKind
  readonly ledger: { readonly fresh: readonly unknown[]; readonly alreadyHere: number; settle(): Promise<void> }
}

async function settled(tx: Tx, here: Importing, { ledger, ...about }: Settling): Promise<TakenIn> {
  await ledger.settle()
  if (ledger.fresh.length > 0) await writeAudit(tx, { person: here.by, event: 'imported', day: todayOf(here), detail: about.kind })
  return { ...about, added: ledger.fresh.length, alreadyHere: ledger.alreadyHere }
}
