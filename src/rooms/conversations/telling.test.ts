import { beforeAll, beforeEach, expect, test } from 'vitest'
import { conversationScene, type ConversationScene, type Talker } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { testServices } from '../../../test/services.ts'
import { liveHub } from '../../platform/live/hub.ts'
import { randomBytes } from 'node:crypto'
import { QUIET_MS } from './actions/telling.ts'

let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
let scene: ConversationScene
let amina: Talker, bruno: Talker & { person: string }
let conv: string

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  scene = await conversationScene(database, services, `p-${randomBytes(4).toString('hex')}`)
  ;[amina, bruno] = [await scene.aStudent(), await scene.aSupporter()]
  conv = (await scene.begin(amina, bruno)).conv
})

const facts = () => database.owner<{ fact: string; person: string | null; account: string | null }>('select fact, person, account from outbox where program = $1 order by fact', [scene.db.program])
const listens = (who: Talker) => liveHub(services).carrier({ program: scene.db.program, account: who.account, session: 'a', stands: async () => true }).open({ write: () => {}, end: () => {} })
const com = () => randomBytes(32).toString('base64url')

test('a supporter who is away is told once in a quiet quarter of an hour, however much is written', async () => {
  for (const seq of [1, 2, 3]) expect((await scene.send(amina, conv, { seq })).status).toBe(200)
  expect(await facts()).toEqual([{ fact: 'message-new', person: bruno.person, account: null }])
  services.clock.pass(QUIET_MS)
  await scene.send(amina, conv, { seq: 4 })
  expect(await facts()).toHaveLength(2)
})

test('a student who is away has news, and whoever reads along is told nothing', async () => {
  const stop = listens(amina)
  await scene.send(bruno, conv, { seq: 1, com: com() })
  expect(await facts()).toEqual([])
  stop()
  await scene.send(bruno, conv, { seq: 2, com: com() })
  expect(await facts()).toEqual([{ fact: 'news', person: null, account: amina.account }])
})

test('a message that is refused tells nobody', async () => {
  expect((await scene.send(amina, conv, { epoch: 7 })).status).toBe(409)
  expect(await facts()).toEqual([])
})

test('between two who both read along each message is taken in its order, and told as soon as one of them has gone', async () => {
  const stops = [listens(amina), listens(bruno)]
  for (const seq of [1, 2, 3]) expect((await scene.send(amina, conv, { seq })).body).toMatchObject({ position: seq })
  expect(await facts()).toEqual([])
  expect((await scene.send(amina, conv, { seq: 3 })).body).toMatchObject({ refused: 'seq-taken' })
  expect((await scene.send(amina, conv, { seq: 4, epoch: 7 })).body).toMatchObject({ refused: 'epoch-moved' })
  stops[1]!()
  expect((await scene.send(amina, conv, { seq: 4 })).body).toMatchObject({ position: 4 })
  expect(await facts()).toEqual([{ fact: 'message-new', person: bruno.person, account: null }])
  expect((await scene.read(amina, conv)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
})

test('who reads along is blocked like anybody', async () => {
  listens(amina)
  listens(bruno)
  for (const seq of [1, 2]) expect((await scene.send(amina, conv, { seq })).status).toBe(200)
  await scene.call(bruno, `PUT /conversations/${conv}/block`)
  expect((await scene.send(amina, conv, { seq: 3 })).body).toMatchObject({ refused: 'blocked' })
  await scene.call(bruno, `DELETE /conversations/${conv}/block`)
  expect((await scene.send(amina, conv, { seq: 3 })).body).toMatchObject({ position: 3 })
})

test('a supporter who took over and is away is told, though the one before them reads along', async () => {
  const farah = await scene.aSupporter('Farah Haddad')
  listens(amina)
  listens(bruno)
  for (const seq of [1, 2]) await scene.send(amina, conv, { seq })
  await database.owner(`insert into conversation_epochs (program, conv, epoch, supporter, header, begun_on) select program, conv, 1, $2, header, begun_on from conversation_epochs where conv = $1`, [conv, farah.account])
  await database.owner('update conversations set newest = 1, supporter = $2 where id = $1', [conv, farah.account])
  expect((await scene.send(amina, conv, { epoch: 1, seq: 1 })).status).toBe(200)
  expect(await facts()).toEqual([{ fact: 'message-new', person: farah.person, account: null }])
})
