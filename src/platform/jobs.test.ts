import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/database.ts'
import { testServices } from '../../test/services.ts'
import { alone } from './db/lock.ts'
import { openPool } from './db/pool.ts'
import type { ProgramHere } from './http/doors.ts'
import { type Job, runOnce, startJobs } from './jobs.ts'
import type { Services } from './services.ts'

let database: TestDatabase
let services: Services
const here = (slug: string, id: string): ProgramHere => ({ id, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en'] })
const raise = (_: string, failure: unknown) => { throw failure }

beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices()
})

test('two who want to do the same at once: one does it, the other hears that somebody is at it', async () => {
  const other = openPool(database.appUrl, 2)
  let done = 0
  const work = async () => {
    done += 1
    await pause(200)
  }
  expect((await Promise.all([alone(database.pool, 'sweep', work), alone(other, 'sweep', work)])).toSorted()).toEqual([false, true])
  expect(done).toBe(1)
  expect(await alone(other, 'sweep', work)).toBe(true)
  await other.end()
})

test('work that fails lets go of its name', async () => {
  await expect(alone(database.pool, 'fails', () => Promise.reject(new Error('as it happens')))).rejects.toThrow('as it happens')
  expect(await alone(database.pool, 'fails', async () => {})).toBe(true)
})

test('while the work runs, no transaction is open', async () => {
  await alone(database.pool, 'watched', async () => {
    expect(await database.owner(`select pid from pg_stat_activity where datname = current_database() and backend_type <> 'autovacuum worker' and xact_start is not null and pid <> pg_backend_pid()`)).toEqual([])
  })
})

test('a lock whose connection is lost is free at once, and nothing but the work itself goes on', async () => {
  const doomed = openPool(database.appUrl, 1)
  await alone(doomed, 'cut', async () => {
    await database.owner(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()`)
    await expect.poll(() => alone(database.pool, 'cut', async () => {})).toBe(true)
  })
  // The pool has dropped the dead connection and opens another.
  expect(await alone(doomed, 'cut', async () => {})).toBe(true)
  await doomed.end()
})

test('a job that waits for another machine holds up neither the housekeeping nor other programs', async () => {
  const programs = ['slow', 'quick'].map((slug, n) => here(slug, `00000000-0000-4000-8000-00000000000${n}`))
  const ran: string[] = []
  const jobs: Job[] = [
    { name: 'tidy', everyMs: 0, run: async (_db, { slug }) => { ran.push(`tidy ${slug}`) } },
    { name: 'send', everyMs: 0, outgoing: true, run: async (_db, { slug }) => {
      ran.push(`send ${slug}`)
      if (slug === 'slow') await pause(2_500)
    } },
  ]
  const running = startJobs({ jobs, pool: database.pool, services, programs: async () => programs, onDefect: raise })
  await pause(3_300)
  const meanwhile = [...ran]
  await running.stop()
  expect(meanwhile.filter((one) => one === 'send slow')).toHaveLength(1)
  expect(meanwhile).toContain('send quick')
  expect(meanwhile.filter((one) => one === 'tidy quick').length).toBeGreaterThanOrEqual(2)
  const after = ran.length
  await pause(1_200)
  expect(ran).toHaveLength(after)
})

test('a job that fails is told by its name, and the next one runs', async () => {
  const defects: string[] = []
  const parts = { pool: database.pool, services, onDefect: (name: string) => { defects.push(name) } }
  const program = here('p', '00000000-0000-4000-8000-000000000009')
  await runOnce(parts, { name: 'broken', everyMs: 0, run: () => Promise.reject(new Error('x')) }, program)
  await runOnce(parts, { name: 'whole', everyMs: 0, run: async () => {} }, program)
  expect(defects).toEqual(['broken'])
})
