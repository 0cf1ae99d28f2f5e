import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'

const DAY_MS = 24 * 60 * 60_000
const MOST_REMEMBERED = 100_000

/** Prepared once: making a key of bytes anew costs more than the hash. */
const newKey = (): KeyObject => createSecretKey(randomBytes(32))

/** Bounds how often one thing is tried. Remembers keyed hashes in memory, never what was tried, and changes its key each day. */
export class Pace {
  readonly #limit: number
  readonly #perMs: number
  #key = newKey()
  #day = 0
  #tries = new Map<string, { count: number; until: number }>()

  constructor({ limit, perMs }: { limit: number; perMs: number }) {
    this.#limit = limit
    this.#perMs = perMs
  }

  /** Counts one try of `subject`, or one that weighs as many; false when there were too many. */
  allows(subject: Uint8Array | string, now: number, weight = 1): boolean {
    this.#turnDay(now)
    const name = createHmac('sha256', this.#key).update(subject).digest('base64url')
    const known = this.#tries.get(name)
    if (known && known.until > now) {
      known.count += weight
      return known.count <= this.#limit
    }
    if (this.#tries.size >= MOST_REMEMBERED) this.#forgetOld(now)
    this.#tries.set(name, { count: weight, until: now + this.#perMs })
    return true
  }

  #turnDay(now: number): void {
    const day = Math.floor(now / DAY_MS)
    if (day === this.#day) return
    this.#day = day
    this.#key = newKey()
    this.#tries.clear()
  }

  #forgetOld(now: number): void {
    for (const [name, { until }] of this.#tries) if (until <= now) this.#tries.delete(name)
    if (this.#tries.size >= MOST_REMEMBERED) this.#tries.clear()
  }
}
