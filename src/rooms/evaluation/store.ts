import { row, rows, sql, type Tx } from '../../platform/db/transaction.ts'
import type { Names } from '../programs/rules/names.ts'
import type { Tally, Topic } from './rules/figures.ts'

/** Reads only what other rooms publish; this room has no table of its own. */
export const readTallies = (tx: Tx): Promise<Tally[]> => rows(tx, sql<Tally>`select period, about, value, records from interaction_tallies`)

export const readTopics = (tx: Tx): Promise<Topic[]> => rows(tx, sql<Topic>`select id, key, names from topics order by position, key`)

export const readProgram = async (tx: Tx): Promise<{ slug: string; names: Names; settings: object }> =>
  (await row(tx, sql<{ slug: string; names: Names; settings: object }>`select slug, names, settings from programs`))!

export const countSupporters = async (tx: Tx): Promise<number> =>
  (await row(tx, sql<{ supporters: number }>`select count(*) as supporters from supporter_standing where not has_left`))?.supporters ?? 0
