import type { Instant } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/transaction.ts'
import type { Services } from '../../platform/services.ts'
import type { ProgramPage } from '../program-directory.ts'

/** Where the demonstration acts: its own program, on the house's services. */
export interface Here {
  readonly db: Db
  readonly program: ProgramPage
  readonly services: Services
  readonly now: Instant
}
