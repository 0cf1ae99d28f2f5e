import { isRefused, type Refused } from '../../../platform/refusals.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { RowsRefused, TakenIn } from '../contract.ts'
import type { Notice, Problem } from '../rules/cells.ts'
import { guessMapping, readMapping, type ImportKind, type Mapping } from '../rules/columns.ts'
import type { DateOrder } from '../rules/dates.ts'
import { isReady, readImport, type ReadImport } from '../rules/read-import.ts'
import { hoursToSend, interactionsToSend, supportersToSend } from '../rules/send.ts'
import { fieldName, fileSentence, noticeSentences, problemSentence, type ImportWords } from '../rules/sentences.ts'
import { readTable, type Table } from '../rules/table.ts'
import { words as en } from '../words/en.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'
import { readDesk, type Importing } from './desk.ts'
import { printOf } from './ledger.ts'
import { takeInHours, takeInInteractions, takeInSupporters } from './take-in.ts'

export interface FileImport {
  readonly kind: ImportKind
  readonly bytes: Uint8Array
  readonly locale: Locale
  /** `field=Column,field=Column`, over what the header's names suggest. */
  readonly map?: string
  readonly sheet?: string
  readonly dateOrder?: DateOrder
  readonly dryRun?: boolean
  readonly progress?: (line: string) => void
}

/** For people as lines, for programs as values. Nothing of a file's free text is in either; a bad cell is named with what stands in it. */
export interface ImportReport {
  readonly kind: ImportKind
  readonly outcome: 'taken-in' | 'dry-run' | 'refused'
  readonly rows: number
  readonly added: number
  readonly alreadyHere: number
  readonly incomplete: number
  readonly problems: readonly (Problem & { readonly sentence: string })[]
  readonly notices: readonly string[]
  readonly synthetic: boolean
  readonly lines: readonly string[]
}

const WORDS: Readonly<Record<Locale, ImportWords>> = { en, fr, zh }

/** Imports one file, all or none: what `peerside import` does. */
export async function importFile(here: Importing, file: FileImport): Promise<ImportReport> {
  const w = WORDS[file.locale]
  const table = readTable(file.bytes, file.sheet)
  if ('refused' in table) return refusedReport(file.kind, [fileSentence(w, table)])
  const mapping = file.map === undefined ? guessMapping(file.kind, table.header) : readMapping(file.kind, table.header, file.map)
  if (isWrong(mapping)) return refusedReport(file.kind, [w.unreadable_column_unknown(mapping.wrong)])
  file.progress?.(w.reading)
  const { today, timeZone, topics } = await readDesk(here)
  const read = readImport(file.kind, { table, mapping, locale: file.locale, dateOrder: file.dateOrder ?? null, today, timeZone, topics })
  if (!isReady(read)) return unreadyReport(w, read, table)
  const about = { kind: file.kind, rows: read.rows.length, problems: [], notices: noticeSentences(w, read.notices), synthetic: isSynthetic(read.notices) }
  if (file.dryRun) return { ...about, outcome: 'dry-run', added: 0, alreadyHere: 0, incomplete: 0, lines: [w.told_dry_run(read.rows.length), ...about.notices] }
  file.progress?.(w.sending)
  const taken = await takeIn(here, read, file.locale)
  if (isRefused(taken)) return takenRefused(w, file.kind, taken)
  return { ...about, outcome: 'taken-in', added: taken.added, alreadyHere: taken.alreadyHere, incomplete: taken.incomplete, lines: [...takenLines(w, taken), ...about.notices] }
}

const isWrong = (mapping: Mapping | { readonly wrong: string }): mapping is { readonly wrong: string } => typeof mapping['wrong'] === 'string'
const isSynthetic = (notices: readonly Notice[]): boolean => notices.some((notice) => notice.reason === 'synthetic')

function takeIn(here: Importing, read: ReadImport, locale: Locale): Promise<TakenIn | Refused<'rows-refused' | 'import-stale'>> {
  const prints = read.contents.map(printOf)
  switch (read.kind) {
    case 'supporters': return takeInSupporters(here, supportersToSend(read as ReadImport<'supporters'>, prints, locale))
    case 'hours': return takeInHours(here, hoursToSend(read as ReadImport<'hours'>, prints, locale))
    case 'interactions': return takeInInteractions(here, interactionsToSend(read as ReadImport<'interactions'>, prints, locale))
  }
}

const takenLines = (w: ImportWords, taken: TakenIn): string[] => {
  const names = (added: TakenIn['sitesAdded']) => added.map((each) => Object.values(each)[0] ?? '').join(w.between_items)
  return [
    w[`done_${taken.kind}`](taken.added),
    ...(taken.alreadyHere > 0 ? [w.done_already(taken.alreadyHere)] : []),
    ...(taken.cohortsAdded.length > 0 ? [w.adds_cohorts(names(taken.cohortsAdded))] : []),
    ...(taken.sitesAdded.length > 0 ? [w.adds_sites(names(taken.sitesAdded))] : []),
  ]
}

const refusedReport = (kind: ImportKind, lines: readonly string[], problems: ImportReport['problems'] = []): ImportReport => ({
  kind, outcome: 'refused', rows: 0, added: 0, alreadyHere: 0, incomplete: 0, problems, notices: [], synthetic: false, lines,
})

function unreadyReport(w: ImportWords, { kind, missing, dateOrder, problems }: ReadImport, table: Table): ImportReport {
  if (missing.length > 0) return refusedReport(kind, [w.told_missing(missing.map((field) => `${fieldName(w, field)} (${field})`).join(w.between_items), table.header.join(w.between_items))])
  return refusedReport(kind, [...(dateOrder.because === 'asked' ? [w.told_order_needed] : []), ...toldProblems(w, problems)], worded(w, problems))
}

function takenRefused(w: ImportWords, kind: ImportKind, refusal: Refused<'rows-refused' | 'import-stale'>): ImportReport {
  if (refusal.refused === 'import-stale') return refusedReport(kind, [w.refused_import_stale])
  const { problems } = refusal.detail as RowsRefused
  return refusedReport(kind, toldProblems(w, problems), worded(w, problems))
}

const worded = (w: ImportWords, problems: readonly Problem[]): ImportReport['problems'] => problems.map((problem) => ({ ...problem, sentence: problemSentence(w, problem) }))

const toldProblems = (w: ImportWords, problems: readonly Problem[]): string[] =>
  problems.length === 0 ? [] : [...problems.map((problem) => w.told_problem(problem.line, problem.column ?? '', problem.value, problemSentence(w, problem))), w.told_nothing_changed(problems.length)]
