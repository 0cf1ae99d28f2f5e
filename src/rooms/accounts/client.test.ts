import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { api } from '../../platform/http/api.ts'
import type { ProgramHere } from '../../platform/http/doors.ts'
import { keysOf, newRoot } from '../../sealed/account-keys.ts'
import { inviteSubjects } from './actions/invitations.ts'
import { registerAccount } from './actions/registration.ts'
import type { Admitted } from './contract.ts'
import { accountDoors } from './routes.ts'

// The whole way from the browser's code to the rows, without a browser: Node has the same WebCrypto.
type Client = typeof import('./client.ts')
let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
let ridgeway: ProgramHere
let sent: string[] = []
let online = true

beforeAll(async () => {
  database = await freshDatabase()
  const { program } = await database.program('ridgeway')
  ridgeway = { id: program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en'] }
  services = await testServices()
  const accounts = new Map<string, string>()
  const app = api({
    doors: accountDoors(async (_, subject, account) => {
      const previous = accounts.get(subject) ?? null
      accounts.set(subject, account)
      return { previous }
    }),
    pool: database.pool, services, program: async (slug) => (slug === 'ridgeway' ? ridgeway : null), say: (_, word) => `sentence of ${word}`,
    onDefect: (door, failure) => { throw new Error(`defect at ${door}`, { cause: failure }) },
  })
  vi.stubGlobal('location', { origin: services.origin, hostname: 'localhost' })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!online) throw new TypeError('failed to fetch')
    sent.push(`${path} ${JSON.stringify(init.body ?? '')}`)
    return app.request(path, init)
  })
})
beforeEach(() => {
  sent = []
  online = true
})

/** A browser of its own, with an empty drawer. */
async function newBrowser(): Promise<Client> {
  vi.resetModules()
  return import('./client.ts')
}

const here = () => ({ db: database.of(ridgeway.id), program: ridgeway, services, now: services.clock.now() })
const invited = async (): Promise<string> => (await inTransaction(here().db, (tx) => inviteSubjects(tx, here(), { subjects: [randomUUID()] })))[0]!.key

/** Stands in for the students' own door. */
const letIn: Parameters<Client['session']['register']>[0] = { kind: 'student', send: async (registration) => await registerAccount(here(), { kind: 'student', registration }, async () => {}) as Admitted }

async function aminaJoins(): Promise<Client> {
  const browser = await newBrowser()
  await browser.session.resume('ridgeway', 'student')
  expect(await browser.session.register(letIn)).toMatchObject({ kind: 'student' })
  return browser
}

async function brunoJoins(): Promise<Client> {
  const browser = await newBrowser()
  await browser.session.resume('ridgeway', 'staff')
  expect(browser.session.current()).toEqual({ at: 'none' })
  expect(await browser.acceptInvitation(await invited())).toMatchObject({ kind: 'staff' })
  return browser
}

test('Bruno accepts his invitation and is signed in; a reload signs him in again without asking', async () => {
  const { session } = await brunoJoins()
  expect(session.current()).toMatchObject({ at: 'open', kind: 'staff', waysBack: 0, online: true })
  expect(await session.resume('ridgeway', 'staff')).toMatchObject({ at: 'open', kind: 'staff' })
  expect(await session.resume('ridgeway', 'student')).toEqual({ at: 'none' })
})

test('with twelve words the same account opens on another device, and nothing that was sent opens it', async () => {
  const browser = await brunoJoins()
  const { words } = await browser.drawWords()
  expect(await browser.session.keepWords(words)).toMatchObject({ waysBack: 1 })
  const { account } = browser.session.current() as { account: string }
  const other = await newBrowser()
  await other.session.resume('ridgeway', 'staff')
  expect(await other.session.openWithWords(words.join(' '), { keep: true })).toMatchObject({ at: 'open', account, waysBack: 1 })
  for (const request of sent) for (const word of [words.join(' '), words.slice(0, 2).join(' ')]) expect(request).not.toContain(word)
})

test('with name and passphrase it opens too, and other words open nothing', async () => {
  const browser = await brunoJoins()
  const drawn = await browser.drawPassphrase(), { handle, passphrase } = drawn
  await browser.session.keepPassphrase(drawn)
  const other = await newBrowser()
  await other.session.resume('ridgeway', 'staff')
  expect(await other.session.openWithPassphrase(handle, 'abandon ability able about above absent', { keep: true })).toMatchObject({ refused: 'nothing-opens' })
  expect(await other.session.openWithPassphrase('quiet-heron-42', passphrase, { keep: true })).toMatchObject({ refused: 'nothing-opens' })
  expect(await other.session.openWithWords('one two three', { keep: true })).toEqual({ wordsFault: { fault: 'count', count: 3 } })
  expect(await other.session.openWithPassphrase(handle, passphrase, { keep: true })).toMatchObject({ at: 'open' })
  for (const request of sent) expect(request).not.toContain(passphrase.split(' ').slice(0, 2).join(' '))
})

test('an account of the team does not open on a page of students', async () => {
  const browser = await brunoJoins()
  const { words } = await browser.drawWords()
  await browser.session.keepWords(words)
  const other = await newBrowser()
  await other.session.resume('ridgeway', 'student')
  expect(await other.session.openWithWords(words.join(' '), { keep: true })).toEqual({ otherSide: 'staff' })
  expect(other.session.current()).toEqual({ at: 'none' })
})

test('a session that ran out opens again without anybody noticing', async () => {
  const { session } = await brunoJoins()
  services.clock.pass(11 * 60 * 60_000)
  expect(await session.waysBack()).toMatchObject({ kind: 'staff', waysBack: [] })
})

test('quick exit before the page has opened the account locks it all the same', async () => {
  const { session } = await brunoJoins()
  const reloading = session.resume('ridgeway', 'staff')
  await session.lock()
  expect(await reloading).toMatchObject({ at: 'locked' })
  expect(session.current()).toMatchObject({ at: 'locked' })
  expect(await session.resume('ridgeway', 'staff')).toMatchObject({ at: 'locked' })
})

test('quick exit locks: keys leave the memory, and the account opens again when asked', async () => {
  const { session } = await brunoJoins()
  await session.lock()
  expect(session.current()).toEqual({ at: 'locked', kind: 'staff', hasPasskey: false })
  expect(session.keys()).toBeNull()
  expect(await session.waysBack()).toMatchObject({ refused: 'sign-in-first' })
  expect(await session.resume('ridgeway', 'staff')).toMatchObject({ at: 'locked' })
  expect(await session.unlock()).toMatchObject({ at: 'open' })
})

test('forgetting the device leaves nothing to resume', async () => {
  const browser = await brunoJoins()
  await browser.saveDraft('interaction/1', { minutes: 20 })
  await browser.session.forget()
  expect(await browser.session.resume('ridgeway', 'staff')).toEqual({ at: 'none' })
})

test('without a connection the account opens with its drafts, and goes online by itself later', async () => {
  const browser = await brunoJoins()
  await browser.saveDraft('interaction/1', { minutes: 20 })
  online = false
  expect(await browser.session.resume('ridgeway', 'staff')).toMatchObject({ at: 'open', online: false })
  expect(await browser.loadDraft('interaction/1')).toEqual({ minutes: 20 })
  online = true
  expect(await browser.session.waysBack()).toMatchObject({ kind: 'staff' })
  expect(browser.session.current()).toMatchObject({ online: true })
})

test('an answer lost on the way is asked for again with the same keys, and makes one account', async () => {
  const browser = await newBrowser()
  await browser.session.resume('ridgeway', 'staff')
  const key = await invited()
  const accounts: string[] = []
  const send = fetch
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const answer = await send(path, init)
    if (!path.endsWith('/acceptance')) return answer
    accounts.push(((await answer.clone().json()) as { account: string }).account)
    if (accounts.length === 1) throw new TypeError('failed to fetch')
    return answer
  })
  await expect(browser.acceptInvitation(key)).rejects.toThrow()
  await browser.session.resume('ridgeway', 'staff')
  expect(await browser.acceptInvitation(key)).toMatchObject({ kind: 'staff' })
  expect(new Set(accounts).size).toBe(1)
  vi.stubGlobal('fetch', send)
})

test('no card, code or token puts a new account in the place of a student’s that is open or locked here', async () => {
  const { session } = await aminaJoins()
  const { account } = session.current() as { account: string }
  expect(await session.register(letIn)).toMatchObject({ refused: 'account-here', sentence: expect.stringContaining('already') })
  expect(session.current()).toMatchObject({ at: 'open', account })
  await session.lock()
  expect(await session.register(letIn)).toMatchObject({ refused: 'account-here' })
  expect(await session.unlock()).toMatchObject({ at: 'open', account })
  await session.forget()
  expect(await session.register(letIn)).toMatchObject({ kind: 'student' })
})

test('a spare that is refused leaves the keys that a token waits for as they were', async () => {
  const { session } = await newBrowser()
  await session.resume('ridgeway', 'student')
  const { account } = await session.keysToRegister('student')
  const root = newRoot(), spare = (await keysOf(root.slice())).account
  expect(await session.register({ kind: 'student', root: root.slice(), send: async () => ({ refused: 'not-found', sentence: '' }) })).toMatchObject({ refused: 'not-found' })
  expect(await session.keysToRegister('student')).toMatchObject({ account })
  expect(await session.register({ ...letIn, root })).toMatchObject({ account: spare })
})

test('words and passphrase that were kept, though the answer was lost, are kept by a second press, once each', async () => {
  const { session, drawWords, drawPassphrase } = await aminaJoins()
  const { words } = await drawWords(), drawn = await drawPassphrase()
  await session.keepWords(words)
  expect(await session.keepWords(words)).toMatchObject({ waysBack: 1 })
  await session.keepPassphrase(drawn)
  expect(await session.keepPassphrase(drawn)).toMatchObject({ waysBack: 2 })
  const other = await newBrowser()
  await other.session.resume('ridgeway', 'student')
  expect(await other.session.openWithWords(words.join(' '), { keep: true })).toMatchObject({ at: 'open', waysBack: 2 })
  expect(await other.session.openWithPassphrase(drawn.handle, drawn.passphrase, { keep: true })).toMatchObject({ at: 'open' })
})

test('the vault travels with the account, and two devices that change it at once both keep their change', async () => {
  const browser = await brunoJoins()
  const { words } = await browser.drawWords()
  await browser.session.keepWords(words)
  const other = await newBrowser()
  await other.session.resume('ridgeway', 'staff')
  await other.session.openWithWords(words.join(' '), { keep: false })
  interface Pinned { one: string; other: string }
  await Promise.all([browser.changeVault<Pinned>((content) => ({ ...content, one: 'a' })), other.changeVault<Pinned>((content) => ({ ...content, other: 'b' }))])
  expect(await browser.readVault<Pinned>()).toMatchObject({ content: { one: 'a', other: 'b' } })
})
