import type { Locale } from '../../../ui/same-words.ts'
import type { TopicOfProgram } from './choices.ts'
import type { AnyField, Mapping } from './columns.ts'
import type { DateOrder } from './dates.ts'
import { screenFreeText, type FindingKind } from './identity.ts'
import { isBlank } from './spelling.ts'
import type { RawRow, Table } from './table.ts'

export const PROBLEMS = [
  'missing', 'not-a-date', 'no-such-day', 'short-year', 'ambiguous-date', 'not-in-this-order', 'in-the-future', 'too-long-ago', 'not-a-weekday', 'not-a-time',
  'too-short', 'other-zone', 'unknown-format', 'unknown-kind', 'unknown-initiator', 'not-a-duration', 'unknown-topic', 'unknown-referral', 'unknown-safety',
  'not-yes-or-no', 'not-a-number', 'not-an-email', 'unknown-language', 'not-a-name', 'twice-in-file', 'too-many-items', 'too-many-characters', 'unknown-supporter', 'already-here',
  'hours-overlap',
] as const
export type ProblemWord = (typeof PROBLEMS)[number]

/** One cell that cannot be taken as it stands: where it is and why. */
export interface Problem {
  readonly line: number
  readonly column: string | null
  readonly reason: ProblemWord
  readonly value: string
}

export const NOTICES = ['identity-left-out', 'column-dropped', 'column-not-read', 'supporter-not-kept', 'training-not-kept', 'hours-incomplete', 'synthetic'] as const
export type NoticeWord = (typeof NOTICES)[number]

/** Something a person should know that stops nothing. The text that held an identity is not repeated. */
export interface Notice {
  readonly line: number | null
  readonly column: string | null
  readonly reason: NoticeWord
  readonly found?: readonly FindingKind[]
}

/** What a file is read with: its rows, which column is which, and what the program already knows. */
export interface Reading {
  readonly table: Table
  readonly mapping: Mapping
  readonly locale: Locale
  /** What a person answered where the file leaves it open. */
  readonly dateOrder: DateOrder | null
  /** The program's own day, `YYYY-MM-DD`. */
  readonly today: string
  readonly timeZone: string
  readonly topics: readonly TopicOfProgram[]
}

export interface Findings {
  readonly problems: Problem[]
  readonly notices: Notice[]
}

/** One row while it is read: cells by field, and where to say what is wrong with them. */
export interface Row {
  readonly line: number
  text(field: AnyField): string
  /** Reads a cell that must hold something; says so where it is blank or cannot be read, and then gives null. */
  must<T>(field: AnyField, read: (cell: string) => T | null, reason: ProblemWord): T | null
  /** Reads a cell that may be blank; null where it is blank or wrong. */
  may<T>(field: AnyField, read: (cell: string) => T | null, reason: ProblemWord): T | null
  /** Reads each item of a list. */
  each<T>(field: AnyField, items: readonly string[], read: (item: string) => T | null, reason: ProblemWord): T[]
  /** Free text without anything that tells who somebody is; null where nothing is left. */
  screened(field: AnyField, text: string): string | null
  wrong(field: AnyField, reason: ProblemWord, value?: string): null
  notice(field: AnyField, reason: NoticeWord, found?: readonly FindingKind[]): void
}

const MOST_SHOWN = 60
// A wrong cell is shown with what stands in it, unless that tells who somebody is; in these columns it must.
const NAMING: ReadonlySet<string> = new Set<AnyField>(['name', 'email', 'supporter', 'cohort', 'site'])

export function rowOf(raw: RawRow, { table, mapping, locale }: Reading, findings: Findings): Row {
  const headerOf = (field: AnyField) => table.header[mapping[field] ?? -1] || field
  const text = (field: AnyField): string => {
    const cell = raw.cells[mapping[field] ?? -1] ?? ''
    return isBlank(cell) ? '' : cell.replace(/\s+/g, ' ').trim()
  }
  const wrong = (field: AnyField, reason: ProblemWord, value = text(field)): null => {
    const tells = !NAMING.has(field) && screenFreeText(value, locale).length > 0
    findings.problems.push({ line: raw.line, column: headerOf(field), reason, value: tells ? '' : value.slice(0, MOST_SHOWN) })
    return null
  }
  const notice = (field: AnyField, reason: NoticeWord, found?: readonly FindingKind[]): void => {
    findings.notices.push({ line: raw.line, column: headerOf(field), reason, ...(found ? { found } : {}) })
  }
  const may = <T>(field: AnyField, read: (cell: string) => T | null, reason: ProblemWord): T | null => {
    const cell = text(field)
    return cell === '' ? null : (read(cell) ?? wrong(field, reason))
  }
  return {
    line: raw.line,
    text,
    may,
    wrong,
    notice,
    must: (field, read, reason) => (text(field) === '' ? wrong(field, 'missing') : may(field, read, reason)),
    each: (field, items, read, reason) => items.flatMap((item) => read(item) ?? wrong(field, reason, item) ?? []),
    screened: (field, written) => {
      if (written === '') return null
      const found = [...new Set(screenFreeText(written, locale).map((finding) => finding.kind))]
      if (found.length === 0) return written
      notice(field, 'identity-left-out', found)
      return null
    },
  }
}
