import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db/transaction.ts'
import { invariant } from '../../platform/refusals.ts'
import { addImportedHours } from '../../rooms/hours/actions.ts'
import { guessMapping, type ImportKind } from '../../rooms/imports/rules/columns.ts'
import { readImport, type RowsByKind } from '../../rooms/imports/rules/read-import.ts'
import { readTable } from '../../rooms/imports/rules/table.ts'
import { recordPast } from '../../rooms/interactions/actions/past.ts'
import { addPerson } from '../../rooms/people/actions.ts'
import { readSheet } from '../../rooms/programs/actions/settings.ts'
import type { ProgramSheet } from '../../rooms/programs/contract.ts'
import { addImportedSupporter } from '../../rooms/supporters/actions.ts'
import type { Here } from './ridgeway.ts'

const FOLDER = join(import.meta.dirname, '../../../demo')

/** The three invented spreadsheets of demo/, taken in by the rules that read any school's. */
export async function importRidgeway(here: Here, by: string): Promise<void> {
  const sheet = await readSheet({ ...here, proof: { person: by, fullName: '' } })
  const today = dayIn(here.program.timeZone, here.now)
  const read = <K extends ImportKind>(kind: K, file: string): RowsByKind[K] => {
    const table = readTable(readFileSync(join(FOLDER, file)))
    invariant(!('refused' in table), `${file} can be read`)
    const found = readImport(kind, { table, mapping: guessMapping(kind, table.header), locale: 'en', dateOrder: null, today, timeZone: sheet.timeZone, topics: sheet.topics })
    invariant(found.problems.length === 0, `${file} has no problem`)
    return found.rows
  }
  await inTransaction(here.db, async (tx) => {
    const people = await addSupporters(tx, read('supporters', 'supporters.csv'), sheet, today)
    for (const row of read('hours', 'weekly-hours.csv')) await addImportedHours(tx, { ...row, supporter: people.get(row.supporter)!, validFrom: today })
    await recordPast(tx, read('interactions', 'interactions.csv').map(({ record }) => record))
  })
}

async function addSupporters(tx: Tx, rows: RowsByKind['supporters'], sheet: ProgramSheet, today: string): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  for (const row of rows) {
    const person = await addPerson(tx, { fullName: row.name, contactEmail: row.email, joinedOn: today, grants: [{ role: 'supporter', cohorts: null }] }, null)
    const cohort = sheet.cohorts[Number(row.cohort) - 1]?.id ?? null
    const site = sheet.sites.find(({ names }) => names.en === row.site)?.id ?? null
    await addImportedSupporter(tx, { ...row, person, fullName: row.name, cohort, site, about: '' }, today)
    people.set(row.email!, person)
  }
  return people
}
