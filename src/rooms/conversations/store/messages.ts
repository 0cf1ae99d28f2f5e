import { rows, sql, type Tx } from '../../../platform/db/transaction.ts'
import { CHANNEL, INSTANCE, noticeHead } from '../../../platform/live/notices.ts'
import { EPOCH_DAYS, LAST_SEQ, type Day } from '../rules/epochs.ts'

/** The topic under which other instances hear of messages: which conversations, and at which positions. */
export const MESSAGES = 'messages'
/** As many places as fit into one notice. */
export const MOST_AT_ONCE = 200

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
 * msgId, or sender, epoch and seq: whoever calls keeps such a pair apart. What is known already, to the byte, is answered as it was the first time: under other bytes its sender would follow a chain that nobody else has.
 * The other instances are told the places when this commits. Each look into a table ends with `limit 1`: it is one step into an index, also where the planner takes a table for smaller than it is.
 */
export const takeMessages = (tx: Tx, asked: readonly NewMessage[], today: Day): Promise<Judged[]> => rows(tx, sql<Judged>`
  with judged as materialized (
    select a.*, c.student, c.supporter, c.from_student, k.position as known_at, k.tag as known_tag, k.arrived_on as known_on,
      case
        when c.from_student is null then 'not-found'
        when k.from_student = c.from_student and k.box_sealed = a.box then 'known'
        when k.position is not null then 'msg-id-taken'
        when c.is_over then 'conversation-over'
        when c.is_blocked then 'blocked'
        when a.epoch <> c.newest then 'epoch-moved'
        when a.seq > ${LAST_SEQ} or c.begun_on < ${today}::date - ${EPOCH_DAYS}::int then 'epoch-over'
        when (select true from conversation_messages m where m.conv = a.conv and m.epoch = a.epoch and m.from_student = c.from_student and m.seq = a.seq limit 1) then 'seq-taken'
        else 'taken'
      end as verdict,
      greatest(c.last_gone, coalesce((select m.position from conversation_messages m where m.conv = a.conv order by m.position desc limit 1), 0)) as before
    from unnest(${asked.map((m) => m.conv)}::text[], ${asked.map((m) => m.account)}::text[], ${asked.map((m) => m.epoch)}::int[], ${asked.map((m) => m.seq)}::int[],
      ${asked.map((m) => m.msgId)}::text[], ${asked.map((m) => m.box)}::bytea[], ${asked.map((m) => m.com)}::bytea[], ${asked.map((m) => m.tag)}::bytea[])
      with ordinality as a (conv, account, epoch, seq, msg_id, box, com, tag, n)
    left join lateral (
      select c.student, c.supporter, c.newest, c.last_gone, coalesce(a.account = c.student, false) as from_student,
        (select e.begun_on from conversation_epochs e where e.conv = c.id and e.epoch = c.newest limit 1) as begun_on,
        (select true from conversation_blocks x where x.conv = c.id limit 1) as is_blocked,
        coalesce((select true from conversation_endings x where x.conv = c.id limit 1), (select true from conversation_departures x where x.conv = c.id limit 1),
          (select true from conversation_suspensions x where x.account = c.student limit 1), (select true from conversation_suspensions x where x.account = c.supporter limit 1)) as is_over
      from conversations c where c.id = a.conv and (c.student = a.account or c.supporter = a.account) limit 1
    ) c on true
    left join lateral (select m.position, m.tag, m.arrived_on, m.from_student, m.box_sealed from conversation_messages m where m.conv = a.conv and m.msg_id = a.msg_id limit 1) k on true
  ), added as (
    insert into conversation_messages (conv, position, epoch, from_student, seq, msg_id, box_sealed, com, tag, arrived_on)
    select conv, before + row_number() over (partition by conv order by n), epoch, from_student, seq, msg_id, box, com, tag, ${today}::date from judged where verdict = 'taken'
    returning conv, msg_id, position
  ), told as materialized (
    select pg_notify(${CHANNEL}, ${noticeHead(tx.program, MESSAGES, INSTANCE)} || string_agg(conv || ':' || position, ' ')) from added having count(*) > 0
  )
  select j.verdict, j.student, j.supporter, coalesce(w.position, j.known_at) as position, case when j.verdict = 'known' then j.known_tag else j.tag end as tag,
    coalesce(j.known_on, ${today}::date) as "arrivedOn"
  from judged j left join added w on w.conv = j.conv and w.msg_id = j.msg_id left join told on true order by j.n`)

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
