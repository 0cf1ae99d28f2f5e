import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { SealedMessage } from '../../src/rooms/conversations/contract.ts'
import { aBox, anId } from '../conversation-scene.ts'
import { startTestServer, type TestServer } from '../e2e/server.ts'
import { aColleague, anAccount, openDoorsOf } from '../sessions.ts'

/** Two servers on one database and one key store, as a school would run them that has outgrown one machine. */
let one: TestServer, two: TestServer, owner: pg.Pool, program: string
let amina: { account: string; token: string }, bruno: { account: string; token: string }

beforeAll(async () => {
  process.env.PEERSIDE_TEST_CLUSTER = JSON.stringify(inject('cluster'))
  one = await startTestServer()
  two = await startTestServer({ DATABASE_URL: one.ownerUrl, PEERSIDE_DATA: one.dataFolder })
  owner = new pg.Pool({ connectionString: one.ownerUrl, max: 4 })
  owner.on('error', () => {})
  const { rows: [made] } = await owner.query<{ id: string }>(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
    values (gen_random_uuid(), 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Ridgeway"}', 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`)
  program = made!.id
  await openDoorsOf({ owner: ask }, program)
  amina = await anAccount({ owner: ask }, program, 'student')
  bruno = await aColleague({ owner: ask }, program, 'Bruno Tremblay', ['supporter'])
})
afterAll(async () => {
  await owner?.end()
  await two?.stop()
  await one?.stop()
})

const ask = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => (await owner.query<R>(text, [...values])).rows
const at = (server: TestServer, path: string) => `${server.address.replace('localhost', '127.0.0.1')}/api/ridgeway${path}`

async function aConversation(): Promise<string> {
  const conv = anId()
  await ask('insert into conversations (program, id, student, supporter, keep_days) values ($1, $2, $3, $4, 30)', [program, conv, amina.account, bruno.account])
  await ask(`insert into conversation_epochs (program, conv, epoch, supporter, header, begun_on) values ($1, $2, 0, $3, '\\x00', current_date)`, [program, conv, bruno.account])
  return conv
}

const send = (server: TestServer, who: typeof amina, conv: string, seq: number) => fetch(at(server, `/conversations/${conv}/messages`), {
  method: 'POST', headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ epoch: 0, seq, msgId: anId(), box: aBox(), ...(who === bruno ? { com: randomBytes(32).toString('base64url') } : {}) }),
})

/** What a browser does: opens the stream, then asks for what it missed, and keeps each position once. `cut` lets the connection fall. */
function reader(servers: readonly TestServer[], who: typeof amina, conv: string) {
  const kept = new Map<number, SealedMessage>(), doubled: number[] = []
  let stopped = false, cut = (): void => {}, opened = 0
  // Two servers tell in no common order: what follows the last position without a hole is asked for, not what follows the newest.
  const upTo = (): number => {
    for (let n = 0; ; n += 1) if (!kept.has(n + 1)) return n
  }
  const live = async (server: TestServer): Promise<void> => {
    const abort = new AbortController(), onThisStream = new Set<number>()
    cut = () => abort.abort()
    const answer = await fetch(at(server, '/stream'), { headers: { authorization: `Bearer ${who.token}` }, signal: abort.signal })
    opened += 1
    const missed = fetch(at(server, `/conversations/${conv}/messages?after=${upTo()}`), { headers: { authorization: `Bearer ${who.token}` } })
      .then((asked) => asked.json() as Promise<{ messages: SealedMessage[] }>).then(({ messages }) => messages.forEach((message) => kept.set(message.position, message)))
    let text = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [event, data] = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        if (event !== 'event: message') continue
        const { message } = JSON.parse(data!.slice(6)) as { message: SealedMessage }
        if (onThisStream.has(message.position)) doubled.push(message.position)
        onThisStream.add(message.position)
        kept.set(message.position, message)
      }
    }
    await missed
  }
  const done = (async () => {
    for (let n = 0; !stopped; n += 1) await live(servers[n % servers.length]!).catch(() => {})
  })()
  return { kept, doubled, opened: () => opened, cut: () => cut(), stop: async () => { stopped = true; cut(); await done } }
}

test('what is said at one server arrives at the other, each message once, also across connections that fall', async () => {
  const conv = await aConversation(), total = 160
  const student = reader([one, two], amina, conv), supporter = reader([two, one], bruno, conv)
  await expect.poll(() => [student.opened(), supporter.opened()], { timeout: 30_000 }).toEqual([1, 1])
  const statuses: number[] = []
  for (let n = 0; n < total; n += 4) {
    if (n % 40 === 20) student.cut()
    if (n % 60 === 40) supporter.cut()
    const answers = await Promise.all([0, 1, 2, 3].map((k) => send(k % 2 ? one : two, k < 2 ? amina : bruno, conv, n / 2 + (k % 2) + 1)))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect(statuses.filter((status) => status !== 200)).toEqual([])
  const positions = Array.from({ length: total }, (_, n) => n + 1)
  // A page knows its own messages by the answers it got, so of its own only those that somebody else's page sent would be told.
  const fromOthers = (kept: ReadonlyMap<number, SealedMessage>, account: string) => [...kept.values()].filter(({ sender }) => sender !== account).length
  await expect.poll(() => [fromOthers(student.kept, amina.account), fromOthers(supporter.kept, bruno.account)], { timeout: 30_000 }).toEqual([total / 2, total / 2])
  const stored = await ask<{ position: number }>('select position from conversation_messages where conv = $1 order by position', [conv])
  expect(stored.map(({ position }) => position)).toEqual(positions)
  expect([student.doubled, supporter.doubled]).toEqual([[], []])
  expect(student.opened()).toBeGreaterThan(3)
  await Promise.all([student.stop(), supporter.stop()])
})

test('a stream ends when its session is signed out, and a stranger gets none', async () => {
  const visitor = await anAccount({ owner: ask }, program, 'student')
  const answer = await fetch(at(one, '/stream'), { headers: { authorization: `Bearer ${visitor.token}` } })
  const reading = answer.text()
  await fetch(at(one, '/sessions'), { method: 'DELETE', headers: { authorization: `Bearer ${visitor.token}` } })
  expect(await reading).toMatch(/^retry: 2000\n\n(: \n\n)*$/)
  expect((await fetch(at(one, '/stream'))).status).toBe(401)
})

test('a block at one server stops the other side at the next, and both pages hear of it', async () => {
  const conv = await aConversation()
  const answer = await fetch(at(two, '/stream'), { headers: { authorization: `Bearer ${bruno.token}` } })
  const pieces = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  await fetch(at(one, `/conversations/${conv}/block`), { method: 'PUT', headers: { authorization: `Bearer ${amina.token}` } })
  let heard = ''
  while (!heard.includes('change')) heard += (await pieces.read()).value ?? ''
  expect(heard).toContain(`event: change\ndata: {"conv":"${conv}"}`)
  expect((await send(two, bruno, conv, 1)).status).toBe(409)
  await pieces.cancel()
})

test('nothing of it is in what the servers say', () => {
  for (const server of [one, two]) for (const secret of [amina.account, bruno.account, amina.token, bruno.token]) expect(server.said()).not.toContain(secret)
})
