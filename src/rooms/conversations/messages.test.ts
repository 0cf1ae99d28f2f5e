import { beforeAll, describe, expect, test } from 'vitest'
import { aBox, anId, conversationScene, type ConversationScene, type Talker } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { isTag } from './actions.ts'

let database: TestDatabase, scene: ConversationScene
let amina: Talker, bruno: Talker & { person: string }, carla: Talker & { person: string }, dana: Talker
let services: Awaited<ReturnType<typeof testServices>>

beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices(MONDAY_NOON)
  scene = await conversationScene(database, services)
  amina = await scene.aStudent()
  dana = await scene.aStudent()
  bruno = await scene.aSupporter()
  carla = await scene.aSupporter('Carla Mendes')
})

const COM = 'c'.repeat(43)

describe('a message', () => {
  test('is kept once, in the order of its arrival, and answers alike when it is sent again', async () => {
    const { conv } = await scene.begin(amina, bruno)
    const [first, second] = [anId(), anId()], box = aBox()
    const sent = await scene.send(amina, conv, { seq: 1, msgId: first, box })
    expect(sent).toMatchObject({ status: 200, body: { position: 1, tag: null, arrivedOn: '2026-10-05' } })
    expect((await scene.send(bruno, conv, { seq: 1, msgId: second, com: COM })).body).toMatchObject({ position: 2 })
    expect((await scene.send(amina, conv, { seq: 1, msgId: first, box })).text).toBe(sent.text)
    const read = await scene.read(bruno, conv)
    expect(read.map(({ position, msgId, sender }) => [position, msgId, sender])).toEqual([[1, first, amina.account], [2, second, bruno.account]])
    expect(read[0]).toMatchObject({ box, com: null, tag: null, epoch: 0, seq: 1 })
    expect((await scene.read(amina, conv, 1)).map(({ msgId }) => msgId)).toEqual([second])
  })
  test('from two tabs at once with the same number is taken from one of them', async () => {
    const { conv } = await scene.begin(amina, bruno)
    const answers = await Promise.all(Array.from({ length: 20 }, () => scene.send(amina, conv, { seq: 1 })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.refused === 'seq-taken')).toHaveLength(19)
    expect(await scene.read(bruno, conv)).toHaveLength(1)
  })
  test('sent fifty times at once is one message, and every answer says so', async () => {
    const { conv } = await scene.begin(amina, bruno), msgId = anId(), box = aBox()
    const answers = await Promise.all(Array.from({ length: 50 }, () => scene.send(amina, conv, { seq: 1, msgId, box })))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]!.body).toMatchObject({ position: 1 })
    expect(await scene.read(bruno, conv)).toHaveLength(1)
  })
  test('sealed anew under its mark is not taken for the one that is kept', async () => {
    const { conv } = await scene.begin(amina, bruno), msgId = anId(), box = aBox()
    await scene.send(amina, conv, { seq: 1, msgId, box })
    expect(await scene.send(amina, conv, { seq: 1, msgId, box: aBox() })).toMatchObject({ status: 409, body: { refused: 'msg-id-taken' } })
    expect((await scene.read(bruno, conv)).map((kept) => kept.box)).toEqual([box])
  })
  test('of the other side cannot be replaced by one with its mark', async () => {
    const { conv } = await scene.begin(amina, bruno), msgId = anId()
    await scene.send(amina, conv, { msgId })
    expect(await scene.send(bruno, conv, { msgId, com: COM })).toMatchObject({ status: 409, body: { refused: 'msg-id-taken' } })
  })
  test('of hundreds at once from many conversations gets the next position of its own', async () => {
    const pairs = await Promise.all(Array.from({ length: 8 }, async () => ({ student: amina, ...(await scene.begin(amina, bruno)) })))
    await Promise.all(pairs.flatMap(({ conv }) => Array.from({ length: 25 }, (_, n) => scene.send(n % 2 ? amina : bruno, conv, { seq: n + 1, ...(n % 2 ? {} : { com: COM }) }))))
    for (const { conv } of pairs) expect((await scene.read(amina, conv)).map(({ position }) => position)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1))
  })
  test('has one of four sizes', async () => {
    const { conv } = await scene.begin(amina, bruno)
    const sizes = [256, 1024, 4096, 16_384]
    for (const [n, size] of sizes.entries()) expect((await scene.send(amina, conv, { seq: n + 1, box: aBox(size) })).status).toBe(200)
    for (const size of [0, 16, 255, 257, 5000, 16_385]) expect((await scene.send(amina, conv, { seq: 9, box: aBox(size) })).status).toBe(422)
  })
  test('is known by its day and by nothing finer', async () => {
    const columns = await database.owner<{ table: string; column: string; type: string }>(`select table_name as table, column_name as column, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name like 'conversation%' and data_type ~ 'time|date'`)
    expect(columns.filter(({ type }) => type !== 'date')).toEqual([])
    expect(columns.map(({ column }) => column)).toContain('arrived_on')
  })
})

describe('a supporter’s message', () => {
  test('must commit to its words, and a student’s must not', async () => {
    const { conv } = await scene.begin(amina, bruno)
    expect((await scene.send(bruno, conv, {})).body.refused).toBe('commitment-wrong')
    expect((await scene.send(amina, conv, { com: COM })).body.refused).toBe('commitment-wrong')
  })
  test('carries a tag that the server knows again in this one place', async () => {
    const { conv } = await scene.begin(amina, bruno), msgId = anId()
    const { body } = await scene.send(bruno, conv, { seq: 3, msgId, com: COM })
    const shown = { com: COM, conv, epoch: 0, seq: 3, msgId, account: bruno.account, day: body.arrivedOn as string, tag: body.tag as string }
    expect(await isTag(scene.here, shown)).toBe(true)
    for (const other of [{ seq: 4 }, { epoch: 1 }, { account: carla.account }, { day: '2026-10-06' }, { msgId: anId() }, { conv: anId() }, { com: 'd'.repeat(43) }, { tag: 'e'.repeat(43) }, { day: '2027-01-01' }]) {
      expect(await isTag(scene.here, { ...shown, ...other })).toBe(false)
    }
  })
})

describe('whoever is no member', () => {
  test('hears of a foreign conversation what they hear of one that is not there, to the byte', async () => {
    const { conv } = await scene.begin(amina, bruno)
    await scene.send(amina, conv, {})
    const requests = (id: string): [string, unknown?][] => [
      [`GET /conversations/${id}`], [`GET /conversations/${id}/messages`], [`POST /conversations/${id}/messages`, { epoch: 0, seq: 1, msgId: anId(), box: aBox() }],
      [`POST /conversations/${id}/epochs`, { epoch: 1, header: aBox(100).slice(0, 100), wraps: [{ member: dana.account, wrap: 'w'.repeat(107) }, { member: carla.account, wrap: 'w'.repeat(107) }] }],
      [`PUT /conversations/${id}/read`, { position: 1 }], [`DELETE /conversations/${id}`], [`POST /conversations/${id}/departure`], [`PUT /conversations/${id}/block`], [`DELETE /conversations/${id}/block`],
      [`POST /conversations/${id}/hand-over/wish`],
    ]
    for (const outsider of [dana, carla]) {
      const com = outsider === carla ? { com: COM } : {}
      const ask = ([door, body]: [string, unknown?]) => scene.call(outsider, door, body && door.endsWith('/messages') ? { ...body, ...com } : body)
      const foreign = await Promise.all(requests(conv).map(ask)), nowhere = await Promise.all(requests(anId()).map(ask))
      expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404))
      expect(foreign).toEqual(nowhere)
    }
    expect((await scene.call(null, `GET /conversations/${conv}`)).status).toBe(401)
    expect((await scene.call(dana, 'GET /conversations')).body).toEqual({ conversations: [] })
    expect(await scene.read(amina, conv)).toHaveLength(1)
  })
  test('cannot be put in by the supporter, and a message under one conversation is not found under another', async () => {
    const one = await scene.begin(amina, bruno), other = await scene.begin(dana, carla)
    expect((await scene.send(amina, other.conv, {})).status).toBe(404)
    const wraps = [{ member: amina.account, wrap: 'w'.repeat(107) }, { member: carla.account, wrap: 'w'.repeat(107) }]
    expect((await scene.call(bruno, `POST /conversations/${one.conv}/epochs`, { epoch: 1, header: 'h'.repeat(100), wraps })).body.refused).toBe('members-fixed')
    const ghost = [{ member: amina.account, wrap: 'w'.repeat(107) }, { member: amina.account, wrap: 'w'.repeat(107) }]
    expect((await scene.call(amina, `POST /conversations/${one.conv}/epochs`, { epoch: 1, header: 'h'.repeat(100), wraps: ghost })).body.refused).toBe('members-fixed')
  })
})

describe('an error on the way', () => {
  test('leaves nothing of the message in what is logged or answered', async () => {
    const { conv } = await scene.begin(amina, bruno), box = aBox(), msgId = anId()
    await database.owner('alter table conversation_messages add constraint forced check (msg_id = $$x$$) not valid')
    const answer = await scene.send(amina, conv, { msgId, box })
    await database.owner('alter table conversation_messages drop constraint forced')
    expect(answer.status).toBe(500)
    for (const secret of [conv, msgId, box.slice(0, 30), amina.account]) expect(answer.text).not.toContain(secret)
    expect(scene.defects.at(-1)).toContain('POST /conversations/:conv/messages')
  })
  test('in one message of a batch takes none of the others with it', async () => {
    const { conv } = await scene.begin(amina, bruno), bad = anId()
    await database.owner(`alter table conversation_messages add constraint forced check (msg_id <> '${bad}') not valid`)
    const answers = await Promise.all([1, 2, 3, 4, 5].map((seq) => scene.send(amina, conv, { seq, ...(seq === 3 ? { msgId: bad } : {}) })))
    await database.owner('alter table conversation_messages drop constraint forced')
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 500, 200, 200])
    expect((await scene.read(bruno, conv)).map(({ seq }) => seq)).toEqual([1, 2, 4, 5])
  })
})

test('the quota stops a flood and not a conversation', async () => {
  const flooder = await scene.aStudent(), { conv } = await scene.begin(flooder, bruno)
  const large = await Promise.all(Array.from({ length: 60 }, (_, n) => scene.send(flooder, conv, { seq: n + 1, box: aBox(16_384) })))
  const refused = large.filter(({ body }) => body.refused === 'too-fast').length
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(20)
  expect(await inTransaction(scene.db, async () => true)).toBe(true)
})
