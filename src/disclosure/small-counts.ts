/** Counts of one to four are hidden from everybody: behind them stand persons that somebody could guess. */
export const SMALLEST_SHOWN = 5

export type Shown = number | null

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN

/** A single figure, hidden where it is small. */
export const shown = (count: number): Shown => (isSmall(count) ? null : count)

/**
 * The cells of a table whose total is published. Where what is hidden could be worked out from the total, because it is one
 * cell, or because only ones or only fours add up to the rest, the next smallest cell is hidden as well, together with those
 * of nearly its size: "this one is the next smallest" would itself be a clue.
 * Rows of the same table over another span are not looked at: offer fixed spans only.
 */
export function withhold(counts: readonly number[]): Shown[] {
  const hidden = new Set([...counts.keys()].filter((cell) => isSmall(counts[cell]!)))
  while (hidden.size > 0 && hidden.size < counts.length && givesItselfAway(counts, hidden)) {
    const open = [...counts.keys()].filter((cell) => !hidden.has(cell))
    const next = open.reduce((least, cell) => (size(counts, cell) < size(counts, least) ? cell : least))
    for (const cell of open) if (size(counts, cell) <= size(counts, next) + CLUE) hidden.add(cell)
  }
  return counts.map((count, cell) => (hidden.has(cell) ? null : count))
}

/** By so much another cell could have been the next smallest, had the small count been another one. */
const CLUE = SMALLEST_SHOWN - 2

/** Empty cells come last: hiding nobody hides little. */
const size = (counts: readonly number[], cell: number): number => counts[cell] || Infinity

function givesItselfAway(counts: readonly number[], hidden: ReadonlySet<number>): boolean {
  const cells = [...hidden]
  const rest = cells.reduce((sum, cell) => sum + counts[cell]!, 0)
  return cells.length === 1 || rest === cells.length || rest === (SMALLEST_SHOWN - 1) * cells.length
}
