import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSmall, withhold, type Shown } from './small-counts.ts'

describe('small counts', () => {
  test.each([
    ['a table without small counts is shown whole', [12, 5, 0, 30], [12, 5, 0, 30]],
    ['one hidden cell takes the next smallest with it', [118, 121, 42, 3], [118, 121, null, null]],
    ['two hidden cells need no third', [71, 88, 107, 2, 4], [71, 88, 107, null, null]],
    ['two ones are not two ones any more when a third is hidden', [1, 1, 9, 20], [null, null, null, 20]],
    ['two fours likewise', [4, 4, 9, 20], [null, null, null, 20]],
    ['nobody is nobody', [0, 0, 0], [0, 0, 0]],
    ['a cell of nearly the same size goes with the next smallest', [4, 9, 9, 30], [null, null, null, 30]],
    ['empty cells hide a lone small count only where nothing else can', [3, 0, 0], [null, null, null]],
  ] as const)('%s', (_, counts, expected) => {
    expect(withhold(counts)).toEqual(expected)
  })

  test('are never shown', () => {
    fc.assert(fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (counts) => {
      expect(withhold(counts).every((cell) => cell === null || !isSmall(cell))).toBe(true)
    }))
  })
})

/** Everything a table could have been, for a reader who knows the total, the shown cells and this very rule. */
function couldBe(published: readonly Shown[], total: number): number[][] {
  const rest = total - published.reduce<number>((sum, cell) => sum + (cell ?? 0), 0)
  const filled = fillings(published.filter((cell) => cell === null).length, rest)
  return filled
    .map((hidden) => {
      const left = [...hidden]
      return published.map((cell) => cell ?? left.shift()!)
    })
    .filter((table) => JSON.stringify(withhold(table)) === JSON.stringify(published))
}

function fillings(cells: number, sum: number): number[][] {
  if (cells === 0) return sum === 0 ? [[]] : []
  return Array.from({ length: sum + 1 }, (_, first) => fillings(cells - 1, sum - first).map((others) => [first, ...others])).flat()
}

test('a reader who knows the total and the rule cannot work out a small count', () => {
  const table = fc.array(fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 12 })), { minLength: 3, maxLength: 5 })
  fc.assert(fc.property(table, (counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    fc.pre(!isSmall(total) && total < 40)
    const published = withhold(counts)
    const worlds = couldBe(published, total)
    counts.forEach((count, cell) => {
      if (isSmall(count)) expect(new Set(worlds.map((world) => world[cell])).size).toBeGreaterThan(1)
    })
  }), { numRuns: 400 })
})
