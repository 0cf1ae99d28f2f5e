import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { textOf } from '../../platform/contract.ts'
import { isRefused } from '../../platform/refusals.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { canon } from '../../sealed/canon.ts'
import { agreeToCover, bookSlot, cancelBooking, moveBooking, resealNote } from './actions/booking.ts'
import { apologise, askForCover, keepBooking, listCovers, listDuty, noteOutcome, seeBookings, takeCover, takeOutcomeBack } from './actions/duty.ts'
import { listSlots, sayComing } from './actions/listing.ts'
import { listMine, noteKeyOf, stopWaiting, waitForTime } from './actions/my-bookings.ts'
import { countBookings, forgetWhoMet, voidUnclaimed } from './actions/upkeep.ts'
import type { BookSlot, MyBooking } from './contract.ts'
import { unpackSlots, type Listing } from './rules/listing.ts'

let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
let bruno: string, chloe: string
const HOUR = 3_600_000, DAY = 24 * HOUR
/** Tuesday 6 October 2026, 18:00 in Montreal; the tests begin on Monday at noon. */
const TUESDAY_18 = Date.UTC(2026, 9, 6, 22)
const at = (slot: number) => TUESDAY_18 + slot * HOUR / 2

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  // Six half-hour slots on Tuesday evening; Wednesday has two more and a drop-in.
  const hours = [{ weekday: 2, starts: 1080, ends: 1260 }, { weekday: 3, starts: 1080, ends: 1140, formats: ['phone'] }, { weekday: 3, starts: 1200, ends: 1260, kind: 'drop-in' as const }]
  bruno = (await program.addSupporter('Bruno', hours)).id
  chloe = (await program.addSupporter('Chloé', [{ weekday: 2, starts: 1080, ends: 1140 }])).id
})

const here = () => ({ db: database.of(program.here.id), services, now: services.clock.now(), program: program.here })
/** A student's account and the note only its keys can write. */
function amina() {
  const [pkAuth, pkHpke] = [randomBytes(32), randomBytes(32)]
  const account = createHash('sha256').update(canon('ps1/account', pkAuth, pkHpke)).digest().subarray(0, 16).toString('base64url')
  return { account, note: Buffer.concat([pkAuth, pkHpke, randomBytes(560)]).toString('base64url') }
}
const wish = (over: Partial<BookSlot> = {}): BookSlot => ({ id: randomUUID(), supporter: bruno, startsAt: at(0), format: 'in-person', language: 'en', limitsRead: 1, ...over })
const book = (account: string, over: Partial<BookSlot> = {}) => bookSlot(here(), account, wish(over))
async function booked(account: string, over: Partial<BookSlot> = {}): Promise<MyBooking> {
  const answer = await book(account, over)
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}
const listing = async (): Promise<Listing> => JSON.parse(textOf(await listSlots(here().db, here().now))!)
const free = async (supporter = bruno) => unpackSlots(await listing()).filter((slot) => slot.supporter === supporter).map((slot) => slot.startsAt)
const stored = (id: string) => database.owner<{ holder: Buffer | null; note_sealed: Buffer | null; absence_sealed: Buffer | null }>('select holder, note_sealed, absence_sealed from bookings where id = $1', [id])

describe('the listing', () => {
  test('shows the free slots of the next seven days with their formats', async () => {
    const slots = unpackSlots(await listing()).filter((slot) => slot.supporter === bruno)
    expect(slots.map((slot) => slot.startsAt)).toEqual([at(0), at(1), at(2), at(3), at(4), at(5), at(48), at(49)])
    expect(slots[0]).toMatchObject({ endsAt: at(1), formats: ['in-person', 'video'] })
    expect(slots[6]).toMatchObject({ formats: ['phone'] })
  })
  test('loses a slot with the booking and gains it with the cancellation, at once', async () => {
    const { account } = amina()
    expect(await free()).toContain(at(2))
    const { id } = await booked(account, { startsAt: at(2) })
    expect(await free()).not.toContain(at(2))
    await cancelBooking(here(), account, id)
    expect(await free()).toContain(at(2))
  })
  test('holds, for everyone who asks at once, each booking made before they asked', async () => {
    for (const slot of [0, 1, 2, 3, 4, 5]) {
      const asking = Promise.all(Array.from({ length: 8 }, free.bind(null, bruno)))
      await booked(amina().account, { startsAt: at(slot) })
      const after = await Promise.all(Array.from({ length: 8 }, free.bind(null, bruno)))
      expect(after.flat()).not.toContain(at(slot))
      await asking
    }
  })
  test('follows a change of hours at once', async () => {
    await listing()
    await program.addHours(chloe, { weekday: 4, starts: 600, ends: 660 })
    expect(await free(chloe)).toHaveLength(4)
  })
  test('does not offer what begins within the hour', async () => {
    services.clock.turnTo(at(0) - HOUR + 1)
    expect(await free()).not.toContain(at(0))
    expect((await book(amina().account)) as object).toMatchObject({ refused: 'slot-gone' })
  })
  test('names the place of a drop-in, and never that of a bookable hour', async () => {
    const found = await listing()
    expect(found.dropIns).toMatchObject([{ supporter: bruno, place: { name: 'Room 12' }, capacity: 4, onTheirWay: 0 }])
    expect(JSON.stringify(found.supporters)).not.toContain('Room')
  })
  test('counts who says they are on their way, once each, without an account', async () => {
    const [dropIn] = (await listing()).dropIns
    const id = randomUUID()
    const coming = { supporter: bruno, startsAt: dropIn!.startsAt }
    expect(await sayComing(here().db, { ...coming, id }, here().now)).toEqual({ coming: 1 })
    await sayComing(here().db, { ...coming, id }, here().now)
    expect(await sayComing(here().db, { ...coming, id: randomUUID() }, here().now)).toEqual({ coming: 2 })
    expect((await listing()).dropIns[0]!.onTheirWay).toBe(2)
    for (let more = 0; more < 15; more += 1) await sayComing(here().db, { ...coming, id: randomUUID() }, here().now)
    expect((await listing()).dropIns[0]!.onTheirWay).toBe(12)
    expect(await sayComing(here().db, { ...coming, startsAt: 0, id: randomUUID() }, here().now)).toEqual({ refused: 'slot-gone' })
  })
})

describe('booking', () => {
  test('tells the booker the meeting word and the place', async () => {
    const answer = await booked(amina().account)
    expect(answer).toMatchObject({ state: 'standing', seen: false, note: 'none', meeting: { place: 'Room 12 · Second floor', way: null } })
    expect(answer.meeting.word.split(' ')).toHaveLength(2)
    expect((await booked(amina().account, { startsAt: at(1), format: 'video' })).meeting).toMatchObject({ place: null, way: 'https://meet.example/ridgeway' })
  })
  test('a request sent twice is one booking', async () => {
    const { account } = amina()
    const once = wish()
    const [first, second] = [await bookSlot(here(), account, once), await bookSlot(here(), account, once)]
    expect(second).toEqual(first)
    expect((await listMine(here(), account)).bookings).toHaveLength(1)
  })
  test('a request sent many times at once is one booking', async () => {
    const { account } = amina()
    const once = wish()
    const answers = await Promise.all(Array.from({ length: 16 }, () => bookSlot(here(), account, once)))
    expect(answers.filter(isRefused)).toEqual([])
    expect((await listMine(here(), account)).bookings).toHaveLength(1)
  })
  test("another's booking id is of no use", async () => {
    const mine = await booked(amina().account)
    expect(await book(amina().account, { id: mine.id, startsAt: at(1) })).toEqual({ refused: 'id-taken' })
  })
  test('sixty-four race for one slot: one gets it, the others hear that it is taken', async () => {
    const answers = await Promise.all(Array.from({ length: 64 }, () => book(amina().account)))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
    expect(new Set(answers.map((answer) => isRefused(answer) ? answer.refused : 'given'))).toEqual(new Set(['given', 'slot-taken']))
  })
  test('one account that asks for everything at once gets two', async () => {
    const { account } = amina()
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((slot) => book(account, { startsAt: at(slot) })))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(2)
    expect(answers.map((answer) => isRefused(answer) ? answer.refused : 'given').filter((word) => word !== 'given')).toEqual(Array(4).fill('two-open'))
  })
  test('two meetings of one student never overlap', async () => {
    const { account } = amina()
    await booked(account)
    expect(await book(account, { supporter: chloe })).toEqual({ refused: 'same-time' })
  })
  test('what is not offered cannot be had', async () => {
    const { account } = amina()
    expect(await book(account, { startsAt: at(0) + 60_000 })).toEqual({ refused: 'slot-gone' })
    expect(await book(account, { format: 'phone' })).toEqual({ refused: 'format-gone' })
    expect(await book(account, { limitsRead: 0 })).toEqual({ refused: 'limits-changed' })
    expect(await book(account, { supporter: randomUUID() })).toEqual({ refused: 'slot-gone' })
  })
  test('a note in the name of another account is refused', async () => {
    expect(await book(amina().account, { note: amina().note })).toEqual({ refused: 'note-broken' })
  })
  test('the row holds no account, and the note only under the key of its half-day', async () => {
    const { account, note } = amina()
    const { id } = await booked(account, { note })
    const whole = JSON.stringify(await database.owner('select row_to_json(b)::text from bookings b where id = $1', [id]))
    expect(whole).not.toContain(account)
    expect(whole).not.toContain(Buffer.from(note, 'base64url').subarray(0, 64).toString('hex'))
    expect(await listDuty(here(), bruno, { from: at(0), to: at(6) })).toMatchObject([{ noteSealed: note }])
  })
  test('another program sees nothing of it', async () => {
    const { account } = amina()
    const { id } = await booked(account)
    const elsewhere = await openProgram(database, `q-${randomBytes(4).toString('hex')}`)
    const there = { ...here(), db: database.of(elsewhere.here.id) }
    expect(await cancelBooking(there, account, id)).toEqual({ refused: 'not-found' })
    expect((await listMine(there, account)).bookings).toEqual([])
  })
})

describe('moving and cancelling', () => {
  test('a move keeps the old time when the new one is gone', async () => {
    const { account } = amina()
    await booked(amina().account, { startsAt: at(3) })
    const mine = await booked(account)
    expect(await moveBooking(here(), account, mine.id, wish({ startsAt: at(3) }))).toEqual({ refused: 'slot-taken' })
    expect((await listMine(here(), account)).bookings).toMatchObject([{ id: mine.id, state: 'standing' }])
  })
  test('a move gives the old time back and says whether the note could travel', async () => {
    const { account, note } = amina()
    const mine = await booked(account, { note })
    const moved = await moveBooking(here(), account, mine.id, wish({ startsAt: at(4) })) as MyBooking
    expect(moved.meeting.word).toBe(mine.meeting.word)
    expect(await free()).toContain(at(0))
    expect((await listMine(here(), account)).bookings.map(({ state, note: kept }) => [state, kept])).toEqual([['moved', 'none'], ['standing', 'left-behind']])
    expect(await resealNote(here(), account, moved.id, note)).toEqual({ sealed: true })
    const duty = await listDuty(here(), bruno, { from: at(0), to: at(6) })
    expect(duty).toMatchObject([{ state: 'moved', noteSealed: null }, { movedFrom: at(0), noteSealed: note, noteLeftBehind: false }])
  })
  test('both open bookings can still be moved', async () => {
    const { account } = amina()
    const [first] = [await booked(account), await booked(account, { startsAt: at(1) })]
    expect(await moveBooking(here(), account, first!.id, wish({ startsAt: at(2) }))).toMatchObject({ startsAt: at(2) })
  })
  test('one hour before the start is too late', async () => {
    const { account } = amina()
    const mine = await booked(account)
    services.clock.turnTo(at(0) - HOUR)
    expect(await cancelBooking(here(), account, mine.id)).toEqual({ refused: 'too-late' })
    expect(await moveBooking(here(), account, mine.id, wish({ startsAt: at(5) }))).toEqual({ refused: 'too-late' })
  })
  test("another's booking and none at all are answered alike", async () => {
    const mine = await booked(amina().account)
    const { account, note } = amina()
    for (const id of [mine.id, randomUUID()]) {
      expect(await cancelBooking(here(), account, id)).toEqual({ refused: 'not-found' })
      expect(await moveBooking(here(), account, id, wish({ startsAt: at(1) }))).toEqual({ refused: 'not-found' })
      expect(await resealNote(here(), account, id, note)).toEqual({ refused: 'not-found' })
      expect(await agreeToCover(here(), account, id)).toEqual({ refused: 'not-found' })
      expect(await noteOutcome(here(), chloe, id, 'met')).toEqual({ refused: 'not-found' })
      expect(await apologise(here(), chloe, id, 'ill')).toEqual({ refused: 'not-found' })
      expect(await askForCover(here(), chloe, id)).toEqual({ refused: 'not-found' })
    }
  })
  test('a cancelled booking cannot be cancelled again', async () => {
    const { account } = amina()
    const mine = await booked(account)
    expect(await cancelBooking(here(), account, mine.id)).toEqual({ cancelled: true })
    expect(await cancelBooking(here(), account, mine.id)).toEqual({ refused: 'already-cancelled' })
  })
})

describe("a supporter's duty", () => {
  test('reading the page ends "not yet seen"', async () => {
    const { account } = amina()
    const mine = await booked(account)
    expect((await listMine(here(), account)).bookings[0]!.seen).toBe(false)
    expect(await seeBookings(here(), chloe, [mine.id])).toEqual({ seen: 0 })
    expect(await seeBookings(here(), bruno, [mine.id, randomUUID()])).toEqual({ seen: 1 })
    expect((await listMine(here(), account)).bookings[0]!.seen).toBe(true)
  })
  test('the student reads who called the meeting off and why, and the place is no longer shown', async () => {
    const { account } = amina()
    const mine = await booked(account)
    expect(await apologise(here(), bruno, mine.id, 'ill')).toEqual({ cancelled: true })
    expect((await listMine(here(), account)).bookings).toMatchObject([{ state: 'cancelled', cancelledBy: 'supporter', reason: 'ill', meeting: { place: null } }])
    expect(await free()).toContain(at(0))
  })
  test('an absence is noted after ten minutes and gives the slot back while half of it is left', async () => {
    const { account } = amina()
    const mine = await booked(account)
    services.clock.turnTo(at(0) + 9 * 60_000)
    expect(await noteOutcome(here(), bruno, mine.id, 'missed')).toEqual({ refused: 'wait-ten-minutes' })
    services.clock.turnTo(at(0) + 11 * 60_000)
    expect(await free()).not.toContain(at(0))
    expect(await noteOutcome(here(), bruno, mine.id, 'missed')).toEqual({ outcome: 'missed' })
    expect(await free()).toContain(at(0))
    expect(await book(amina().account)).toMatchObject({ startsAt: at(0) })
    services.clock.turnTo(at(0) + 16 * 60_000)
    expect(await free()).not.toContain(at(0))
  })
  test('two missed meetings mean drop-in only for two weeks; a slip of the thumb is taken back', async () => {
    const { account } = amina()
    const miss = async (slot: number) => {
      const mine = await booked(account, { startsAt: at(slot) })
      services.clock.turnTo(at(slot) + 11 * 60_000)
      await noteOutcome(here(), bruno, mine.id, 'missed')
      return mine.id
    }
    await miss(0)
    expect((await listMine(here(), account)).dropInOnlyUntil).toBeNull()
    const second = await miss(4)
    expect((await listMine(here(), account)).dropInOnlyUntil).toBe('2026-10-21')
    expect(await book(account, { startsAt: at(7 * 48) })).toEqual({ refused: 'drop-in-only' })
    expect(await takeOutcomeBack(here(), bruno, second)).toEqual({ outcome: null })
    expect(await free()).not.toContain(at(4))
    expect((await listMine(here(), account)).dropInOnlyUntil).toBeNull()
    await noteOutcome(here(), bruno, second, 'missed')
    services.clock.turnTo(at(4) + 15 * DAY)
    expect((await listMine(here(), account)).dropInOnlyUntil).toBeNull()
    const held = await database.owner<{ n: string }>('select count(*) as n from missed_meetings')
    expect(Number(held[0]!.n)).toBeGreaterThan(0)
  })
  test('before the start nothing can be noted, and long after it neither', async () => {
    const mine = await booked(amina().account)
    expect(await noteOutcome(here(), bruno, mine.id, 'met')).toEqual({ refused: 'not-yet' })
    services.clock.turnTo(at(1) + 13 * HOUR)
    expect(await noteOutcome(here(), bruno, mine.id, 'met')).toEqual({ refused: 'too-late' })
  })
  test('a stand-in takes the time over, without the note, and the student is asked', async () => {
    const { account, note } = amina()
    const mine = await booked(account, { note })
    expect(await listCovers(here(), chloe)).toEqual([])
    await askForCover(here(), bruno, mine.id)
    expect(await listCovers(here(), chloe)).toMatchObject([{ id: mine.id, supporter: bruno }])
    const id = randomUUID()
    expect(await takeCover(here(), chloe, mine.id, id)).toEqual({ id })
    expect(await takeCover(here(), chloe, mine.id, randomUUID())).toEqual({ refused: 'not-found' })
    expect(await listDuty(here(), chloe, { from: at(0), to: at(6) })).toMatchObject([{ id, coverUnanswered: true, noteSealed: null, noteLeftBehind: true }])
    const after = (await listMine(here(), account)).bookings.filter((b) => b.state === 'standing')
    expect(after).toMatchObject([{ id, supporter: chloe, coverFor: bruno, note: 'left-behind' }])
    expect(await agreeToCover(here(), account, id)).toEqual({ agreed: true })
    expect((await listMine(here(), account)).bookings.find((b) => b.id === id)!.coverFor).toBeNull()
  })
  test('a stand-in who was never agreed to can be declined until the start, and missing it does not count', async () => {
    const { account } = amina()
    const mine = await booked(account)
    await askForCover(here(), bruno, mine.id)
    const id = randomUUID()
    await takeCover(here(), chloe, mine.id, id)
    services.clock.turnTo(at(0) + 11 * 60_000)
    await noteOutcome(here(), chloe, id, 'missed')
    expect(await database.owner('select from missed_meetings where program = $1', [program.here.id])).toEqual([])
  })
  test('a supporter with another meeting at that time is not asked, and who changed their mind keeps the booking', async () => {
    const mine = await booked(amina().account)
    await booked(amina().account, { supporter: chloe })
    await askForCover(here(), bruno, mine.id)
    expect(await listCovers(here(), chloe)).toEqual([])
    expect(await takeCover(here(), chloe, mine.id, randomUUID())).toEqual({ refused: 'slot-taken' })
    await keepBooking(here(), bruno, mine.id)
    expect(await listDuty(here(), bruno, { from: at(0), to: at(6) })).toMatchObject([{ state: 'standing', coverWanted: false }])
  })
})

describe('waiting', () => {
  test('one request an account, which can be taken back', async () => {
    const { account } = amina()
    const request = { id: randomUUID(), language: 'fr', topic: null }
    const first = await waitForTime(here(), account, request)
    expect(first).toEqual({ endsAt: Date.UTC(2026, 9, 13) })
    expect(await waitForTime(here(), account, request)).toEqual(first)
    expect(await waitForTime(here(), account, { ...request, id: randomUUID() })).toEqual({ refused: 'already-waiting' })
    expect((await listMine(here(), account)).waiting).toMatchObject({ language: 'fr' })
    await stopWaiting(here(), account)
    expect((await listMine(here(), account)).waiting).toBeNull()
  })
  test('eight at once are one', async () => {
    const { account } = amina()
    const answers = await Promise.all(Array.from({ length: 8 }, () => waitForTime(here(), account, { id: randomUUID(), language: null, topic: null })))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
  })
})

describe('forgetting', () => {
  test('a day after the meeting nothing says who it was, and no key could', async () => {
    const { account, note } = amina()
    const { id } = await booked(account, { note })
    const [before] = await stored(id)
    expect(before!.holder).not.toBeNull()
    services.clock.turnTo(at(1) + 12 * HOUR)
    await forgetWhoMet(here().db, services, here().now)
    expect((await stored(id))[0]!.holder).not.toBeNull()
    services.clock.turnTo(at(1) + 24 * HOUR)
    await forgetWhoMet(here().db, services, here().now)
    expect((await stored(id))[0]).toEqual({ holder: null, note_sealed: null, absence_sealed: null })
    expect((await listMine(here(), account)).bookings).toEqual([])
    // The key of its half-day is gone, so a copy of the row from a backup opens nothing and matches nobody.
    expect((await services.keys.names('bookings/half-day/')).map((name) => Number(name.split('/')[2])).every((n) => (n + 2) * 12 * HOUR > here().now)).toBe(true)
  })
  test('a device that has met somebody can show it, and nobody else can', async () => {
    const { account } = amina()
    const mine = await booked(account)
    services.clock.turnTo(at(0) + 60_000)
    await noteOutcome(here(), bruno, mine.id, 'met')
    const { met } = await listMine(here(), account)
    expect(met).toHaveLength(43)
    expect((await listMine(here(), amina().account)).met).toBeNull()
  })
  test("a replaced code calls off its accounts' bookings, but not those of who has met somebody or came by card", async () => {
    const [byCode, known, byCard] = [amina().account, amina().account, amina().account]
    for (const account of [byCode, known]) {
      await database.owner(`insert into admission_codes (program, generation, code, made_on) values ($1, 1, 'k3f9-27tm', '2026-10-01') on conflict do nothing`, [program.here.id])
      await database.owner(`insert into code_admissions (program, account, generation) values ($1, $2, 1)`, [program.here.id, account])
    }
    const earlier = await booked(known)
    services.clock.turnTo(at(0) + 60_000)
    await noteOutcome(here(), bruno, earlier.id, 'met')
    const { met } = await listMine(here(), known)
    await booked(byCode, { startsAt: at(3) })
    await booked(known, { startsAt: at(4), met: met! })
    await booked(byCard, { startsAt: at(5) })
    await database.owner(`insert into admission_codes (program, generation, code, made_on) values ($1, 2, 'x0aa-5cdr', '2026-10-02')`, [program.here.id])
    expect(await inTransaction(here().db, (tx) => voidUnclaimed(tx, 2, here().now))).toBe(1)
    expect((await listMine(here(), byCode)).bookings).toMatchObject([{ state: 'cancelled', cancelledBy: 'program', reason: 'code-changed' }])
    expect(await book(byCode, { startsAt: at(48 * 7) })).toEqual({ refused: 'code-replaced' })
    expect((await listMine(here(), known)).bookings.at(-1)).toMatchObject({ state: 'standing' })
    expect((await listMine(here(), byCard)).bookings).toMatchObject([{ state: 'standing' }])
  })
  test('coordinators see counts, and one to four are not told apart', async () => {
    for (const slot of [0, 1, 2, 3]) await booked(amina().account, { startsAt: at(slot) })
    expect(await countBookings(here())).toEqual({ days: [{ day: '2026-10-06', booked: null }], waiting: 0 })
    await booked(amina().account, { startsAt: at(4) })
    expect((await countBookings(here())).days).toEqual([{ day: '2026-10-06', booked: 5 }])
  })
})

test("a supporter's key is handed to whoever writes them a note", async () => {
  expect(await noteKeyOf(here(), bruno)).toMatchObject({ pkHpke: expect.stringMatching(/^[\w-]{43}$/) })
  expect(await noteKeyOf(here(), randomUUID())).toEqual({ refused: 'not-found' })
  await database.owner(`delete from role_grants where person = $1`, [bruno])
  expect(await noteKeyOf(here(), bruno)).toEqual({ refused: 'not-found' })
})
