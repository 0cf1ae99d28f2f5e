import type { RawRow } from './table.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** A quoted cell that never ends: the line it began on. */
export class UnclosedQuote extends Error {
  readonly line: number
  constructor(line: number) {
    super('A quoted cell never ends')
    this.line = line
  }
}

/** The delimiter that parts the first lines into the same number of cells, more than one of them; a comma where none does. */
export function delimiterOf(text: string): Delimiter {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const known = DELIMITERS.find((each) => each === said)
  if (known) return known
  const sample = text.slice(0, 20_000)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const score = evenness(sample, delimiter)
    if (score > bestScore) [best, bestScore] = [delimiter, score]
  }
  return best
}

function evenness(sample: string, delimiter: Delimiter): number {
  let rows: RawRow[]
  try {
    rows = parseDelimited(sample, delimiter)
  } catch (failure) {
    if (!(failure instanceof UnclosedQuote)) throw failure
    rows = parseDelimited(sample.slice(0, sample.indexOf('\n') + 1).replaceAll('"', ''), delimiter)
  }
  const widths = rows.slice(0, 25).map((each) => each.cells.length)
  const first = widths[0] ?? 1
  if (first < 2) return 0
  return (widths.filter((width) => width === first).length / widths.length) * 100 + Math.min(first, 30)
}

/** Rows of RFC 4180 text with any delimiter, each with the line it began on. Blank lines are left out. A quote inside a bare cell is a letter. */
export function parseDelimited(text: string, delimiter: Delimiter): RawRow[] {
  const rows: RawRow[] = []
  let cells: string[] = []
  let line = 1
  let rowLine = 1
  let at = 0
  if (/^sep=.\r?\n/i.test(text)) [at, line, rowLine] = [text.indexOf('\n') + 1, 2, 2]

  const endRow = () => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: rowLine, cells })
    cells = []
  }
  while (at < text.length) {
    const start = skipBlanks(text, at, delimiter)
    if (text[start] === '"') {
      const quoted = quotedCell(text, start, line)
      cells.push(quoted.cell)
      line += quoted.breaks
      at = cellEnd(text, quoted.next, delimiter)
    } else {
      const end = cellEnd(text, at, delimiter)
      cells.push(text.slice(at, end))
      at = end
    }
    if (text[at] === delimiter) {
      at += 1
      if (at < text.length) continue
      cells.push('')
    }
    endRow()
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    line += 1
    rowLine = line
  }
  return rows
}

function skipBlanks(text: string, at: number, delimiter: Delimiter): number {
  let here = at
  while (text[here] === ' ' || (text[here] === '\t' && delimiter !== '\t')) here += 1
  return here
}

function cellEnd(text: string, at: number, delimiter: Delimiter): number {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}

function quotedCell(text: string, start: number, line: number): { cell: string; next: number; breaks: number } {
  let from = start + 1
  let cell = ''
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new UnclosedQuote(line)
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell, next: quote + 1, breaks: cell.match(/\r\n|\r|\n/g)?.length ?? 0 }
    cell += '"'
    from = quote + 2
  }
}
