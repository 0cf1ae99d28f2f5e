import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aBox } from '../../../test/conversation-scene.ts'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram } from '../../../test/open-program.ts'
import { reportScene, type ReportScene } from '../../../test/report-scene.ts'
import { testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { isRefused } from '../../platform/refusals.ts'
import { callOffBookingsOf, coverSupporter } from '../bookings/actions.ts'
import { bookSlot } from '../bookings/actions/booking.ts'
import { listMine } from '../bookings/actions/my-bookings.ts'
import { readySupporters } from '../supporters/actions.ts'
import { student } from '../students/actions.ts'
import { tidyReports } from './actions/upkeep.ts'

const DAY_MS = 86_400_000

let database: TestDatabase
let scene: ReportScene
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => { scene = await reportScene(database) })

const standing = async () => (await scene.call(scene.amina, 'GET /standing')).body.suspension as { endsOn: string; upheld: boolean; appealed: boolean } | null
const report = (letter: unknown = null) => scene.call(scene.bruno, 'POST /duty/account-reports', { conv: scene.conv, letter })
const knock = async () => student({ ...scene.here, db: scene.db, now: scene.services.clock.now(), locale: 'en', token: await freshToken() } as never)
/** The scene signs in anew whoever was away; the guard is asked with the token it uses. */
const freshToken = async () => {
  await scene.call(scene.amina, 'GET /standing')
  return scene.tokenOf(scene.amina)
}
const tidy = () => tidyReports({ ...scene.here, now: scene.services.clock.now() })

describe('a supporter is harassed', () => {
  test('one report without a word, and the account rests: no message goes in, nothing new is asked', async () => {
    expect((await report()).body).toEqual({ endsOn: '2026-10-19' })
    const sent = await scene.send(scene.amina, scene.conv, { seq: 1, box: aBox() })
    expect([sent.status, (await scene.sheet(scene.bruno, scene.conv)).standing]).toEqual([409, 'suspended'])
    expect(await knock()).toEqual({ refused: 'account-resting' })
  })
  test('before it, the same message goes in and the same door is open', async () => {
    expect((await scene.send(scene.amina, scene.conv, { seq: 1, box: aBox() })).status).toBe(200)
    expect(await knock()).toEqual({ account: scene.amina.account })
  })
  test('signing in and reading stay, and the student is told until when', async () => {
    await report()
    expect(await standing()).toEqual({ beganOn: '2026-10-05', endsOn: '2026-10-19', upheld: false, appealed: false })
    expect((await scene.call(scene.amina, `GET /conversations/${scene.conv}/messages`)).status).toBe(200)
  })
  test('their words, if they write any, reach both safety contacts and not the coordinator', async () => {
    const letter = await scene.letter(scene.bruno, { kind: 'account', account: scene.amina.account, words: 'Messages at night, again and again.' })
    expect((await report(letter)).status).toBe(200)
    for (const who of [scene.dario, scene.nadia]) expect((await scene.call(who, `POST /safety/reports/${letter.id}/reading`)).body).toMatchObject({ kind: 'account' })
    expect((await scene.call(scene.carla, `POST /safety/reports/${letter.id}/reading`)).status).toBe(404)
  })
  test('the safety contacts see whose report it was; the student is not told', async () => {
    await report()
    const { body } = await scene.call(scene.nadia, 'GET /safety')
    expect(body.accounts).toEqual([{ account: scene.amina.account, reportedBy: { person: scene.bruno.person, name: 'Bruno Tremblay' }, beganOn: '2026-10-05', endsOn: '2026-10-19', upheld: false, appeal: null }])
    expect((await scene.call(scene.amina, 'GET /standing')).text).not.toContain('Bruno')
  })
  test('only somebody they have a conversation with can be reported', async () => {
    const chloe = await scene.aSupporter('Chloé Roy')
    expect((await scene.call(chloe, 'POST /duty/account-reports', { conv: scene.conv, letter: null })).status).toBe(404)
    expect((await scene.call(scene.amina, 'POST /duty/account-reports', { conv: scene.conv, letter: null })).status).toBe(404)
    expect(await standing()).toBeNull()
  })
})

describe('the clock of a rest', () => {
  test('it ends by itself on its day, and then nothing is left that says there was one', async () => {
    await report()
    scene.services.clock.pass(13 * DAY_MS)
    await tidy()
    expect(await knock()).toEqual({ refused: 'account-resting' })
    scene.services.clock.pass(DAY_MS)
    expect([await standing(), await knock()]).toEqual([null, { account: scene.amina.account }])
    await tidy()
    expect(await database.owner('select from account_suspensions where program = $1', [scene.db.program])).toEqual([])
    expect((await scene.sheet(scene.amina, scene.conv)).standing).toBe('open')
  })
  test('the program sets how many days', async () => {
    await database.owner(`update programs set settings = settings || '{"suspensionDays": 3}' where id = $1`, [scene.db.program])
    expect((await report()).body).toEqual({ endsOn: '2026-10-08' })
  })
  test('upheld, it stands beyond its day until it is lifted', async () => {
    await report()
    await scene.call(scene.dario, `PUT /safety/accounts/${scene.amina.account}/upholding`)
    scene.services.clock.pass(40 * DAY_MS)
    await tidy()
    expect([await standing(), await knock()]).toEqual([{ beganOn: '2026-10-05', endsOn: '2026-10-19', upheld: true, appealed: false }, { refused: 'account-resting' }])
    await scene.call(scene.nadia, `DELETE /safety/accounts/${scene.amina.account}`)
    expect([await standing(), await knock()]).toEqual([null, { account: scene.amina.account }])
  })
})

describe('an appeal', () => {
  test('reaches both contacts once, and whoever lifts it ends the rest at once', async () => {
    await report()
    const letter = await scene.letter(scene.amina, { kind: 'appeal', words: 'I only said thank you.' })
    expect((await scene.call(scene.amina, 'POST /standing/appeal', letter)).body).toMatchObject({ appealed: true })
    expect((await scene.call(scene.amina, 'POST /standing/appeal', letter)).body).toMatchObject({ appealed: true })
    const second = await scene.letter(scene.amina, { kind: 'appeal', words: 'And again.' })
    expect((await scene.call(scene.amina, 'POST /standing/appeal', second)).body).toMatchObject({ refused: 'appealed-already' })
    const { body } = await scene.call(scene.dario, 'GET /safety')
    expect(body.accounts).toMatchObject([{ appeal: letter.id }])
    expect((await scene.call(scene.dario, `DELETE /safety/accounts/${scene.amina.account}`)).body).toEqual({ lifted: true })
    expect(await knock()).toEqual({ account: scene.amina.account })
  })
  test('against nothing is refused', async () => {
    const letter = await scene.letter(scene.amina, { kind: 'appeal', words: 'Why?' })
    expect((await scene.call(scene.amina, 'POST /standing/appeal', letter)).body).toMatchObject({ refused: 'not-suspended' })
  })
  test('is decided by the safety contacts alone', async () => {
    await report()
    for (const who of [scene.carla, scene.bruno, scene.amina]) {
      expect([(await scene.call(who, `DELETE /safety/accounts/${scene.amina.account}`)).status, (await scene.call(who, `PUT /safety/accounts/${scene.amina.account}/upholding`)).status]).toEqual([404, 404])
    }
    expect(await standing()).not.toBeNull()
  })
})

describe('a supporter is taken off duty', () => {
  const suspend = (who = scene.dario, person = scene.bruno.person) => scene.call(who, `PUT /safety/supporters/${person}/suspension`)

  test('every supporter’s door closes at once, their conversations stand open for somebody else, and lifting ends it', async () => {
    expect((await scene.call(scene.bruno, 'POST /duty/account-reports', { conv: 'A'.repeat(22), letter: null })).status).toBe(404)
    expect((await suspend()).body).toEqual({ suspended: true })
    expect((await report()).status).toBe(404)
    expect((await scene.sheet(scene.amina, scene.conv)).standing).toBe('left')
    expect((await scene.call(scene.nadia, 'GET /safety')).body.supporters).toMatchObject([{ person: scene.bruno.person, name: 'Bruno Tremblay' }])
    expect((await scene.call(scene.nadia, `DELETE /safety/supporters/${scene.bruno.person}/suspension`)).body).toEqual({ lifted: true })
    expect((await report()).status).toBe(200)
  })
  test('nobody decides about themselves, and nobody else decides', async () => {
    await database.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-08-01')`, [scene.db.program, scene.dario.person])
    expect((await suspend(scene.dario, scene.dario.person)).body).toMatchObject({ refused: 'not-yourself-here' })
    expect((await suspend(scene.nadia, scene.dario.person)).body).toEqual({ suspended: true })
    expect([(await suspend(scene.carla)).status, (await suspend(scene.bruno)).status, (await suspend(scene.dario, randomUUID())).status]).toEqual([404, 404, 404])
  })
})

describe('what was booked', () => {
  /** Tuesday 6 October 2026, 18:00 in Montreal: a day and two hours after the scene's Monday noon. */
  const TUESDAY_18 = Date.UTC(2026, 9, 6, 22), WEEK_MS = 7 * DAY_MS

  const booked = async () => {
    const services = await testServices(), program = await openProgram(database, `b-${randomUUID().slice(0, 8)}`)
    const hours = [{ weekday: 2, starts: 1080, ends: 1140 }]
    const bruno = (await program.addSupporter('Bruno', hours)).id, chloe = (await program.addSupporter('Chloé', [{ weekday: 5, starts: 1080, ends: 1140 }])).id
    const here = { db: database.of(program.here.id), program: program.here, services, now: services.clock.now() }
    const amina = scene.amina.account
    const ask = async (startsAt: number) => {
      const answer = await bookSlot(here, amina, { id: randomUUID(), supporter: bruno, startsAt, format: 'in-person', language: 'en', limitsRead: 1 })
      if (isRefused(answer)) throw new Error(answer.refused)
      return answer.id
    }
    const soon = await ask(TUESDAY_18), later = await ask(TUESDAY_18 + WEEK_MS)
    const states = async () => new Map((await listMine(here, amina)).bookings.map(({ id, state, cancelledBy, reason }) => [id, [state, cancelledBy, reason]]))
    return { here, bruno, chloe, soon, later, states }
  }

  test('by an account that rests is called off, by the program and without a reason; the times are free again', async () => {
    const { here, soon, later, states } = await booked()
    await inTransaction(here.db, (tx) => callOffBookingsOf(tx, here, scene.amina.account))
    expect(await states()).toEqual(new Map([[soon, ['cancelled', 'program', null]], [later, ['cancelled', 'program', null]]]))
    expect(await database.owner('select from taken_slots where booking = any($1::uuid[])', [[soon, later]])).toEqual([])
  })
  test('with a supporter off duty is called off where it is near, and offered to others where there is time', async () => {
    const { here, bruno, soon, later, states } = await booked()
    await inTransaction(here.db, (tx) => coverSupporter(tx, bruno, { now: here.now, withinMs: 2 * DAY_MS }))
    expect(await states()).toEqual(new Map([[soon, ['cancelled', 'supporter', 'other']], [later, ['standing', null, null]]]))
    expect(await database.owner('select booking from cover_requests where booking = any($1::uuid[])', [[soon, later]])).toEqual([{ booking: later }])
    // Nobody took it: asked again a week later, it is called off while the student can still plan.
    await inTransaction(here.db, (tx) => coverSupporter(tx, bruno, { now: here.now + WEEK_MS, withinMs: 2 * DAY_MS }))
    expect((await states()).get(later)).toEqual(['cancelled', 'supporter', 'other'])
  })
  test('and students are no longer offered whoever is off duty', async () => {
    const { here, bruno, chloe } = await booked()
    const ready = () => inTransaction(here.db, (tx) => readySupporters(tx, '2026-10-05'))
    expect((await ready()).toSorted()).toEqual([bruno, chloe].toSorted())
    await database.owner(`insert into supporter_suspensions (program, person, contact, began_on) values ($1, $2, $2, '2026-10-05')`, [here.db.program, bruno])
    expect(await ready()).toEqual([chloe])
  })
})
