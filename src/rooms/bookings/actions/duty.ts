import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { hoursVersion } from '../../hours/actions.ts'
import type { DutyBooking } from '../contract.ts'
import { OUTCOME_MS, apologyRefusal, outcomeRefusal, type MeetingOutcome, type Reason } from '../rules/booking.ts'
import { dayOf } from '../rules/misses.ts'
import { overlaps } from '../rules/slots.ts'
import * as store from '../store/bookings.ts'
import type { EndingRefusal } from './booking.ts'
import { type Here, ringOf } from './here.ts'
import { openMark, openNote, resealMark, type Keyring } from './keyring.ts'
import { meetingOf, stateOf } from './my-bookings.ts'
import { timetable, type Timetable } from './timetable.ts'

const LONGEST_SPAN_MS = 62 * 86_400_000

/** A supporter's bookings. Reading them is seeing them: the student's "not yet seen" ends here. */
export async function listDuty(here: Here, person: string, span: { from: number; to: number }): Promise<readonly DutyBooking[] | Refused<'span-too-long'>> {
  if (span.to - span.from > LONGEST_SPAN_MS || span.to <= span.from) return refuse('span-too-long')
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const found = await store.bookingsWith(tx, person, span.from, span.to)
    const table = await tableNow(tx, here)
    const duty: DutyBooking[] = []
    for (const booking of found) duty.push(await onDuty(tx, table, ring, booking))
    return duty
  })
}

const tableNow = async (tx: Tx, { now }: Here): Promise<Timetable> => timetable(tx, await hoursVersion(tx), now)

async function onDuty(tx: Tx, table: Timetable, ring: Keyring, b: store.StoredBooking): Promise<DutyBooking> {
  const note = b.noteSealed && openNote(ring, b.id, b.endsAt, b.noteSealed)
  return {
    id: b.id, startsAt: b.startsAt, endsAt: b.endsAt, format: b.format, meeting: await meetingOf(tx, table, b), state: stateOf(b), seen: b.seen, delivered: b.delivered,
    movedFrom: b.movedFrom, cancelledBy: b.cancelledBy, coverWanted: b.coverWanted, coverUnanswered: b.coverFor !== null && !b.coverAgreed,
    noteSealed: note ? note.toString('base64url') : null, noteLeftBehind: b.noteLeftBehind,
  }
}

/** The supporter's page showed these. */
export const seeBookings = (here: Here, person: string, bookings: readonly string[]): Promise<{ seen: number }> =>
  inTransaction(here.db, async (tx) => ({ seen: await store.addSightingsWith(tx, person, bookings) }))

/** For the notices room: a channel has taken the news of these bookings. On the supporter's page they stay new until it shows them. */
export const markDelivered = (tx: Tx, bookings: readonly string[]) => store.addDeliveries(tx, bookings)

/** When a supporter is taken, for their own calendar: nothing but the times. */
export const busyTimes = async (tx: Tx, supporter: string, from: number, to: number): Promise<{ id: string; startsAt: number; endsAt: number }[]> =>
  (await store.bookingsWith(tx, supporter, from, to)).filter((b) => b.stands).map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt }))

/** Met or missed. A miss gives the slot back and is counted where nobody can tell whose it was. */
export async function noteOutcome(here: Here, person: string, id: string, outcome: MeetingOutcome):
  Promise<{ outcome: MeetingOutcome } | Refused<EndingRefusal | 'not-yet' | 'wait-ten-minutes'>> {
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const booking = await store.lockWith(tx, id, person)
    if (!booking) return refuse('not-found')
    if (booking.outcome === outcome) return { outcome }
    if (booking.outcome) return refuse('already-over')
    const refusal = outcomeRefusal({ ...booking, stands: stateOf(booking) === 'standing' }, outcome, here.now)
    if (refusal) return refuse(refusal)
    await store.addOutcome(tx, id, outcome)
    if (outcome === 'missed') await countMiss(tx, ring, booking)
    return { outcome }
  })
}

async function countMiss(tx: Tx, ring: Keyring, booking: store.StoredBooking): Promise<void> {
  await store.freeSlot(tx, booking.id)
  // A stand-in whom the student never agreed to meet was no appointment.
  if (booking.coverFor && !booking.coverAgreed) return
  const mark = markIn(ring, booking)
  if (mark) await store.addMiss(tx, mark, dayOf(booking.endsAt))
}

const markIn = (ring: Keyring, { id, endsAt, absenceSealed }: store.StoredBooking): Buffer | null =>
  absenceSealed && openMark(ring, id, endsAt, absenceSealed)

/** A thumb that slipped: the outcome is taken back, and the count with it. The slot is taken again unless it was given away. */
export async function takeOutcomeBack(here: Here, person: string, id: string): Promise<{ outcome: null } | Refused<'not-found' | 'too-late'>> {
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const booking = await store.lockWith(tx, id, person)
    if (!booking?.outcome) return refuse('not-found')
    if (here.now > booking.endsAt + OUTCOME_MS) return refuse('too-late')
    await store.dropOutcome(tx, id)
    await store.dropFreedSlot(tx, id)
    await store.takeSlotAgain(tx, id)
    const mark = booking.outcome === 'missed' ? markIn(ring, booking) : null
    if (mark) await store.dropMiss(tx, mark, dayOf(booking.endsAt))
    return { outcome: null }
  })
}

/** Calls a meeting off with one of four plain reasons; the student reads it in their own language. */
export const apologise = (here: Here, person: string, id: string, reason: Reason): Promise<{ cancelled: true } | Refused<EndingRefusal>> =>
  inTransaction(here.db, async (tx) => {
    const booking = await store.lockWith(tx, id, person)
    if (!booking) return refuse('not-found')
    const refusal = apologyRefusal({ ...booking, stands: stateOf(booking) === 'standing' && booking.stands }, here.now)
    if (refusal) return refuse(refusal)
    await store.giveSlotBack(tx, id)
    await store.addCancellation(tx, id, 'supporter', reason)
    await store.dropCoverRequest(tx, id)
    await store.wipeNote(tx, id)
    return { cancelled: true }
  })

export const askForCover = (here: Here, person: string, id: string): Promise<{ wanted: true } | Refused<EndingRefusal>> =>
  inTransaction(here.db, async (tx) => {
    const booking = await store.lockWith(tx, id, person)
    if (!booking) return refuse('not-found')
    const refusal = apologyRefusal(booking, here.now)
    if (refusal) return refuse(refusal)
    await store.addCoverRequest(tx, id)
    return { wanted: true }
  })

export const keepBooking = (here: Here, person: string, id: string): Promise<{ wanted: false } | Refused<EndingRefusal>> =>
  inTransaction(here.db, async (tx) => {
    const booking = await store.lockWith(tx, id, person)
    if (!booking) return refuse('not-found')
    await store.dropCoverRequest(tx, id)
    return { wanted: false }
  })

/** Times for which a stand-in is looked for, and at which this supporter is free. */
export const listCovers = (here: Here, person: string) =>
  inTransaction(here.db, async (tx) => {
    const wanted = await store.coverWanted(tx, person, here.now)
    const mine = (await store.bookingsWith(tx, person, here.now, here.now + LONGEST_SPAN_MS)).filter((b) => b.stands)
    return wanted.filter((b) => !mine.some((m) => overlaps(m, b)))
      .map(({ id, startsAt, endsAt, format, supporter }) => ({ id, startsAt, endsAt, format, supporter }))
  })

/** Takes a booking over. The holder goes with it, the note cannot; the student is asked before it counts. */
export const takeCover = (here: Here, person: string, wanted: string, id: string): Promise<{ id: string } | Refused<'not-found' | 'slot-taken' | 'format-gone' | 'id-taken'>> =>
  inTransaction<{ id: string } | Refused<'not-found' | 'slot-taken' | 'format-gone' | 'id-taken'>>(here.db, async (tx) => {
    const old = await store.lockWanted(tx, wanted)
    if (!old || !old.holder || !old.absenceSealed || old.supporter === person || old.startsAt <= here.now) return refuse('not-found')
    if (old.format !== 'in-person' && !(await meetingOf(tx, await tableNow(tx, here), { ...old, supporter: person })).way) return refuse('format-gone')
    const ring = await ringOf(here)
    const mark = markIn(ring, old)
    if (!mark) return refuse('not-found')
    const { startsAt, endsAt, format, place, meetingWord, generation, holder } = old
    await store.giveSlotBack(tx, old.id)
    const made = await store.addBooking(tx, { id, supporter: person, startsAt, endsAt, format, place, meetingWord, generation, holder, absenceSealed: resealMark(ring, id, endsAt, mark), noteSealed: null })
    if (!made) return refuse('slot-taken')
    await store.addCover(tx, old.id, id, old.noteSealed !== null)
    await store.wipeNote(tx, old.id)
    await store.dropCoverRequest(tx, old.id)
    await store.dropSighting(tx, old.id)
    await announce(tx, { fact: 'booking-cancelled', person: old.supporter, booking: old.id })
    await store.addSighting(tx, id)
    return { id }
  })
