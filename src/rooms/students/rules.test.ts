import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCard, readCode, readWayIn, spellCard, spellCode } from './rules/cards.ts'
import { BASE_BITS, MOST_BITS, bitsFor, hasZeroBits } from './rules/proof-of-work.ts'

test('a card is read as it was spelt, however it is typed', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
    const card = spellCard(random)
    const letters = card.replaceAll('-', '')
    for (const typed of [card, card.toUpperCase(), ` ${letters} `, letters.replaceAll('0', 'O').replaceAll('1', 'l')]) expect(readCard(typed)).toBe(letters)
  }))
})
test('ten different random bytes make ten different letters of a card', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), (a, b) => {
    expect(spellCard(a) === spellCard(b)).toBe(a.join() === b.join())
  }))
})
test('a code is half as long as a card, so that one is never taken for the other', () => {
  const [card, code] = [spellCard(new Uint8Array(10)), spellCode(new Uint8Array(5))]
  expect(readWayIn(card)).toEqual({ by: 'card', letters: '0'.repeat(16) })
  expect(readWayIn(code)).toEqual({ by: 'code', letters: '0'.repeat(8) })
  expect(readWayIn('hello')).toBeNull()
  expect(readCode(card)).toBeNull()
})
test.each([[0, BASE_BITS], [60, BASE_BITS], [61, BASE_BITS + 1], [240, BASE_BITS + 2], [1e9, MOST_BITS]])('%i arrivals in ten minutes cost %i bits', (arrivals, bits) => {
  expect(bitsFor(arrivals)).toBe(bits)
})
test('zero bits are counted from the front', () => {
  expect(hasZeroBits(Uint8Array.of(0, 0b00011111), 11)).toBe(true)
  expect(hasZeroBits(Uint8Array.of(0, 0b00111111), 11)).toBe(false)
  expect(hasZeroBits(Uint8Array.of(0), 9)).toBe(false)
})
