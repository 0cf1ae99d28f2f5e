import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A student and a supporter who write to each other, with a session each. */
export interface Pair {
  readonly convs: readonly string[]
  readonly student: string
  readonly supporter: string
}

const HOUR_MS = 3_600_000
/** Of one pair: an epoch takes two hundred messages from each side, and a run sends more. */
const CONVERSATIONS = 4

const id = (): string => randomBytes(16).toString('base64url')

/** As they would stand in the tables: accounts, a supporter in office, and conversations whose first epoch began today. Written past the doors, once. */
export async function makePairs(owner: pg.Client, program: string, count: number): Promise<Pair[]> {
  const made = Array.from({ length: count }, () => ({
    person: randomUUID(), convs: Array.from({ length: CONVERSATIONS }, id),
    student: { account: id(), token: randomBytes(32) }, supporter: { account: id(), token: randomBytes(32) },
  }))
  const people = made.flatMap(({ student, supporter }) => [{ ...student, kind: 'student' }, { ...supporter, kind: 'staff' }])
  const keys = people.map(() => randomBytes(32))
  await owner.query('insert into accounts (program, id, pk_auth, pk_hpke, kind) select $1, * from unnest($2::text[], $3::bytea[], $4::bytea[], $5::text[])',
    [program, people.map(({ account }) => account), keys, keys.map(() => randomBytes(32)), people.map(({ kind }) => kind)])
  await owner.query('insert into sessions (program, token_hash, account, expires_at) select $1, token, account, $4 from unnest($2::bytea[], $3::text[]) as s (token, account)',
    [program, people.map(({ token }) => createHash('sha256').update(token).digest()), people.map(({ account }) => account), new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS)])
  const persons = made.map(({ person }) => person)
  await owner.query(`insert into people (program, id, account, full_name, joined_on) select $1, id, account, 'Supporter ' || left(id::text, 8), '2026-08-01' from unnest($2::uuid[], $3::text[]) as p (id, account)`,
    [program, persons, made.map(({ supporter }) => supporter.account)])
  await owner.query(`insert into role_grants (program, person, role, granted_on) select $1, unnest($2::uuid[]), 'supporter', '2026-08-01'`, [program, persons])
  await owner.query(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on)
    select $1, person, c.id, year, false, current_date from unnest($2::uuid[]) as person, cohorts c, generate_series(extract(year from now())::int - 1, extract(year from now())::int) as year where c.program = $1`, [program, persons])
  const conversations = made.flatMap(({ convs, student, supporter }) => convs.map((conv) => ({ conv, student: student.account, supporter: supporter.account })))
  const columns = [conversations.map(({ conv }) => conv), conversations.map(({ student }) => student), conversations.map(({ supporter }) => supporter)]
  await owner.query('insert into conversations (program, id, student, supporter, keep_days) select $1, *, 30 from unnest($2::text[], $3::text[], $4::text[])', [program, ...columns])
  await owner.query(`insert into conversation_epochs (program, conv, epoch, supporter, header, begun_on) select $1, conv, 0, supporter, '\\x00', current_date from unnest($2::text[], $3::text[], $4::text[]) as c (conv, student, supporter)`, [program, ...columns])
  return made.map(({ convs, student, supporter }) => ({ convs, student: student.token.toString('base64url'), supporter: supporter.token.toString('base64url') }))
}
