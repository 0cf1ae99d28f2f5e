import type { Instant } from '../../../platform/clock.ts'
import type { Waiting } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import { waitBeforeTry } from '../rules.ts'

type Tried = Pick<Waiting, 'id' | 'tries'>
const AFTER_START_MS = 30_000

/** When this process may try each fact again. It is never written down: a table with these times would tell when bookings were made. */
export class Schedule {
  readonly #next = new Map<string, { tries: number; at: Instant }>()

  notBefore = (now: Instant): string[] => [...this.#next].filter(([, { at }]) => at > now).map(([id]) => id)

  /** A fact that another process has tried since waits from now on; one that was tried before this process began waits a moment. */
  isDue({ id, tries }: Tried, now: Instant): boolean {
    const known = this.#next.get(id)
    if (known?.tries === tries) return known.at <= now
    const wait = waitBeforeTry(tries) ?? 0
    const at = now + (known ? wait : Math.min(wait, AFTER_START_MS))
    this.#next.set(id, { tries, at })
    return at <= now
  }

  wasTried({ id, tries }: Tried, now: Instant): void {
    this.#next.set(id, { tries, at: now + (waitBeforeTry(tries) ?? 0) })
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.#next.delete(id)
  }

  /** What is due and yet not found, another process has settled. */
  keepOnly(found: readonly Tried[], { all, now }: { all: boolean; now: Instant }): void {
    if (!all) return
    const here = new Set(found.map(({ id }) => id))
    for (const [id, { at }] of this.#next) if (at <= now && !here.has(id)) this.#next.delete(id)
  }
}

const schedules = new WeakMap<Services, Map<string, Schedule>>()

/** One for each program of a running server. */
export function scheduleOf(services: Services, program: string): Schedule {
  const ours = schedules.get(services) ?? new Map<string, Schedule>()
  schedules.set(services, ours)
  const schedule = ours.get(program) ?? new Schedule()
  ours.set(program, schedule)
  return schedule
}
