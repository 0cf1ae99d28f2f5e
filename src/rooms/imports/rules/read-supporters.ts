import { EXPERIENCE_LENGTH, languageTag, MOST_EXPERIENCES } from '../../supporters/rules.ts'
import { topicReader } from './choices.ts'
import { rowOf, type Findings, type Reading, type Row } from './cells.ts'
import { dateOrderOf, readDate, type DateOrder } from './dates.ts'
import { readNumber } from './numbers.ts'
import { folded, listItems } from './spelling.ts'

/** A supporter as a spreadsheet has them. Cohort and site are still the file's own words. */
export interface SupporterRow {
  readonly line: number
  readonly name: string
  readonly email: string | null
  readonly cohort: string | null
  readonly site: string | null
  readonly languages: readonly string[]
  /** Ids of the program's topics. */
  readonly topics: readonly string[]
  readonly experiences: readonly string[]
  readonly trainingHours: number | null
  readonly agreementSignedOn: string | null
}

const EMAIL = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/

export function readSupporters(reading: Reading, findings: Findings): SupporterRow[] {
  const column = reading.mapping['agreementSignedOn']
  const dates = typeof column === 'number' ? reading.table.rows.map((raw) => raw.cells[column] ?? '') : []
  const { order } = dateOrderOf(dates, reading.locale, reading.dateOrder)
  const topicOf = topicReader(reading.topics)
  const seen = new Set<string>()
  return reading.table.rows.flatMap((raw) => {
    const row = rowOf(raw, reading, findings)
    const name = row.must('name', readName, 'not-a-name')
    const email = row.may('email', readEmail, 'not-an-email')
    const key = email ?? folded(name ?? '')
    if (key !== '' && seen.has(key)) row.wrong(email ? 'email' : 'name', 'twice-in-file')
    seen.add(key)
    const languages = row.each('languages', listItems(row.text('languages')), languageTag, 'unknown-language')
    const topics = row.each('topics', listItems(row.text('topics')), topicOf, 'unknown-topic')
    const facts = {
      cohort: label(row, 'cohort'),
      site: label(row, 'site'),
      experiences: experiencesOf(row),
      trainingHours: row.may('trainingHours', (cell) => inRange(readNumber(cell.replace(/\s*h(ours?|eures?|rs?)?\.?$|小时$|学时$/i, ''), reading.locale)), 'not-a-number'),
      agreementSignedOn: signedOn(row, order, reading.today),
    }
    return name === null ? [] : [{ line: raw.line, name, email, languages: [...new Set(languages)], topics: [...new Set(topics)], ...facts }]
  })
}

const readName = (cell: string): string | null => (/\p{L}/u.test(cell) && !/[@\d<>]/.test(cell) && cell.length <= 80 ? cell : null)
/** An address in the shape that mail can reach, small letters; null otherwise. */
export const readEmail = (cell: string): string | null => (EMAIL.test(cell) && cell.length <= 200 ? cell.toLowerCase() : null)
const inRange = (hours: number | null): number | null => (hours !== null && hours >= 0 && hours <= 2000 ? hours : null)
const label = (row: Row, field: 'cohort' | 'site'): string | null => row.may(field, (cell) => (cell.length <= 60 ? cell : null), 'too-many-characters')

function experiencesOf(row: Row): string[] {
  const items = listItems(row.text('livedExperience'))
  if (items.length > MOST_EXPERIENCES) row.wrong('livedExperience', 'too-many-items')
  if (items.some((item) => item.length > EXPERIENCE_LENGTH)) row.wrong('livedExperience', 'too-many-characters')
  return items.map((item) => row.screened('livedExperience', item)).filter((item) => item !== null)
}

function signedOn(row: Row, order: DateOrder | null, today: string): string | null {
  const cell = row.text('agreementSignedOn')
  if (cell === '') return null
  const read = readDate(cell, order)
  if ('trouble' in read) return row.wrong('agreementSignedOn', read.trouble)
  return read.date > today ? row.wrong('agreementSignedOn', 'in-the-future') : read.date
}

/** What makes two rows of files the same row. Columns that are not read, and their order, do not count. */
export const supporterContent = (row: SupporterRow): unknown[] => [
  folded(row.name), row.email, row.cohort, row.site, [...row.languages].toSorted(), [...row.topics].toSorted(), [...row.experiences].toSorted(), row.trainingHours, row.agreementSignedOn,
]
