import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { api } from '../../src/platform/http/api.ts'
import { inTransaction } from '../../src/platform/db/transaction.ts'
import { openWayBack } from '../../src/rooms/accounts/actions/ways-back.ts'
import { findSlot } from '../../src/rooms/accounts/store/accounts.ts'
import { say } from '../../src/main/sentences.ts'
import { doors } from '../../src/main/rooms.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { testServices } from '../services.ts'

/** Whether a way back exists must not show in how long its refusal takes, nor in a byte of it. */
const SLOTS = 100, TRIES_EACH = 4
let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
let program: string
let existing: string[]

beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices()
  program = (await database.program('ridgeway')).program
  existing = []
  for (let n = 0; n < SLOTS; n += 1) {
    const lookup = randomBytes(16), account = randomBytes(16).toString('base64url')
    await database.owner(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'student')`, [program, account, randomBytes(32), randomBytes(32)])
    await database.owner(`insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, 'words', 1, $3, $4, $5)`, [program, account, lookup, randomBytes(32), randomBytes(60)])
    existing.push(lookup.toString('base64url'))
  }
})

const here = () => ({ id: program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en' as const] })
const knock = (lookup: string) =>
  openWayBack({ db: database.of(program), program: here(), services, now: services.clock.now() }, { kind: 'words', lookup, proof: randomBytes(32).toString('base64url') })

/** One existing and one unknown slot in turn, so that whatever else the machine does falls on both alike. */
async function timesOf(ask: (lookup: string) => Promise<unknown>): Promise<{ existing: number[]; unknown: number[] }> {
  const times = { existing: [] as number[], unknown: [] as number[] }
  const timed = async (lookup: string): Promise<number> => {
    const began = performance.now()
    await ask(lookup)
    return performance.now() - began
  }
  for (let warm = 0; warm < 60; warm += 1) await ask(randomBytes(16).toString('base64url'))
  for (let round = 0; round < TRIES_EACH; round += 1) {
    for (const [n, lookup] of existing.entries()) {
      const other = randomBytes(16).toString('base64url')
      if (n % 2) times.unknown.push(await timed(other))
      times.existing.push(await timed(lookup))
      if (!(n % 2)) times.unknown.push(await timed(other))
    }
  }
  return times
}

/** The chance that an existing slot took longer than an unknown one: a half says that a thief who measures learns nothing. */
function distinguished({ existing: there, unknown }: { existing: readonly number[]; unknown: readonly number[] }): number {
  let longer = 0
  for (const a of there) for (const b of unknown) longer += a > b ? 1 : a === b ? 0.5 : 0
  return longer / (there.length * unknown.length)
}

test('an existing way back and an unknown one are refused after the same time', async () => {
  expect(Math.abs(distinguished(await timesOf(knock)) - 0.5)).toBeLessThan(0.1)
})

test('the same look finds a door that asks on only where nothing was found', async () => {
  const hasty = (lookup: string) => inTransaction(database.of(program), async (tx) => {
    const slot = await findSlot(tx, Buffer.from(lookup, 'base64url'))
    return slot ?? findSlot(tx, Buffer.alloc(16, 1))
  })
  expect(Math.abs(distinguished(await timesOf(hasty)) - 0.5)).toBeGreaterThan(0.15)
})

test('both refusals are the same bytes', async () => {
  const app = api({ doors, pool: database.pool, services, program: async () => here(), say, onDefect: () => {} })
  const send = async (lookup: string) => {
    const answer = await app.request('/api/ridgeway/ways-back/opening', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'words', lookup, proof: randomBytes(32).toString('base64url') }),
    })
    return { status: answer.status, headers: [...answer.headers], body: await answer.text() }
  }
  const unknown = await send(randomBytes(16).toString('base64url'))
  expect(unknown.status).toBe(403)
  services.clock.pass(16 * 60_000)
  expect(await send(existing[0]!)).toEqual(unknown)
})
