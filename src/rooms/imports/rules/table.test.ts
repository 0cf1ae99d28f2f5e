import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS, readTable } from './table.ts'
import { serialText } from './sheet-markup.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, little: boolean, mark = true) => {
  const bytes = [...(mark ? `\ufeff${text}` : text)].flatMap((each) => [each.charCodeAt(0) & 255, each.charCodeAt(0) >> 8])
  return Uint8Array.from(little ? bytes : bytes.map((_, at) => bytes[at ^ 1]!))
}
const latin = (text: string) => Uint8Array.from([...text].map((each) => ({ '’': 0x92, '–': 0x96, 'œ': 0x9c })[each] ?? each.charCodeAt(0)))
const GB: Readonly<Record<string, number[]>> = { 日: [0xc8, 0xd5], 期: [0xc6, 0xda], 方: [0xb7, 0xbd], 式: [0xca, 0xbd], 电: [0xb5, 0xe7], 话: [0xbb, 0xb0] }
const gb = (text: string) => Uint8Array.from([...text].flatMap((each) => GB[each] ?? [each.charCodeAt(0)]))

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8('nom;âge\nÉlodie;3\n'), 'utf-8'],
    ['UTF-8 with its mark', utf8('\ufeffnom;âge\nÉlodie;3\n'), 'utf-8'],
    ['UTF-16 of Windows', utf16('nom;âge\nÉlodie;3\n', true), 'utf-16le'],
    ['UTF-16 the other way round', utf16('nom;âge\nÉlodie;3\n', false), 'utf-16be'],
    ['UTF-16 without its mark', utf16('nom;âge\nÉlodie;3\n', true, false), 'utf-16le'],
    ['Windows-1252', latin('nom;âge\nÉlodie;3\n'), 'windows-1252'],
  ])('in %s is read with its accents', (_, bytes, encoding) => {
    expect(readTable(bytes)).toMatchObject({ header: ['nom', 'âge'], rows: [{ line: 2, cells: ['Élodie', '3'] }], encoding })
  })

  test('in the encoding of Chinese Windows is read too', () => {
    expect(readTable(gb('日期,方式\n2018-08-27,电话\n'))).toMatchObject({ header: ['日期', '方式'], encoding: 'gb18030', rows: [{ cells: ['2018-08-27', '电话'] }] })
  })

  test('whose cells begin like a formula is data', () => {
    expect(readTable(utf8('name,note\n=1+2,@SUM(A1)\n'))).toMatchObject({ rows: [{ cells: ['=1+2', '@SUM(A1)'] }] })
  })

  test.each([
    ['nothing', new Uint8Array(), 'file-empty'],
    ['a header alone', utf8('a,b\n'), 'file-empty'],
    ['a picture', Uint8Array.from([0x89, 0x50, 1, 2, 3, 0, 0, 7, 255, 254]), 'not-a-table'],
    ['an old Excel file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old-workbook'],
    ['more than it may hold', new Uint8Array(LIMITS.fileBytes + 1), 'file-too-large'],
    ['too many rows', utf8(`a,b\n${'1,2\n'.repeat(LIMITS.rows + 1)}`), 'too-many-rows'],
    ['a cell without end', utf8(`a,b\n1,${'x'.repeat(LIMITS.cellCharacters + 1)}\n`), 'cell-too-long'],
    ['an open quotation mark', utf8('a,b\n1,"2\n'), 'quote-unclosed'],
  ])('that holds %s is refused with a word of its own', (_, bytes, refused) => expect(readTable(bytes)).toMatchObject({ refused }))

  test('never breaks the reader, whatever its bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(readTable(bytes)).toBeTypeOf('object')
    }), { numRuns: 500 })
  })
})

interface Book { sheet?: string; strings?: string; styles?: string; book?: string; more?: Record<string, Uint8Array> }

/** A workbook as spreadsheet programs write it, reduced to what matters. */
const workbook = ({ sheet = '', strings = '', styles = '', book = '<sheet name="Data" sheetId="1" r:id="rId1"/>', more = {} }: Book) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(`<?xml version="1.0"?><workbook xmlns:r="r">${book.startsWith('<workbookPr') ? book : `<sheets>${book}</sheets>`}</workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/styles.xml': strToU8(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="&quot;day&quot; 0"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellXfs>${styles}</cellXfs></styleSheet>`),
    ...more,
  })
const STYLES = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="166"/>'
const HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c><c r="B1" t="inlineStr"><is><t>note</t></is></c></row>'

describe('a workbook', () => {
  test('gives shared, rich and inline texts, numbers, truth values, and a gap where no cell is', () => {
    const bytes = workbook({
      styles: STYLES,
      strings: '<si><t xml:space="preserve">Tom &amp; Ann_x000A_two</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>reading</t></rPh></si>',
      sheet: `${HEAD}<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="D3" t="b"><v>1</v></c><c r="E3"><v>24.5</v></c></row>`,
    })
    expect(readTable(bytes)).toMatchObject({ encoding: 'xlsx', sheet: 'Data', rows: [{ line: 3, cells: ['Tom & Ann\ntwo', 'rich', '', 'yes', '24.5'] }] })
  })

  test('gives dates by their style, times of day, and the saved value of a formula', () => {
    const bytes = workbook({
      styles: STYLES,
      sheet: `${HEAD}<row r="2"><c r="A2" s="1"><v>43339</v></c><c r="B2" s="2"><f>A2+1</f><v>43340</v></c><c r="C2" s="3"><v>43339</v></c><c r="D2" s="4"><v>0.72916666666</v></c><c r="E2" s="5"><v>0.0625</v></c><c r="F2" t="str"><f>"a"</f><v>=cmd()</v></c></row>`,
    })
    expect(readTable(bytes)).toMatchObject({ rows: [{ cells: ['2018-08-27', '2018-08-28', '43339', '17:30', '01:30', '=cmd()'] }] })
  })

  test('counts from 1904 where it says so, and knows the day of 1900 that never was', () => {
    const sheet = `${HEAD}<row r="2"><c r="A2" s="1"><v>41877</v></c></row>`
    expect(readTable(workbook({ styles: STYLES, sheet, book: '<workbookPr date1904="1"/><sheets><sheet name="Data" r:id="rId1"/></sheets>' }))).toMatchObject({ rows: [{ cells: ['2018-08-27'] }] })
    expect([serialText(1, false), serialText(59, false), serialText(61, false)]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01'])
  })

  test('is read at its first visible sheet that holds something, or at the one that is asked for', () => {
    const more = { 'xl/worksheets/sheet2.xml': strToU8('<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>other</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>') }
    const book = '<sheet name="Data" r:id="rId1"/><sheet name="Next" r:id="rId2"/>'
    expect(readTable(workbook({ book, more }))).toMatchObject({ sheet: 'Next', sheets: ['Data', 'Next'], header: ['other'] })
    expect(readTable(workbook({ book, more, sheet: `${HEAD}<row r="2"><c r="A2"><v>1</v></c></row>` }))).toMatchObject({ sheet: 'Data' })
    expect(readTable(workbook({ book, more, sheet: HEAD }), 'Next')).toMatchObject({ header: ['other'] })
    expect(readTable(workbook({ book: '<sheet name="Data" state="hidden" r:id="rId1"/><sheet name="Next" r:id="rId2"/>', more, sheet: `${HEAD}<row r="2"><c r="A2"><v>1</v></c></row>` }))).toMatchObject({ sheet: 'Next', sheets: ['Next'] })
  })

  test('larger inside than any honest one is refused before it is unpacked', () => {
    const began = performance.now()
    const bomb = workbook({ more: { 'xl/worksheets/sheet9.xml': new Uint8Array(70_000_000) } })
    expect(bomb.length).toBeLessThan(LIMITS.fileBytes)
    expect(readTable(bomb)).toEqual({ refused: 'file-too-large' })
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('that lies about its size cannot grow beyond it', () => {
    const honest = workbook({ sheet: `${HEAD}<row r="2"><c r="A2"><v>1</v></c></row>` })
    const view = new DataView(honest.buffer)
    for (let at = 0; at < honest.length - 46; at += 1) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    expect(readTable(honest)).toHaveProperty('refused')
  })

  test('that is damaged, locked, or declares entities is refused', () => {
    expect(readTable(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]))).toEqual({ refused: 'workbook-broken' })
    expect(readTable(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toEqual({ refused: 'workbook-broken' })
    const laughs = workbook({ more: { 'xl/sharedStrings.xml': strToU8('<!DOCTYPE lolz [<!ENTITY lol "lol">]><sst><si><t>&lol;</t></si></sst>') } })
    expect(readTable(laughs)).toEqual({ refused: 'workbook-broken' })
  })
})
