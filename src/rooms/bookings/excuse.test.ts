import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { openProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { isRefused } from '../../platform/refusals.ts'
import { bookSlot } from './actions/booking.ts'
import { listMine } from './actions/my-bookings.ts'
import { excuseSupporter } from './actions/upkeep.ts'

/** Tuesday 6 October 2026, 18:00 in Montreal. */
const TUESDAY_18 = Date.UTC(2026, 9, 6, 22), HALF_HOUR = 1_800_000

test('when Bruno leaves, Amina learns it before she comes, and her time with Chloé stands', async () => {
  const database = await freshDatabase(), services = await testServices()
  const program = await openProgram(database)
  const bruno = (await program.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1140 }])).id
  const chloe = (await program.addSupporter('Chloé', [{ weekday: 2, starts: 1080, ends: 1260 }])).id
  const here = { db: database.of(program.here.id), services, now: services.clock.now(), program: program.here }
  const amina = randomBytes(16).toString('base64url')
  const booked = async (supporter: string, startsAt: number) => {
    const answer = await bookSlot(here, amina, { id: randomUUID(), supporter, startsAt, format: 'in-person', language: 'en', limitsRead: 1 })
    if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
    return answer.id
  }
  const withBruno = await booked(bruno, TUESDAY_18), withChloe = await booked(chloe, TUESDAY_18 + 2 * HALF_HOUR)
  await inTransaction(here.db, (tx) => excuseSupporter(tx, bruno, here.now))
  const { bookings: mine } = await listMine(here, amina)
  expect(new Map(mine.map((booking) => [booking.id, [booking.state, booking.cancelledBy]]))).toEqual(new Map([[withBruno, ['cancelled', 'supporter']], [withChloe, ['standing', null]]]))
  expect(await database.owner('select from taken_slots where booking = $1', [withBruno])).toEqual([])
})
