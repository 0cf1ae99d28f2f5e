import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '../src/rooms/people/rules.ts'
import type { TestDatabase } from './database.ts'
import { checkedLines } from './open-program.ts'

type Owner = Pick<TestDatabase, 'owner'>

/** A signed-in account written straight into the tables, for tests that are not about signing in. Answers with its token. */
export async function anAccount({ owner }: Owner, program: string, kind: 'student' | 'staff'): Promise<{ account: string; token: string }> {
  const account = randomBytes(16).toString('base64url'), token = randomBytes(32)
  await owner('insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, $5)', [program, account, randomBytes(32), randomBytes(32), kind])
  await owner(`insert into sessions (program, token_hash, account, expires_at) values ($1, $2, $3, date_trunc('hour', now() + interval '10 years', 'UTC'))`,
    [program, createHash('sha256').update(token).digest(), account])
  return { account, token: token.toString('base64url') }
}

/** A member of staff with these roles for every cohort, signed in. */
export async function aColleague(db: Owner, program: string, fullName: string, roles: readonly Role[]): Promise<{ person: string; account: string; token: string }> {
  const { account, token } = await anAccount(db, program, 'staff'), person = randomUUID()
  await db.owner(`insert into people (program, id, account, full_name, joined_on) values ($1, $2, $3, $4, '2026-08-01')`, [program, person, account, fullName])
  for (const role of roles) await db.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, $3, '2026-08-01')`, [program, person, role])
  return { person, account, token }
}

/** Opens a program's doors to students without asking its checklist. */
export async function openDoorsOf(db: Owner, program: string): Promise<void> {
  await checkedLines(db, program)
  await db.owner(`insert into confidentiality_texts (program, version, pack, texts, written_on) values ($1, 1, 'generic', '{}', '2026-09-01') on conflict do nothing`, [program])
  await db.owner(`insert into confidentiality_reviews (program, version, reviewer, reviewed_on) values ($1, 1, 'Dario Ricci', '2026-09-01') on conflict do nothing`, [program])
  await db.owner('insert into program_openings (program, opened_at) values ($1, now())', [program])
}

/** The same tokens, signed in again. */
export async function renewSessions(owner: { query(text: string, values: unknown[]): Promise<unknown> }, program: string, people: readonly { account: string; token: string }[]): Promise<void> {
  const hashes = people.map(({ token }) => createHash('sha256').update(Buffer.from(token, 'base64url')).digest())
  await owner.query(`insert into sessions (program, account, token_hash, expires_at)
    select $1, account, token_hash, date_trunc('hour', now() + interval '30 days', 'UTC') from unnest($2::text[], $3::bytea[]) as p (account, token_hash)`, [program, people.map(({ account }) => account), hashes])
}
