import { decodeText, type Encoding } from './text-encoding.ts'
import { delimiterOf, parseDelimited, UnclosedQuote } from './delimited.ts'
import { BrokenWorkbook, isWorkbook, readWorkbook } from './workbook.ts'

export interface RawRow {
  /** The line of the file, or the row number of the sheet, as the person sees it in their editor. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly RawRow[]
  readonly encoding: Encoding | 'xlsx'
  /** The sheets of a workbook and the one that was read. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
}

export const LIMITS = { fileBytes: 5_000_000, rows: 20_000, columns: 80, cellCharacters: 4_000 } as const

export type FileRefusal =
  | { readonly refused: 'file-empty' }
  | { readonly refused: 'file-too-large' }
  | { readonly refused: 'too-many-rows' }
  | { readonly refused: 'cell-too-long'; readonly line: number }
  | { readonly refused: 'quote-unclosed'; readonly line: number }
  | { readonly refused: 'not-a-table' }
  | { readonly refused: 'workbook-broken' }
  | { readonly refused: 'old-workbook' }

/** Reads CSV, TSV, semicolon files and .xlsx from their bytes. The same file gives the same table in the browser and on the server. */
export function readTable(bytes: Uint8Array, sheet?: string): Table | FileRefusal {
  if (bytes.length > LIMITS.fileBytes) return { refused: 'file-too-large' }
  if (bytes.length === 0) return { refused: 'file-empty' }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) return { refused: 'old-workbook' }
  return isWorkbook(bytes) ? fromWorkbook(bytes, sheet) : fromText(bytes)
}

function fromText(bytes: Uint8Array): Table | FileRefusal {
  const { text, encoding } = decodeText(bytes)
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return { refused: 'not-a-table' }
  try {
    return tableOf(parseDelimited(text, delimiterOf(text)), { encoding, sheets: [], sheet: null })
  } catch (failure) {
    if (failure instanceof UnclosedQuote) return { refused: 'quote-unclosed', line: failure.line }
    throw failure
  }
}

function fromWorkbook(bytes: Uint8Array, sheet?: string): Table | FileRefusal {
  try {
    const read = readWorkbook(bytes, sheet)
    return tableOf(read.rows, { encoding: 'xlsx', sheets: read.sheets, sheet: read.sheet })
  } catch (failure) {
    if (failure instanceof BrokenWorkbook) return { refused: failure.tooLarge ? 'file-too-large' : 'workbook-broken' }
    throw failure
  }
}

function tableOf(rows: readonly RawRow[], about: Pick<Table, 'encoding' | 'sheets' | 'sheet'>): Table | FileRefusal {
  const [head, ...rest] = rows
  if (!head || rest.length === 0) return { refused: 'file-empty' }
  if (rest.length > LIMITS.rows) return { refused: 'too-many-rows' }
  if (head.cells.length > LIMITS.columns) return { refused: 'not-a-table' }
  const long = rows.find((row) => row.cells.some((cell) => cell.length > LIMITS.cellCharacters))
  if (long) return { refused: 'cell-too-long', line: long.line }
  return { header: head.cells.map((cell) => cell.trim()), rows: rest, ...about }
}
