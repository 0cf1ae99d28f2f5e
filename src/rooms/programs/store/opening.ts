import type { Instant } from '../../../platform/clock.ts'
import { row, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Day } from '../rules/days.ts'

export interface Opening {
  readonly id: string
  readonly openedAt: Instant
  readonly closed: boolean
}

export const findNewestOpening = (tx: Tx): Promise<Opening | undefined> =>
  row(tx, sql<Opening>`select o.id, o.opened_at as "openedAt", c.opening is not null as closed
    from program_openings o left join program_closings c on c.opening = o.id order by o.opened_at desc limit 1`)

export const insertOpening = (tx: Tx, at_: Instant, by: string | null) =>
  run(tx, sql`insert into program_openings (opened_at, opened_by) values (${at(at_)}, ${by})`)

export const insertClosing = (tx: Tx, opening: string, at_: Instant, by: string | null) =>
  run(tx, sql`insert into program_closings (opening, closed_at, closed_by) values (${opening}, ${at(at_)}, ${by}) on conflict on constraint program_closings_pk do nothing`)

/** One question for each first contact: was it opened, does it stand, and is there what a student must be told first? */
export const readDoor = async (tx: Tx) =>
  (await row(tx, sql<{ opened: boolean; closed: boolean; reviewed: boolean; kinds: string[] }>`
    select o.id is not null as opened, coalesce(exists (select from program_closings c where c.opening = o.id), false) as closed,
      exists (select from confidentiality_reviews) as reviewed,
      array(select distinct l.kind from crisis_lines l join crisis_line_checks k on k.line = l.id) as kinds
    from (select 1) as once left join lateral (select id from program_openings order by opened_at desc limit 1) o on true`))!

export interface MinorsAnswer {
  readonly answer: 'yes' | 'no'
  readonly by: string
  readonly on: Day
}

export const findMinorsAnswer = (tx: Tx): Promise<MinorsAnswer | undefined> =>
  row(tx, sql<MinorsAnswer>`select answer, answered_by as by, answered_on as on from opening_answers where question = 'under-18' order by number desc limit 1`)

export const insertMinorsAnswer = (tx: Tx, answer: MinorsAnswer & { person: string | null }) =>
  run(tx, sql`insert into opening_answers (question, answer, answered_by, answered_on, recorded_by)
    values ('under-18', ${answer.answer}, ${answer.by}, ${answer.on}, ${answer.person})`)
