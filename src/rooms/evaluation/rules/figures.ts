import { shown, withhold, type Shown } from '../../../disclosure/small-counts.ts'
import { dayOfWeek, isWeek, monthOfPeriod, monthsBetween, nextMonth, type Month } from '../../interactions/rules/periods.ts'
import { DURATIONS, FORMATS, INITIATORS, REFERRALS } from '../../interactions/rules/record.ts'
import type { Names } from '../../programs/rules/names.ts'

/** How many records of a period gave an answer, as the interactions room publishes it. */
export interface Tally {
  readonly period: string
  readonly about: 'total' | 'format' | 'initiator' | 'duration' | 'referral' | 'topic'
  readonly value: string
  readonly records: number
}

export interface Topic {
  readonly id: string
  readonly key: string
  readonly names: Names
}

/** One row of a table: a count, or null where it is hidden. */
export interface Cell {
  readonly key: string
  readonly count: Shown
  readonly names?: Names
}

/** The year's tables. Topics are several to a record, so theirs adds up to more than the total. */
export interface Figures {
  readonly from: Month
  readonly to: Month
  readonly total: Shown
  readonly byMonth: readonly Cell[]
  readonly byFormat: readonly Cell[]
  readonly byInitiator: readonly Cell[]
  readonly byDuration: readonly Cell[]
  readonly byTopic: readonly Cell[]
  readonly byReferral: readonly Cell[]
}

export interface Span {
  readonly from: Month
  readonly to: Month
}

/** docs/encryption.md 9: a week with fewer records goes by its month, which is shown once all its weeks have closed. */
export const SMALLEST_WEEK = 10

/** Periods that may be counted: months, weeks of months that are over, and running weeks with ten records or more. */
export const countedPeriods = (tallies: readonly Tally[], openWeek: string): string[] =>
  tallies
    .filter(({ about }) => about === 'total')
    .filter(({ period, records }) => !isWeek(period) || monthIsOver(monthOfPeriod(period), openWeek) || records >= SMALLEST_WEEK)
    .map(({ period }) => period)

/** Every week with its Thursday in the month has closed. */
const monthIsOver = (month: Month, openWeek: string): boolean => dayOfWeek(openWeek, 4).slice(0, 7) > month

/** All counts as they are: for the operator alone, see `published`. */
export function figuresOf(tallies: readonly Tally[], { from, to }: Span, topics: readonly Topic[]): Figures {
  const within = tallies.filter(({ period }) => monthOfPeriod(period) >= from && monthOfPeriod(period) <= to)
  const count = (about: Tally['about'], fits: (tally: Tally) => boolean): number =>
    within.filter((tally) => tally.about === about && fits(tally)).reduce((sum, { records }) => sum + records, 0)
  const cells = (about: Tally['about'], keys: readonly string[]): Cell[] => keys.map((key) => ({ key, count: count(about, ({ value }) => value === key) }))
  return {
    from, to,
    total: count('total', () => true),
    byMonth: monthsBetween(from, to).map((month) => ({ key: month, count: count('total', ({ period }) => monthOfPeriod(period) === month) })),
    byFormat: cells('format', FORMATS),
    byInitiator: cells('initiator', INITIATORS),
    byDuration: cells('duration', DURATIONS),
    byTopic: longestFirst(topics.map(({ id, key, names }) => ({ key, names, count: count('topic', ({ value }) => value === id) })).filter((cell) => cell.count > 0)),
    byReferral: cells('referral', REFERRALS),
  }
}

/** What anybody else may see, the coordinator too. Hidden topics stand last, in the program's order: their place says nothing. */
export function published(exact: Figures): Figures {
  return {
    from: exact.from, to: exact.to,
    total: shown(exact.total ?? 0),
    byMonth: hide(exact.byMonth), byFormat: hide(exact.byFormat), byInitiator: hide(exact.byInitiator), byDuration: hide(exact.byDuration),
    byTopic: longestFirst(hide(exact.byTopic.toSorted((a, b) => a.key.localeCompare(b.key, 'en')))), byReferral: hide(exact.byReferral),
  }
}

function hide(cells: readonly Cell[]): Cell[] {
  const counts = withhold(cells.map((cell) => cell.count ?? 0))
  return cells.map((cell, at) => ({ ...cell, count: counts[at] ?? null }))
}

const longestFirst = (cells: readonly Cell[]): Cell[] => cells.toSorted((a, b) => (b.count ?? -1) - (a.count ?? -1))

/** The figures that stand on top. What was pointed elsewhere is told only where it follows from what is shown anyway. */
export function keyFigures({ total, byInitiator, byReferral }: Figures): { byStudents: Shown; bySupporters: Shown; referred: Shown } {
  const of = (cells: readonly Cell[], key: string): Shown => cells.find((cell) => cell.key === key)?.count ?? null
  const nowhere = of(byReferral, 'none')
  return {
    byStudents: of(byInitiator, 'student'),
    bySupporters: of(byInitiator, 'supporter'),
    referred: total === null || nowhere === null ? null : total - nowhere,
  }
}

/** 2018 stands for the academic year 2018-19. */
export const yearSpan = (year: number, startsMonth: number): Span => {
  const from = `${year}-${String(startsMonth).padStart(2, '0')}`
  const months = Array.from({ length: 11 }).reduce<Month>((month) => nextMonth(month), from)
  return { from, to: months }
}

export const yearOf = (month: Month, startsMonth: number): number => Number(month.slice(0, 4)) - (Number(month.slice(5)) < startsMonth ? 1 : 0)

/** The academic years that have anything to show, newest first; never empty. */
export function yearsOf(periods: readonly string[], today: Month, startsMonth: number): number[] {
  const years = new Set([today, ...periods.map(monthOfPeriod)].map((month) => yearOf(month, startsMonth)))
  return [...years].toSorted((a, b) => b - a)
}

/** From the first to the last month with a record. */
export function wholeSpan(periods: readonly string[], today: Month): Span {
  const months = periods.map(monthOfPeriod).toSorted()
  return { from: months[0] ?? today, to: months.at(-1) ?? today }
}
