import { beforeAll, describe, expect, test } from 'vitest'
import { anId, b64, conversationScene, type ConversationScene, type Talker } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { fromBase64url } from '../../sealed/bytes.ts'
import { makeEpoch, memberOf, openEpoch } from '../../sealed/conversation.ts'
import { releaseConversations, restoreMember, suspendMember } from './actions.ts'
import { sweepKeys } from './actions/shredding.ts'

const DAY_MS = 86_400_000
const COM = 'c'.repeat(43)
let database: TestDatabase, scene: ConversationScene
let amina: Talker, bruno: Talker & { person: string }, carla: Talker & { person: string }
let services: Awaited<ReturnType<typeof testServices>>

beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices(MONDAY_NOON)
  scene = await conversationScene(database, services)
  amina = await scene.aStudent()
  bruno = await scene.aSupporter()
  carla = await scene.aSupporter('Carla Mendes')
})

type Begun = Awaited<ReturnType<ConversationScene['begin']>>

async function nextEpoch(who: Talker, { conv, header }: Pick<Begun, 'conv' | 'header'>, epoch: number, people: readonly Talker[]) {
  const members = people.map(({ keys }) => ({ account: keys.account, pkAuth: keys.pkAuth, pkHpke: keys.pkHpke }))
  const made = await makeEpoch({ conv, epoch, creator: who.keys, members, previousHeader: header, tails: {} })
  const answer = await scene.call(who, `POST /conversations/${conv}/epochs`, { epoch, header: b64(made.header), wraps: made.wraps.map(({ member, wrap }) => ({ member, wrap: b64(wrap) })) })
  return { ...answer, header: made.header }
}

describe('an epoch', () => {
  test('travels from one browser to the other through two locks', async () => {
    const { conv } = await scene.begin(amina, bruno)
    const sheet = await scene.sheet(amina, conv)
    const [epoch] = sheet.epochs
    const opened = await openEpoch({ conv, epoch: 0, mine: amina.keys, members: sheet.members.map(memberOf), student: amina.account, previousHeader: null, header: fromBase64url(epoch!.header), wrap: fromBase64url(epoch!.wrap!) })
    expect(opened).not.toHaveProperty('fault')
    const { rows: [row] } = { rows: await database.owner<{ wrap: Buffer }>('select wrap_sealed as wrap from conversation_wraps where conv = $1 and of_student', [conv]) }
    expect(row!.wrap.includes(Buffer.from(epoch!.wrap!, 'base64url'))).toBe(false)
  })
  test('that two browsers begin at once is made by one of them', async () => {
    const begun = await scene.begin(amina, bruno)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => nextEpoch(n % 2 ? amina : bruno, begun, 1, [amina, bruno])))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.refused === 'epoch-moved')).toHaveLength(9)
    const winner = answers.find(({ status }) => status === 200)!
    expect((await scene.sheet(amina, begun.conv)).epochs.map(({ header }) => header)).toEqual([b64(begun.header), b64(winner.header)])
  })
  test('takes messages until the next one has begun', async () => {
    const begun = await scene.begin(amina, bruno)
    await scene.send(amina, begun.conv, { seq: 1 })
    expect((await nextEpoch(bruno, begun, 1, [amina, bruno])).status).toBe(200)
    expect((await scene.send(amina, begun.conv, { seq: 2 })).body.refused).toBe('epoch-moved')
    expect((await scene.send(amina, begun.conv, { epoch: 2, seq: 2 })).body.refused).toBe('epoch-moved')
    expect((await scene.send(amina, begun.conv, { epoch: 1, seq: 1 })).body.position).toBe(2)
  })
  test('under a storm of messages never takes one after its successor', async () => {
    const begun = await scene.begin(amina, bruno)
    const storm = Array.from({ length: 80 }, (_, n) => scene.send(amina, begun.conv, { seq: n + 1 }))
    const [turned] = await Promise.all([nextEpoch(amina, begun, 1, [amina, bruno]), ...storm])
    expect(turned.status).toBe(200)
    await scene.send(amina, begun.conv, { epoch: 1, seq: 1 })
    const epochs = (await scene.read(amina, begun.conv)).map(({ epoch }) => epoch)
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b))
  })
  test('is over after eight days or two hundred messages of one side', async () => {
    const { conv } = await scene.begin(amina, bruno)
    expect((await scene.send(amina, conv, { seq: 200 })).body.refused).toBe('epoch-over')
    services.clock.pass(7 * DAY_MS)
    expect((await scene.send(amina, conv, { seq: 1 })).status).toBe(200)
    services.clock.pass(DAY_MS)
    expect((await scene.send(amina, conv, { seq: 2 })).body.refused).toBe('epoch-over')
    services.clock.turnTo(MONDAY_NOON)
  })
  test('leaves no key behind when it was never written', async () => {
    const orphan = `conversations/${scene.db.program}/${anId()}/0`
    await services.keys.keep(orphan)
    const begun = await scene.begin(amina, bruno)
    services.clock.turnTo(Date.now())
    expect(await sweepKeys(scene.here as never)).toBe(0)
    services.clock.turnTo(Date.now() + 2 * 3_600_000)
    expect(await sweepKeys(scene.here as never)).toBe(1)
    expect(await services.keys.open(orphan)).toBeNull()
    services.clock.turnTo(MONDAY_NOON)
    expect((await scene.sheet(amina, begun.conv)).epochs[0]!.wrap).not.toBeNull()
  })
})

describe('who takes part', () => {
  test('changes by the student’s epoch alone, and whoever went finds nothing any more', async () => {
    const begun = await scene.begin(amina, bruno)
    await scene.send(bruno, begun.conv, { seq: 1, com: COM })
    expect((await nextEpoch(bruno, begun, 1, [bruno, carla])).body.refused).toBe('members-fixed')
    expect((await nextEpoch(bruno, begun, 1, [amina, carla])).body.refused).toBe('members-fixed')
    expect((await nextEpoch(amina, begun, 1, [amina, carla])).status).toBe(200)
    expect((await scene.call(bruno, `GET /conversations/${begun.conv}`)).status).toBe(404)
    expect((await scene.send(bruno, begun.conv, { seq: 2, com: COM })).status).toBe(404)
    expect((await scene.call(bruno, 'GET /conversations')).text).not.toContain(begun.conv)
  })
  test('whoever takes over reads from then on, and not what was said before', async () => {
    const begun = await scene.begin(amina, bruno)
    await scene.send(bruno, begun.conv, { seq: 1, com: COM })
    await nextEpoch(amina, begun, 1, [amina, carla])
    await scene.send(carla, begun.conv, { epoch: 1, seq: 1, com: COM })
    expect((await scene.read(carla, begun.conv)).map(({ epoch }) => epoch)).toEqual([1])
    expect((await scene.sheet(carla, begun.conv)).epochs.map(({ epoch }) => epoch)).toEqual([1])
    expect((await scene.read(amina, begun.conv)).map(({ sender }) => sender)).toEqual([bruno.account, carla.account])
  })
  test('another student cannot be asked in, nor somebody of the staff who is no supporter', async () => {
    const begun = await scene.begin(amina, bruno), other = await scene.aStudent()
    expect((await nextEpoch(amina, begun, 1, [amina, other])).body.refused).toBe('supporter-unknown')
  })
  test('a supporter who left can be followed by another one', async () => {
    const begun = await scene.begin(amina, bruno)
    expect((await scene.call(amina, `POST /conversations/${begun.conv}/departure`)).body.refused).toBe('supporters-only')
    expect((await scene.call(bruno, `POST /conversations/${begun.conv}/departure`)).body).toEqual({ left: true })
    expect((await scene.sheet(amina, begun.conv)).standing).toBe('left')
    expect((await scene.send(amina, begun.conv, {})).body.refused).toBe('conversation-over')
    expect((await nextEpoch(amina, begun, 1, [amina, bruno])).body.refused).toBe('conversation-over')
    expect((await nextEpoch(amina, begun, 1, [amina, carla])).body.standing).toBe('open')
  })
  test('all conversations of a supporter who supports no more stand open for another', async () => {
    const begun = await scene.begin(amina, carla)
    await inTransaction(scene.db, (tx) => releaseConversations(tx, carla.account))
    expect((await scene.sheet(amina, begun.conv)).standing).toBe('left')
    expect((await nextEpoch(amina, begun, 1, [amina, bruno])).body.standing).toBe('open')
  })
})

describe('a conversation that stands still', () => {
  test('is blocked by either side in one tap, and opened by the same side alone', async () => {
    const { conv } = await scene.begin(amina, bruno)
    for (const [blocker, other] of [[amina, bruno], [bruno, amina]] as const) {
      await scene.call(blocker, `PUT /conversations/${conv}/block`)
      expect(await scene.sheet(blocker, conv)).toMatchObject({ standing: 'blocked', blockedByMe: true })
      expect(await scene.sheet(other, conv)).toMatchObject({ standing: 'blocked', blockedByMe: false })
      await scene.call(other, `DELETE /conversations/${conv}/block`)
      for (const who of [amina, bruno]) expect((await scene.send(who, conv, who === bruno ? { com: COM } : {})).body.refused).toBe('blocked')
      await scene.call(blocker, `DELETE /conversations/${conv}/block`)
    }
    expect((await scene.send(amina, conv, {})).status).toBe(200)
  })
  test('rests while one of its members is suspended', async () => {
    const student = await scene.aStudent(), { conv } = await scene.begin(student, bruno)
    await inTransaction(scene.db, (tx) => suspendMember(tx, student.account))
    expect((await scene.sheet(bruno, conv)).standing).toBe('suspended')
    for (const who of [student, bruno]) expect((await scene.send(who, conv, who === bruno ? { com: COM } : {})).body.refused).toBe('conversation-over')
    expect((await scene.call(student, 'GET /stream')).body.refused).toBe('while-suspended')
    await inTransaction(scene.db, (tx) => restoreMember(tx, student.account))
    expect((await scene.send(student, conv, {})).status).toBe(200)
  })
  test('shows how far the other side has read, never further than there is and never backwards', async () => {
    const { conv } = await scene.begin(amina, bruno)
    await scene.send(amina, conv, { seq: 1 })
    await scene.send(amina, conv, { seq: 2 })
    expect((await scene.call(bruno, `PUT /conversations/${conv}/read`, { position: 99 })).body).toEqual({ read: 2 })
    expect((await scene.call(bruno, `PUT /conversations/${conv}/read`, { position: 1 })).body).toEqual({ read: 2 })
    expect((await scene.sheet(amina, conv)).read).toEqual({ mine: 0, theirs: 2 })
    expect((await scene.sheet(bruno, conv)).read).toEqual({ mine: 2, theirs: 0 })
  })
  test('carries the wish for somebody else to the other side', async () => {
    const begun = await scene.begin(amina, bruno)
    await scene.call(bruno, `POST /conversations/${begun.conv}/hand-over/wish`)
    expect((await scene.sheet(amina, begun.conv)).handOverWish).toBe('theirs')
    expect((await scene.sheet(bruno, begun.conv)).handOverWish).toBe('mine')
  })
})
