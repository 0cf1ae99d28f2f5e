import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import type { Instant } from '../../../platform/clock.ts'
import { announce } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import type { DayCount } from '../contract.ts'
import { BOOKING_KEPT_DAYS } from '../rules/booking.ts'
import { isOverdue, unlinkableBefore } from '../rules/half-days.ts'
import { MISS_KEPT_DAYS, dayOf, isPeriodOver } from '../rules/misses.ts'
import { addCancellation, bookingsWith, dropCoverRequest, dropSighting, giveSlotBack, wipeNote } from '../store/bookings.ts'
import * as store from '../store/upkeep.ts'
import type { Here } from './here.ts'

const DAY_MS = 86_400_000

/** The keys go first: from then on no copy of a row, in whatever backup, says who met whom. Then the rows are emptied. */
export async function forgetWhoMet(db: Db, { keys }: Services, now: Instant): Promise<void> {
  for (const name of await keys.names('bookings/half-day/')) if (isOverdue(name, now)) await keys.destroy(name)
  for (const name of await keys.names('bookings/missed/')) if (isPeriodOver(name, now)) await keys.destroy(name)
  await inTransaction(db, async (tx) => {
    await store.forgetHolders(tx, unlinkableBefore(now))
    await store.freePastSlots(tx, now - DAY_MS)
    await store.dropPastFreed(tx, now)
    await store.dropPastWaiting(tx, now)
    await store.dropPastArrivals(tx, now)
    await store.dropOldMisses(tx, dayOf(now - MISS_KEPT_DAYS * DAY_MS))
    await store.dropOldBookings(tx, now - BOOKING_KEPT_DAYS * DAY_MS)
  })
}

/** For the students room: the code was replaced, so what its accounts booked before ever meeting anyone is called off. */
export async function voidUnclaimed(tx: Tx, newest: number, now: Instant): Promise<number> {
  const unclaimed = await store.unclaimedOf(tx, newest, now)
  for (const { id, supporter } of unclaimed) {
    await giveSlotBack(tx, id)
    await addCancellation(tx, id, 'program', 'code-changed')
    await dropSighting(tx, id)
    await wipeNote(tx, id)
    await announce(tx, { fact: 'booking-cancelled', person: supporter, booking: id })
  }
  return unclaimed.length
}

const FURTHEST = 400 * DAY_MS

/** For the people room: this supporter is on duty no more, so whoever booked them is told now and not in front of a closed door. */
export async function excuseSupporter(tx: Tx, supporter: string, now: Instant): Promise<void> {
  for (const { id } of (await bookingsWith(tx, supporter, now, now + FURTHEST)).filter((booking) => booking.stands && booking.startsAt > now)) {
    await giveSlotBack(tx, id)
    await addCancellation(tx, id, 'supporter', 'other')
    await dropCoverRequest(tx, id)
    await wipeNote(tx, id)
  }
}

const SMALL = 5
const hidden = (n: number): number | null => (n > 0 && n < SMALL ? null : n)

/** What coordinators see of the days ahead: how many, never which. One to four are not told apart. */
export const countBookings = (here: Here & { program: { timeZone: string } }): Promise<{ days: readonly DayCount[]; waiting: number | null }> =>
  inTransaction(here.db, async (tx) => {
    const days = await store.countsByDay(tx, here.now, here.now + 14 * DAY_MS, here.program.timeZone)
    return { days: days.map(({ day, booked }) => ({ day, booked: hidden(booked) })), waiting: hidden(await store.waitingCount(tx, here.now)) }
  })
