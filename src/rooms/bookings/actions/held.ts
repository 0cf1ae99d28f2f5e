import { dayIn, type Instant } from '../../../platform/clock.ts'
import type { HeldBy, HeldHere, Holding } from '../../../platform/holdings.ts'
import { BOOKING_KEPT_DAYS } from '../rules/booking.ts'
import { halfDayOfEnd, keyDiesAt } from '../rules/half-days.ts'
import { MISS_KEPT_DAYS } from '../rules/misses.ts'
import { heldBeside, heldOnDuty, heldUnder, type HeldBooking } from '../store/held.ts'
import { ringOf } from './here.ts'
import { holdersOf, marksOf } from './keyring.ts'

const DAY_MS = 86_400_000

export const bookingsHeld: HeldBy = {
  tables: [
    'bookings', 'taken_slots', 'freed_slots', 'booking_cancellations', 'booking_moves', 'booking_sightings', 'booking_deliveries', 'booking_outcomes', 'cover_requests', 'booking_covers',
    'cover_agreements', 'waiting_requests', 'missed_meetings', 'drop_in_arrivals',
  ],
  of: async (tx, here, { account, person }) => {
    const ring = await ringOf(here)
    const holders = holdersOf(ring, account)
    const mine = await heldUnder(tx, holders)
    const onDuty = person ? await heldOnDuty(tx, person) : []
    const beside = await heldBeside(tx, { holders, marks: marksOf(ring, account, here.now), person, now: here.now, zone: here.program.timeZone, missKeptDays: MISS_KEPT_DAYS })
    return [
      // What ties a booking to an account is the key of its half-day: with it goes the tie.
      ...mine.flatMap((booking) => lines(here, 'booking', booking, keyDiesAt(halfDayOfEnd(booking.endsAt)))),
      ...onDuty.flatMap((booking) => lines(here, 'duty-booking', booking, booking.endsAt + BOOKING_KEPT_DAYS * DAY_MS)), ...beside,
    ]
  },
}

function lines({ program }: HeldHere, kind: 'booking' | 'duty-booking', booking: HeldBooking, goes: Instant): Holding[] {
  const goesOn = dayIn(program.timeZone, goes)
  return [{ kind, rows: 1, bytes: booking.bytes, goesOn }, { kind: 'booking-state', rows: booking.states, bytes: booking.stateBytes, goesOn }]
}
