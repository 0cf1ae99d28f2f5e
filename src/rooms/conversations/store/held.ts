import { countHeld, type Holding } from '../../../platform/holdings.ts'
import { sql, type Tx } from '../../../platform/db/transaction.ts'
import { EPOCH_DAYS } from '../rules/epochs.ts'

/** What names an account, and what lies in a conversation of theirs. Whoever took over later sees no epoch from before. */
export function held(tx: Tx, account: string): Promise<Holding[]> {
  const mine = sql`exists (select from conversations c where c.id = t.conv and ${account} in (c.student, c.supporter))`
  const myEpoch = sql`join conversation_epochs e on e.conv = t.conv and e.epoch = t.epoch join conversations c on c.id = t.conv where ${account} in (c.student, e.supporter)`
  const shredOn = sql`coalesce(e.last_on, e.begun_on + ${EPOCH_DAYS}::int) + c.keep_days`
  return countHeld(tx, [
    { kind: 'conversation', rows: sql`from conversations t where ${account} in (t.student, t.supporter)`, goesOn: 'with-the-conversation' },
    { kind: 'conversation', rows: sql`from conversation_departures t where ${mine}`, goesOn: 'with-the-conversation' },
    { kind: 'conversation', rows: sql`from conversation_endings t where ${mine}`, goesOn: sql`t.forget_on` },
    { kind: 'message-key', rows: sql`from conversation_epochs t join conversations c on c.id = t.conv where ${account} in (c.student, t.supporter)`, goesOn: sql`coalesce(t.last_on, t.begun_on + ${EPOCH_DAYS}::int) + c.keep_days` },
    { kind: 'message-key', rows: sql`from conversation_wraps t ${myEpoch}`, goesOn: shredOn },
    { kind: 'message', rows: sql`from conversation_messages t ${myEpoch}`, goesOn: shredOn },
    { kind: 'read-mark', rows: sql`from conversation_reads t where ${mine}`, goesOn: 'with-the-conversation' },
    { kind: 'block', rows: sql`from conversation_blocks t where ${mine}`, goesOn: 'you-remove-it' },
    { kind: 'hand-over', rows: sql`from conversation_wishes t where ${mine}`, goesOn: 'with-the-conversation' },
    { kind: 'suspension', rows: sql`from conversation_suspensions t where t.account = ${account}`, goesOn: 'when-lifted' },
  ])
}
