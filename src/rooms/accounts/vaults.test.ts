import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { testServices } from '../../../test/services.ts'
import { anAccount } from '../../../test/sessions.ts'
import type { ProgramHere } from '../../platform/http/doors.ts'
import { toBase64url } from '../../sealed/bytes.ts'
import type { SignedIn } from './actions/sessions.ts'
import { readVault, settleVaults, writeVault } from './actions/vaults.ts'

let database: TestDatabase, program: ProgramHere
let services: Awaited<ReturnType<typeof testServices>>
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  const slug = `p-${randomBytes(4).toString('hex')}`
  program = { id: (await database.program(slug)).program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en'] }
})
const here = () => ({ db: database.of(program.id), program, services, now: services.clock.now() })
const somebody = async (): Promise<SignedIn> => ({ account: (await anAccount(database, program.id, 'student')).account, kind: 'student', tokenHash: randomBytes(32) })

test('a vault that may wait is read at once on every device, and lies in the table only when its week is over', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const contents = Array.from({ length: 5 }, () => toBase64url(randomBytes(60)))
  const lies = () => database.owner<{ account: string; version: number; xmin: string }>('select account, version, xmin::text as xmin from vaults where account = any($1)', [[one.account, other.account]])
  const write = (who: SignedIn, from: number, version: number, mayWait = true) => writeVault(here(), who, { from, version, contentSealed: contents[version]!, mayWait })
  expect(await write(one, 0, 1)).toEqual({ version: 1 })
  expect(await write(one, 0, 2)).toEqual({ refused: 'vault-moved' })
  expect(await write(one, 1, 2)).toEqual({ version: 2 })
  expect(await write(other, 0, 3)).toEqual({ version: 3 })
  await settleVaults(here())
  expect(await lies()).toEqual([])
  expect(await readVault(here(), one)).toEqual({ version: 2, contentSealed: contents[2] })
  services.clock.pass(7 * 86_400_000)
  await settleVaults(here())
  const written = await lies()
  expect(new Set(written.map(({ version }) => version))).toEqual(new Set([2, 3]))
  expect(new Set(written.map(({ xmin }) => xmin)).size).toBe(1)
  expect(await database.owner('select from vaults_waiting where account = $1', [one.account])).toEqual([])
  // What may not wait overtakes what does; a row that was overtaken elsewhere is let go.
  expect(await write(one, 2, 4)).toEqual({ version: 4 })
  expect(await write(one, 2, 1, false)).toEqual({ refused: 'vault-moved' })
  expect(await write(one, 4, 1, false)).toEqual({ version: 1 })
  expect((await lies()).find(({ account }) => account === one.account)).toMatchObject({ version: 1 })
  expect(await readVault(here(), one)).toEqual({ version: 1, contentSealed: contents[1] })
})

/** What is written beside a booking must not say whose it is: neither in a logged row nor in the planner's samples. */
test('a vault that waits leaves no mark on a logged row; one that may not does', async () => {
  const who = await somebody()
  const marks = () => database.owner('select xmin, xmax, ctid from accounts where id = $1', [who.account])
  const logged = async () => [await marks(), await database.owner('select xmin from vaults where account = $1', [who.account])]
  const before = await logged()
  const contentSealed = toBase64url(randomBytes(60))
  await writeVault(here(), who, { from: 0, version: 5, contentSealed, mayWait: true })
  await writeVault(here(), who, { from: 5, version: 9, contentSealed, mayWait: true })
  expect(await logged()).toEqual(before)
  expect(await database.owner(`select relpersistence from pg_class where relname = 'vaults_waiting'`)).toEqual([{ relpersistence: 'u' }])
  await database.owner('analyze vaults_waiting')
  expect((await database.owner(`select attname from pg_stats where tablename = 'vaults_waiting'`)).map(({ attname }) => attname)).not.toContain('account')
  await writeVault(here(), who, { from: 9, version: 2, contentSealed })
  expect(await logged()).not.toEqual(before)
})
