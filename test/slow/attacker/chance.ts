/** Exact tails of chance, so that "no better than guessing" is a number and not a feeling. */

/** P(X >= hits) for X successes in `tries`, each with probability `p`. */
export function binomialTail(tries: number, p: number, hits: number): number {
  let term = (1 - p) ** tries
  let below = 0
  for (let k = 0; k < hits; k += 1) {
    below += term
    term *= ((tries - k) / (k + 1)) * (p / (1 - p))
  }
  return Math.max(0, 1 - below)
}

/** A cell of records that look alike: `records` of them lie in an order that says nothing, `named` are given a name. */
export interface Cell {
  readonly records: number
  readonly named: number
}

export const expectedHits = (cells: readonly Cell[]): number => cells.reduce((sum, { records, named }) => sum + named / records, 0)

/** P(X >= hits), X the right names in all cells together, when each cell is named in a fixed order and truly lies in a random one. */
export function matchingTail(cells: readonly Cell[], hits: number): number {
  let whole = [1]
  for (const cell of cells) whole = convolve(whole, matches(cell))
  return Math.min(1, whole.slice(hits).reduce((sum, each) => sum + each, 0))
}

/** How many of `named` places a random permutation of `records` leaves alone: the rencontres numbers. */
function matches({ records, named }: Cell): number[] {
  return Array.from({ length: named + 1 }, (_, hits) => {
    let sum = 0
    for (let more = 0; more <= named - hits; more += 1) {
      sum += (more % 2 ? -1 : 1) * choose(named - hits, more) * fallingInverse(records, hits + more)
    }
    return Math.max(0, choose(named, hits) * sum)
  })
}

const choose = (n: number, k: number): number => {
  let product = 1
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i
  return product
}

/** 1 / (n (n-1) ... (n-k+1)): the chance that k given places are all left alone. */
const fallingInverse = (n: number, k: number): number => {
  let product = 1
  for (let i = 0; i < k; i += 1) product /= n - i
  return product
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const sum = Array.from({ length: a.length + b.length - 1 }, () => 0)
  a.forEach((x, i) => b.forEach((y, j) => { sum[i + j]! += x * y }))
  return sum
}
