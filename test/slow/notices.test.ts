import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startTestServer, type TestServer } from '../e2e/server.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { openProgram } from '../open-program.ts'
import { MONDAY_NOON } from '../services.ts'

let mails: MailServer
let owner: pg.Pool
const servers: TestServer[] = []

beforeAll(async () => {
  process.env.PEERSIDE_TEST_CLUSTER ??= JSON.stringify(inject('cluster'))
  mails = await startMailServer()
})
afterAll(async () => {
  await owner?.end()
  for (const server of servers.toReversed()) await server.stop()
  await mails.stop()
})

async function start(env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ SMTP_URL: mails.url, MAIL_FROM: 'commons@commons.example', ...env })
  servers.push(server)
  await server.turnTo(MONDAY_NOON)
  return server
}

test('a server killed while it sends a notice sends it after the next start, once, and the booking counts as delivered only then', async () => {
  const first = await start()
  owner = new pg.Pool({ connectionString: first.ownerUrl, max: 2 })
  const ask = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => (await owner.query<R>(text, [...values])).rows
  const scene = await openProgram({ owner: ask, program: async () => ({ program: await aProgram(ask) }) } as unknown as Parameters<typeof openProgram>[0])
  const bruno = await scene.addSupporter('Bruno Tremblay'), booking = randomUUID()
  const delivered = () => ask('select booking from booking_deliveries where booking = $1', [booking])
  mails.refuse('silence')
  await ask(`insert into bookings (program, id, supporter, starts_at, ends_at, format, meeting_word) values ($1, $2, $3, '2026-10-06T22:00Z', '2026-10-06T22:30Z', 'video', 'maple lantern')`, [scene.here.id, booking, bruno.id])
  await ask(`insert into outbox (program, fact, person, booking) values ($1, 'booking-new', $2, $3)`, [scene.here.id, bruno.id, booking])
  await expect.poll(() => mails.asked.length, { timeout: 20_000 }).toBe(1)
  process.kill(first.pid, 'SIGKILL')
  await expect.poll(() => isAlive(first.pid), { timeout: 20_000 }).toBe(false)
  expect(await ask('select tries from outbox')).toEqual([{ tries: 0 }])
  expect(await delivered()).toEqual([])

  mails.refuse(null)
  await start({ DATABASE_URL: first.ownerUrl, PEERSIDE_DATA: first.dataFolder })
  await expect.poll(delivered, { timeout: 20_000 }).toHaveLength(1)
  expect(await ask('select tries from outbox')).toEqual([])
  expect(mails.received).toHaveLength(1)
})

async function aProgram(ask: (text: string) => Promise<{ id: string }[]>): Promise<string> {
  const [made] = await ask(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
    values (gen_random_uuid(), 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`)
  return made!.id
}

function isAlive(pid: number): boolean {
  try { return process.kill(pid, 0) } catch { return false }
}
