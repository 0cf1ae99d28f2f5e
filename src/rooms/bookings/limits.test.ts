import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { openProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { isRefused } from '../../platform/refusals.ts'
import { bookSlot, cancelBooking } from './actions/booking.ts'

/** Tuesday 6 October 2026, 18:00 in Montreal, and noon UTC on the Monday: the keys of a half-day end there. */
const TUESDAY_18 = Date.UTC(2026, 9, 6, 22), NOON = Date.UTC(2026, 9, 5, 12), HALF_HOUR = 1_800_000

test('fifty requests of one account at once are two bookings, also while a half-day ends', async () => {
  const database = await freshDatabase(), services = await testServices(NOON)
  for (let round = 0; round < 5; round += 1) {
    const program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
    const bruno = (await program.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])).id, account = randomBytes(16).toString('base64url')
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => bookSlot(
      { db: database.of(program.here.id), services, now: NOON - 1 + (i % 2) * 2 }, account,
      { id: randomUUID(), supporter: bruno, startsAt: TUESDAY_18 + (i % 6) * HALF_HOUR, format: 'in-person', language: 'en', limitsRead: 1 },
    )))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(2)
  }
})

test('one account that books and cancels without end is asked to wait', async () => {
  const database = await freshDatabase(), services = await testServices(NOON), program = await openProgram(database)
  const bruno = (await program.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])).id, account = randomBytes(16).toString('base64url')
  const here = { db: database.of(program.here.id), services, now: NOON }
  const book = (id = randomUUID(), who = account) => bookSlot(here, who, { id, supporter: bruno, startsAt: TUESDAY_18, format: 'in-person', language: 'en', limitsRead: 1 })
  for (let turn = 0; turn < 200; turn += 1) {
    const given = await book()
    if (isRefused(given)) throw new Error(`refused: ${given.refused}`)
    await cancelBooking(here, account, given.id)
  }
  expect(await book()).toEqual({ refused: 'too-many' })
  expect(isRefused(await book(randomUUID(), randomBytes(16).toString('base64url')))).toBe(false)
  expect(isRefused(await bookSlot({ ...here, now: NOON + 3_600_001 }, account, { id: randomUUID(), supporter: bruno, startsAt: TUESDAY_18 + HALF_HOUR, format: 'in-person', language: 'en', limitsRead: 1 }))).toBe(false)
})
