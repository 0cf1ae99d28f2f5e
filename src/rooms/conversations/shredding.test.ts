import { beforeAll, describe, expect, test } from 'vitest'
import { b64, conversationScene, type ConversationScene, type Talker } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { runOnce } from '../../platform/jobs.ts'
import { type Bytes, fromBase64url, text } from '../../sealed/bytes.ts'
import { makeEpoch, memberOf, NO_TAIL, openEpoch, openMessage, sealMessage } from '../../sealed/conversation.ts'
import { settleOrder, shredDue } from './actions/shredding.ts'
import { lockWrap, unlockWrap } from './actions/keys.ts'
import { jobs } from './jobs.ts'

const DAY_MS = 86_400_000
const WORDS = 'I have not slept since the exam.'
let database: TestDatabase, scene: ConversationScene
let amina: Talker, bruno: Talker
let services: Awaited<ReturnType<typeof testServices>>

beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices(MONDAY_NOON)
  scene = await conversationScene(database, services)
  amina = await scene.aStudent()
  bruno = await scene.aSupporter()
})

const clearing = () => ({ db: scene.db, program: scene.here.program, services })

async function confided() {
  const begun = await scene.begin(amina, bruno)
  const msgId = 'm'.repeat(21) + 'A'
  const { box } = await sealMessage(begun.secret, { sender: amina.account, seq: 1, msgId, prevHash: NO_TAIL.hash }, { k: 'text', text: WORDS }, false)
  expect((await scene.send(amina, begun.conv, { seq: 1, msgId, box: b64(box) })).status).toBe(200)
  return { ...begun, msgId }
}

interface Dump { readonly wraps: { wrap: Buffer; epoch: number }[]; readonly headers: { header: Buffer }[]; readonly messages: { box: Buffer }[] }

/** What a copy of the database holds of a conversation for its student. */
const dumpOf = async (conv: string): Promise<Dump> => ({
  wraps: await database.owner('select wrap_sealed as wrap, epoch from conversation_wraps where conv = $1 and of_student', [conv]),
  headers: await database.owner('select header from conversation_epochs where conv = $1', [conv]),
  messages: await database.owner('select box_sealed as box from conversation_messages where conv = $1', [conv]),
})

/** Everything that whoever holds the dump, the student's own keys and the key store of today can try. */
async function tryToRead(dump: Dump, { conv, msgId }: { conv: string; msgId: string }, key: Buffer | null): Promise<string | null> {
  const wrap = unlockWrap(key, { conv, epoch: 0, member: amina.account }, dump.wraps[0]!.wrap)
  if (!wrap) return null
  const members = [amina, bruno].map(({ keys }) => memberOf({ account: keys.account, pkAuth: b64(keys.pkAuth), pkHpke: b64(keys.pkHpke) }))
  const opened = await openEpoch({ conv, epoch: 0, mine: amina.keys, members, student: amina.account, previousHeader: null, header: copy(dump.headers[0]!.header), wrap: copy(wrap) })
  if ('fault' in opened) return null
  const { text: said } = await openMessage(opened, { sender: amina.account, seq: 1, msgId, prevHash: NO_TAIL.hash }, { box: copy(dump.messages[0]!.box), com: null }, false)
  return String(said)
}
const copy = (bytes: Buffer): Bytes => fromBase64url(b64(bytes))
const shredKey = (conv: string) => services.keys.open(`conversations/${scene.db.program}/${conv}/0`)

describe('an older dump and the reader’s own keys', () => {
  test('open a conversation until its key is destroyed, and nothing afterwards', async () => {
    const said = await confided()
    const dump = await dumpOf(said.conv)
    expect(await tryToRead(dump, said, await shredKey(said.conv))).toBe(WORDS)
    expect((await scene.call(amina, `DELETE /conversations/${said.conv}`)).body).toEqual({ shredded: true })
    expect(await shredKey(said.conv)).toBeNull()
    expect(await tryToRead(dump, said, await shredKey(said.conv))).toBeNull()
  })
  // The same question to a table: should this ever pass for PostgreSQL, the key store could go.
  test('open it all the same where the key was kept in PostgreSQL and deleted there', async () => {
    const said = await confided()
    await database.owner('create table if not exists keys_in_a_table (conv text primary key, key bytea)')
    const key = (await shredKey(said.conv))!
    await database.owner('insert into keys_in_a_table values ($1, $2)', [said.conv, key])
    const dump = { ...(await dumpOf(said.conv)), keys: await database.owner<{ key: Buffer }>('select key from keys_in_a_table where conv = $1', [said.conv]) }
    await scene.call(amina, `DELETE /conversations/${said.conv}`)
    await database.owner('delete from keys_in_a_table where conv = $1', [said.conv])
    expect(await tryToRead(dump, said, dump.keys[0]!.key)).toBe(WORDS)
  })
  test('the outer lock holds a wrap to its place', async () => {
    const key = Buffer.alloc(32, 3), place = { conv: 'a', epoch: 0, member: 'b' }
    const locked = lockWrap(key, place, Buffer.from('wrap'))
    expect(text(new Uint8Array(unlockWrap(key, place, locked)!))).toBe('wrap')
    for (const other of [{ conv: 'c' }, { epoch: 1 }, { member: 'c' }]) expect(() => unlockWrap(key, { ...place, ...other }, locked)).toThrow(/authenticate/)
  })
})

describe('the clock of a conversation', () => {
  test('destroys key and rows on the day that both sides were shown, with nobody signed in', async () => {
    const said = await confided()
    const shown = [(await scene.sheet(amina, said.conv)).shredOn, (await scene.sheet(bruno, said.conv)).shredOn]
    expect(shown).toEqual(['2026-11-11', '2026-11-11'])
    const job = jobs.find(({ name }) => name === 'conversations/shred')!
    const failures: unknown[] = []
    const run = () => runOnce({ pool: database.pool, services, onDefect: (_, failure) => void failures.push(failure) }, job, scene.here.program)
    services.clock.turnTo(Date.parse('2026-11-10T17:00:00Z'))
    await run()
    expect(await shredKey(said.conv)).not.toBeNull()
    services.clock.turnTo(Date.parse('2026-11-11T17:00:00Z'))
    await run()
    expect(failures).toEqual([])
    expect(await shredKey(said.conv)).toBeNull()
    for (const table of ['conversations', 'conversation_epochs', 'conversation_wraps', 'conversation_messages']) {
      expect(await database.owner(`select from ${table} where ${table === 'conversations' ? 'id' : 'conv'} = $1`, [said.conv])).toEqual([])
    }
    services.clock.turnTo(MONDAY_NOON)
  })
  test('jumping ahead by years shreds everything and breaks nothing', async () => {
    const said = await confided()
    services.clock.turnTo(MONDAY_NOON + 900 * DAY_MS)
    expect(await shredDue(clearing())).toBeGreaterThan(0)
    expect(await shredKey(said.conv)).toBeNull()
    services.clock.turnTo(MONDAY_NOON)
    await shredDue(clearing())
    expect(await database.owner('select from conversations')).toEqual([])
  })
  test('shreds an old epoch and lets the conversation go on, with numbers that never come back', async () => {
    const begun = await confided()
    services.clock.pass(6 * DAY_MS)
    const members = [amina, bruno].map(({ keys }) => ({ account: keys.account, pkAuth: keys.pkAuth, pkHpke: keys.pkHpke }))
    const next = await makeEpoch({ conv: begun.conv, epoch: 1, creator: amina.keys, members, previousHeader: begun.header, tails: {} })
    await scene.call(amina, `POST /conversations/${begun.conv}/epochs`, { epoch: 1, header: b64(next.header), wraps: next.wraps.map(({ member, wrap }) => ({ member, wrap: b64(wrap) })) })
    expect((await scene.sheet(amina, begun.conv)).epochs.map(({ shredOn }) => shredOn)).toEqual(['2026-11-10', '2026-11-17'])
    services.clock.turnTo(Date.parse('2026-11-10T17:00:00Z'))
    await shredDue(clearing())
    expect((await scene.sheet(amina, begun.conv)).epochs.map(({ epoch }) => epoch)).toEqual([1])
    expect(await scene.read(amina, begun.conv)).toEqual([])
    services.clock.turnTo(MONDAY_NOON + 7 * DAY_MS)
    expect((await scene.send(amina, begun.conv, { epoch: 1, seq: 1 })).body.position).toBe(2)
    services.clock.turnTo(MONDAY_NOON)
  })
  test('follows a term that was made shorter, and never one that was made longer', async () => {
    const said = await confided()
    const setting = (days: number) => database.owner(`update programs set settings = settings || jsonb_build_object('conversationDays', $2::int) where id = $1`, [scene.db.program, days])
    await setting(365)
    expect((await scene.sheet(bruno, said.conv)).shredOn).toBe('2026-11-11')
    await setting(7)
    expect((await scene.sheet(bruno, said.conv)).shredOn).toBe('2026-10-19')
    services.clock.turnTo(Date.parse('2026-10-19T17:00:00Z'))
    await shredDue(clearing())
    expect(await shredKey(said.conv)).toBeNull()
    services.clock.turnTo(MONDAY_NOON)
    await setting(30)
  })
})

describe('a crash in the midst of shredding', () => {
  test('after the key went leaves rows that nothing opens, and the next round clears them', async () => {
    const said = await confided()
    await services.keys.destroy(`conversations/${scene.db.program}/${said.conv}/0`)
    expect((await scene.sheet(amina, said.conv)).epochs[0]!.wrap).toBeNull()
    services.clock.turnTo(MONDAY_NOON + 60 * DAY_MS)
    await shredDue(clearing())
    expect(await database.owner('select from conversation_messages where conv = $1', [said.conv])).toEqual([])
    services.clock.turnTo(MONDAY_NOON)
  })
  test('after the student’s word was written is finished without them', async () => {
    const said = await confided()
    await database.owner(`insert into conversation_endings (program, conv, forget_on) values ($1, $2, '2026-10-12')`, [scene.db.program, said.conv])
    await shredDue(clearing())
    expect(await shredKey(said.conv)).toBeNull()
    expect(await database.owner('select student from conversations where id = $1', [said.conv])).toEqual([{ student: null }])
  })
})

describe('the student’s own end', () => {
  test('is the student’s alone', async () => {
    const said = await confided()
    expect((await scene.call(bruno, `DELETE /conversations/${said.conv}`))).toMatchObject({ status: 403, body: { refused: 'students-only' } })
    expect(await shredKey(said.conv)).not.toBeNull()
  })
  test('leaves nothing of the student, and tells the supporter for a week', async () => {
    const said = await confided()
    await scene.call(amina, `DELETE /conversations/${said.conv}`)
    expect((await scene.call(amina, `GET /conversations/${said.conv}`)).status).toBe(404)
    expect(await scene.sheet(bruno, said.conv)).toMatchObject({ standing: 'ended', epochs: [], members: [{ account: bruno.account }] })
    expect(await scene.read(bruno, said.conv)).toEqual([])
    expect((await scene.send(bruno, said.conv, { com: 'c'.repeat(43) })).body.refused).toBe('conversation-over')
    const traces = await database.owner<{ found: string }>(`select 'x' as found from conversations where student = $1 and id = $2`, [amina.account, said.conv])
    expect(traces).toEqual([])
    services.clock.pass(7 * DAY_MS)
    await shredDue(clearing())
    expect((await scene.call(bruno, `GET /conversations/${said.conv}`)).status).toBe(404)
    services.clock.turnTo(MONDAY_NOON)
  })
})

test('the order in which people wrote is gone from the table once the day is over', async () => {
  const pairs = await Promise.all(Array.from({ length: 12 }, async () => (await scene.begin(amina, bruno)).conv))
  for (const [n, conv] of pairs.entries()) await scene.send(amina, conv, { seq: n + 1 })
  const transactions = async () => (await database.owner(`select distinct xmin::text from conversation_messages`)).length
  const order = async () => (await database.owner<{ conv: string }>('select conv from conversation_messages order by ctid')).map(({ conv }) => conv)
  expect(await transactions()).toBeGreaterThan(6)
  const before = await order()
  services.clock.pass(DAY_MS)
  await settleOrder(clearing())
  services.clock.turnTo(MONDAY_NOON)
  expect(await transactions()).toBe(1)
  expect((await order()).toSorted()).toEqual(before.toSorted())
  expect(await order()).not.toEqual(before)
})
