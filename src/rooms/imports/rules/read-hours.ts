import type { Format } from '../../programs/rules/settings.ts'
import { DROP_IN_CAPACITY, endAfter, LARGEST_CAPACITY, type Hours, type Weekday } from '../../hours/rules/weekly-hours.ts'
import { readFormat, readKindOfHours } from './choices.ts'
import { rowOf, type Findings, type Reading, type Row } from './cells.ts'
import { readNumber } from './numbers.ts'
import { folded, listItems } from './spelling.ts'
import { minutesOf, readTime, readTimeRange, readWeekday, sameZone } from './times.ts'

/** Weekly hours as a spreadsheet has them; the supporter is still an address or a name. */
export interface HoursRow extends Hours {
  readonly line: number
  readonly supporter: string
  readonly weekday: Weekday
}

const LONGEST_PLACE = 80

export function readHours(reading: Reading, findings: Findings): HoursRow[] {
  const seen = new Set<string>()
  return reading.table.rows.flatMap((raw) => {
    const row = rowOf(raw, reading, findings)
    const supporter = row.must('supporter', (cell) => cell.toLowerCase(), 'unknown-supporter')
    const weekday = row.must('weekday', readWeekday, 'not-a-weekday')
    const span = spanOf(row)
    row.may('timeZone', (cell) => sameZone(cell, reading.timeZone) || null, 'other-zone')
    const kind = row.may('kind', readKindOfHours, 'unknown-kind') ?? 'bookable'
    if (row.text('formats') === '') row.wrong('formats', 'missing')
    const formats = [...new Set(row.each('formats', listItems(row.text('formats')), readFormat, 'unknown-format'))]
    const place = placeOf(row)
    const capacity = kind === 'drop-in' ? capacityOf(row, reading) : null
    if (supporter === null || weekday === null || span === null || formats.length === 0) return []
    const key = JSON.stringify([supporter, weekday, span])
    if (seen.has(key)) row.wrong('starts', 'twice-in-file')
    seen.add(key)
    if (isUnmeetable({ formats, place })) row.notice('formats', 'hours-incomplete')
    return [{ line: raw.line, supporter, weekday: weekday as Weekday, ...span, kind, capacity, formats, place }]
  })
}

// "18:00-20:00" may stand in one column; an end at or before the start is on the next day.
function spanOf(row: Row): { starts: number; ends: number } | null {
  const both = row.text('ends') === '' ? readTimeRange(row.text('starts')) : null
  const starts = both?.starts ?? row.must('starts', readTime, 'not-a-time')
  const ends = both?.ends ?? (row.text('ends') === '' ? (starts === null ? null : row.wrong('ends', 'missing')) : row.may('ends', readTime, 'not-a-time'))
  if (starts === null || ends === null) return null
  const from = minutesOf(starts) % 1440
  const to = endAfter(from, minutesOf(ends))
  return to - from < 10 || to - from > 720 ? row.wrong('ends', 'too-short') : { starts: from, ends: to }
}

function placeOf(row: Row): string | null {
  const place = row.may('place', (cell) => (cell.length <= LONGEST_PLACE ? cell : null), 'too-many-characters')
  return place === null ? null : row.screened('place', place)
}

const capacityOf = (row: Row, { locale }: Reading): number =>
  row.may('capacity', (cell) => {
    const seats = readNumber(cell, locale)
    return seats !== null && Number.isInteger(seats) && seats >= 1 && seats <= LARGEST_CAPACITY ? seats : null
  }, 'not-a-number') ?? DROP_IN_CAPACITY

/** Imported all the same, and marked: no student can choose these formats before something is added. */
export const isUnmeetable = ({ formats, place }: { readonly formats: readonly Format[]; readonly place: string | null }): boolean => formats.includes('messaging') || (place === null && formats.includes('in-person'))

export const hoursContent = (row: HoursRow): unknown[] => [
  folded(row.supporter), row.weekday, row.starts, row.ends, row.kind, row.capacity, [...row.formats].toSorted(), row.place,
]
