import { unzipSync } from 'fflate/browser'
import type { RawRow } from './table.ts'
import { readSheet, readSharedStrings, readStyles, readText, tagsOf } from './sheet-markup.ts'

/** Not a workbook that can be read: damaged, encrypted, or larger inside than any honest one. */
export class BrokenWorkbook extends Error {
  readonly tooLarge: boolean
  constructor(why: string, tooLarge = false) {
    super(why)
    this.tooLarge = tooLarge
  }
}

const MOST_UNPACKED = 60_000_000
const MOST_ENTRIES = 2_000

export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** The rows of one sheet: the named one, else the first visible one that holds anything. Formula cells give the value that was saved. */
export function readWorkbook(bytes: Uint8Array, wanted?: string): { rows: RawRow[]; sheets: string[]; sheet: string } {
  const parts = unpack(bytes)
  const book = part(parts, 'xl/workbook.xml')
  const paths = relations(part(parts, 'xl/_rels/workbook.xml.rels'))
  const visible = tagsOf(book, 'sheet').filter((tag) => !tag['state'] || tag['state'] === 'visible')
  const sheets = visible.map((tag) => ({ name: readText(tag['name'] ?? ''), path: paths.get(tag['r:id'] ?? tag['id'] ?? '') ?? '' }))
  const from1904 = tagsOf(book, 'workbookPr').some((tag) => ['1', 'true'].includes(tag['date1904'] ?? ''))
  const strings = readSharedStrings(parts.get('xl/sharedstrings.xml') ?? '')
  const dated = readStyles(parts.get('xl/styles.xml') ?? '')

  const asked = wanted === undefined ? sheets : sheets.filter((each) => each.name === wanted)
  for (const { name, path } of asked) {
    const rows = readSheet(parts.get(path.toLowerCase()) ?? '', { strings, dated, from1904 })
    if (rows.length > 0 || asked.length === 1) return { rows, sheets: sheets.map((each) => each.name), sheet: name }
  }
  return { rows: [], sheets: sheets.map((each) => each.name), sheet: asked[0]?.name ?? '' }
}

// Sizes are declared in the archive; unpacking writes into buffers of exactly that size, so a false declaration cannot grow.
function unpack(bytes: Uint8Array): Map<string, string> {
  let total = 0
  let entries = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1
        if (entries > MOST_ENTRIES) throw new BrokenWorkbook('Too many parts', true)
        if (!/^\/?xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(name)) return false
        total += originalSize
        if (total > MOST_UNPACKED) throw new BrokenWorkbook('Larger inside than any honest workbook', true)
        return true
      },
    })
    return new Map(Object.entries(files).map(([name, content]) => [name.replace(/^\//, '').toLowerCase(), markup(content)]))
  } catch (failure) {
    if (failure instanceof BrokenWorkbook) throw failure
    throw new BrokenWorkbook('The archive cannot be unpacked')
  }
}

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string }

function markup(content: Uint8Array): string {
  const wide = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : 'utf-8'
  const text = new TextDecoder(wide).decode(content)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new BrokenWorkbook('Declares entities of its own')
  return text
}

function part(parts: Map<string, string>, name: string): string {
  const found = parts.get(name.toLowerCase())
  if (found === undefined) throw new BrokenWorkbook(`No ${name}`)
  return found
}

const relations = (markupOf: string): Map<string, string> =>
  new Map(
    tagsOf(markupOf, 'Relationship').map((tag) => {
      const target = tag['Target'] ?? ''
      return [tag['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`]
    }),
  )
