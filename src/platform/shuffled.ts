import { randomInt } from 'node:crypto'

/** A fair order that nobody can foresee: Fisher and Yates, dice from the system. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}
