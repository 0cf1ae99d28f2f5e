import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../../migrations')

/** One service's database: where its migrations lie, and the role that the service itself uses. */
export interface Schema {
  readonly folder: string
  readonly role: string
}
export const APP: Schema = { folder: FOLDER, role: 'peerside_app' }
export const ISSUER: Schema = { folder: join(FOLDER, 'issuer'), role: 'peerside_issuer' }

/** Brings the database to the newest schema and gives the service's role its password. Returns the address the service itself uses. */
export async function migrate(ownerUrl: string, secret?: string, { folder, role }: Schema = APP): Promise<{ appUrl: string; applied: string[] }> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const password = passwordOf(ownerUrl, role, secret)
    await makeRole(db, role, password)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(folder) }, allowUnorderedMigrations: true })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw new Error(`The database could not be brought up to date: ${messageOf(error)}`, { cause: error })
    return { appUrl: urlOf(ownerUrl, role, password), applied: (results ?? []).map((r) => r.migrationName) }
  } finally {
    await db.destroy()
  }
}

function migrations(folder: string): Record<string, Migration> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql')).toSorted()
  return Object.fromEntries(files.map((file) => [file.replace(/\.sql$/, ''), {
    up: async (db: Kysely<unknown>) => { await sql.raw(readFileSync(join(folder, file), 'utf8')).execute(db) },
  }]))
}

/** The role owns nothing and cannot bypass row security; its password follows from the owner's, so that every instance agrees on it. */
async function makeRole(db: Kysely<unknown>, role: string, password: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await setRole(db, role, password)
    } catch (failure) {
      // Roles belong to the whole cluster, and advisory locks to one database: two databases that start at once meet here.
      if (tries === ROLE_TRIES || !/concurrently updated|already exists/.test(messageOf(failure))) throw failure
      await new Promise((done) => setTimeout(done, 50 * tries))
    }
  }
}

const ROLE_TRIES = 6

async function setRole(db: Kysely<unknown>, role: string, password: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(727265)`.execute(tx)
    const found = await sql`select 1 from pg_roles where rolname = ${role}`.execute(tx)
    const verb = found.rows.length ? 'alter' : 'create'
    await sql.raw(`${verb} role ${role} login password '${password}'`).execute(tx)
    // A statement prepared by name is planned once: our statements have one good plan, and planning costs more than running.
    await sql.raw(`alter role ${role} set plan_cache_mode = force_generic_plan`).execute(tx)
    // Of two services on one PostgreSQL, neither may so much as connect to the other's database.
    await sql.raw(`do $$ begin
      execute format('revoke all on database %I from public', current_database());
      execute format('grant connect on database %I to ${role}', current_database());
    end $$`).execute(tx)
  })
}

function passwordOf(ownerUrl: string, role: string, secret?: string): string {
  const key = decodeURIComponent(new URL(ownerUrl).password) || secret
  if (!key) throw new Error('The database address carries no password, so the role needs a secret of its own')
  return createHmac('sha256', key).update(role).digest('hex')
}

function urlOf(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
