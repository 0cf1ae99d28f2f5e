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
