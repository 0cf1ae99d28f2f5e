import { auditHeld } from '../../../platform/audit.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { gathered, type HeldBy, type HeldHere, type Holding } from '../../../platform/holdings.ts'
import { outboxHeld } from '../../../platform/outbox.ts'
import { accountsHeld } from '../../accounts/actions.ts'
import { bookingsHeld } from '../../bookings/actions.ts'
import { conversationsHeld } from '../../conversations/actions.ts'
import { hoursHeld } from '../../hours/actions.ts'
import { interactionsHeld } from '../../interactions/actions.ts'
import { noticesHeld } from '../../notices/actions.ts'
import { peopleHeld, personOf } from '../../people/actions.ts'
import { programsHeld } from '../../programs/actions.ts'
import { reportsHeld } from '../../reports/actions.ts'
import { requestsHeld } from '../../requests/actions.ts'
import { rosterHeld } from '../../roster/actions.ts'
import { studentsHeld } from '../../students/actions.ts'
import { supportersHeld } from '../../supporters/actions.ts'

/** Everybody who may hold something about an account, in the rooms' reading order. */
export const HELD: readonly HeldBy[] = [programsHeld, accountsHeld, peopleHeld, rosterHeld, supportersHeld, studentsHeld, hoursHeld, bookingsHeld, conversationsHeld, requestsHeld, reportsHeld, interactionsHeld, noticesHeld, auditHeld, outboxHeld]

/** Every row about this account, as it is at this moment. */
export const holdingsOf = (here: HeldHere, account: string): Promise<{ holdings: readonly Holding[] }> =>
  inTransaction(here.db, async (tx) => {
    const whose = { account, person: await personOf(tx, account) }
    const found: Holding[] = []
    for (const { of } of HELD) found.push(...await of(tx, here, whose))
    return { holdings: gathered(found) }
  })
