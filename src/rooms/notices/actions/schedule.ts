import type { Instant } from '../../../platform/clock.ts'
import type { Waiting } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import { QUIET_MS, waitBeforeTry } from '../rules.ts'

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

/** For whom a notice has just come, and until when no other one follows. In memory alone: it would say when somebody was written to. */
export class Quiet {
  readonly #until = new Map<string, Instant>()

  holds = (account: string, now: Instant): boolean => (this.#until.get(account) ?? 0) > now

  begin(account: string, until: Instant): void {
    for (const [other, end] of this.#until) if (end < until - QUIET_MS) this.#until.delete(other)
    this.#until.set(account, until)
  }
}

/** One for each program of a running server. */
const perProgram = <T>(make: () => T) => {
  const all = new WeakMap<Services, Map<string, T>>()
  return (services: Services, program: string): T => {
    const ours = all.get(services) ?? new Map<string, T>()
    all.set(services, ours)
    const one = ours.get(program) ?? make()
    ours.set(program, one)
    return one
  }
}

export const scheduleOf = perProgram(() => new Schedule())
export const newsScheduleOf = perProgram(() => new Schedule())
export const quietOf = perProgram(() => new Quiet())
