import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import pg from 'pg'

const FOLDER = join(import.meta.dirname, '../../../migrations')
const APP_ROLE = 'peerside_app'

/** Brings the database to the newest schema and gives the app's role its password. Returns the address the app itself uses. */
export async function migrate(ownerUrl: string, secret?: string): Promise<{ appUrl: string; applied: string[] }> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const password = passwordOf(ownerUrl, secret)
    await makeAppRole(db, password)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations() }, allowUnorderedMigrations: true })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw new Error(`The database could not be brought up to date: ${messageOf(error)}`, { cause: error })
    return { appUrl: appUrlOf(ownerUrl, password), applied: (results ?? []).map((r) => r.migrationName) }
  } finally {
    await db.destroy()
  }
}

function migrations(): Record<string, Migration> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.sql')).toSorted()
  return Object.fromEntries(files.map((file) => [file.replace(/\.sql$/, ''), {
    up: async (db: Kysely<unknown>) => { await sql.raw(readFileSync(join(FOLDER, file), 'utf8')).execute(db) },
  }]))
}

/** The role owns nothing and cannot bypass row security; its password follows from the owner's, so that every instance agrees on it. */
async function makeAppRole(db: Kysely<unknown>, password: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await setAppRole(db, password)
    } catch (failure) {
      // Roles belong to the whole cluster, and advisory locks to one database: two databases that start at once meet here.
      if (tries === ROLE_TRIES || !/concurrently updated|already exists/.test(messageOf(failure))) throw failure
      await new Promise((done) => setTimeout(done, 50 * tries))
    }
  }
}

const ROLE_TRIES = 6

async function setAppRole(db: Kysely<unknown>, password: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(727265)`.execute(tx)
    const found = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`.execute(tx)
    const verb = found.rows.length ? 'alter' : 'create'
    await sql.raw(`${verb} role ${APP_ROLE} login password '${password}'`).execute(tx)
    // A statement prepared by name is planned once: our statements have one good plan, and planning costs more than running.
    await sql.raw(`alter role ${APP_ROLE} set plan_cache_mode = force_generic_plan`).execute(tx)
  })
}

function passwordOf(ownerUrl: string, secret?: string): string {
  const key = decodeURIComponent(new URL(ownerUrl).password) || secret
  if (!key) throw new Error('The database address carries no password, so the app role needs a secret of its own')
  return createHmac('sha256', key).update(APP_ROLE).digest('hex')
}

function appUrlOf(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = APP_ROLE
  url.password = password
  return url.href
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
