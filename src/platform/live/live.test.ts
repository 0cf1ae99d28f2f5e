import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { testServices } from '../../../test/services.ts'
import { openPool } from '../db/pool.ts'
import { inTransaction } from '../db/transaction.ts'
import { refuse } from '../refusals.ts'
import { LiveHub, liveHub, STREAMS_PER_ACCOUNT, type Sink } from './hub.ts'
import { startListening } from './listening.ts'
import { endStreams, readNotice, sendNotice, tellAccounts, type Notice } from './notices.ts'

const PROGRAM = '11111111-1111-4111-8111-111111111111'

function listener(): Sink & { heard: string[]; ended: boolean } {
  return { heard: [], ended: false, write(text) { this.heard.push(text.toString()) }, end() { this.ended = true } }
}
const owner = (account: string, stands: () => Promise<boolean> = async () => true, session = 's') => ({ program: PROGRAM, account, session, stands })
const events = (sink: { heard: string[] }) => sink.heard.filter((text) => text.startsWith('event: '))

test('whoever listens hears what is for their account, in their program, and nothing else', () => {
  const hub = new LiveHub(), amina = listener(), bruno = listener(), elsewhere = listener()
  hub.carrier(owner('amina')).open(amina)
  hub.carrier(owner('bruno')).open(bruno)
  hub.carrier({ ...owner('amina'), program: 'other' }).open(elsewhere)
  hub.tell(PROGRAM, ['amina', 'nobody'], 'change', { conv: 'x' })
  expect(events(amina)).toEqual(['event: change\ndata: {"conv":"x"}\n\n'])
  expect([events(bruno), events(elsewhere)]).toEqual([[], []])
})

test('the page that was answered already is not told again, its neighbours are', () => {
  const hub = new LiveHub(), page = listener(), other = listener()
  hub.carrier(owner('amina', undefined, 'one')).open(page)
  hub.carrier(owner('amina', undefined, 'two')).open(other)
  hub.tell(PROGRAM, ['amina'], 'message', {}, 'one')
  expect([events(page).length, events(other).length]).toEqual([0, 1])
})

test('a stream ends with its session, and a database that is away for a moment ends none', async () => {
  const hub = new LiveHub(), over = listener(), stands = listener(), unknown = listener()
  hub.carrier(owner('a', async () => false)).open(over)
  hub.carrier(owner('b')).open(stands)
  hub.carrier(owner('c', async () => { throw new Error('away') })).open(unknown)
  await hub.beat()
  expect([over.ended, stands.ended, unknown.ended]).toEqual([true, false, false])
  expect(stands.heard.at(-1)).toBe(': \n\n')
  expect(hub.size).toBe(2)
})

test('an account holds a few streams at most; the oldest gives way', () => {
  const hub = new LiveHub(), sinks = Array.from({ length: STREAMS_PER_ACCOUNT + 2 }, listener)
  sinks.forEach((sink) => hub.carrier(owner('a')).open(sink))
  expect(sinks.map(({ ended }) => ended)).toEqual([true, true, ...Array<boolean>(STREAMS_PER_ACCOUNT).fill(false)])
  expect(hub.size).toBe(STREAMS_PER_ACCOUNT)
})

test('whoever goes leaves nothing behind, not even a timer', () => {
  const hub = new LiveHub(), timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length, before = timers()
  const gone = [listener(), listener()].map((sink) => hub.carrier(owner('a')).open(sink))
  gone.forEach((go) => go())
  expect(hub.size).toBe(0)
  expect(timers()).toBe(before)
})

test('a notice is read as it was sent', () => {
  expect(readNotice('x p topic a b')).toEqual({ from: 'x', program: 'p', topic: 'topic', words: ['a', 'b'] })
  expect(readNotice('- p topic a')).toEqual({ program: 'p', topic: 'topic', words: ['a'] })
  expect(readNotice('nonsense')).toBeNull()
})

test('instances hear of each other’s changes once they are committed, and of nothing that was rolled back', async () => {
  const database = await freshDatabase(), db = await database.program(), services = await testServices()
  const hub = liveHub(services), sink = listener(), heard: Notice[] = []
  const pool = openPool(database.appUrl, 2)
  const listening = await startListening({ pool, hub, rooms: { messages: async (notice) => void heard.push(notice) }, onDefect: () => {} })
  const amina = { ...owner('amina'), program: db.program }
  hub.carrier(amina).open(sink)
  await inTransaction(db, async (tx) => {
    await tellAccounts(tx, ['amina'], 'change', 'never')
    return refuse('not-found')
  })
  await inTransaction(db, (tx) => tellAccounts(tx, ['amina', 'bruno'], 'change', 'conv'))
  await inTransaction(db, (tx) => sendNotice(tx, { topic: 'messages', words: Array.from({ length: 1000 }, (_, n) => `conversation-${n}`), from: 'another' }))
  await expect.poll(() => heard.flatMap(({ words }) => words).length).toBe(1000)
  expect(events(sink)).toEqual(['event: change\ndata: {"conv":"conv"}\n\n'])
  expect(heard.length).toBeGreaterThan(1)
  await inTransaction(db, (tx) => endStreams(tx, 'amina'))
  await expect.poll(() => sink.ended).toBe(true)
  await listening.stop()
  await pool.end()
})

test('a connection that is cut is made again, and every stream ends so that nobody misses what was said meanwhile', async () => {
  const database = await freshDatabase(), db = await database.program(), services = await testServices()
  const hub = liveHub(services), before = listener()
  const pool = openPool(database.appUrl, 2)
  const listening = await startListening({ pool, hub, rooms: {}, onDefect: () => {} })
  hub.carrier({ ...owner('amina'), program: db.program }).open(before)
  await database.owner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`)
  await expect.poll(() => before.ended, { timeout: 10_000 }).toBe(true)
  const after = listener()
  hub.carrier({ ...owner('amina'), program: db.program }).open(after)
  await inTransaction(db, (tx) => tellAccounts(tx, ['amina'], 'change', 'conv'))
  await expect.poll(() => events(after).length).toBe(1)
  await listening.stop()
  await pause(50)
  await pool.end()
})
