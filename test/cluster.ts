import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { APP, type Schema, migrate } from '../src/platform/db/migrate.ts'
import { startPostgres } from '../src/platform/postgres/embedded.ts'
import { lockFolder } from '../src/platform/postgres/lock-folder.ts'
import { postmasterOf } from '../src/platform/postgres/postmaster.ts'

/** A PostgreSQL for tests: where its owner knocks, and the name of this run's template. Survives a structured clone. */
export interface Cluster {
  readonly url: string
  readonly template: string
  readonly secret: string
}

const FOLDER = 'peerside-test-'
// A run's data lives for seconds, so it need not survive a power cut; the kill suites start a server of their own.
const HASTY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Starts the embedded PostgreSQL, or lends the one that TEST_DATABASE_URL names. */
export async function startCluster(): Promise<{ cluster: Cluster; stop: () => Promise<void> }> {
  const run = randomBytes(4).toString('hex'), template = `peerside_template_${run}`, secret = randomBytes(16).toString('hex')
  const external = process.env.TEST_DATABASE_URL
  if (external) {
    const cluster = { url: external, template, secret }
    return { cluster, stop: () => dropDatabases(cluster) }
  }
  await sweepLeftovers()
  const folder = mkdtempSync(join(tmpdir(), FOLDER))
  const server = await startPostgres(folder, { settings: HASTY })
  return {
    cluster: { url: server.ownerUrl, template, secret },
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A database of its own, cloned from the migrated template; the first to ask migrates it. */
export async function cloneDatabase(cluster: Cluster, schema: Schema = APP): Promise<{ ownerUrl: string; appUrl: string; drop: () => Promise<void> }> {
  const name = `${cluster.template.replace('template', 'test')}_${randomBytes(4).toString('hex')}`, template = templateOf(cluster, schema)
  const ownerUrl = named(cluster.url, name)
  const appUrl = await asOwner(cluster.url, async (owner) => {
    await owner.query('select pg_advisory_lock(727266)')
    await makeTemplate(cluster, schema, owner)
    await owner.query(`create database ${name} template ${template}`)
    const { rows: [kept] } = await owner.query<{ url: string }>(`select shobj_description(oid, 'pg_database') as url from pg_database where datname = $1`, [template])
    return named(kept!.url, name)
  })
  return { ownerUrl, appUrl, drop: () => asOwner(cluster.url, async (owner) => { await owner.query(`drop database if exists ${name} with (force)`) }) }
}

const templateOf = ({ template }: Cluster, { role }: Schema): string => (role === APP.role ? template : `${template}_${role}`)

/** Under the caller's lock. The app's address stands in the template's comment, so only one of all workers has to migrate. */
async function makeTemplate(cluster: Cluster, schema: Schema, owner: pg.Client): Promise<void> {
  const { url, secret } = cluster, template = templateOf(cluster, schema)
  const { rowCount } = await owner.query('select from pg_database where datname = $1', [template])
  if (rowCount) return
  const half = `${template}_half`
  await owner.query(`drop database if exists ${half} with (force)`)
  await owner.query(`create database ${half} template template0 encoding 'UTF8'`)
  const { appUrl } = await migrate(named(url, half), secret, schema)
  await asOwner(named(url, half), (client) => letOwnerPast(client, schema.role))
  await owner.query(`comment on database ${half} is ${pg.escapeLiteral(appUrl)}`)
  await owner.query(`alter database ${half} rename to ${template}`)
}

/** Row-level security binds an owner who is no superuser too; tests set the scene and look behind it as the owner. The app's role gains nothing. */
async function letOwnerPast(owner: pg.Client, role: string): Promise<void> {
  await owner.query(`do $$ declare name text; begin
    if (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) then return; end if;
    for name in select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace loop
      execute format('create policy scene on %I to current_user using (true) with check (true)', name);
    end loop;
    -- To cut off a connection of the app, as one test does.
    execute format('grant ${role} to %I', current_user);
  end $$`)
}

async function dropDatabases({ url, template }: Cluster): Promise<void> {
  await asOwner(url, async (owner) => {
    const { rows } = await owner.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1) or starts_with(datname, $2)', [template, template.replace('template', 'test')])
    for (const { datname } of rows) await owner.query(`drop database if exists ${datname} with (force)`)
  })
}

async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(url)
  await owner.connect()
  try { return await work(owner) } finally { await owner.end() }
}

function named(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** A run that was killed leaves a server behind: whoever starts next ends it, unless its runner still holds the folder. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name)
    try {
      const unlock = await lockFolder(folder)
      const left = postmasterOf(join(folder, 'data'))
      if (left) process.kill(left.pid, 'SIGKILL')
      if (left || existsSync(join(folder, 'owner-password'))) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      await unlock()
    } catch { /* in use, or somebody else's */ }
  }
}
