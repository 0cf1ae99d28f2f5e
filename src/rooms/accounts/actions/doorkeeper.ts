import { Challenges } from '../../../platform/proofs/challenges.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import type { Services } from '../../../platform/services.ts'
import type { AccountKind } from '../rules.ts'

const MINUTE = 60_000

/** What an action of this room needs to know of a request. */
export type Here = Pick<Knock, 'db' | 'program' | 'services' | 'now'>

export interface SeenSession {
  readonly account: string
  readonly kind: AccountKind
  lastSeen: number
  expiresAt: number
  /** When the database was last asked whether the session still stands. */
  checkedAt: number
}

/** What this process remembers and never writes down: questions asked, last use of sessions, tries. */
export interface Doorkeeper {
  readonly challenges: Challenges
  /** By program and token hash. */
  readonly seen: Map<string, SeenSession>
  readonly openings: Pace
  readonly signIns: Pace
}

const doorkeepers = new WeakMap<Services, Doorkeeper>()

export function doorkeeper({ services }: Pick<Here, 'services'>): Doorkeeper {
  let keeper = doorkeepers.get(services)
  if (!keeper) {
    keeper = {
      challenges: new Challenges(),
      seen: new Map(),
      openings: new Pace({ limit: 20, perMs: 15 * MINUTE }),
      signIns: new Pace({ limit: 60, perMs: 15 * MINUTE }),
    }
    doorkeepers.set(services, keeper)
  }
  return keeper
}
