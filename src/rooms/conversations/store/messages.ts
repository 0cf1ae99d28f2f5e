import { rows, sql, type Tx } from '../../../platform/db/transaction.ts'
import { EPOCH_DAYS, LAST_SEQ, type Day } from '../rules/epochs.ts'

export interface NewMessage {
  readonly conv: string
  readonly account: string
  readonly epoch: number
  readonly seq: number
  readonly msgId: string
  readonly box: Buffer
  readonly com: Buffer | null
  readonly tag: Buffer | null
}

export interface Judged {
  readonly verdict: 'taken' | 'known' | 'not-found' | 'msg-id-taken' | 'conversation-over' | 'blocked' | 'epoch-moved' | 'epoch-over' | 'seq-taken'
  readonly student: string | null
  readonly supporter: string | null
  readonly position: number | null
  readonly tag: Buffer | null
  readonly arrivedOn: Day | null
}

/**
 * Judges and writes many messages in one statement, under `lockConversations`; answers in their order. No two of them may have the same
 * msgId, or sender, epoch and seq: whoever calls keeps such a pair apart. What is known already is answered as it was the first time.
 */
export const takeMessages = (tx: Tx, asked: readonly NewMessage[], today: Day): Promise<Judged[]> => rows(tx, sql<Judged>`
  with asked as materialized (
    select * from unnest(${asked.map((m) => m.conv)}::text[], ${asked.map((m) => m.account)}::text[], ${asked.map((m) => m.epoch)}::int[], ${asked.map((m) => m.seq)}::int[],
      ${asked.map((m) => m.msgId)}::text[], ${asked.map((m) => m.box)}::bytea[], ${asked.map((m) => m.com)}::bytea[], ${asked.map((m) => m.tag)}::bytea[])
      with ordinality as a (conv, account, epoch, seq, msg_id, box, com, tag, n)
  ), judged as materialized (
    select a.*, c.student, c.supporter, c.last_gone, a.account = c.student as from_student, k.position as known_at, k.tag as known_tag, k.arrived_on as known_on,
      case
        when c.id is null then 'not-found'
        when k.from_student = (a.account = c.student) then 'known'
        when k.position is not null then 'msg-id-taken'
        when exists (select from conversation_endings x where x.conv = c.id) or exists (select from conversation_departures x where x.conv = c.id)
          or exists (select from conversation_suspensions x where x.account in (c.student, c.supporter)) then 'conversation-over'
        when exists (select from conversation_blocks x where x.conv = c.id) then 'blocked'
        when a.epoch <> c.newest then 'epoch-moved'
        when a.seq > ${LAST_SEQ} or e.begun_on < ${today}::date - ${EPOCH_DAYS}::int then 'epoch-over'
        when exists (select from conversation_messages m where m.conv = a.conv and m.epoch = a.epoch and m.from_student = (a.account = c.student) and m.seq = a.seq) then 'seq-taken'
        else 'taken'
      end as verdict
    from asked a
    left join conversations c on c.id = a.conv and a.account in (c.student, c.supporter)
    left join conversation_messages k on k.conv = c.id and k.msg_id = a.msg_id
    left join conversation_epochs e on e.conv = c.id and e.epoch = c.newest
  ), added as (
    insert into conversation_messages (conv, position, epoch, from_student, seq, msg_id, box_sealed, com, tag, arrived_on)
    select j.conv, greatest(j.last_gone, coalesce((select max(m.position) from conversation_messages m where m.conv = j.conv), 0)) + row_number() over (partition by j.conv order by j.n),
      j.epoch, j.from_student, j.seq, j.msg_id, j.box, j.com, j.tag, ${today}
    from judged j where j.verdict = 'taken'
    returning conv, msg_id, position
  )
  select j.verdict, j.student, j.supporter, coalesce(w.position, j.known_at) as position, case when j.verdict = 'known' then j.known_tag else j.tag end as tag,
    coalesce(j.known_on, ${today}::date) as "arrivedOn"
  from judged j left join added w on w.conv = j.conv and w.msg_id = j.msg_id order by j.n`)

export interface StoredMessage {
  readonly conv: string
  readonly position: number
  readonly epoch: number
  readonly sender: string
  readonly seq: number
  readonly msgId: string
  readonly box: Buffer
  readonly com: Buffer | null
  readonly tag: Buffer | null
  readonly arrivedOn: Day
}

const STORED = sql`m.conv, m.position, m.epoch, case when m.from_student then c.student else e.supporter end as sender, m.seq, m.msg_id as "msgId",
  m.box_sealed as box, m.com, m.tag, m.arrived_on as "arrivedOn"`
const WITH_SENDERS = sql`conversation_messages m join conversations c on c.id = m.conv join conversation_epochs e on e.conv = m.conv and e.epoch = m.epoch`

/** In the order of display. A supporter who took over sees nothing of the epochs before theirs. */
export const messagesAfter = (tx: Tx, conv: string, account: string, after: number, count: number): Promise<StoredMessage[]> =>
  rows(tx, sql<StoredMessage>`select ${STORED} from ${WITH_SENDERS}
    where m.conv = ${conv} and m.position > ${after} and c.student is not null and (c.student = ${account} or e.supporter = ${account}) order by m.position limit ${count}`)

export interface MessagePlace {
  readonly conv: string
  readonly position: number
}

/** Those that another instance took, with whom they are for. */
export const messagesAt = (tx: Tx, places: readonly MessagePlace[]): Promise<(StoredMessage & { student: string; supporter: string })[]> =>
  rows(tx, sql<StoredMessage & { student: string; supporter: string }>`select ${STORED}, c.student, e.supporter from ${WITH_SENDERS}
    join unnest(${places.map((p) => p.conv)}::text[], ${places.map((p) => p.position)}::int[]) as asked (conv, position) on asked.conv = m.conv and asked.position = m.position
    where c.student is not null order by m.conv, m.position`)
