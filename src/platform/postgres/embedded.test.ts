import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { execFileSync, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closedDoor, postgresAccount } from './account.ts'
import { binaries } from './binaries.ts'
import { type EmbeddedPostgres, startPostgres } from './embedded.ts'
import { lockFolder } from './lock-folder.ts'
import { postmasterOf } from './postmaster.ts'

let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'peerside-postgres-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ask = async (url: string, text: string): Promise<pg.QueryResultRow[]> => {
  const client = new pg.Client(url)
  await client.connect()
  try { return (await client.query<pg.QueryResultRow>(text)).rows } finally { await client.end() }
}

/** An app that is killed, its own server left behind. */
async function startAndDie(on: string): Promise<void> {
  const script = join(folder, 'die.ts')
  writeFileSync(script, `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    await startPostgres(${JSON.stringify(on)}); process.kill(process.pid, 'SIGKILL')`)
  const child = spawn(process.execPath, [script], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('exit', resolve))
}

describe('the database that comes with the program', () => {
  let server: EmbeddedPostgres
  beforeAll(async () => { server = await startPostgres(join(folder, 'one')) })
  afterAll(() => server.stop())

  test('it speaks on a private socket alone, no network port', async () => {
    expect(await ask(server.ownerUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o700)
  })
  test('it is PostgreSQL 18, UTF-8, with checksums and every write flushed', async () => {
    const [row] = await ask(server.ownerUrl, `select current_setting('server_version_num')::int / 10000 as major, current_setting('data_checksums') as checksums,
      current_setting('fsync') as fsync, (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale`)
    expect(row).toEqual({ major: 18, checksums: 'on', fsync: 'on', locale: 'bC.UTF-8' })
  })
  test('a wrong password is refused, even on the private socket', async () => {
    await expect(ask(server.ownerUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed')
  })
  test('the password lies in a file that only the database account reads', () => {
    expect(statSync(join(folder, 'one', 'owner-password')).mode & 0o777).toBe(0o600)
  })
  test('a second program on the same folder is told so in one sentence', async () => {
    await expect(startPostgres(join(folder, 'one'))).rejects.toThrow(/^Another Peerside is already running on .*: stop it first, or let PEERSIDE_DATA name another folder\.$/)
  })
  test('its log quotes no row and no statement', async () => {
    await ask(server.ownerUrl, 'create table secrets (word text unique)')
    await ask(server.ownerUrl, `insert into secrets values ('canary-7319')`)
    await expect(ask(server.ownerUrl, `insert into secrets values ('canary-7319')`)).rejects.toThrow('duplicate key')
    const log = readFileSync(join(folder, 'one', 'postgres.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('canary-7319')
  })
})

describe('after a death', () => {
  test('a server left behind by a killed program is taken over', async () => {
    const root = join(folder, 'two')
    await startAndDie(root)
    const left = postmasterOf(join(root, 'data'))
    expect(left).not.toBeNull()
    const server = await startPostgres(root)
    expect(server.pid).toBe(left!.pid)
    await server.stop()
    expect(postmasterOf(join(root, 'data'))).toBeNull()
  })
  test('a cluster that was half made is thrown away and made again', async () => {
    const root = join(folder, 'three')
    const first = await startPostgres(root)
    await first.stop()
    rmSync(join(root, 'data'), { recursive: true })
    writeFileSync(join(root, 'data.new'), 'half')
    const second = await startPostgres(root)
    await second.stop()
  })
  test('a lock is free again once it was let go', async () => {
    const unlock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow('already running')
    await unlock()
    await (await lockFolder(folder))()
  })
  test('where there are no abstract sockets a file holds the lock, until its holder is dead', async () => {
    const unlock = await lockFolder(folder, 'darwin')
    await expect(lockFolder(folder, 'darwin')).rejects.toThrow('already running')
    await unlock()
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(dead, 'exit')
    writeFileSync(join(folder, 'lock'), `${dead.pid}\n`)
    await (await lockFolder(folder, 'darwin'))()
    expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual([])
  })
})

describe('what went wrong is said in one sentence, at once', () => {
  test('data of another PostgreSQL', async () => {
    const root = join(folder, 'old')
    await (await startPostgres(root)).stop()
    writeFileSync(join(root, 'data', 'PG_VERSION'), '14\n')
    await expect(startPostgres(root)).rejects.toThrow(/^PostgreSQL refused to start on .*incompatible with server/)
    writeFileSync(join(root, 'data', 'PG_VERSION'), '18\n')
    writeFileSync(join(root, 'owner-password'), 'another')
    await expect(startPostgres(root)).rejects.toThrow(/^PostgreSQL does not take the password in .*: put back the file/)
    rmSync(join(root, 'owner-password'))
    await expect(startPostgres(root)).rejects.toThrow(/^The database's password is missing: put back/)
    await expect.poll(() => postmasterOf(join(root, 'data'))).toBeNull()
  })
})

describe('where the database runs', () => {
  test('a data folder too deep for a socket path still works', async () => {
    const server = await startPostgres(join(folder, 'a'.repeat(60), 'b'.repeat(60)))
    expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })
  test.runIf(process.getuid?.() === 0)('started by root it runs as another account', () => {
    expect(postgresAccount({})?.uid).toBeGreaterThan(0)
    expect(() => postgresAccount({ PEERSIDE_USER: 'nobody-called-so' })).toThrow(/^There is no account called "nobody-called-so": create it/)
  })
  test('the first folder that keeps the account out is named', () => {
    const stranger = { name: 'stranger', uid: 54321, gid: 54321 }
    expect(closedDoor(join(folder, 'data'), stranger)).toBe(folder)
    expect(closedDoor('/usr/bin', stranger)).toBeNull()
  })
  test.runIf(process.getuid?.() === 0)('a folder deep inside somebody else\u2019s closed folder is refused with the way out', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(join(closed, 'open'), { recursive: true })
    chmodSync(closed, 0o700)
    await expect(startPostgres(join(closed, 'open', 'db'))).rejects.toThrow(/may not enter .*closed: let PEERSIDE_DATA name a folder that it can reach/)
  })
  test.runIf(process.getuid?.() === 0)('binaries in a closed folder are copied once to where the account can reach them', () => {
    const stranger = { name: 'stranger', uid: 54321, gid: 54321 }
    chmodSync(folder, 0o755)
    const copied = binaries(join(folder, 'copy'), stranger, () => '/root')
    expect(binaries(join(folder, 'copy'), stranger, () => '/root')).toBe(copied)
    expect(execFileSync(join(copied, 'postgres'), ['--version'], { encoding: 'utf8', uid: 54321, gid: 54321 })).toContain('18.4')
  })
})
