import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { invariant } from '../../platform/refusals.ts'
import { importFile } from '../../rooms/imports/actions.ts'
import type { Here } from './here.ts'

const FOLDER = join(import.meta.dirname, '../../../demo')
const FILES = [['supporters', 'supporters.csv'], ['hours', 'weekly-hours.csv'], ['interactions', 'interactions.csv']] as const

/** The three invented spreadsheets of demo/, imported as any school's would be. */
export async function importRidgeway(here: Here, by: string): Promise<void> {
  for (const [kind, file] of FILES) {
    const report = await importFile({ ...here, by }, { kind, bytes: readFileSync(join(FOLDER, file)), locale: 'en' })
    invariant(report.outcome === 'taken-in', `${file} of the demonstration is taken in: ${report.lines.join(' ')}`)
  }
}
