import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { delimiterOf, DELIMITERS, parseDelimited, UnclosedQuote } from './delimited.ts'

const cellsOf = (text: string, delimiter: ',' | ';' | '\t' | '|' = ',') => parseDelimited(text, delimiter).map((row) => row.cells)

describe('delimited text', () => {
  test.each([
    ['a,b\r\n1,2\r\n', [['a', 'b'], ['1', '2']]],
    ['a,b\r1,2', [['a', 'b'], ['1', '2']]],
    ['"a, b","say ""hi""",c', [['a, b', 'say "hi"', 'c']]],
    ['"two\nlines",x', [['two\nlines', 'x']]],
    [' "padded" ,x', [['padded', 'x']]],
    ['5" tall,x', [['5" tall', 'x']]],
    ['a,,', [['a', '', '']]],
    ['a,b\n\n,\n1,2\n', [['a', 'b'], ['1', '2']]],
  ])('%j is read cell by cell', (text, cells) => expect(cellsOf(text)).toEqual(cells))

  test('keeps the line that the person sees, also after quoted line breaks and blank lines', () => {
    expect(parseDelimited('h\n"a\nb\r\nc"\n\nlast', ',').map((row) => row.line)).toEqual([1, 2, 6])
  })

  test('names the line of a quotation mark that never closes', () => {
    expect(() => parseDelimited('a,b\n1,2\n3,"4\n5,6', ',')).toThrow(UnclosedQuote)
    try {
      parseDelimited('a,b\n1,2\n3,"4\n5,6', ',')
    } catch (failure) {
      expect((failure as UnclosedQuote).line).toBe(3)
    }
  })

  test.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3\n', ';'],
    ['a\tb\n1, 2\t3\n', '\t'],
    ['a|b\n1|2', '|'],
    ['sep=;\na,x;b\n', ';'],
    ['name;topics\nHana;"stress, grief"\n', ';'],
    ['one column\nonly\n', ','],
  ])('%j is parted by %j', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter))

  test('gives back whatever was written with any delimiter', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab ,;\t|"\n\ré中1=') , maxLength: 8 })
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.constantFrom(...DELIMITERS), (rows, delimiter) => {
      const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n')
      expect(cellsOf(text, delimiter)).toEqual(rows.filter((row) => row.some((each) => each.trim() !== '')))
    }))
  })

  test('never fails in any other way, whatever the file holds', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'a",;\t\n\r |='), maxLength: 60 }), (text) => {
      try {
        parseDelimited(text, delimiterOf(text))
      } catch (failure) {
        expect(failure).toBeInstanceOf(UnclosedQuote)
      }
    }), { numRuns: 2000 })
  })
})
