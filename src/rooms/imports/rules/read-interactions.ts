import { periodOfDay } from '../../interactions/rules/periods.ts'
import { MOST_TOPICS, type InteractionRecord } from '../../interactions/rules/record.ts'
import { readFormat, readInitiator, readReferral, readSafetyLevel, readYesNo, topicReader } from './choices.ts'
import { rowOf, type Findings, type Reading, type Row } from './cells.ts'
import { dateOrderOf, readDate, type DateOrder } from './dates.ts'
import { readBand } from './numbers.ts'
import { folded, listItems } from './spelling.ts'

/** A past contact: the record as it will be kept, and beside it what tells rows of a file apart, which is never kept. */
export interface InteractionRow {
  readonly line: number
  readonly record: InteractionRecord
  readonly content: readonly unknown[]
}

const EARLIEST = '1990-01-01'

export function readInteractions(reading: Reading, findings: Findings): InteractionRow[] {
  const column = reading.mapping['date'] ?? -1
  const { order } = dateOrderOf(reading.table.rows.map((raw) => raw.cells[column] ?? ''), reading.locale, reading.dateOrder)
  const topicOf = topicReader(reading.topics)
  return reading.table.rows.flatMap((raw) => {
    const row = rowOf(raw, reading, findings)
    const day = dayOf(row, order, reading.today)
    const format = row.must('format', readFormat, 'unknown-format')
    const initiator = row.must('initiator', readInitiator, 'unknown-initiator')
    const duration = row.must('duration', (cell) => readBand(cell, reading.locale), 'not-a-duration')
    const topics = topicsOf(row, topicOf)
    const referral = row.may('referral', readReferral, 'unknown-referral') ?? 'none'
    const safety = row.may('safety', readSafetyLevel, 'unknown-safety') ?? 'none'
    const followUp = row.may('followUp', readYesNo, 'not-yes-or-no') ?? false
    if (day === null || format === null || initiator === null || duration === null || topics === null) return []
    const record = { period: periodOfDay(day, reading.today), format, initiator, duration, topics, referral, safety, followUp }
    return [{ line: raw.line, record, content: [day, folded(row.text('supporter')), format, initiator, duration, topics, referral, safety, followUp] }]
  })
}

function dayOf(row: Row, order: DateOrder | null, today: string): string | null {
  const cell = row.text('date')
  if (cell === '') return row.wrong('date', 'missing')
  const read = readDate(cell, order)
  if ('trouble' in read) return row.wrong('date', read.trouble)
  if (read.date > today) return row.wrong('date', 'in-the-future')
  return read.date < EARLIEST ? row.wrong('date', 'too-long-ago') : read.date
}

function topicsOf(row: Row, topicOf: (cell: string) => string | null): string[] | null {
  const whole = row.text('topics')
  if (whole === '') return row.wrong('topics', 'missing')
  // "Friends, family, partner" is one topic with commas in its name.
  const alone = topicOf(whole)
  const topics = alone ? [alone] : [...new Set(row.each('topics', listItems(whole), topicOf, 'unknown-topic'))].toSorted()
  if (topics.length > MOST_TOPICS) return row.wrong('topics', 'too-many-items')
  return topics.length === 0 ? null : topics
}
