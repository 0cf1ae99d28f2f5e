import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import type { Meeting, MyBooking, MyBookings } from '../contract.ts'
import { WAITING_DAYS } from '../rules/booking.ts'
import { HALF_DAY_MS, halfDayOfEnd } from '../rules/half-days.ts'
import { dropInOnlyUntil } from '../rules/misses.ts'
import { bookingsOf, factsOf, lockAccount, noteKey, type StoredBooking } from '../store/bookings.ts'
import { addWaiting, dropWaiting, waitingOf } from '../store/waiting.ts'
import { type Here, ringOf } from './here.ts'
import { holderFor, holdersOf, lockOf, marksOf, metToken } from './keyring.ts'
import { timetable, wayOf, type Timetable } from './timetable.ts'

const DAY_MS = 86_400_000

/** All that is under this account's hashes while their keys live: what lies ahead, and what is just over. */
export async function listMine(here: Here, account: string): Promise<MyBookings> {
  const ring = await ringOf(here)
  const holders = holdersOf(ring, account)
  return inTransaction(here.db, async (tx) => {
    const asking = { account, holders, marks: marksOf(ring, account, here.now), id: NO_BOOKING, now: here.now }
    const [found, facts, waiting] = await Promise.all([bookingsOf(tx, holders), factsOf(tx, asking), waitingOf(tx, holders, here.now)])
    const table = await timetable(tx, facts.hours, here.now)
    const bookings: MyBooking[] = []
    for (const booking of found) bookings.push(await describe(tx, table, booking))
    return {
      bookings, waiting: waiting ?? null,
      dropInOnlyUntil: dropInOnlyUntil(facts.missedOn, here.now),
      met: found.some((booking) => booking.outcome === 'met') ? metToken(here.services.secret, here.db.program, account) : null,
      noticeMinutes: table.noticeMinutes,
    }
  })
}

const NO_BOOKING = '00000000-0000-4000-8000-000000000000'

export async function describe(tx: Tx, table: Timetable, b: StoredBooking): Promise<MyBooking> {
  return {
    id: b.id, supporter: b.supporter, startsAt: b.startsAt, endsAt: b.endsAt, format: b.format, meeting: await meetingOf(tx, table, b), state: stateOf(b),
    seen: b.seen || b.delivered, cancelledBy: b.cancelledBy, reason: b.reason, note: b.noteSealed ? 'sealed' : b.noteLeftBehind ? 'left-behind' : 'none',
    coverFor: b.coverAgreed ? null : b.coverFor,
  }
}

/** The word, the place and the link, for the two of them alone, while the meeting stands. */
export async function meetingOf(tx: Tx, table: Timetable, b: StoredBooking): Promise<Meeting> {
  const how = b.stands ? await wayOf(tx, table, b) : null
  return {
    word: b.meetingWord,
    place: how && 'place' in how ? [how.place, how.directions].filter(Boolean).join(' · ') : null,
    way: how && 'open' in how ? how.open : null,
  }
}

export const stateOf = (b: StoredBooking): MyBooking['state'] =>
  b.cancelledBy ? 'cancelled' : b.movedTo ? 'moved' : b.coveredBy ? 'replaced' : b.outcome ?? 'standing'

/** "Tell me when something opens": one request an account, without a word of why. */
export async function waitForTime(here: Here, account: string, input: { id: string; language: string | null; topic: string | null }): Promise<{ endsAt: number } | Refused<'already-waiting'>> {
  const ring = await ringOf(here)
  // A whole half-day, so that the row does not say when somebody began to wait.
  const endsAt = (halfDayOfEnd(here.now + WAITING_DAYS * DAY_MS) + 1) * HALF_DAY_MS
  return inTransaction(here.db, async (tx) => {
    await lockAccount(tx, lockOf(here.services.secret, account))
    const present = await waitingOf(tx, holdersOf(ring, account), here.now)
    if (present) return present.id === input.id ? { endsAt: present.endsAt } : refuse('already-waiting')
    await addWaiting(tx, { ...input, endsAt, holder: holderFor(ring, account, endsAt) })
    return { endsAt }
  })
}

export async function stopWaiting(here: Here, account: string): Promise<{ waiting: false }> {
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    await dropWaiting(tx, holdersOf(ring, account))
    return { waiting: false }
  })
}

/** The key a note is sealed to. Until the roster is signed the server vouches for it. */
export const noteKeyOf = (here: Here, supporter: string): Promise<{ account: string; pkHpke: string } | Refused<'not-found'>> =>
  inTransaction(here.db, async (tx) => {
    const key = await noteKey(tx, supporter)
    return key ? { account: key.account, pkHpke: key.pkHpke.toString('base64url') } : refuse('not-found')
  })
