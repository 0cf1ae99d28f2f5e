import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { dayIn, monthIn, monthOfPeriod, openWeekAt } from '../../interactions/rules/periods.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import type { FigureSheet } from '../contract.ts'
import { countedPeriods, figuresOf, published, wholeSpan, yearSpan, yearsOf, type Figures, type Span, type Tally } from '../rules/figures.ts'
import type { Report } from '../rules/report.ts'
import { countSupporters, readProgram, readTallies, readTopics } from '../store.ts'

export interface When {
  readonly timeZone: string
  readonly now: number
}

/** One academic year, small counts hidden. Only whole years: two spans that differ by a month would give that month away. */
export const yearFigures = (db: Db, when: When, asked: number | undefined): Promise<FigureSheet> =>
  inTransaction(db, async (tx) => {
    const { names, settings } = await readProgram(tx)
    const startsMonth = settingsOf(settings).academicYearStartsMonth
    const tallies = await readTallies(tx)
    const years = yearsOf(tallies.map(({ period }) => period), monthIn(when.timeZone, when.now), startsMonth)
    const year = asked !== undefined && years.includes(asked) ? asked : firstWithRecords(tallies, years, startsMonth)
    return { names, years, year, startsMonth, figures: published(await exactFigures(tx, when, yearSpan(year, startsMonth), false)) }
  })

/** The newest year that has anything to show; before the first record, the running one. */
const firstWithRecords = (tallies: readonly Tally[], years: readonly number[], startsMonth: number): number => {
  const [first, ...rest] = tallies.map(({ period }) => period)
  return first === undefined ? years[0]! : yearsOf(rest, monthOfPeriod(first), startsMonth)[0]!
}

/** All counts as they are. Without `everything`, running weeks with few records wait for their month. */
async function exactFigures(tx: Tx, when: When, span: Span, everything: boolean): Promise<Figures> {
  const tallies = await readTallies(tx)
  const counted = new Set(countedPeriods(tallies, openWeekAt(when.timeZone, when.now)))
  return figuresOf(everything ? tallies : tallies.filter(({ period }) => counted.has(period)), span, await readTopics(tx))
}

export interface AskedReport extends When, Partial<Span> {
  /** Small counts shown: for the operator on the command line alone, warned before and noted in the audit log. */
  readonly exact: boolean
}

/** The year's table for `peerside report`; without a span, all that was ever recorded. */
export const report = (db: Db, asked: AskedReport): Promise<Report> =>
  inTransaction(db, async (tx) => {
    const { slug, names } = await readProgram(tx)
    const all = wholeSpan((await readTallies(tx)).map(({ period }) => period), monthIn(asked.timeZone, asked.now))
    const span = { from: asked.from ?? all.from, to: asked.to ?? all.to }
    const exact = await exactFigures(tx, asked, span, asked.exact)
    if (asked.exact) await writeAudit(tx, { person: null, event: 'exact-report', day: dayIn(asked.timeZone, asked.now), detail: `${span.from} to ${span.to}` })
    return { program: slug, names, exact: asked.exact, supporters: await countSupporters(tx), interactions: asked.exact ? exact : published(exact) }
  })
