import { guessMapping, type ImportKind, type Mapping } from '../rules/columns.ts'
import type { DateOrder } from '../rules/dates.ts'
import { readImport, type ReadImport } from '../rules/read-import.ts'
import { readTable, type FileRefusal } from '../rules/table.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { Desk } from '../contract.ts'

export interface ReadingTask {
  readonly bytes: Uint8Array
  readonly kind: ImportKind
  readonly locale: Locale
  readonly sheet: string | null
  /** Null: matched by the names of the columns. */
  readonly mapping: Mapping | null
  readonly dateOrder: DateOrder | null
  readonly desk: Pick<Desk, 'today' | 'timeZone' | 'topics'>
}

export interface FileRead {
  readonly header: readonly string[]
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly mapping: Mapping
  readonly read: ReadImport
}

/** Beside the page, so that a file of 20,000 rows freezes nothing. The file goes nowhere else. */
self.addEventListener('message', ({ data }: MessageEvent<ReadingTask>) => {
  self.postMessage(read(data))
})

function read({ bytes, kind, locale, sheet, mapping: chosen, dateOrder, desk }: ReadingTask): FileRead | FileRefusal {
  const table = readTable(bytes, sheet ?? undefined)
  if ('refused' in table) return table
  const mapping = chosen ?? guessMapping(kind, table.header)
  return { header: table.header, sheets: table.sheets, sheet: table.sheet, mapping, read: readImport(kind, { table, mapping, locale, dateOrder, ...desk }) }
}
