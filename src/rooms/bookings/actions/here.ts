import type { Instant } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import type { Services } from '../../../platform/services.ts'
import { WAITING_DAYS } from '../rules/booking.ts'
import { programSettings } from '../store/slots.ts'
import { keyring, type Keyring } from './keyring.ts'
import { horizonInMemory } from './timetable.ts'

/** What an action of this room needs to know of a request. */
export interface Here {
  readonly db: Db
  readonly services: Services
  readonly now: Instant
}

/** The keys that reach as far ahead as this program lets students book or wait. */
export async function ringOf({ db, services, now }: Here): Promise<Keyring> {
  const horizonDays = horizonInMemory(db.program) ?? (await inTransaction(db, programSettings)).horizonDays
  return keyring(services.keys, now, Math.max(horizonDays, WAITING_DAYS))
}

/** Booking and cancelling in turn holds two slots and writes rows for ever; nobody means to ask so often. */
const asks = new Pace({ limit: 200, perMs: 3_600_000 })
export const mayAsk = ({ now }: Pick<Here, 'now'>, account: string): boolean => asks.allows(account, now)
