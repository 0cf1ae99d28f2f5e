import { inTransaction, violated, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import { linesFor } from '../rules/crisis-lines.ts'
import type { Day } from '../rules/days.ts'
import type { Names } from '../rules/names.ts'
import { fittingPack, limitsFromPack } from '../rules/packs.ts'
import { yearStartsIn } from '../rules/settings.ts'
import { SEED_TOPICS } from '../rules/topics.ts'
import { insertPackLines, removePackLines } from '../store/crisis-lines.ts'
import { insertTextVersion, wroteByHand } from '../store/limits.ts'
import { insertProgram, insertTopics } from '../store/program.ts'
import { limitsFrame, limitsPacks, packLines } from './packs.ts'

export interface NewProgram {
  readonly slug: string
  readonly names?: Names
  readonly publicNames?: Names
  readonly country?: string
  readonly region?: string | null
  readonly locales?: readonly Locale[]
  readonly timeZone?: string
  readonly today: Day
}

/** Neutral on a phone's home screen: it says nothing of support. */
const PUBLIC_NAME: Names = { en: 'Commons', fr: 'Commons', zh: 'Commons' }

/**
 * A program with everything it needs to be set up: topics, the country's crisis lines (unchecked) and a first limits text (unreviewed).
 * `db` is bound to a fresh random id, which becomes the program's own.
 */
export const createProgram = (db: Db, input: NewProgram): Promise<{ id: string } | Refused<'slug-taken'>> =>
  inTransaction<{ id: string } | Refused<'slug-taken'>>(db, async (tx) => {
    const { slug, today, country = 'CA', region = null, locales = LOCALES, timeZone = 'America/Toronto' } = input
    const names = input.names ?? { en: slug }
    await insertProgram(tx, {
      slug, names, publicNames: input.publicNames ?? PUBLIC_NAME, iconColour: 'teal', country, region, locales, timeZone,
      settings: { academicYearStartsMonth: yearStartsIn(country) },
    })
    await insertTopics(tx, SEED_TOPICS.map(({ key, names: topicNames, escalates = false, retired = false }) => ({ key, names: topicNames, escalates, retired })), 0, today)
    await settleInPlace(tx, country, region, today)
    return { id: db.program }
  }).catch((failure: unknown) => {
    if (violated(failure) === 'programs_slug_taken') return refuse('slug-taken')
    throw failure
  })

/** The lines and the limits text of a country. A text that somebody wrote by hand is left alone; campus lines are the program's own. */
export async function settleInPlace(tx: Tx, country: string, region: string | null, today: Day): Promise<void> {
  await removePackLines(tx)
  await insertPackLines(tx, linesFor(packLines(country), region))
  if (await wroteByHand(tx)) return
  const pack = fittingPack(limitsPacks(), country, region)
  await insertTextVersion(tx, { pack: pack.key, texts: limitsFromPack(limitsFrame(), pack), by: null, on: today })
}
