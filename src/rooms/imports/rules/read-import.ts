import { guessMapping, missingFields, syntheticColumn, type AnyField, type ImportKind } from './columns.ts'
import { dateOrderOf, type DateOrderFound } from './dates.ts'
import type { Findings, Notice, Problem, Reading } from './cells.ts'
import { screenFreeText, type FindingKind } from './identity.ts'
import { hoursContent, readHours, type HoursRow } from './read-hours.ts'
import { readInteractions, type InteractionRow } from './read-interactions.ts'
import { readSupporters, supporterContent, type SupporterRow } from './read-supporters.ts'

export interface RowsByKind {
  readonly supporters: readonly SupporterRow[]
  readonly hours: readonly HoursRow[]
  readonly interactions: readonly InteractionRow[]
}

/** A file as it was understood. It may be taken in only where nothing is missing, nothing is asked and nothing is wrong. */
export interface ReadImport<K extends ImportKind = ImportKind> {
  readonly kind: K
  readonly rows: RowsByKind[K]
  /** For each row, what makes it the same row in the next file: compared as keyed hashes, never kept. */
  readonly contents: readonly string[]
  readonly problems: readonly Problem[]
  readonly notices: readonly Notice[]
  readonly missing: readonly AnyField[]
  readonly dateOrder: DateOrderFound
}

const READERS = {
  supporters: (reading: Reading, findings: Findings) => pair(readSupporters(reading, findings), supporterContent),
  hours: (reading: Reading, findings: Findings) => pair(readHours(reading, findings), hoursContent),
  interactions: (reading: Reading, findings: Findings) => pair(readInteractions(reading, findings), (row) => row.content),
}
const pair = <R>(rows: R[], contentOf: (row: R) => readonly unknown[]) => ({ rows, contents: rows.map((row) => JSON.stringify(contentOf(row))) })

const DATED: Readonly<Record<ImportKind, AnyField | null>> = { supporters: 'agreementSignedOn', hours: null, interactions: 'date' }

/** Reads every row of a table for one kind of import. Pure: the browser shows with it what the server will do. */
export function readImport<K extends ImportKind>(kind: K, reading: Reading): ReadImport<K> {
  const missing = missingFields(kind, reading.mapping)
  const dateOrder = orderOf(kind, reading)
  const problems: Problem[] = []
  const notices: Notice[] = []
  const read = missing.length === 0 ? READERS[kind](reading, { problems, notices }) : { rows: [], contents: [] }
  notices.push(...aboutUnread(kind, reading), ...aboutNotKept(kind, reading))
  problems.sort((a, b) => a.line - b.line)
  return { kind, rows: read.rows as unknown as RowsByKind[K], contents: numbered(kind, read.contents), problems, notices, missing, dateOrder }
}

/** Whether a file may be taken in as it was read. */
export const isReady = ({ rows, problems, missing, dateOrder }: ReadImport): boolean =>
  rows.length > 0 && problems.length === 0 && missing.length === 0 && dateOrder.because !== 'asked'

function orderOf(kind: ImportKind, { table, mapping, locale, dateOrder }: Reading): DateOrderFound {
  const field = DATED[kind]
  const at = field === null ? null : mapping[field]
  return typeof at === 'number' ? dateOrderOf(table.rows.map((row) => row.cells[at] ?? ''), locale, dateOrder) : { order: null, because: 'not-needed' }
}

// Two equal rows of one file are two contacts; in the next file they are the same two again.
function numbered(kind: ImportKind, contents: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return contents.map((content) => {
    const occurrence = (seen.get(content) ?? 0) + 1
    seen.set(content, occurrence)
    return `${kind} ${occurrence} ${content}`
  })
}

// Columns that no field takes are not stored. Their text is screened all the same, so that a person learns what the file holds.
function aboutUnread(kind: ImportKind, { table, mapping, locale }: Reading): Notice[] {
  const used = new Set(Object.values(mapping))
  const marker = syntheticColumn(table.header)
  return table.header.flatMap((column, at): Notice[] => {
    if (at === marker) return [{ line: null, column, reason: 'synthetic' }]
    if (used.has(at) || column === '') return []
    const found = table.rows.flatMap((row): Notice[] => {
      const kinds: FindingKind[] = [...new Set(screenFreeText(row.cells[at] ?? '', locale).map((finding) => finding.kind))]
      return kinds.length === 0 ? [] : [{ line: row.line, column, reason: 'column-dropped', found: kinds }]
    })
    return [{ line: null, column, reason: 'column-not-read' }, ...(kind === 'interactions' ? found : [])]
  })
}

// Read, so that rows can be told apart and mistakes be seen, but not written: said before a person looks for it.
function aboutNotKept(kind: ImportKind, { table, mapping }: Reading): Notice[] {
  const told = (field: string, reason: 'supporter-not-kept' | 'training-not-kept'): Notice[] =>
    typeof mapping[field] === 'number' ? [{ line: null, column: table.header[mapping[field]] ?? field, reason }] : []
  return kind === 'interactions' ? told('supporter', 'supporter-not-kept') : kind === 'supporters' ? told('trainingHours', 'training-not-kept') : []
}

/** The kind of import that a header fits best, for a file whose kind nobody named. */
export function kindOfHeader(header: readonly string[]): ImportKind | null {
  const fits = (['interactions', 'hours', 'supporters'] as const).filter((kind) => missingFields(kind, guessMapping(kind, header)).length === 0)
  const filled = (kind: ImportKind) => Object.values(guessMapping(kind, header)).filter((at) => at !== null).length
  return fits.toSorted((a, b) => filled(b) - filled(a))[0] ?? null
}
