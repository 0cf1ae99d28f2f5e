import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Account, closedDoor, postgresAccount } from './account.ts'
import { binaries } from './binaries.ts'
import { lockFolder } from './lock-folder.ts'
import { postmasterOf } from './postmaster.ts'

export interface EmbeddedPostgres {
  /** Owns the schema and may do anything: for migrations alone, which make the role that the program itself uses. */
  readonly ownerUrl: string
  readonly pid: number
  /** The owner's address of another database in this cluster, made where there is none: for a second service that shares nothing but the server. */
  database(name: string): Promise<string>
  /** Fast shutdown: open transactions are rolled back, everything acknowledged is kept. */
  stop(): Promise<void>
}

export interface Options {
  /** More postgres settings, for tests and measurements. */
  readonly settings?: Record<string, string>
}

const OWNER = 'peerside_owner', DATABASE = 'peerside'
const START_MS = 60_000, STOP_MS = 30_000
const LONGEST_SOCKET_FOLDER = 88 // of the 103 bytes macOS grants a socket's whole path (Linux: 107)

// Error messages may quote rows, so the log keeps neither statements, nor parameters, nor details.
const SETTINGS = {
  listen_addresses: '', unix_socket_permissions: '0700', max_connections: '100', timezone: 'UTC', log_timezone: 'UTC',
  log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_parameter_max_length: '0', log_parameter_max_length_on_error: '0',
}

/** Starts the PostgreSQL that npm brings, on a private socket, creating its cluster in `folder` the first time. */
export async function startPostgres(folder: string, options: Options = {}): Promise<EmbeddedPostgres> {
  const root = resolve(folder), data = join(root, 'data'), account = postgresAccount()
  prepareFolder(root, account)
  const unlock = await lockFolder(root)
  try {
    const bin = binaries(root, account)
    if (!existsSync(data)) await createCluster(root, bin, account)
    refuseForeignCluster(data, account)
    const password = ownerPassword(root)
    const socketFolder = await running({ root, data, bin, account, password, settings: { ...SETTINGS, ...options.settings } })
    const url = (database: string): string => `postgres://${OWNER}:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`
    await prepareDatabase(url('postgres'), DATABASE)
    return {
      ownerUrl: url(DATABASE),
      pid: postmasterOf(data)?.pid ?? 0,
      database: async (name) => {
        await prepareDatabase(url('postgres'), name)
        return url(name)
      },
      stop: async () => {
        await stopServer(data)
        if (!socketFolder.startsWith(root)) rmSync(socketFolder, { recursive: true, force: true })
        await unlock()
      },
    }
  } catch (cause) {
    await unlock()
    throw cause
  }
}

function prepareFolder(root: string, account: Account | null): void {
  mkdirSync(dirname(root), { recursive: true })
  if (account) letThrough(dirname(root), account)
  const closed = closedDoor(root, account)
  if (closed) throw new Error(`PostgreSQL runs as ${account!.name} here and may not enter ${closed}: let PEERSIDE_DATA name a folder that it can reach, such as /var/lib/peerside, or start Peerside as an ordinary user.`)
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    chmodSync(root, 0o700)
    if (account) chownSync(root, account.uid, account.gid)
  } catch (cause) {
    throw new Error(`Peerside may not write to ${root}: give the folder to the account that starts it, or let PEERSIDE_DATA name another one.`, { cause })
  }
}

/** Peerside's own data folder, one above, may be closed to everyone: its group becomes the database account's, to pass and no more. */
function letThrough(parent: string, account: Account): void {
  const { mode, uid } = statSync(parent)
  if (uid !== 0 || mode & 0o001) return
  chownSync(parent, uid, account.gid)
  chmodSync(parent, (mode & 0o700) | 0o010)
}

/** initdb works in a folder of another name: a cluster half made by a killed process never counts as one. */
async function createCluster(root: string, bin: string, account: Account | null): Promise<void> {
  const fresh = join(root, 'data.new'), secret = join(root, 'owner-password')
  for (const leftover of [fresh, secret]) rmSync(leftover, { recursive: true, force: true })
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  if (account) chownSync(secret, account.uid, account.gid)
  try {
    await initdb(join(bin, 'initdb'), [
      '-D', fresh, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums',
    ], { ...as(account), env: environment(), cwd: root })
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').find((line) => /error|fatal/i.test(line)) ?? (cause as Error).message
    throw new Error(`PostgreSQL could not create its data in ${root}: ${said}.`, { cause })
  }
  renameSync(fresh, join(root, 'data'))
}

/** initdb, and it alone, insists on a name for its uid, which a container may not have: Linux lends it one for the moment. */
async function initdb(program: string, args: string[], options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string }): Promise<void> {
  const run = promisify(execFile)
  try { await run(program, args, options) }
  catch (cause) {
    if (!/could not look up effective user/.test((cause as { stderr?: string }).stderr ?? '')) throw cause
    try { await run('unshare', ['--user', '--map-user=65534', '--map-group=65534', program, ...args], options) }
    catch { throw cause }
  }
}

function ownerPassword(root: string): string {
  const path = join(root, 'owner-password')
  try { return readFileSync(path, 'utf8').trim() }
  catch (cause) { throw new Error(`The database's password is missing: put back ${path} from where these data came.`, { cause }) }
}

function refuseForeignCluster(data: string, account: Account | null): void {
  const owner = statSync(data).uid, runner = account?.uid ?? process.getuid?.()
  if (runner === undefined || owner === runner) return
  throw new Error(`The database in ${data} belongs to uid ${owner}, yet PostgreSQL would run as ${account?.name ?? `uid ${runner}`}: give it the folder (chown -R) or start Peerside as its owner.`)
}

interface Cluster { root: string; data: string; bin: string; account: Account | null; password: string; settings: Record<string, string> }

/** Answers with the socket's folder once the server takes connections: ours, or one left behind by an app that was killed. */
async function running(cluster: Cluster): Promise<string> {
  const { root, data, password } = cluster, deadline = Date.now() + START_MS
  let server: ChildProcess | undefined, socketFolder = ''
  for (;;) {
    const left = postmasterOf(data)
    if (left) socketFolder = left.socketFolder || socketFolder
    // While the last backends of a killed server die, a new one refuses to start: try again.
    else if (!server || server.exitCode !== null || server.signalCode !== null) {
      if (server && !/still in use|already exists/.test(lastWords(root))) throw new Error(`PostgreSQL refused to start on ${data}: ${lastWords(root)}`)
      socketFolder = socketFolder && existsSync(socketFolder) ? socketFolder : socketFolderFor(root, cluster.account)
      server = launch(cluster, socketFolder)
    }
    const client = new pg.Client({ host: socketFolder, user: OWNER, password, database: 'postgres' })
    client.on('error', () => {}) // the failed connect below says it already
    try {
      await client.connect()
      await client.end()
      return socketFolder
    } catch (cause) {
      const hopeless = (cause as { code?: string }).code === '28P01'
      if (hopeless || Date.now() > deadline) server?.kill('SIGINT') // nothing of ours stays behind
      if (hopeless) throw new Error(`PostgreSQL does not take the password in ${join(root, 'owner-password')}: put back the file that belongs to these data.`, { cause })
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start within ${START_MS / 1000} seconds; ${join(root, 'postgres.log')} says: ${lastWords(root)}`, { cause })
      await pause(15)
    }
  }
}

function launch({ root, data, bin, account, settings }: Cluster, socketFolder: string): ChildProcess {
  const log = openSync(join(root, 'postgres.log'), 'w', 0o600) // a file outlives the app, a pipe would not
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  try {
    const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', socketFolder, ...flags], { ...as(account), env: environment(), cwd: root, stdio: ['ignore', log, log] })
    server.on('error', () => {}) // the deadline reports it with the log's last words
    server.unref()
    return server
  } finally { closeSync(log) }
}

/** A socket's path may have about a hundred bytes: a deep data folder gets a short private folder elsewhere. */
function socketFolderFor(root: string, account: Account | null): string {
  const own = join(root, 'socket')
  if (Buffer.byteLength(own) > LONGEST_SOCKET_FOLDER) {
    const elsewhere = mkdtempSync(join(Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir(), 'peerside-'))
    if (account) chownSync(elsewhere, account.uid, account.gid)
    return elsewhere
  }
  mkdirSync(own, { recursive: true, mode: 0o700 })
  if (account) chownSync(own, account.uid, account.gid)
  return own
}

async function prepareDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally { await client.end() }
}

async function stopServer(data: string): Promise<void> {
  const asked = Date.now()
  const first = postmasterOf(data)
  if (first) signal(first.pid, 'SIGINT')
  let hurried = false
  for (let left = first; left; left = postmasterOf(data)) {
    if (!hurried && Date.now() - asked > STOP_MS) {
      hurried = true
      signal(left.pid, 'SIGQUIT') // it recovers from its log on the next start
    }
    await pause(10)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try { process.kill(pid, name) } catch { /* gone already */ }
}

const as = (account: Account | null): { uid?: number; gid?: number } => (account ? { uid: account.uid, gid: account.gid } : {})
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })
const lastWords = (root: string): string => {
  try { return readFileSync(join(root, 'postgres.log'), 'utf8').trim().split('\n').slice(-3).join(' | ') } catch { return '(no log)' }
}
