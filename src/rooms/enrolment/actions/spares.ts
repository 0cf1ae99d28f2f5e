import { createHash, timingSafeEqual } from 'node:crypto'
import { dayIn } from '../../../platform/clock.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import { isWorkDone, termNow } from '../../students/actions.ts'
import type { SpareInput } from '../contract.ts'
import { addSpare, findSpare, removeSparesBefore } from '../store.ts'

type Here = Pick<Knock, 'db' | 'program' | 'services' | 'now'>

const MINUTE = 60_000
const paces = new WeakMap<Services, Pace>()

/** Keeps a spare at the place its own words name. It comes without a session, and the same one twice is one. */
export async function keepSpare(here: Here, { challenge, answer, ...spare }: SpareInput): Promise<{ kept: true } | Refused<'work-missing' | 'spare-taken'>> {
  const work = { challenge, account: spare.lookup, code: SPARE, answer }
  if (!isWorkDone(here.services, here.db.program, work, here.now)) return refuse('work-missing')
  const row = { lookup: decode(spare.lookup), proofHash: decode(spare.proofHash), contentSealed: decode(spare.contentSealed), term: spare.term }
  return inTransaction<{ kept: true } | Refused<'spare-taken'>>(here.db, async (tx) => {
    if (await addSpare(tx, row)) return { kept: true }
    const present = await findSpare(tx, row.lookup)
    return present?.contentSealed.equals(row.contentSealed) ? { kept: true } : refuse('spare-taken')
  })
}

/** What stands in for a code in the work; see `workText`. */
const SPARE = 'spare'

/** Hands out a sealed spare only to who shows its proof; a wrong proof and an unknown place are answered alike. */
export async function openSpare(here: Here, input: { lookup: string; proof: string }): Promise<{ contentSealed: string } | Refused<'nothing-opens' | 'too-many'>> {
  const lookup = decode(input.lookup)
  if (!paceOf(here.services).allows(lookup, here.now)) return refuse('too-many')
  const spare = await inTransaction(here.db, (tx) => findSpare(tx, lookup))
  const right = timingSafeEqual(createHash('sha256').update(decode(input.proof)).digest(), spare?.proofHash ?? Buffer.alloc(32))
  return spare && right ? { contentSealed: spare.contentSealed.toString('base64url') } : refuse('nothing-opens')
}

/** Spares of years that are over: their tokens admit nobody any more. */
export const forgetOldSpares = (db: Db, program: { readonly timeZone: string }, now: number): Promise<number> =>
  inTransaction(db, async (tx) => removeSparesBefore(tx, await termNow(tx, dayIn(program.timeZone, now))))

const paceOf = (services: Services): Pace => {
  const pace = paces.get(services) ?? new Pace({ limit: 20, perMs: 15 * MINUTE })
  paces.set(services, pace)
  return pace
}

const decode = (encoded: string): Buffer => Buffer.from(encoded, 'base64url')
