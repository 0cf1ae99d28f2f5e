import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../platform/clock.ts'

/** Somebody who has just proved to belong to the school. `subject` is what the keyed hashes are made of; it is never written anywhere. */
export interface Proven {
  readonly program: string
  readonly subject: Uint8Array
  /** The only academic year that this proof is good for, or null for any. */
  readonly term: string | null
  /** The card that was shown, or null for the school's sign-on: a deck may be withdrawn while a ticket is out. */
  readonly card: Uint8Array | null
}

interface Open extends Proven {
  readonly h: Buffer
  readonly until: Instant
}

const VALID_MS = 10 * 60_000
const MOST_OPEN = 20_000

/** What connects signing in with asking for tokens: ten minutes, once, for the page that drew t, and in this process's memory alone. */
export class Tickets {
  readonly #open = new Map<string, Open>()

  /** `h` is the SHA-256 of a secret t that the page keeps: whoever sees the ticket pass by cannot use it. */
  issue(proven: Proven, h: Uint8Array, now: Instant): string {
    this.#forgetOld(now)
    const ticket = randomBytes(32).toString('base64url')
    this.#open.set(nameOf(ticket), { ...proven, h: Buffer.from(h), until: now + VALID_MS })
    return ticket
  }

  /** Takes the ticket out of use. Null where it is unknown, used, too old, another program's, or t is not its own. */
  take(program: string, ticket: string, t: Uint8Array, now: Instant): Proven | null {
    const name = nameOf(ticket), found = this.#open.get(name)
    if (!found || found.until <= now || found.program !== program) return null
    if (!timingSafeEqual(createHash('sha256').update(t).digest(), found.h)) return null
    this.#open.delete(name)
    return found
  }

  /** Where a failure of ours came between: the student need not sign in again. */
  giveBack(ticket: string, taken: Proven): void {
    this.#open.set(nameOf(ticket), taken as Open)
  }

  #forgetOld(now: Instant): void {
    // Oldest first, for they are added in order; beyond the most, the oldest makes room.
    for (const [name, { until }] of this.#open) {
      if (until > now && this.#open.size < MOST_OPEN) return
      this.#open.delete(name)
    }
  }
}

const nameOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url')
