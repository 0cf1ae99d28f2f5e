import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../test/open-program.ts'
import { aColleague, anAccount } from '../../../test/sessions.ts'
import { testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { isRefused } from '../../platform/refusals.ts'
import { openAsked } from './actions/asked.ts'
import { askFor, myRequest, outlookOf, withdraw } from './actions/asking.ts'
import { claim, decline, listOffered } from './actions/claiming.ts'
import { countUnanswered, turnClock } from './actions/upkeep.ts'
import type { Ask } from './contract.ts'
import { KEPT_DAYS } from './rules.ts'
import * as store from './store.ts'

const HOUR = 3_600_000
/** Monday 5 October 2026, 23:40 in Montreal. */
const MONDAY_2340 = Date.UTC(2026, 9, 6, 3, 40)
const EVENING = { starts: 1080, ends: 1200 }
type Someone = { id: string; account: string }

let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
/** Bruno is on tomorrow evening, Chloé on Thursday, Dao speaks French alone and is on tomorrow. */
let bruno: Someone, chloe: Someone, dao: Someone
let amina: string, carla: string

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices(MONDAY_2340)
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  bruno = await program.addSupporter('Bruno Tremblay', [{ weekday: 2, ...EVENING }])
  chloe = await program.addSupporter('Chloé Roy', [{ weekday: 4, ...EVENING }])
  dao = await program.addSupporter('Dao Pham', [{ weekday: 2, ...EVENING }])
  await database.owner(`update supporters set languages = '{fr}' where person = $1`, [dao.id])
  amina = await aStudent()
  const colleague = await aColleague(database, program.here.id, 'Carla Mendes', ['coordinator'])
  await database.owner(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, false, '2026-09-01')`, [program.here.id, colleague.person, program.cohort])
  carla = colleague.person
})

const aStudent = async () => (await anAccount(database, program.here.id, 'student')).account
const here = () => ({ db: database.of(program.here.id), program: program.here, services, now: services.clock.now() })
const aConv = () => randomBytes(16).toString('base64url')
const wish = (over: Partial<Ask> = {}): Ask => ({ conv: aConv(), language: 'en', format: 'messaging', topic: null, supporters: null, limitsRead: 1, ...over })
const asked = async (over: Partial<Ask> = {}, account = amina) => {
  const answer = await askFor(here(), account, wish(over))
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}
const asSupporter = ({ id, account }: Someone) => ({ person: id, account })
const offeredTo = async (someone: Someone) => (await listOffered(here(), asSupporter(someone))).map(({ conv }) => conv)
const epochFor = (student: string, { account }: Someone) =>
  ({ header: randomBytes(200).toString('base64url'), wraps: [student, account].map((member) => ({ member, wrap: randomBytes(80).toString('base64url') })) })
const take = (someone: Someone, conv: string, student = amina) => claim(here(), asSupporter(someone), conv, epochFor(student, someone))
const turnTo = async (instant: number) => {
  services.clock.turnTo(instant)
  await turnClock(here())
}
const facts = () => database.owner<{ fact: string; person: string }>(`select fact, person from outbox where program = $1 and person is not null order by fact, person`, [program.here.id])
const factsFor = async ({ id }: { id: string }) => (await facts()).filter(({ person }) => person === id).map(({ fact }) => fact)
const rows = () => database.owner('select * from requests where program = $1', [program.here.id])
const pause = (someone: Someone) => database.owner(`insert into supporter_pauses (program, person, paused_on) values ($1, $2, '2026-10-01')`, [program.here.id, someone.id])

describe('a request', () => {
  test('goes first to those who are on before the target and speak the language', async () => {
    const { conv, answerBy, first, reachable } = await asked()
    expect(await facts()).toEqual([{ fact: 'request-new', person: bruno.id }])
    expect([await offeredTo(bruno), await offeredTo(chloe), await offeredTo(dao)]).toEqual([[conv], [], []])
    expect({ answerBy, first, reachable }).toEqual({ answerBy: MONDAY_2340 - 40 * 60_000 + 24 * HOUR, first: bruno.id, reachable: true })
  })
  test('sent twice is one request, and a second one is refused while it waits', async () => {
    const once = wish()
    const first = await askFor(here(), amina, once)
    expect(await askFor(here(), amina, once)).toEqual(first)
    expect(await askFor(here(), amina, wish())).toEqual({ refused: 'one-waiting' })
    expect(await facts()).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })
  test('of eight devices at once, one waits', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => askFor(here(), amina, wish())))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })
  test('is refused before the text on what stays private was read', async () => {
    expect(await askFor(here(), amina, wish({ limitsRead: 0 }))).toEqual({ refused: 'text-changed' })
  })
  test('is refused where the program offers no messages', async () => {
    await database.owner(`update programs set settings = settings || '{"formats":["phone"]}' where id = $1`, [program.here.id])
    expect(await askFor(here(), amina, wish())).toEqual({ refused: 'messages-off' })
    expect((await outlookOf(here(), 'en')).offered).toBe(false)
  })
  test('asked and taken back again and again is stopped for the day', async () => {
    for (let i = 0; i < 12; i += 1) await withdraw(here(), amina, (await asked()).conv)
    expect(await askFor(here(), amina, wish())).toEqual({ refused: 'too-many' })
  })
})

describe('never offered, at no turn of the clock, to', () => {
  const never = async (someone: () => Someone, over: () => Partial<Ask> = () => ({})) => {
    const { conv } = await asked({ language: 'fr', ...over() })
    for (const hours of [0, 9, 25, 72]) {
      await turnTo(MONDAY_2340 + hours * HOUR)
      expect(await offeredTo(someone())).toEqual([])
    }
    expect(await factsFor(someone())).toEqual([])
    expect(await take(someone(), conv)).toEqual({ refused: 'taken' })
    expect(await offeredTo(dao)).toEqual([conv]) // somebody else sees it: it is there to be offered
  }
  test('whoever is paused', async () => {
    await pause(bruno)
    await never(() => bruno)
  })
  test('whom the student hid, or who examines their year: their device left them out', () => never(() => bruno, () => ({ supporters: [dao.id, chloe.id] })))
  test('whom no notice reaches', async () => {
    await database.owner('delete from alert_confirmations where person = $1', [bruno.id])
    await never(() => bruno)
  })
  test('whoever left the program', async () => {
    await database.owner(`insert into departures (program, person, left_on) values ($1, $2, '2026-09-30')`, [program.here.id, bruno.id])
    await never(() => bruno)
  })
  test('whoever does not speak its language', async () => {
    await database.owner(`update supporters set languages = '{en}' where person = $1`, [bruno.id])
    await never(() => bruno)
  })
  test('whoever said “not me”', async () => {
    const { conv } = await asked()
    await decline(here(), asSupporter(bruno), conv)
    await turnTo(MONDAY_2340 + 25 * HOUR)
    expect(await offeredTo(bruno)).toEqual([])
    expect(await offeredTo(chloe)).toEqual([conv])
    expect(await take(bruno, conv)).toEqual({ refused: 'taken' })
  })
  test('whom the student blocked in another conversation', async () => {
    const { conv: before } = await asked()
    await take(bruno, before)
    await database.owner('insert into conversation_blocks (program, conv, by_student) values ($1, $2, true)', [program.here.id, before])
    await database.owner('delete from outbox where program = $1', [program.here.id])
    await never(() => bruno)
  })
})

test('a supporter who is suspended is asked for nothing', async () => {
  await database.owner('insert into conversation_suspensions (program, account) values ($1, $2)', [program.here.id, bruno.account])
  await asked()
  expect(await factsFor(bruno)).toEqual([])
  expect(await factsFor(chloe)).toEqual(['request-new']) // the next one is
})

describe('the clock', () => {
  test('offers an unanswered request again after a third of the target, and to more', async () => {
    const { conv } = await asked()
    await turnTo(MONDAY_2340 + 7 * HOUR)
    expect(await factsFor(chloe)).toEqual([])
    await turnTo(MONDAY_2340 + 8 * HOUR)
    expect([await factsFor(bruno), await factsFor(chloe)]).toEqual([['request-again', 'request-new'], ['request-new']])
    expect(await offeredTo(chloe)).toEqual([conv])
  })
  test('turned again and again, tells nobody twice', async () => {
    await asked()
    for (const hours of [8, 9, 10, 25, 26]) await turnTo(MONDAY_2340 + hours * HOUR)
    expect(await factsFor(chloe)).toEqual(['request-new'])
    expect(await factsFor({ id: carla })).toEqual(['request-late'])
  })
  test('tells the coordinators at the target that one waits, and how many: nothing else', async () => {
    await asked()
    await turnTo(MONDAY_2340 + 23 * HOUR)
    expect([await factsFor({ id: carla }), await countUnanswered(here())]).toEqual([[], { late: 0, responseHours: 24 }])
    await turnTo(MONDAY_2340 + 24 * HOUR)
    expect([await factsFor({ id: carla }), await countUnanswered(here())]).toEqual([['request-late'], { late: 1, responseHours: 24 }])
    expect((await myRequest(here(), amina)).request).toMatchObject({ state: 'late', first: chloe.id })
  })
  test('offers to everybody else at once where all who were asked said no', async () => {
    const { conv } = await asked()
    await decline(here(), asSupporter(bruno), conv)
    await turnTo(MONDAY_2340 + 60_000)
    expect(await offeredTo(chloe)).toEqual([conv])
  })
  test('ends a request after two weeks, and nothing of it is left', async () => {
    await asked()
    await turnTo(MONDAY_2340 + KEPT_DAYS * 24 * HOUR)
    expect(await rows()).toEqual([])
    expect(await services.keys.names('requests/')).toEqual([])
    expect((await myRequest(here(), amina)).request).toBeNull()
  })
})

describe('a request that nobody can take', () => {
  test('says so at once, waits all the same, and is offered as soon as somebody can', async () => {
    for (const someone of [bruno, chloe]) await pause(someone)
    expect(await asked()).toMatchObject({ reachable: false, answerBy: null, first: null })
    expect(await facts()).toEqual([])
    await database.owner('delete from supporter_pauses where person = $1', [chloe.id])
    await turnTo(MONDAY_2340 + 60_000)
    expect(await factsFor(chloe)).toEqual(['request-new'])
    expect((await myRequest(here(), amina)).request).toMatchObject({ reachable: true, first: chloe.id })
  })
  test('is told to the coordinators at the next full hour, not at the minute at which it was asked', async () => {
    for (const someone of [bruno, chloe]) await pause(someone)
    await asked()
    await turnTo(MONDAY_2340 + 19 * 60_000)
    expect(await factsFor({ id: carla })).toEqual([])
    await turnTo(MONDAY_2340 + 20 * 60_000)
    expect(await factsFor({ id: carla })).toEqual(['request-late'])
  })
})

describe('taking a request', () => {
  test('of sixty-four who press at once, one has it', async () => {
    const crowd = [bruno, ...(await Promise.all(Array.from({ length: 15 }, (_, i) => program.addSupporter(`Supporter ${i}`, [{ weekday: 2, ...EVENING }]))))]
    const { conv } = await asked()
    const answers = await Promise.all(Array.from({ length: 64 }, (_, i) => take(crowd[i % crowd.length]!, conv)))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
    expect(new Set(answers.map((answer) => (isRefused(answer) ? answer.refused : 'claimed')))).toEqual(new Set(['claimed', 'taken']))
    expect(await database.owner('select 1 from conversations where program = $1', [program.here.id])).toHaveLength(1)
    expect(await rows()).toEqual([])
  })
  test('begins the conversation, ends the request, and leaves no key of it', async () => {
    const { conv } = await asked()
    expect(await take(bruno, conv)).toEqual({ claimed: true })
    expect(await database.owner('select student, supporter from conversations where program = $1', [program.here.id])).toEqual([{ student: amina, supporter: bruno.account }])
    expect([await rows(), await services.keys.names('requests/'), (await myRequest(here(), amina)).request]).toEqual([[], [], null])
  })
  test('with keys for somebody else is refused, and the request goes on waiting', async () => {
    const { conv } = await asked()
    expect(await claim(here(), asSupporter(bruno), conv, epochFor(await aStudent(), bruno))).toEqual({ refused: 'epoch-broken' })
    expect(await claim(here(), asSupporter(bruno), conv, {})).toEqual({ refused: 'epoch-broken' })
    expect(await offeredTo(bruno)).toEqual([conv])
  })
  test('that is not there, is not offered to one, or was taken back, are one answer', async () => {
    const { conv } = await asked()
    const answers = [await take(bruno, aConv()), await take(chloe, conv)]
    await withdraw(here(), amina, conv)
    expect([...answers, await take(bruno, conv)]).toEqual(Array.from({ length: 3 }, () => ({ refused: 'taken' })))
  })
})

describe('taking back', () => {
  test('what somebody has taken is answered honestly, however often; what nobody has, goes however often', async () => {
    const [{ conv }, other] = [await asked(), await aStudent()]
    expect(await take(bruno, conv)).toEqual({ claimed: true })
    const again = async (student: string, which: string) => [await withdraw(here(), student, which), await withdraw(here(), student, which)]
    expect(await again(amina, conv)).toEqual([{ refused: 'taken-meanwhile' }, { refused: 'taken-meanwhile' }])
    expect(await again(other, (await asked({}, other)).conv)).toEqual([{ withdrawn: true }, { withdrawn: true }])
  })
  test('at the moment of the claim, one of the two has it', async () => {
    const { conv } = await asked()
    const [claimed, answer] = await Promise.all([take(bruno, conv), withdraw(here(), amina, conv)])
    expect(answer).toEqual(isRefused(claimed) ? { withdrawn: true } : { refused: 'taken-meanwhile' })
  })
})

describe('what lies in the tables', () => {
  test('is one row of noise, of one size, whoever asks for whatever; with its key it is the request', async () => {
    await asked({ language: 'fr', topic: randomUUID(), supporters: [bruno.id, dao.id] })
    await asked({}, await aStudent())
    const found = await database.owner<Record<string, unknown>>('select * from requests where program = $1', [program.here.id])
    expect(found.map((each) => Object.keys(each).toSorted())).toEqual(Array.from({ length: 2 }, () => ['asked_sealed', 'conv', 'program']))
    expect(new Set(found.map(({ asked_sealed: sealed }) => (sealed as Buffer).length)).size).toBe(1)
    for (const { asked_sealed: sealed } of found) for (const known of [amina, bruno.id, 'request', '"fr"']) expect((sealed as Buffer).includes(known)).toBe(false)
    const opened = await inTransaction(here().db, async (tx) => Promise.all((await store.requests(tx)).map((each) => openAsked(tx, services.keys, each))))
    expect(opened.map((each) => each?.account)).toContain(amina) // what is looked for would be found
  })
  test('knows no time finer than an hour, even under its key', async () => {
    services.clock.pass(17 * 60_000 + 123)
    await asked()
    const [opened] = await inTransaction(here().db, async (tx) => Promise.all((await store.requests(tx)).map((each) => openAsked(tx, services.keys, each))))
    const instants = Object.values(opened!).filter((value) => typeof value === 'number')
    expect(instants).toHaveLength(4)
    expect(instants.every((instant) => instant % HOUR === 0)).toBe(true)
  })
  test('cannot be opened once it was taken back, by whoever kept an old copy of the row', async () => {
    const { conv } = await asked()
    const [kept] = await inTransaction(here().db, (tx) => store.requests(tx))
    expect(await inTransaction(here().db, (tx) => openAsked(tx, services.keys, kept!))).toMatchObject({ account: amina })
    await withdraw(here(), amina, conv)
    expect(await inTransaction(here().db, (tx) => openAsked(tx, services.keys, kept!))).toBeNull()
  })
  test('is mended after a crash: a row without a key goes, and so does a key without a row', async () => {
    const { conv } = await asked()
    await services.keys.destroy(`requests/${program.here.id}/${conv}`)
    await services.keys.keep(`requests/${program.here.id}/${aConv()}`)
    await turnTo(Date.now() + 2 * HOUR)
    expect([await rows(), await services.keys.names('requests/')]).toEqual([[], []])
  })
})

test('another student’s request can be neither seen nor taken back', async () => {
  const { conv } = await asked()
  const other = await aStudent()
  expect((await myRequest(here(), other)).request).toBeNull()
  expect(await withdraw(here(), other, conv)).toEqual({ withdrawn: true })
  expect((await myRequest(here(), amina)).request?.conv).toBe(conv)
})
