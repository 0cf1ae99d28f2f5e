import type { Locale } from '../../../ui/same-words.ts'
import type { HourRows, InteractionRows, SupporterRows } from '../contract.ts'
import type { ReadImport } from './read-import.ts'

/** What leaves the browser, or the command line's reading, for each kind. Contacts lose their line, their day and their supporter here. */
export const supportersToSend = (read: ReadImport<'supporters'>, prints: readonly string[], locale: Locale): SupporterRows => ({
  locale,
  rows: read.rows.map(({ trainingHours: _hours, languages, topics, experiences, ...row }, at) => ({ ...row, languages: [...languages], topics: [...topics], experiences: [...experiences], print: prints[at]! })),
})

export const hoursToSend = (read: ReadImport<'hours'>, prints: readonly string[], locale: Locale): HourRows => ({
  locale,
  rows: read.rows.map(({ formats, ...row }, at) => ({ ...row, formats: [...formats], print: prints[at]! })),
})

export const interactionsToSend = (read: ReadImport<'interactions'>, prints: readonly string[], locale: Locale): InteractionRows => ({
  locale,
  rows: read.rows.map(({ record }, at) => ({ record: { ...record, topics: [...record.topics] }, print: prints[at]! })).toSorted((a, b) => (a.print < b.print ? -1 : 1)),
})
