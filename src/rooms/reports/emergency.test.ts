import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anId, b64 } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { reportScene, type Colleague, type ReportScene } from '../../../test/report-scene.ts'
import { fromBase64url } from '../../sealed/bytes.ts'
import { openContact, sealContact, sealHalf } from '../../sealed/emergency.ts'
import { tidyReports } from './actions/upkeep.ts'

const LEILA = { name: 'Leila, my sister', reach: '+1 613 555 0199' }

let database: TestDatabase
let scene: ReportScene
let farah: Colleague
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  scene = await reportScene(database)
  farah = await scene.colleague('Farah Nasser', 'on-call')
  await database.owner(`update programs set settings = settings || '{"emergencyContact": true}' where id = $1`, [scene.db.program])
})

const onCall = ({ person, keys }: Colleague) => ({ person, account: keys.account, pkHpke: keys.pkHpke })
async function leave(version = 1, to: readonly Colleague[] = [farah]) {
  const place = { program: scene.here.program.slug, conv: scene.conv, epoch: 0, version }
  const { box, half, halves } = await sealContact(scene.amina.keys, place, to.map(onCall), LEILA)
  const answer = await scene.call(scene.amina, `PUT /emergency-contact/${scene.conv}`, { epoch: 0, version, box: b64(box), halves: halves.map((one) => ({ ...one, half: b64(one.half) })) })
  return { answer, half, place }
}
async function begin(half: Uint8Array<ArrayBuffer>, version = 1) {
  const id = anId(), place = { program: scene.here.program.slug, conv: scene.conv, epoch: 0, version, opening: id, student: scene.amina.account }
  const answer = await scene.call(scene.bruno, 'POST /duty/emergency-openings', { id, conv: scene.conv, version, halves: [{ person: farah.person, half: b64(await sealHalf(scene.bruno.keys, place, onCall(farah), half)) }] })
  return { id, place, answer }
}
const shown = async () => (await scene.call(scene.amina, `GET /emergency-contact/${scene.conv}`)).body as { contact: { version: number; onCall: string[] } | null; openings: { supporter: string; readBy: string[] }[] }

describe('an emergency contact', () => {
  test('is opened by supporter and on-call together, and the student sees both steps', async () => {
    const { half } = await leave()
    expect(await shown()).toEqual({ contact: { epoch: 0, version: 1, onCall: [farah.account] }, openings: [] })
    const { id, place, answer } = await begin(half)
    expect(answer.body).toEqual({ openedOn: '2026-10-05' })
    expect((await shown()).openings).toEqual([{ openedOn: '2026-10-05', supporter: scene.bruno.person, readBy: [] }])
    expect((await scene.call(farah, 'GET /emergency-openings')).body).toEqual({ openings: [{ id, openedOn: '2026-10-05', supporter: scene.bruno.person, read: false }] })
    const { body } = await scene.call(farah, `POST /emergency-openings/${id}/reading`)
    const handed = body as { box: string; fromStudent: string; fromSupporter: string; student: { account: string; pkAuth: string; pkHpke: string } }
    expect(await openContact(farah.keys, {
      place, box: fromBase64url(handed.box), student: { pkAuth: fromBase64url(handed.student.pkAuth), pkHpke: fromBase64url(handed.student.pkHpke) },
      supporter: scene.bruno.keys, fromStudent: fromBase64url(handed.fromStudent), fromSupporter: fromBase64url(handed.fromSupporter),
    })).toEqual(LEILA)
    expect((await shown()).openings).toEqual([{ openedOn: '2026-10-05', supporter: scene.bruno.person, readBy: [farah.person] }])
  })
  test('begun twice before anybody looked, it is one opening; after somebody looked, another', async () => {
    const { half } = await leave()
    const { id } = await begin(half)
    expect((await begin(half)).answer.body).toEqual({ openedOn: '2026-10-05' })
    expect((await shown()).openings).toHaveLength(1)
    expect((await scene.call(farah, `POST /emergency-openings/${id}/reading`)).status).toBe(200)
    await begin(half)
    expect((await shown()).openings).toHaveLength(2)
  })
  test('without a supporter’s opening, on-call is handed nothing', async () => {
    await leave()
    expect((await scene.call(farah, 'GET /emergency-openings')).body).toEqual({ openings: [] })
    expect((await scene.call(farah, `POST /emergency-openings/${anId()}/reading`)).status).toBe(404)
    for (const door of [`GET /emergency-contact/${scene.conv}`, `GET /duty/emergency-contacts/${scene.conv}`]) expect((await scene.call(farah, door)).status).toBe(404)
  })
  test('the supporter is never handed the box or a sealed half', async () => {
    const { half } = await leave()
    const { id } = await begin(half)
    const { text, body } = await scene.call(scene.bruno, `GET /duty/emergency-contacts/${scene.conv}`)
    expect(Object.keys(body).toSorted()).toEqual(['contact', 'openings'])
    const [row] = await database.owner<{ box: string }>(`select encode(box_sealed, 'base64') as box from emergency_contacts where conv = $1`, [scene.conv])
    expect(text).not.toContain(row!.box.slice(0, 40))
    expect((await scene.call(scene.bruno, `POST /emergency-openings/${id}/reading`)).status).toBe(404)
  })
  test('somebody else on call, to whom nothing was sealed, is handed nothing', async () => {
    const { half } = await leave()
    const { id } = await begin(half), other = await scene.colleague('Owen Price', 'on-call')
    expect((await scene.call(other, `POST /emergency-openings/${id}/reading`)).status).toBe(404)
  })
  test('another supporter cannot begin an opening', async () => {
    const { half } = await leave(), chloe = await scene.aSupporter('Chloé Roy')
    const body = { id: anId(), conv: scene.conv, version: 1, halves: [{ person: farah.person, half: b64(half).padEnd(107, 'A') }] }
    expect((await scene.call(chloe, 'POST /duty/emergency-openings', body)).status).toBe(404)
    expect((await shown()).openings).toEqual([])
  })
  test('made anew, an opening of the version before is told to begin again, and the record stays', async () => {
    const { half } = await leave()
    const { id } = await begin(half)
    await leave(2)
    expect((await scene.call(farah, `POST /emergency-openings/${id}/reading`)).body).toMatchObject({ refused: 'version-moved' })
    expect((await begin(half)).answer.body).toMatchObject({ refused: 'version-moved' })
    expect((await shown()).openings).toHaveLength(1)
    expect((await leave(2)).answer.body).toMatchObject({ refused: 'version-taken' })
  })
  test('with the epoch’s key destroyed, nothing is handed out any more', async () => {
    const { half } = await leave()
    const { id } = await begin(half)
    await scene.services.keys.destroy(`conversations/${scene.db.program}/${scene.conv}/0`)
    expect((await scene.call(farah, `POST /emergency-openings/${id}/reading`)).body).toMatchObject({ refused: 'version-moved' })
  })
  test('is gone with the conversation', async () => {
    const { half } = await leave()
    await begin(half)
    await scene.call(scene.amina, `DELETE /conversations/${scene.conv}`)
    await tidyReports({ ...scene.here, now: scene.services.clock.now() })
    for (const table of ['emergency_contacts', 'emergency_halves', 'emergency_openings', 'emergency_opening_halves']) expect(await database.owner(`select from ${table} where program = $1`, [scene.db.program])).toEqual([])
  })
  test('can be taken back, and only where the program offers it can one be left', async () => {
    await leave()
    await scene.call(scene.amina, `DELETE /emergency-contact/${scene.conv}`)
    expect((await shown()).contact).toBeNull()
    await database.owner(`update programs set settings = settings || '{"emergencyContact": false}' where id = $1`, [scene.db.program])
    expect((await leave(2)).answer.body).toMatchObject({ refused: 'not-offered-here' })
  })
  test('is not sealed to somebody who is not on call', async () => {
    expect((await leave(1, [scene.dario])).answer.body).toMatchObject({ refused: 'not-offered-here' })
  })
})
