import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/db/pool.ts'
import type { Pace } from '../platform/proofs/pace.ts'
import type { IssuerFolder } from './folder.ts'
import type { School } from './school.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { Tickets } from './tickets.ts'

/** What the issuer stands on. Nothing of it is shared with the app, whose address is all that it knows of it. */
export interface IssuerParts {
  readonly pool: Pool
  readonly clock: Clock
  readonly folder: IssuerFolder
  readonly keys: SigningKeys
  readonly tickets: Tickets
  /** How often one card, or one program's pins, may be tried. */
  readonly pace: Pace
  /** Null where no sign-on is set up: then cards alone. */
  readonly school: School | null
  /** The programs served, each with the only root that may be pinned or null for the first one seen. Null: any program. */
  readonly programs: ReadonlyMap<string, string | null> | null
  /** Where pages come from that may ask, such as https://commons.example. */
  appOrigin(): string
  /** Told of a defect by its place and kind alone. */
  readonly onDefect: (place: string, failure: unknown) => void
}
