import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { json } from '../../../platform/db/values.ts'
import type { CrisisLine, LineFacts, PackLine } from '../rules/crisis-lines.ts'
import type { Day } from '../rules/days.ts'

export const listLines = (tx: Tx): Promise<CrisisLine[]> =>
  rows(tx, sql<CrisisLine>`select l.id, l.pack_key as "packKey", l.kind, l.names, l.call, l.text_number as "textNumber", l.text_keyword as "textKeyword",
      l.chat_url as "chatUrl", l.url, l.hours, l.languages, l.audiences, l.school_is_told as "schoolIsTold", l.paired_with as "pairedWith",
      l.source_url as "sourceUrl", l.pack_read_on as "packReadOn", c.checked_on as "checkedOn", c.checked_by as "checkedBy"
    from crisis_lines l
    left join lateral (select checked_on, checked_by from crisis_line_checks where line = l.id order by checked_on desc limit 1) c on true
    order by l.position, l.id`)

const written = (line: LineFacts) => ({
  kind: line.kind, names: line.names, call: line.call, text_number: line.textNumber, text_keyword: line.textKeyword, chat_url: line.chatUrl, url: line.url,
  hours: line.hours, languages: line.languages, audiences: line.audiences, school_is_told: line.schoolIsTold, paired_with: line.pairedWith, source_url: line.sourceUrl,
})

const COLUMNS = sql`kind, names, call, text_number, text_keyword, chat_url, url, hours, languages, audiences, school_is_told, paired_with, source_url`
const READ_AS = sql`l(kind text, names jsonb, call text, text_number text, text_keyword text, chat_url text, url text, hours text, languages text[],
  audiences jsonb, school_is_told text, paired_with text, source_url text, pack_key text, pack_read_on date, position int)`

export const insertPackLines = (tx: Tx, lines: readonly PackLine[]) =>
  run(tx, sql`insert into crisis_lines (${COLUMNS}, pack_key, pack_read_on, position) select ${COLUMNS}, pack_key, pack_read_on, position
    from jsonb_to_recordset(${json(lines.map((line, index) => ({ ...written(line), pack_key: line.key, pack_read_on: line.lastVerifiedAt, position: index })))}) as ${READ_AS}`)

export const insertLine = async (tx: Tx, line: LineFacts): Promise<string> =>
  (await row(tx, sql<{ id: string }>`insert into crisis_lines (${COLUMNS}, position) select ${COLUMNS}, 100
    from jsonb_to_recordset(${json([written(line)])}) as ${READ_AS} returning id`))!.id

/** A line whose number or link changed has to be checked anew. */
export const updateLine = (tx: Tx, id: string, line: LineFacts) =>
  run(tx, sql`update crisis_lines set (${COLUMNS}) = (select ${COLUMNS} from jsonb_to_recordset(${json([written(line)])}) as ${READ_AS}) where id = ${id}`)

export const removeChecks = (tx: Tx, id: string) => run(tx, sql`delete from crisis_line_checks where line = ${id}`)

export const removeLine = (tx: Tx, id: string) => run(tx, sql`delete from crisis_lines where id = ${id}`)

export const removePackLines = (tx: Tx) => run(tx, sql`delete from crisis_lines where pack_key is not null`)

export const addCheck = (tx: Tx, check: { line: string; by: string; person: string | null; on: Day }) =>
  run(tx, sql`insert into crisis_line_checks (line, checked_by, checked_on, recorded_by) values (${check.line}, ${check.by}, ${check.on}, ${check.person})
    on conflict on constraint crisis_line_checks_pk do update set checked_by = excluded.checked_by, recorded_by = excluded.recorded_by`)
