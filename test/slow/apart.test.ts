import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { newSecret, signedProgram, TERM, testIssuer, type TestIssuer } from '../issuer.ts'

/** The two halves as two operators start them: a process, a folder and a database each, and of the other the address alone. */
const SLUG = 'two-halves'
let halves: { app: string; issuer: string }
let database: TestDatabase
let first: TestIssuer
const folders = { app: mkdtempSync(join(tmpdir(), 'peerside-app-')), issuer: '' }
const children: ChildProcess[] = []

beforeAll(async () => {
  [database, first] = await Promise.all([freshDatabase(), testIssuer()])
  folders.issuer = join(first.folder, '..')
  await signedProgram(first, SLUG)
  const app = `http://localhost:${await freePort()}`
  const { issuer } = await serve(['--only', 'issuer'], { PEERSIDE_DATA: folders.issuer, ISSUER_DATABASE_URL: first.ownerUrl, PEERSIDE_APP_ORIGIN: app, PORT: '0' })
  await serve(['--only', 'app', '--program', SLUG], { PEERSIDE_DATA: folders.app, DATABASE_URL: database.ownerUrl, PEERSIDE_ISSUER_ORIGIN: issuer, PORT: new URL(app).port })
  halves = { app, issuer }
})
afterAll(async () => {
  for (const child of children) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  rmSync(folders.app, { recursive: true, force: true })
})

/** A database that the machine names is neither half's. */
const withoutDatabases = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.endsWith('DATABASE_URL')))

async function serve(args: readonly string[], env: Record<string, string>): Promise<{ issuer: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main/peerside.ts'), 'serve', ...args, '--json'], { env: { ...withoutDatabases, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let said = ''
  for await (const chunk of child.stdout!) {
    said += String(chunk)
    if (said.trimEnd().endsWith('}')) break
  }
  return JSON.parse(said) as { issuer: string }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const ask = (address: string, method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(`${address}${path}`, { method, headers: { ...headers, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }) })

type Door = [method: string, path: string, body?: object]
const ISSUER_DOORS: Door[] = [
  ['GET', `/${SLUG}/keys?term=${TERM}`],
  ['GET', `/${SLUG}/decks`],
  ['POST', `/${SLUG}/card-ticket`, { card: 'a'.repeat(20), h: newSecret().h }],
  ['POST', `/${SLUG}/tokens`, { ticket: newSecret().t, t: newSecret().t, requests: [] }],
]
const APP_DOORS: Door[] = [['GET', `/api/${SLUG}/program`], ['GET', `/api/${SLUG}/keys?since=0`], ['POST', `/api/${SLUG}/sessions/challenge`]]

/** Whether a door stands there: it answers in its own words, be it with a refusal. */
async function isDoor(address: string, [method, path, body]: Door): Promise<boolean> {
  const answer = await ask(address, method, path, body)
  const said = answer.headers.get('content-type')?.includes('json') ? (await answer.json() as { refused?: string }) : null
  return said !== null && said.refused !== 'not-found'
}

describe('app and issuer apart', () => {
  test.each(ISSUER_DOORS)('%s %s is a door of the issuer and none of the app', async (...door) => {
    expect(await isDoor(halves.issuer, door)).toBe(true)
    expect(await isDoor(halves.app, door)).toBe(false)
  })
  test.each(APP_DOORS)('%s %s is a door of the app and none of the issuer', async (...door) => {
    expect(await isDoor(halves.app, door)).toBe(true)
    expect(await isDoor(halves.issuer, door)).toBe(false)
  })
  test('the app’s pages name the issuer, and may ask it and nobody else', async () => {
    const page = await ask(halves.app, 'GET', `/${SLUG}`)
    expect(await page.text()).toContain(`data-issuer="${halves.issuer}"`)
    expect(/connect-src ([^;]*)/.exec(page.headers.get('content-security-policy')!)![1]!.split(' ')).toEqual(["'self'", halves.issuer])
  })
  test('the issuer answers the app’s pages and no other', async () => {
    const allowed = async (origin: string) => (await ask(halves.issuer, 'GET', `/${SLUG}/keys?term=${TERM}`, undefined, { origin })).headers.get('access-control-allow-origin')
    expect(await allowed(halves.app)).toBe(halves.app)
    expect(await allowed('http://localhost:1')).toBeNull()
  })
  test('neither folder holds anything of the other half', () => {
    expect(readdirSync(folders.issuer)).toContain('issuer')
    expect(readdirSync(folders.app)).toContain('keys')
    expect(readdirSync(folders.app).filter((name) => name.startsWith('issuer'))).toEqual([])
    expect(readdirSync(folders.issuer).filter((name) => !name.startsWith('issuer'))).toEqual([])
  })
  test('the app’s database has a place for accounts and none for whom a token was made; the issuer’s the other way round', async () => {
    const tables = async (owner: TestDatabase['owner']) => (await owner<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public'`)).map(({ name }) => name)
    const [app, issuer] = [await tables(database.owner), await tables(first.owner as TestDatabase['owner'])]
    expect([app.includes('accounts'), app.includes('issued')]).toEqual([true, false])
    expect([issuer.includes('accounts'), issuer.includes('issued')]).toEqual([false, true])
  })
})
