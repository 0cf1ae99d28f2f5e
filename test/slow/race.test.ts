import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startTestServer, type TestServer } from '../e2e/server.ts'
import { openProgram } from '../open-program.ts'
import { anAccount } from '../sessions.ts'

const RACERS = 64
const ROUNDS = 50
const TOMORROW_NOON = Math.ceil((Date.now() + 30 * 3_600_000) / 86_400_000) * 86_400_000 + 17 * 3_600_000

let server: TestServer
let owner: pg.Pool
let program: string
let supporters: string[]

beforeAll(async () => {
  process.env.PEERSIDE_TEST_CLUSTER = JSON.stringify(inject('cluster'))
  server = await startTestServer()
  owner = new pg.Pool({ connectionString: server.ownerUrl, max: 8 })
  const { rows: [made] } = await owner.query<{ id: string }>(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
    values (gen_random_uuid(), 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Ridgeway"}', 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`)
  program = made!.id
  const scene = await openProgram({ owner: ask, program: async () => ({ program }) } as unknown as Parameters<typeof openProgram>[0])
  supporters = []
  for (let n = 0; n < ROUNDS; n += 1) supporters.push((await scene.addSupporter(`Supporter ${n}`, [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts: 10 * 60, ends: 16 * 60 })))).id)
})
afterAll(async () => {
  await owner?.end()
  await server?.stop()
})

const ask = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => (await owner.query<R>(text, [...values])).rows

async function book(token: string, supporter: string): Promise<string> {
  const body = JSON.stringify({ id: randomUUID(), supporter, startsAt: TOMORROW_NOON, format: 'in-person', language: 'en', limitsRead: 1 })
  const answer = await fetch(`${server.address.replace('localhost', '127.0.0.1')}/api/ridgeway/bookings`, { method: 'POST', body, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })
  const { refused } = await answer.json() as { refused?: string }
  return `${answer.status}${refused ? ` ${refused}` : ''}`
}

test(`${RACERS} students race for one slot over HTTP, ${ROUNDS} times: one gets it, each of the others is told that it is taken`, async () => {
  const results: Record<string, number>[] = []
  for (const supporter of supporters) {
    const racers = await Promise.all(Array.from({ length: RACERS }, () => anAccount({ owner: ask }, program, 'student')))
    const answers = await Promise.all(racers.map(({ token }) => book(token, supporter)))
    results.push(Object.fromEntries(Object.entries(Object.groupBy(answers, (answer) => answer)).map(([answer, all]) => [answer, all!.length])))
  }
  expect(results).toEqual(Array.from({ length: ROUNDS }, () => ({ '200': 1, '409 slot-taken': RACERS - 1 })))
  expect(await ask('select count(*)::int as count from taken_slots')).toEqual([{ count: ROUNDS }])
  expect(await ask('select a.booking from taken_slots a join taken_slots b on a.supporter = b.supporter and a.during && b.during and a.booking <> b.booking')).toEqual([])
})
