import type { Tx } from '../../../platform/db/transaction.ts'
import type { Day } from '../rules/days.ts'
import type { Names } from '../rules/names.ts'
import { listCohorts, listSites, listTopics, writeCohorts, writeSites, type NamedRow, type TopicRow } from '../store/program.ts'

export interface ProgramChoices {
  readonly cohorts: readonly NamedRow[]
  readonly sites: readonly NamedRow[]
  /** Retired topics too: records of the past name them. */
  readonly topics: readonly TopicRow[]
}

export const programChoices = async (tx: Tx): Promise<ProgramChoices> => ({ cohorts: await listCohorts(tx), sites: await listSites(tx), topics: await listTopics(tx) })

/** Cohorts that a spreadsheet names and the program does not know yet, after those that are there. */
export async function addCohorts(tx: Tx, names: readonly Names[], today: Day): Promise<readonly NamedRow[]> {
  if (names.length > 0) await writeCohorts(tx, [...(await listCohorts(tx)), ...names.map((each) => ({ names: each }))], today)
  return listCohorts(tx)
}

export async function addSites(tx: Tx, names: readonly Names[], today: Day): Promise<readonly NamedRow[]> {
  if (names.length > 0) await writeSites(tx, [...(await listSites(tx)), ...names.map((each) => ({ names: each }))], today)
  return listSites(tx)
}
