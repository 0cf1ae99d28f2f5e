const queues = new Map<string, Promise<unknown>>()

/** Runs one piece of work of this name at a time, across all tabs of this browser; one after the other where it has no locks. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  if (locks) return locks.request(name, work) as Promise<T>
  const turn = (queues.get(name) ?? Promise.resolve()).then(work, work)
  queues.set(name, turn)
  return turn
}
