import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SealedMessage } from '../src/rooms/conversations/contract.ts'
import type { OfferedRequest } from '../src/rooms/requests/contract.ts'
import { type Bytes, toBase64url } from '../src/sealed/bytes.ts'
import { type EpochSecret, makeEpoch, NO_TAIL, openEpoch, openMessage, sealMessage } from '../src/sealed/conversation.ts'
import { aWord, filesOf, found, leftBehind, onlyRows, tablesOf } from './traces.ts'
import { type SignedInDevice, startWalledServer, type WalledServer } from './walled-server.ts'

/** A conversation of one evening through the doors, with a word in every message; then everything the server wrote is searched for it. */
let walled: WalledServer
let amina: SignedInDevice
let bruno: SignedInDevice & { readonly id: string }
let carla: SignedInDevice
const conv = randomBytes(16).toString('base64url')
const said = { first: aWord(), answer: aWord(), reveal: aWord() }
let secret: EpochSecret

beforeAll(async () => {
  walled = await startWalledServer()
  amina = await walled.addStudent()
  bruno = await walled.addSupporter('Bruno Tremblay')
  carla = await walled.addSupporter('Camille Roy')
  await granted(amina, 'POST /requests', { conv, language: 'en', format: 'messaging', topic: null, supporters: [bruno.id], limitsRead: 1 })
  const offered = await granted<OfferedRequest[]>(bruno, 'GET /requests/offered')
  if (offered[0]?.conv !== conv) throw new Error('the request was not offered')
  const made = await makeEpoch({ conv, epoch: 0, creator: bruno.keys, members: members(), previousHeader: null, tails: {} })
  await granted(bruno, `POST /requests/${conv}/claim`, { header: toBase64url(made.header), wraps: made.wraps.map(({ member, wrap }) => ({ member, wrap: toBase64url(wrap) })) })
  secret = made.secret
  await say(amina, 1, NO_TAIL.hash, { k: 'text', text: `I failed and ${said.first} knows.` })
  await say(amina, 2, lastHash, { k: 'reveal', name: said.reveal, contact: '613 555 0134' })
  await say(bruno, 1, NO_TAIL.hash, { k: 'text', text: `Thank you for ${said.answer}.` })
}, 300_000)
afterAll(() => walled?.stop())

let lastHash: Bytes = NO_TAIL.hash
const members = () => [amina, bruno].map(({ keys }) => ({ account: keys.account, pkAuth: keys.pkAuth, pkHpke: keys.pkHpke }))

async function knock<T>(who: SignedInDevice, door: string, body?: unknown): Promise<{ status: number; body: T }> {
  const [method, path] = door.split(' ') as [string, string]
  const answer = await fetch(`${walled.server.address}/api/ridgeway${path}`, {
    method, headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() as T }
}

async function granted<T>(who: SignedInDevice, door: string, body?: unknown): Promise<T> {
  const answer = await knock<T>(who, door, body)
  if (answer.status !== 200) throw new Error(`${door}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function say(who: SignedInDevice, seq: number, prevHash: Bytes, content: { k: string } & Record<string, string>): Promise<void> {
  const msgId = randomBytes(16).toString('base64url')
  const { box, com, hash } = await sealMessage(secret, { sender: who.keys.account, seq, msgId, prevHash }, content, who === bruno)
  await granted(who, `POST /conversations/${conv}/messages`, { epoch: 0, seq, msgId, box: toBase64url(box), ...(com && { com: toBase64url(com) }) })
  lastHash = hash
}

test('the two of them read it: the student on a device that only has her keys', async () => {
  const sheet = await knock<{ epochs: { header: string; wrap: string }[] }>(amina, `GET /conversations/${conv}`)
  const [epoch] = sheet.body.epochs
  const bytes = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64url'))
  const opened = await openEpoch({ conv, epoch: 0, mine: amina.keys, members: members(), student: amina.keys.account, previousHeader: null, header: bytes(epoch!.header), wrap: bytes(epoch!.wrap) })
  if ('fault' in opened) throw new Error(opened.fault)
  const { body: { messages } } = await knock<{ messages: SealedMessage[] }>(amina, `GET /conversations/${conv}/messages?after=0`)
  const answer = messages.find(({ sender }) => sender === bruno.keys.account)!
  const content = await openMessage(opened, { sender: answer.sender, seq: 1, msgId: answer.msgId, prevHash: NO_TAIL.hash }, { box: bytes(answer.box), com: bytes(answer.com!) }, true)
  expect(content).toMatchObject({ text: `Thank you for ${said.answer}.` })
})

test('no table, data file, log of changes, key or line that the server said holds a word of it', async () => {
  const traces = await leftBehind(walled)
  for (const word of Object.values(said)) expect(found(traces, word)).toEqual([])
})

test('the same search finds the conversation itself, which the server must know, in rows and in nothing else', async () => {
  const where: string[] = []
  for (const { name } of await walled.ask<{ name: string }>(`select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)) {
    const [whole] = await walled.ask<{ text: string | null }>(`select string_agg(t::text, E'\\n') as text from ${name} t`)
    if (whole!.text?.includes(conv)) where.push(`table ${name}`)
  }
  for (const [path, bytes] of filesOf(walled.server)) if (bytes.includes(conv)) where.push(`file ${path}`)
  expect(tablesOf(where)).toEqual(['conversation_epochs', 'conversation_messages', 'conversation_reads', 'conversation_wraps', 'conversations'].filter((table) => tablesOf(where).includes(table)))
  expect(tablesOf(where)).toContain('conversation_messages')
  // The key store knows an epoch's key by its name; it is in no backup and dies with the key.
  expect(where.filter((place) => !onlyRows(place) && !place.startsWith('file keys/'))).toEqual([])
  expect(where.some((place) => /\/pg_wal\//.test(place))).toBe(true)
})

test('a request that was answered is gone, and no table says when any of it was', async () => {
  const times = await walled.ask<{ found: string }>(`select c.relname || '.' || a.attname as found from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (c.relname like 'conversation%' or c.relname like 'request%') and a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'time'::regtype)`)
  expect(times).toEqual([])
  const left = await walled.ask<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like 'request%'`)
  for (const { name } of left) expect([name, (await walled.ask<{ text: string }>(`select t::text as text from ${name} t`)).filter(({ text }) => text.includes(amina.keys.account) || text.includes(conv))]).toEqual([name, []])
})

test('another supporter is told what a stranger is told of a conversation that does not exist', async () => {
  const nowhere = randomBytes(16).toString('base64url')
  for (const door of ['GET /conversations/:conv', 'GET /conversations/:conv/messages?after=0', 'POST /requests/:conv/decline']) {
    const [theirs, none] = [await knock(carla, door.replace(':conv', conv)), await knock(carla, door.replace(':conv', nowhere))]
    expect([door, theirs]).toEqual([door, none])
  }
})
