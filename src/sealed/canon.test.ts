import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64url, fromBase64url, utf8 } from './bytes.ts'
import { canon } from './canon.ts'

const field = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 12 }), fc.constantFrom('', '\0', '\0\0\0\x01', 'ps1/slot'))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const asBytes = (fields: readonly (string | Uint8Array)[]) => fields.map((f) => hex(typeof f === 'string' ? utf8(f) : f))

test('20,000 pairs of field lists: the bytes are the same exactly when the fields are', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 5 }), fc.array(field, { maxLength: 5 }), (one, other) => {
      const sameFields = JSON.stringify(asBytes(one)) === JSON.stringify(asBytes(other))
      expect(hex(canon(...one)) === hex(canon(...other))).toBe(sameFields)
    }),
    { numRuns: 10_000 },
  )
  fc.assert(
    fc.property(fc.array(field, { minLength: 2, maxLength: 5 }), fc.nat(3), (fields, at) => {
      // The same characters, cut at another place, are other fields.
      const cut = at % (fields.length - 1)
      const merged = [...fields.slice(0, cut), Buffer.concat([fields[cut]!, fields[cut + 1]!].map((f) => Buffer.from(f as string))), ...fields.slice(cut + 2)]
      expect(hex(canon(...merged))).not.toBe(hex(canon(...fields)))
    }),
    { numRuns: 10_000 },
  )
})

test('a known list has a known spelling', () => {
  expect(hex(canon('ps1/slot', 'ab', 7, new Uint8Array([0, 255])))).toBe('000000087073312f736c6f74000000026162000000013700000002' + '00ff')
})

test('text that is not text and numbers that have two spellings are refused', () => {
  expect(() => canon('\ud800')).toThrow()
  expect(() => canon(0.1)).toThrow()
  expect(() => canon(2 ** 53)).toThrow()
})

test('bytes have one base64url spelling, and another is refused', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => { expect(hex(fromBase64url(toBase64url(bytes)))).toBe(hex(bytes)) }))
  for (const wrong of ['AB=', 'A', 'a b', 'AB', 'A+A/']) expect(() => fromBase64url(wrong), wrong).toThrow()
})
