import type { Tx } from '../../../platform/db/transaction.ts'
import { liveHub, type LiveHub } from '../../../platform/live/hub.ts'
import { announce, announceNews } from '../../../platform/outbox.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { personOf } from '../store/conversations.ts'
import type { Judged, NewMessage } from '../store/messages.ts'
import type { Here } from './sheet.ts'

/** One notice in a quiet quarter of an hour, however much is written: more would tell a push service how two people talk. */
export const QUIET_MS = 15 * 60_000
const notices = new Pace({ limit: 1, perMs: QUIET_MS })

const MOST_REMEMBERED = 10_000
/** Who reads what somebody writes in an epoch, as it was when they last wrote there. Another supporter means another epoch. */
const readers = new WeakMap<LiveHub, Map<string, string>>()

/** Whether everybody these messages are for is known to read along, so that nobody can have to be told. */
export function allReadAlong({ db, services }: Pick<Here, 'db' | 'services'>, messages: readonly NewMessage[]): boolean {
  const hub = liveHub(services), known = readers.get(hub)
  return messages.every((message) => {
    const reader = known?.get(nameOf(db.program, message))
    return reader !== undefined && hub.isListening(db.program, reader)
  })
}

function remember(hub: LiveHub, program: string, message: NewMessage, reader: string): void {
  let known = readers.get(hub)
  if (!known) readers.set(hub, known = new Map<string, string>())
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(nameOf(program, message), reader)
}

const nameOf = (program: string, { conv, epoch, account }: NewMessage): string => `${program}/${conv}/${epoch}/${account}`

/**
 * Whoever has no page open is told that there is something new, in the transaction that takes the message: never by whom, never in which
 * conversation. Who reads along is told nothing; the stream has brought it already.
 */
export async function tellAway(tx: Tx, { db, services }: Pick<Here, 'db' | 'services'>, messages: readonly NewMessage[], judged: readonly Judged[]): Promise<void> {
  const hub = liveHub(services), now = services.clock.now()
  const away = new Map<string, 'student' | 'supporter'>()
  for (const [at, { verdict, student, supporter }] of judged.entries()) {
    if (verdict !== 'taken') continue
    const [other, side] = messages[at]!.account === student ? [supporter!, 'supporter' as const] : [student!, 'student' as const]
    remember(hub, db.program, messages[at]!, other)
    if (!hub.isListening(db.program, other)) away.set(other, side)
  }
  for (const [account, side] of away) {
    if (!notices.allows(`${db.program}/${account}`, now)) continue
    if (side === 'student') await announceNews(tx, account)
    const person = side === 'supporter' ? await personOf(tx, account) : null
    if (person) await announce(tx, { fact: 'message-new', person })
  }
}
