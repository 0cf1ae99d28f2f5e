import { randomUUID } from 'node:crypto'
import type { Connection } from '../src/platform/db/pool.ts'
import type { TestDatabase } from './database.ts'

/** One table or view of the database, and what the app's own role may do to it. */
export interface Relation {
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly guarded: boolean
  readonly may: readonly string[]
  /** The column that names the row's program. */
  readonly key: string | null
}

/** Functions of the app's role that look past the walls, each on purpose: finding a program by its address, before one is set. */
export const LOOKS_PAST = ['list_programs', 'program_by_slug']

export async function relations(db: TestDatabase): Promise<Relation[]> {
  return db.owner<{ name: string; kind: 'table' | 'view'; guarded: boolean; may: string[]; key: string | null }>(`
    select c.relname as name, case when c.relkind = 'v' then 'view' else 'table' end as kind,
      case when c.relkind = 'v' then coalesce('security_invoker=true' = any(c.reloptions), false) else c.relrowsecurity and c.relforcerowsecurity end as guarded,
      array(select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'trigger', 'references']) p where has_table_privilege('peerside_app', c.oid, p)
        or (p in ('select', 'insert', 'update', 'references') and has_any_column_privilege('peerside_app', c.oid, p))) as may,
      (select attname from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and (attname = 'program' or (c.relname = 'programs' and attname = 'id'))) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 2, 1`)
}

/** Lets go of checks and references, so that any value will do. */
export const letGo = (db: Pick<TestDatabase, 'owner'>): Promise<unknown> => db.owner(`do $$ declare r record; begin
    for r in select conrelid::regclass as t, conname from pg_constraint where connamespace = 'public'::regnamespace and contype in ('f', 'x', 'c') and conrelid <> 0 and conislocal order by contype = 'c'
    loop execute format('alter table %s drop constraint if exists %I cascade', r.t, r.conname); end loop;
    for r in select c.oid::regclass as t from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' loop execute format('alter table %s disable trigger user', r.t); end loop; end $$`)

/** One row whose named columns hold these values; the others that must be filled hold anything. */
export async function plantRow(db: Pick<TestDatabase, 'owner'>, table: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const named = Object.keys(values)
  const others = await db.owner<{ column: string; type: string }>(`select quote_ident(attname) as column, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all($2) and attnotnull and attidentity = '' and attgenerated = ''`, [table, named])
  await db.owner(`insert into ${table} (${[...named, ...others.map(({ column }) => column)].join(', ')})
    values (${[...named.map((_, at) => `$${at + 1}`), ...others.map(({ type }) => anyValue(type))].join(', ')})`, Object.values(values))
}

/** One row of each program in every table. Answers with the programs. */
export async function plantRows(db: TestDatabase): Promise<readonly [string, string]> {
  await letGo(db)
  const programs = [randomUUID(), randomUUID()] as const
  for (const { name, kind, key, may } of await relations(db)) {
    if (kind !== 'table' || !key || !may.length) continue
    for (const program of programs) await plantRow(db, name, { [key]: program })
  }
  return programs
}

function anyValue(type: string): string {
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type.endsWith('[]')) return `'{}'::${type}`
  if (type.startsWith('json')) return `'{}'::${type}`
  if (type.endsWith('range')) return `'empty'::${type}`
  if (type === 'bytea') return `decode(md5(random()::text), 'hex')`
  if (/^(text|character)/.test(type)) return `left(md5(random()::text), 8)::${type}`
  if (type.startsWith('time without')) return `'12:00'::time`
  if (/^timestamp|^date/.test(type)) return `now()::${type}`
  if (type === 'boolean') return 'false'
  if (type === 'interval') return `'1 hour'::interval`
  return `(random() * 1000)::int::${type}`
}

/** Everything the app's role can see or change that it should not, in words. */
export async function leaks(db: TestDatabase, [own, foreign]: readonly [string, string]): Promise<string[]> {
  const found: string[] = []
  const connection = await db.pool.connect()
  try {
    for (const relation of await relations(db)) {
      if (!relation.guarded && relation.may.length) found.push(`${relation.name}: not guarded`)
      if (relation.may.some((right) => ['truncate', 'trigger', 'references'].includes(right))) found.push(`${relation.name}: more rights than reading and writing rows`)
      found.push(...await readLeaks(connection, relation, own, foreign), ...await writeLeaks(connection, relation, own, foreign))
    }
    const looksPast = await db.owner<{ name: string }>(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege('peerside_app', oid, 'execute') order by 1`)
    found.push(...looksPast.filter(({ name }) => !LOOKS_PAST.includes(name)).map(({ name }) => `${name}(): looks past the walls`))
  } finally { connection.release() }
  return found
}

/** How many rows are seen: null where reading is not allowed at all. */
async function seen(connection: Connection, { name, key }: Relation, foreign?: string): Promise<number | null> {
  const only = foreign && key ? ` where ${key} = '${foreign}'` : ''
  try { return Number((await connection.query<{ count: string }>(`select count(*) from ${name}${only}`)).rows[0]!.count) }
  catch (failure) {
    if (isDenied(failure)) return null
    throw failure
  }
}

async function readLeaks(connection: Connection, relation: Relation, own: string, foreign: string): Promise<string[]> {
  const found: string[] = []
  const none = async (when: string): Promise<void> => { if (await seen(connection, relation)) found.push(`${relation.name}: rows are seen ${when}`) }
  await none('without a program')
  await bound(connection, randomUUID(), () => none('by a program that has none'))
  await bound(connection, own, async () => { if (await seen(connection, relation, foreign)) found.push(`${relation.name}: another program's rows are seen`) })
  await none('on the same connection after a rollback')
  await connection.query(`begin; set local peerside.program = '${own}'; select 1; commit`)
  await none('on the same connection after a commit')
  return found
}

async function writeLeaks(connection: Connection, { name, kind, key, may }: Relation, own: string, foreign: string): Promise<string[]> {
  if (kind === 'view' && may.every((right) => right === 'select')) return []
  const found: string[] = []
  if (!key) return may.length ? [`${name}: no program to tell its rows apart`] : []
  const statements = [
    ['changes', `update ${name} set ${key} = ${key} where ${key} = '${foreign}'`],
    ['takes over', `update ${name} set ${key} = '${own}' where ${key} = '${foreign}'`],
    ['gives away', `update ${name} set ${key} = '${foreign}'`],
    ['deletes', `delete from ${name} where ${key} = '${foreign}'`],
    ['adds', `insert into ${name} (${key}) values ('${foreign}')`],
  ] as const
  for (const [verb, statement] of statements) {
    if (await bound(connection, own, () => written(connection, statement))) found.push(`${name}: one program ${verb} another's rows`)
    if (await unbound(connection, () => written(connection, statement))) found.push(`${name}: nobody in particular ${verb} a program's rows`)
  }
  return found
}

/** Whether a row was written, or would have been: a constraint that stops it comes after the wall should have. */
async function written(connection: Connection, statement: string): Promise<boolean> {
  try { return Boolean((await connection.query(statement)).rowCount) }
  catch (failure) { return !isDenied(failure) }
}

/** Row-level security and missing privileges answer alike. */
const isDenied = (failure: unknown): boolean => (failure as { code?: string }).code === '42501'

async function bound<T>(connection: Connection, program: string, work: () => Promise<T>): Promise<T> {
  await connection.query(`begin; set local peerside.program = '${program}'`)
  try { return await work() } finally { await connection.query('rollback') }
}

async function unbound<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.query('begin')
  try { return await work() } finally { await connection.query('rollback') }
}

/** Tables in which the program sees not even its own row: the walk would prove nothing there. */
export async function blindSpots(db: TestDatabase, own: string): Promise<string[]> {
  const connection = await db.pool.connect(), blind: string[] = []
  try {
    for (const relation of await relations(db)) {
      if (relation.kind !== 'table' || !relation.may.includes('select')) continue
      if (await bound(connection, own, () => seen(connection, relation)) !== 1) blind.push(relation.name)
    }
  } finally { connection.release() }
  return blind
}
