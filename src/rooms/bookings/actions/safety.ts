import type { Instant } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { addCancellation, addCoverRequest, bookingsOf, bookingsWith, dropCoverRequest, dropSighting, giveSlotBack, wipeNote } from '../store/bookings.ts'
import { dropWaiting } from '../store/waiting.ts'
import { type Here, ringOf } from './here.ts'
import { holdersOf } from './keyring.ts'

const FURTHEST_MS = 400 * 86_400_000

/** For the reports room: an account that rests meets nobody for now. Its supporters learn that the time is free, as with any cancellation. */
export async function callOffBookingsOf(tx: Tx, here: Here, account: string): Promise<void> {
  const holders = holdersOf(await ringOf(here), account)
  for (const { id, supporter } of (await bookingsOf(tx, holders)).filter((booking) => booking.stands && booking.startsAt > here.now)) {
    await giveSlotBack(tx, id)
    await addCancellation(tx, id, 'program', null)
    await dropSighting(tx, id)
    await wipeNote(tx, id)
    await announce(tx, { fact: 'booking-cancelled', person: supporter, booking: id })
  }
  await dropWaiting(tx, holders)
}

/**
 * For the reports room: a supporter is off duty from now on. Meetings within `withinMs` are called off, so that nobody waits at a closed
 * door; for later ones another supporter is looked for. Asked again as time goes by, it calls off what nobody took.
 */
export async function coverSupporter(tx: Tx, supporter: string, { now, withinMs }: { now: Instant; withinMs: number }): Promise<void> {
  for (const { id, startsAt } of (await bookingsWith(tx, supporter, now, now + FURTHEST_MS)).filter((booking) => booking.stands && booking.startsAt > now)) {
    if (startsAt > now + withinMs) await addCoverRequest(tx, id)
    else {
      await giveSlotBack(tx, id)
      await addCancellation(tx, id, 'supporter', 'other')
      await dropCoverRequest(tx, id)
      await wipeNote(tx, id)
    }
  }
}
