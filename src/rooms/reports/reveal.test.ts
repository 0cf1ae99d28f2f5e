import { beforeAll, expect, test } from 'vitest'
import { anId, b64 } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { reportScene, type ReportScene } from '../../../test/report-scene.ts'
import { type MessageContent, sealMessage } from '../../sealed/conversation.ts'

const THANKS: MessageContent = { k: 'text', text: 'Thank you' }
/** As the form writes it, at the longest it lets through: 252 bytes. */
const REVEAL: MessageContent = { k: 'reveal', name: 'Amina Haddad, second year', reach: '+1 613 555 0123, or the room beside the library; '.padEnd(192, 'x') }

let database: TestDatabase
let scene: ReportScene
beforeAll(async () => {
  database = await freshDatabase()
  scene = await reportScene(database)
})

interface Seen {
  readonly door: string
  readonly fields: readonly string[]
  readonly lengths: readonly number[]
  readonly answer: readonly string[]
  readonly stored: readonly unknown[]
}

/** All that a server and its disk can tell about a message. */
async function seen(content: MessageContent, seq: number): Promise<Seen> {
  const { box } = await sealMessage(scene.secret, { sender: scene.amina.account, seq, msgId: anId(), prevHash: new Uint8Array(32) }, content, false)
  const body = { epoch: 0, seq, msgId: anId(), box: b64(box) }
  const door = `POST /conversations/${scene.conv}/messages`
  const answer = await scene.call(scene.amina, door, body)
  const [row] = await database.owner<Record<string, unknown>>('select * from conversation_messages where conv = $1 and msg_id = $2', [scene.conv, body.msgId])
  const shapes = Object.entries(row!).filter(([name]) => !['position', 'seq', 'msg_id'].includes(name)).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.length : String(value)])
  return { door, fields: Object.keys(body), lengths: [body.box.length, JSON.stringify(body).length], answer: Object.keys(answer.body), stored: shapes }
}

test('"share who I am" cannot be told from a "thank you": same door, fields, sizes, answer and row', async () => {
  expect(Buffer.byteLength(JSON.stringify(REVEAL))).toBe(252)
  expect(await seen(REVEAL, 1)).toEqual(await seen(THANKS, 2))
})

test('the comparison would notice: one byte more than the form allows, and the size is another', async () => {
  const more = { ...REVEAL, reach: `${String(REVEAL['reach'])}x` }
  expect((await seen(more, 3)).lengths[0]).not.toBe((await seen(THANKS, 4)).lengths[0])
})

test('it leaves no line in the log, and neither does any other message', () => {
  expect(scene.defects).toEqual([])
})
