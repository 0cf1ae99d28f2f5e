import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { anId } from '../../../test/conversation-scene.ts'
import { reportScene, type Colleague, type ReportScene } from '../../../test/report-scene.ts'
import { fromBase64url } from '../../sealed/bytes.ts'
import { openReport, standingOf, type ProvenQuote, type ReportContent, type TagQuestion } from '../../sealed/report.ts'
import { tidyReports } from './actions/upkeep.ts'

const DAY_MS = 86_400_000
const WORDS = 'canary-7316: he asked where I live'

let database: TestDatabase
let scene: ReportScene
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => { scene = await reportScene(database) })

const supporter = () => ({ person: scene.bruno.person, account: scene.bruno.account, name: 'Bruno Tremblay' })
const about = (over: Partial<Extract<ReportContent, { kind: 'supporter' }>> = {}): ReportContent => ({ kind: 'supporter', conv: scene.conv, supporter: supporter(), words: WORDS, quotes: [], ...over })
const mine = async () => (await scene.call(scene.amina, 'GET /safety-reports/mine')).body.reports as { id: string; progress: string; shredOn: string }[]
const read = async (by: Colleague, id: string) => {
  const { status, body } = await scene.call(by, `POST /safety/reports/${id}/reading`)
  return status === 200 ? openReport(by.keys, { program: scene.here.program.slug, report: id }, { box: fromBase64url(String(body.box)), wrap: fromBase64url(String(body.wrap)) }) : status
}

describe('a student reports a supporter', () => {
  test('both safety contacts read it, and the student sees that it was looked at, then closed', async () => {
    const letter = await scene.letter(scene.amina, about())
    expect((await scene.call(scene.amina, 'POST /safety-reports', letter)).body).toMatchObject({ id: letter.id, progress: 'received', arrivedOn: '2026-10-05', shredOn: '2027-04-03' })
    expect(await mine()).toMatchObject([{ id: letter.id, progress: 'received' }])
    expect(await read(scene.dario, letter.id)).toEqual({ from: scene.amina.account, content: about() })
    expect(await read(scene.nadia, letter.id)).toMatchObject({ from: scene.amina.account })
    expect(await mine()).toMatchObject([{ progress: 'looked-at' }])
    await scene.call(scene.nadia, `POST /safety/reports/${letter.id}/closing`)
    expect(await mine()).toMatchObject([{ progress: 'closed' }])
  })
  test('both are told that there is something, and nobody else', async () => {
    await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))
    const told = await database.owner<{ person: string }>(`select person from outbox where program = $1 and fact = 'report-new' order by person`, [scene.db.program])
    expect(told.map(({ person }) => person)).toEqual([scene.dario.person, scene.nadia.person].toSorted())
  })
  test('neither the reported supporter nor the coordinator finds a door to it', async () => {
    const letter = await scene.letter(scene.amina, about())
    await scene.call(scene.amina, 'POST /safety-reports', letter)
    for (const who of [scene.bruno, scene.carla]) expect([await read(who, letter.id), (await scene.call(who, 'GET /safety')).status]).toEqual([404, 404])
  })
  test('no row says whose it is or whom it is about, in clear or by account, and none of its words', async () => {
    await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))
    const rows = JSON.stringify(await database.owner(`select r.*, w.* from reports r join report_wraps w on w.report = r.id where r.program = $1`, [scene.db.program]))
    const hex = (letters: string) => Buffer.from(letters, 'base64url').toString('hex')
    for (const secret of [scene.amina.account, hex(scene.amina.account), scene.bruno.account, scene.bruno.person, scene.conv, 'canary-7316']) expect(rows).not.toContain(secret)
    // The search would find what is there: the contact it is sealed to.
    expect(rows).toContain(scene.dario.person)
  })
  test('another student does not see it among their own', async () => {
    await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))
    expect((await scene.call(await scene.aStudent(), 'GET /safety-reports/mine')).body).toEqual({ reports: [] })
  })
  test('sent twice it is one report; another’s under the same id is refused', async () => {
    const letter = await scene.letter(scene.amina, about())
    expect((await scene.call(scene.amina, 'POST /safety-reports', letter)).status).toBe(200)
    expect((await scene.call(scene.amina, 'POST /safety-reports', letter)).body).toMatchObject({ id: letter.id })
    expect((await scene.call(await scene.aStudent(), 'POST /safety-reports', letter)).body).toMatchObject({ refused: 'letter-taken' })
    expect(await mine()).toHaveLength(1)
  })
  test('with one safety contact left, or a wrap for somebody who is none, it is refused in plain words', async () => {
    const toCarla = await scene.letter(scene.amina, about(), [scene.dario, scene.carla])
    expect((await scene.call(scene.amina, 'POST /safety-reports', toCarla)).body).toMatchObject({ refused: 'contacts-few', sentence: expect.stringContaining('safety contacts') })
    await database.owner('delete from role_grants where person = $1', [scene.nadia.person])
    expect((await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about(), [scene.dario]))).body).toMatchObject({ refused: 'contacts-few' })
  })
  test('the eleventh in a day is refused', async () => {
    const statuses = []
    for (let n = 0; n < 11; n += 1) statuses.push((await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))).status)
    expect([statuses.slice(0, 10).every((status) => status === 200), statuses[10]]).toEqual([true, 429])
  })
  test('the coordinator learns counts from five on', async () => {
    const counts = async () => (await scene.call(scene.carla, 'GET /safety-counts')).body
    for (let n = 0; n < 4; n += 1) await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))
    expect(await counts()).toEqual({ reports: null, accounts: null })
    await scene.call(scene.amina, 'POST /safety-reports', await scene.letter(scene.amina, about()))
    expect(await counts()).toEqual({ reports: 5, accounts: null })
  })
})

describe('what is kept of a report', () => {
  test('its key is destroyed on its day: an old dump with the contact’s own keys opens nothing', async () => {
    const letter = await scene.letter(scene.amina, about())
    await scene.call(scene.amina, 'POST /safety-reports', letter)
    const [dump] = await database.owner<{ box_sealed: Buffer; wrap_sealed: Buffer }>(`select r.box_sealed, w.wrap_sealed from reports r join report_wraps w on w.report = r.id and w.contact = $2 where r.id = $1`, [letter.id, scene.dario.person])
    const { reportKey, unlockPart } = await import('./actions/outer-lock.ts')
    const fromDump = async () => {
      const key = await reportKey(scene.services.keys, scene.db.program, letter.id)
      const [box, wrap] = key ? [unlockPart(key, letter.id, 'box', dump!.box_sealed), unlockPart(key, letter.id, scene.dario.person, dump!.wrap_sealed)] : [dump!.box_sealed, dump!.wrap_sealed]
      return openReport(scene.dario.keys, { program: scene.here.program.slug, report: letter.id }, { box: Uint8Array.from(box!), wrap: Uint8Array.from(wrap!) })
    }
    expect(await fromDump()).toMatchObject({ content: { words: WORDS } })
    scene.services.clock.pass(179 * DAY_MS)
    await tidyReports({ ...scene.here, now: scene.services.clock.now() })
    expect(await fromDump()).toMatchObject({ content: { words: WORDS } })
    scene.services.clock.pass(DAY_MS)
    await tidyReports({ ...scene.here, now: scene.services.clock.now() })
    await expect(fromDump()).rejects.toThrow()
    expect(await database.owner('select from reports where id = $1', [letter.id])).toEqual([])
    expect(await scene.services.keys.names(`reports/${scene.db.program}/`)).toEqual([])
  })
  test('a crash between key and row is safe: the key that no row needs goes, the one in use stays', async () => {
    const letter = await scene.letter(scene.amina, about())
    await scene.call(scene.amina, 'POST /safety-reports', letter)
    await scene.services.keys.keep(`reports/${scene.db.program}/${anId()}`)
    await tidyReports({ ...scene.here, now: Date.now() + 2 * 3_600_000 })
    expect(await scene.services.keys.names(`reports/${scene.db.program}/`)).toEqual([`reports/${scene.db.program}/${letter.id}`])
  })
})

describe('a quote', () => {
  const asDoor = async (question: TagQuestion) => (await scene.call(scene.dario, 'POST /safety/tag-checks', question)).body.genuine === true
  const standing = (quote: Parameters<typeof standingOf>[0], account = scene.bruno.account, conv = scene.conv) => standingOf(quote, { conv, account }, asDoor)
  const quoted = async (text: string, seq = 1): Promise<ProvenQuote> => {
    const { msgId, com, tag, day, content } = await scene.said(scene.bruno, seq, { k: 'text', text }, true)
    return { by: 'supporter', epoch: 0, seq, msgId, day, content, com: com!, tag: tag! }
  }

  test('of what the supporter wrote is proven', async () => expect(await standing(await quoted('Where do you live?'))).toBe('proven'))
  test('with changed words is not', async () => {
    const quote = await quoted('Take care of yourself.')
    expect(await standing({ ...quote, content: { ...quote.content, text: 'Take your pills.' } })).toBe('not-proven')
    expect(await standing({ ...quote, content: { ...quote.content, more: true } })).toBe('not-proven')
  })
  test('with the proof of another message is not', async () => {
    const one = await quoted('Good morning.', 1), other = await quoted('Where do you live?', 2)
    expect(await standing({ ...one, content: other.content })).toBe('not-proven')
    expect(await standing({ ...one, content: other.content, com: other.com })).toBe('not-proven')
    expect(await standing({ ...one, content: other.content, com: other.com, tag: other.tag })).toBe('not-proven')
    expect(await standing({ ...other, seq: 1, msgId: one.msgId })).toBe('not-proven')
  })
  test('with another message’s kf is not', async () => {
    const one = await quoted('Good morning.', 1), other = await quoted('See you.', 2)
    expect(await standing({ ...one, content: { ...one.content, kf: other.content['kf']! } })).toBe('not-proven')
  })
  test('pinned on another supporter, conversation or day is not: the server says no', async () => {
    const quote = await quoted('Where do you live?'), chloe = await scene.aSupporter('Chloé Roy')
    expect(await standing(quote, chloe.account)).toBe('not-proven')
    expect(await standing(quote, scene.bruno.account, anId())).toBe('not-proven')
    expect(await standing({ ...quote, day: '2026-10-06' })).toBe('not-proven')
  })
  test('made up whole, with a commitment that opens, is not: nobody but the server makes its tag', async () => {
    const { frank } = await import('../../sealed/franking.ts')
    const { randomBytes, toBase64url } = await import('../../sealed/bytes.ts')
    const kf = randomBytes(32), place = { conv: scene.conv, epoch: 0, seq: 1, msgId: anId() }
    const content = { k: 'text', text: 'I never said this.', kf: toBase64url(kf) }
    const com = toBase64url(await frank(place, kf, content))
    expect(await standing({ by: 'supporter', epoch: 0, seq: 1, msgId: place.msgId, day: '2026-10-05', content, com, tag: toBase64url(randomBytes(32)) })).toBe('not-proven')
  })
  test('of a student has nothing to verify: no commitment, no tag, and so it stays deniable', async () => {
    const said = await scene.said(scene.amina, 1, { k: 'text', text: 'I skipped my exam.' }, false)
    expect([said.com, said.tag, 'kf' in said.content]).toEqual([null, null, false])
    const [message] = await scene.read(scene.bruno, scene.conv)
    expect([message!.com, message!.tag]).toEqual([null, null])
    expect(await standing({ by: 'student', day: said.day, text: 'I skipped my exam.' })).toBe('quotation')
    expect(await standing({ by: 'student', day: said.day, text: 'I never wrote this.' })).toBe('quotation')
  })
  test('is asked about at a door for safety contacts alone, which says yes or no', async () => {
    const { msgId, com, tag, day } = await scene.said(scene.bruno, 1, { k: 'text', text: 'Hello' }, true)
    const question = { com: com!, conv: scene.conv, epoch: 0, seq: 1, msgId, account: scene.bruno.account, day, tag: tag! }
    expect((await scene.call(scene.dario, 'POST /safety/tag-checks', question)).body).toEqual({ genuine: true })
    expect((await scene.call(scene.dario, 'POST /safety/tag-checks', { ...question, seq: 2 })).body).toEqual({ genuine: false })
    for (const who of [scene.amina, scene.bruno, scene.carla]) expect((await scene.call(who, 'POST /safety/tag-checks', question)).status).toBe(404)
  })
})
