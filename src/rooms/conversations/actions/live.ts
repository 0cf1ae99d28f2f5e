import { flowing, type EventStream } from '../../../platform/contract.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import type { Pool } from '../../../platform/db/pool.ts'
import { liveHub } from '../../../platform/live/hub.ts'
import { tellAccounts, type Notice } from '../../../platform/live/notices.ts'
import { forgetNews } from '../../../platform/outbox.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import { sessionStands } from '../../accounts/actions.ts'
import { isSuspended } from '../store/conversations.ts'
import { membersIn } from '../store/shredding.ts'
import { messagesAt } from '../store/messages.ts'
import type { SideProof } from './guards.ts'
import { messageOnWire } from './sending.ts'

/** A browser that lost its network comes back every few seconds; one that comes more often is broken. */
const openings = new Pace({ limit: 120, perMs: 10 * 60_000 })

/** The stream of one session. It ends with the session, and whoever comes back asks for the messages after their last. */
export async function openStream(knock: Knock, { account, tokenHash }: SideProof): Promise<EventStream | Refused<'too-many' | 'while-suspended'>> {
  if (!openings.allows(`${knock.db.program}/${account}`, knock.now)) return refuse('too-many')
  const suspended = await inTransaction(knock.db, async (tx) => {
    // Whoever looks needs no notice any more.
    await forgetNews(tx, account)
    return isSuspended(tx, account)
  })
  if (suspended) return refuse('while-suspended')
  const session = tokenHash.toString('base64url')
  return flowing(liveHub(knock.services).carrier({ program: knock.db.program, account, session, stands: () => sessionStands(knock, { tokenHash }) }))
}

/** For rooms below: both sides read the sheet of this conversation again. */
export async function notifyChange(tx: Tx, conv: string): Promise<void> {
  for (const { accounts } of await membersIn(tx, [conv])) await tellAccounts(tx, accounts, 'change', conv)
}

/** Messages that another instance took: read from the table here, for whoever listens here. */
export async function deliverFromElsewhere({ pool, services }: { pool: Pool; services: Services }, { program, words }: Notice): Promise<void> {
  const hub = liveHub(services)
  if (!hub.size) return
  const places = words.map((word) => word.split(':')).map(([conv, position]) => ({ conv: conv!, position: Number(position) }))
  for (const message of await inTransaction({ program, pool }, (tx) => messagesAt(tx, places))) {
    hub.tell(program, [message.student, message.supporter], 'message', { conv: message.conv, message: messageOnWire(message) })
  }
}
