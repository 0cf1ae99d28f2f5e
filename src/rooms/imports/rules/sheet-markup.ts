import type { RawRow } from './table.ts'

type Attributes = Readonly<Record<string, string>>
interface Reading {
  readonly strings: readonly string[]
  readonly dated: readonly boolean[]
  readonly from1904: boolean
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Markup's text with its entities and Excel's own `_x000D_` escapes resolved. */
export const readText = (raw: string): string =>
  raw
    .replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return NAMED[name] ?? whole
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const attributesOf = (raw: string): Attributes =>
  Object.fromEntries([...raw.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((found) => [found[1] ?? '', found[2] ?? found[3] ?? '']))

/** The attributes of every element of that name, with or without a namespace prefix. */
export const tagsOf = (markup: string, name: string): Attributes[] =>
  [...markup.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?/?>`, 'g'))].map((found) => attributesOf(found[1] ?? ''))

const insideOf = (markup: string, name: string): { attributes: Attributes; inside: string }[] =>
  [...markup.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g'))].map((found) => ({
    attributes: attributesOf(found[1] ?? ''),
    inside: found[2] ?? '',
  }))

// Rich text has several runs; reading aids above Chinese or Japanese characters (rPh) are no part of the text.
const runsOf = (inside: string): string =>
  insideOf(inside.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, ''), 't').map((run) => readText(run.inside)).join('')

export const readSharedStrings = (markup: string): string[] => insideOf(markup, 'si').map((each) => runsOf(each.inside))

/** For each cell style, whether its number is a date or a time of day. */
export function readStyles(markup: string): boolean[] {
  const custom = new Map(tagsOf(markup, 'numFmt').map((tag) => [Number(tag['numFmtId']), readText(tag['formatCode'] ?? '')]))
  const formats = insideOf(markup, 'cellXfs')[0]?.inside ?? ''
  return tagsOf(formats, 'xf').map((tag) => {
    const id = Number(tag['numFmtId'] ?? 0)
    const code = custom.get(id)
    return code === undefined ? (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) : isDateCode(code)
  })
}

const isDateCode = (code: string): boolean =>
  /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')) && !/general/i.test(code)

/** The rows of a sheet that hold anything, by their row number. */
export function readSheet(markup: string, reading: Reading): RawRow[] {
  const rows: RawRow[] = []
  let line = 0
  for (const row of insideOf(markup, 'row')) {
    line = Number(row.attributes['r'] ?? line + 1)
    const cells: string[] = []
    let column = 0
    for (const cell of insideOf(row.inside, 'c')) {
      column = columnOf(cell.attributes['r']) ?? column
      if (column > 500) break
      while (cells.length < column) cells.push('')
      cells[column] = cellText(cell.attributes, cell.inside, reading)
      column += 1
    }
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
  }
  return rows
}

function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(attributes: Attributes, inside: string, { strings, dated, from1904 }: Reading): string {
  const type = attributes['t'] ?? 'n'
  if (type === 'inlineStr') return runsOf(inside)
  const value = readText(insideOf(inside, 'v')[0]?.inside ?? '')
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'yes' : 'no'
  if (type !== 'n' || value === '') return value
  return dated[Number(attributes['s'] ?? -1)] ? serialText(Number(value), from1904) : plainNumber(value)
}

const plainNumber = (value: string): string => (/[eE]|\.\d{9,}/.test(value) ? String(Number(Number(value).toPrecision(12))) : value)

/** A spreadsheet's day number as text: a date, a time of day, or both. Day 60 of the 1900 system never existed. */
export function serialText(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return String(serial)
  const minutes = Math.round((serial % 1) * 1440)
  const days = Math.floor(serial) + (minutes === 1440 ? 1 : 0)
  const two = (n: number) => String(n).padStart(2, '0')
  const time = `${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`
  if (serial < 1) return time
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(epoch + days * 86_400_000).toISOString().slice(0, 10)
  return minutes % 1440 === 0 ? date : `${date} ${time}`
}
