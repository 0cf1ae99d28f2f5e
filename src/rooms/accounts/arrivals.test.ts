import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import type { ProgramHere } from '../../platform/http/doors.ts'
import { isRefused, type Refused } from '../../platform/refusals.ts'
import { type AccountKeys, keysOf, newRoot } from '../../sealed/account-keys.ts'
import { fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import { open } from '../../sealed/hpke.ts'
import { loginMessage, registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { recoveryWords } from '../../../test/recovery-words.ts'
import { sign } from '../../sealed/signature.ts'
import { makeSlot } from '../../sealed/slots.ts'
import { closeArrivals, countCrowd, settleArrival, type Unpack } from './actions/arrivals.ts'
import { askRegistration, registerAccount } from './actions/registration.ts'
import { askLogin, signIn, signedIn } from './actions/sessions.ts'
import { readVault, writeVault } from './actions/vaults.ts'
import { describeAccount, dropWayBack, keepWayBack, openWayBack } from './actions/ways-back.ts'

const DAY = 24 * 3_600_000
let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
let program: ProgramHere
let unpacked: { account: string; luggage: unknown }[]
const unpack: Unpack = async (_tx, carried) => { unpacked.push(...carried) }

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  const slug = `p-${randomBytes(4).toString('hex')}`
  program = { id: (await database.program(slug)).program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en'] }
  unpacked = []
})

const here = () => ({ db: database.of(program.id), program, services, now: services.clock.now() })
const rowsOf = (table: string) => database.owner(`select * from ${table} where program = $1`, [program.id])

async function arrive(keys: AccountKeys, waits = true) {
  const publicKeys = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = granted(await askRegistration(here(), publicKeys))
  const place = { origin: services.origin, program: program.slug }
  const secret = await open({ with: keys.hpke, info: registerInfo(place, keys) }, fromBase64url(asked.sealed))
  const registration = { ...publicKeys, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, registerMessage(place, 'student', keys, secret))) }
  return granted(await registerAccount(here(), { kind: 'student', registration }, async () => ({ certificate: `of ${keys.account}` }), { waits, unpack }))
}

async function comeBack(keys: AccountKeys) {
  const { ticket } = await askLogin(here())
  const message = loginMessage({ origin: services.origin, program: program.slug }, keys.account, fromBase64url(ticket))
  return signIn(here(), { account: keys.account, ticket, signature: toBase64url(await sign(keys.auth, message)) })
}

async function newcomer() {
  const root = newRoot(), keys = await keysOf(root)
  const { token } = await arrive(keys)
  const who = { account: keys.account, kind: 'student' as const, tokenHash: randomBytes(32) }
  return { root, keys, token, who }
}

function granted<T>(answer: T | Refused<string>): T {
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}

test('in onboarding week an account waits: it signs in, and no table says that it exists', async () => {
  const { keys, token } = await newcomer()
  expect(await rowsOf('accounts')).toEqual([])
  expect(await rowsOf('arrivals')).toHaveLength(1)
  expect(await signedIn({ ...here(), locale: 'en', token })).toMatchObject({ account: keys.account, kind: 'student' })
  expect(await comeBack(keys)).toMatchObject({ account: keys.account, kind: 'student' })
  const dump = JSON.stringify([await rowsOf('arrivals'), await rowsOf('arrival_ways')])
  expect(dump).not.toContain(keys.account)
  expect(dump).not.toContain(Buffer.from(keys.pkAuth).toString('hex'))
})

test('words that were saved while the account waits open it on another device, before and after its week closes', async () => {
  const { root, keys, who } = await newcomer()
  const secrets = await recoveryWords()
  const slot = await makeSlot(secrets, keys.account, root)
  const kept = granted(await keepWayBack(here(), who, slot))
  expect(kept.waysBack).toBe(1)
  expect(await keepWayBack(here(), who, slot)).toEqual(kept)
  const ask = { kind: 'words' as const, lookup: slot.lookup, proof: toBase64url(secrets.proof) }
  expect(await openWayBack(here(), ask)).toMatchObject({ account: keys.account, rootSealed: slot.rootSealed })
  expect(await openWayBack(here(), { ...ask, proof: toBase64url(randomBytes(32)) })).toEqual({ refused: 'nothing-opens' })
  services.clock.pass(7 * DAY)
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 1, lost: 0 })
  expect(await openWayBack(here(), ask)).toMatchObject({ account: keys.account, rootSealed: slot.rootSealed })
  expect((await describeAccount(here(), who)).waysBack).toHaveLength(1)
  expect(await comeBack(keys)).toMatchObject({ account: keys.account, waysBack: 1 })
})

test('the last way back stays, and a second one can go again', async () => {
  const { root, keys, who } = await newcomer()
  const [first, second] = [await makeSlot(await recoveryWords(), keys.account, root), await makeSlot(await recoveryWords(), keys.account, root)]
  const { id } = granted(await keepWayBack(here(), who, first))
  expect(await dropWayBack(here(), who, id)).toEqual({ refused: 'last-way-back' })
  granted(await keepWayBack(here(), who, second))
  expect(await dropWayBack(here(), who, id)).toEqual({ waysBack: 1 })
  expect((await describeAccount(here(), who)).waysBack).toHaveLength(1)
})

test('the vault is kept by compare and swap while the account waits, and travels along', async () => {
  const { who } = await newcomer()
  const content = (fill: number) => Buffer.alloc(4_124, fill).toString('base64url')
  expect(await readVault(here(), who)).toEqual({ version: 0, contentSealed: null })
  expect(await writeVault(here(), who, { from: 0, version: 1, contentSealed: content(1) })).toEqual({ version: 1 })
  expect(await writeVault(here(), who, { from: 0, version: 1, contentSealed: content(1) })).toEqual({ version: 1 })
  expect(await writeVault(here(), who, { from: 0, version: 7, contentSealed: content(2) })).toEqual({ refused: 'vault-moved' })
  expect(await writeVault(here(), who, { from: 2, version: 3, contentSealed: content(2) })).toEqual({ refused: 'vault-moved' })
  services.clock.pass(7 * DAY)
  await closeArrivals(here(), unpack)
  expect(await readVault(here(), who)).toEqual({ version: 1, contentSealed: content(1) })
  expect(await writeVault(here(), who, { from: 1, version: 2, contentSealed: content(2) })).toEqual({ version: 2 })
})

test('a week closes whole: all its accounts are written with their luggage, and its key is gone', async () => {
  const people = await Promise.all(Array.from({ length: 30 }, newcomer))
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 0, lost: 0 })
  services.clock.pass(7 * DAY)
  const late = await newcomer()
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 30, lost: 0 })
  expect((await rowsOf('accounts')).map((row) => row.id as string).toSorted()).toEqual(people.map(({ keys }) => keys.account).toSorted())
  expect(unpacked).toHaveLength(30)
  expect(unpacked).toContainEqual({ account: people[0]!.keys.account, luggage: { certificate: `of ${people[0]!.keys.account}` } })
  expect(await rowsOf('arrivals')).toHaveLength(1)
  expect(await services.keys.names('accounts/arrivals/')).toHaveLength(1)
  expect(await comeBack(late.keys)).toMatchObject({ account: late.keys.account })
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 0, lost: 0 })
})

test('the order on disk is not the order of arrival; accounts that do not wait keep it', async () => {
  const waited: string[] = []
  for (let n = 0; n < 40; n += 1) {
    const { who } = await newcomer()
    granted(await writeVault(here(), who, { from: 0, version: 1, contentSealed: randomBytes(60).toString('base64url') }))
    waited.push(who.account)
  }
  services.clock.pass(7 * DAY)
  await closeArrivals(here(), unpack)
  const onDisk = async (table = 'accounts', column = 'id') =>
    (await database.owner<{ id: string }>(`select ${column} as id from ${table} where program = $1 order by ctid`, [program.id])).map(({ id }) => id)
  // Each table has an order of its own, and so has what the admitting room writes.
  const orders = [waited, await onDisk(), await onDisk('vaults', 'account'), unpacked.map(({ account }) => account)]
  for (const [at, order] of orders.entries()) for (const other of orders.slice(at + 1)) expect(Math.abs(spearman(order, other))).toBeLessThan(0.7)
  const atOnce: string[] = []
  await database.owner('delete from vaults where program = $1', [program.id])
  await database.owner('delete from accounts where program = $1', [program.id])
  for (let n = 0; n < 40; n += 1) {
    const keys = await keysOf(newRoot())
    await arrive(keys, false)
    atOnce.push(keys.account)
  }
  expect(spearman(atOnce, await onDisk())).toBeGreaterThan(0.99)
})

test('a first contact writes the account at once, leaves the sealed row as it was, and is written once', async () => {
  const { root, keys, who } = await newcomer()
  granted(await keepWayBack(here(), who, await makeSlot(await recoveryWords(), keys.account, root)))
  const before = await rowsOf('arrivals')
  const settle = () => inTransaction(here().db, (tx) => settleArrival(tx, here(), keys.account, unpack))
  await Promise.all([settle(), settle(), settle()])
  expect(await rowsOf('accounts')).toHaveLength(1)
  expect(await rowsOf('ways_back')).toHaveLength(1)
  expect(await rowsOf('arrivals')).toEqual(before)
  expect(unpacked).toHaveLength(1)
  services.clock.pass(7 * DAY)
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 0, lost: 0 })
  expect(await rowsOf('accounts')).toHaveLength(1)
})

test('a way back that was dropped after the first contact does not come back from the row that waits', async () => {
  const { root, keys, who } = await newcomer()
  const secrets = await recoveryWords()
  const [first, second] = [await makeSlot(secrets, keys.account, root), await makeSlot(await recoveryWords(), keys.account, root)]
  granted(await keepWayBack(here(), who, first))
  await inTransaction(here().db, (tx) => settleArrival(tx, here(), keys.account, unpack))
  granted(await keepWayBack(here(), who, second))
  const [old] = (await describeAccount(here(), who)).waysBack.filter(({ kind }) => kind === 'words')
  const there = await database.owner<{ id: string; lookup: Buffer }>('select id, lookup from ways_back where program = $1', [program.id])
  const firstId = there.find(({ lookup }) => lookup.toString('base64url') === first.lookup)!.id
  expect(old).toBeDefined()
  granted(await dropWayBack(here(), who, firstId))
  expect(await openWayBack(here(), { kind: 'words', lookup: first.lookup, proof: toBase64url(secrets.proof) })).toEqual({ refused: 'nothing-opens' })
})

test('an older dump opens nothing once the week has closed; while it is open, dump and key store together do', async () => {
  const { keys } = await newcomer()
  const [dumped] = await rowsOf('arrivals')
  const [name] = await services.keys.names('accounts/arrivals/')
  const { openPadded } = await import('../../platform/shred/padded-box.ts')
  const { canon } = await import('../../sealed/canon.ts')
  const bound = canon('ps1/arrival', 'content', program.id, dumped!.lookup as Buffer)
  const key = await services.keys.open(name!)
  expect(openPadded(key!, bound, dumped!.content_sealed as Buffer)).toMatchObject({ account: keys.account })
  services.clock.pass(7 * DAY)
  await closeArrivals(here(), unpack)
  expect(await services.keys.open(name!)).toBeNull()
})

test('a lost key waits four weeks for its disk; then its arrivals are given up and said to be', async () => {
  await newcomer()
  const [name] = await services.keys.names('accounts/arrivals/')
  await services.keys.destroy(name!)
  services.clock.pass(14 * DAY)
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 0, lost: 0 })
  services.clock.pass(21 * DAY)
  expect(await closeArrivals(here(), unpack)).toEqual({ written: 0, lost: 1 })
  expect(await rowsOf('arrivals')).toEqual([])
})

test('the crowd counts who waits and who is written, and who of them has a way back', async () => {
  const [first] = await Promise.all([newcomer(), newcomer(), newcomer()])
  granted(await keepWayBack(here(), first!.who, await makeSlot(await recoveryWords(), first!.keys.account, first!.root)))
  const count = () => inTransaction(here().db, (tx) => countCrowd(tx, here()))
  expect(await count()).toEqual({ students: 3, withWayBack: 1 })
  await inTransaction(here().db, (tx) => settleArrival(tx, here(), first!.keys.account, unpack))
  expect(await count()).toEqual({ students: 3, withWayBack: 1 })
  services.clock.turnTo(MONDAY_NOON + 7 * DAY)
  await closeArrivals(here(), unpack)
  expect(await count()).toEqual({ students: 3, withWayBack: 1 })
})

/** Rank correlation of two orders of the same names. */
function spearman(first: readonly string[], second: readonly string[]): number {
  const n = first.length
  const d2 = first.reduce((sum, name, rank) => sum + (rank - second.indexOf(name)) ** 2, 0)
  return 1 - (6 * d2) / (n * (n * n - 1))
}
