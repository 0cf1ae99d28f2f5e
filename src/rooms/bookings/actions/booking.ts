import { createHash, randomInt } from 'node:crypto'
import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { canon } from '../../../sealed/canon.ts'
import type { BookSlot, MoveBooking, MyBooking } from '../contract.ts'
import { bookingRefusal, cancelRefusal, type BookingRefusal } from '../rules/booking.ts'
import { meetingWord } from '../rules/meeting-words.ts'
import { dropInOnlyUntil } from '../rules/misses.ts'
import type { OpenSlot } from '../rules/slots.ts'
import * as store from '../store/bookings.ts'
import { type Here, mayAsk, ringOf } from './here.ts'
import { holderFor, holdersOf, isMetToken, lockNote, lockOf, marksOf, sealMark, type Keyring } from './keyring.ts'
import { describe } from './my-bookings.ts'
import { offeredSlot, timetable, type Timetable } from './timetable.ts'

export type AskingRefusal = BookingRefusal | 'slot-taken' | 'note-broken' | 'id-taken' | 'too-many'
export type EndingRefusal = 'not-found' | 'too-late' | 'already-over' | 'already-cancelled'

/** Gives a slot to an account. The account itself is written nowhere; see [Note: Holders] in the room's README. */
export async function bookSlot(here: Here, account: string, input: BookSlot): Promise<MyBooking | Refused<AskingRefusal>> {
  if (input.note && !isNoteOf(input.note, account)) return refuse('note-broken')
  if (!mayAsk(here, account)) return refuse('too-many')
  const ring = await ringOf(here)
  return inTransaction<MyBooking | Refused<AskingRefusal>>(here.db, async (tx) => {
    const { facts, table } = await ask(tx, here, ring, account, input.id)
    if (facts.known === 'theirs') return refuse('id-taken')
    if (facts.known === 'ours') return oneOf(tx, table, ring, account, input.id)
    const hasMet = isMetToken(here.services.secret, here.db.program, account, input.met)
    const slot = await offeredSlot(tx, table, input, here.now)
    const refusal = bookingRefusal({
      slot, format: input.format, limitsRead: input.limitsRead, limitsNow: facts.limits, open: facts.open,
      dropInOnlyUntil: dropInOnlyUntil(facts.missedOn, here.now),
      codeReplaced: !hasMet && facts.generation !== facts.newestGeneration,
    })
    if (refusal) return refuse(refusal)
    // Sent in one packet: where the slot is taken, the refusal rolls the announcement back.
    const [given] = await Promise.all([
      give(tx, table, ring, { account, input, slot: slot!, word: null, generation: hasMet ? null : facts.generation }),
      announce(tx, { fact: 'booking-new', person: input.supporter, booking: input.id }),
    ])
    return given
  })
}

/** Locks the account, then reads everything that decides about it. Both travel in one packet. */
async function ask(tx: Tx, here: Here, ring: Keyring, account: string, id: string): Promise<{ facts: store.AccountFacts; table: Timetable }> {
  const asking = { account, holders: holdersOf(ring, account), marks: marksOf(ring, account, here.now), id, now: here.now }
  const [, facts] = await Promise.all([store.lockAccount(tx, lockOf(here.services.secret, account)), store.factsOf(tx, asking)])
  const table = await timetable(tx, facts.hours, here.now)
  return { facts, table: { ...table, horizonDays: Math.min(table.horizonDays, ring.horizonDays) } }
}

interface Giving {
  readonly account: string
  readonly input: Pick<BookSlot, 'id' | 'format' | 'language' | 'note'>
  readonly slot: OpenSlot
  readonly word: string | null
  readonly generation: number | null
}

async function give(tx: Tx, table: Timetable, ring: Keyring, { account, input, slot, word, generation }: Giving): Promise<MyBooking | Refused<'slot-taken'>> {
  const { supporter, startsAt, endsAt } = slot
  const booking: store.NewBooking = {
    id: input.id, supporter, startsAt, endsAt, format: input.format, generation,
    place: input.format === 'in-person' ? slot.place : null,
    meetingWord: word ?? meetingWord(input.language, [randomInt(2 ** 20) / 2 ** 20, randomInt(2 ** 20) / 2 ** 20]),
    holder: holderFor(ring, account, endsAt),
    absenceSealed: sealMark(ring, { account, booking: input.id, endsAt }),
    noteSealed: input.note ? lockNote(ring, input.id, endsAt, Buffer.from(input.note, 'base64url')) : null,
  }
  if (!(await store.addBooking(tx, booking))) return refuse('slot-taken')
  return describe(tx, table, { ...booking, stands: true, seen: false, delivered: false, outcome: null, cancelledBy: null, reason: null, movedTo: null, movedFrom: null,
    coveredBy: null, coverFor: null, coverAgreed: false, coverWanted: false, noteLeftBehind: false })
}

async function oneOf(tx: Tx, table: Timetable, ring: Keyring, account: string, id: string): Promise<MyBooking | Refused<'id-taken'>> {
  const found = (await store.bookingsOf(tx, holdersOf(ring, account))).find((booking) => booking.id === id)
  return found ? describe(tx, table, found) : refuse('id-taken')
}

/** A move is a new booking in place of the old one: all or nothing, so that a taken slot leaves the old time as it was. */
export async function moveBooking(here: Here, account: string, from: string, input: MoveBooking): Promise<MyBooking | Refused<AskingRefusal | EndingRefusal>> {
  if (input.note && !isNoteOf(input.note, account)) return refuse('note-broken')
  if (!mayAsk(here, account)) return refuse('too-many')
  const ring = await ringOf(here)
  return inTransaction<MyBooking | Refused<AskingRefusal | EndingRefusal>>(here.db, async (tx) => {
    const { facts, table } = await ask(tx, here, ring, account, input.id)
    if (facts.known === 'theirs') return refuse('id-taken')
    if (facts.known === 'ours') return oneOf(tx, table, ring, account, input.id)
    const old = await store.lockOwn(tx, from, holdersOf(ring, account))
    if (!old) return refuse('not-found')
    const ended = cancelRefusal(old, here.now, table.noticeMinutes)
    if (ended) return refuse(ended)
    const slot = await offeredSlot(tx, table, input, here.now)
    const others = facts.open.filter((open) => open.startsAt !== old.startsAt || open.endsAt !== old.endsAt)
    const refusal = bookingRefusal({ slot, format: input.format, limitsRead: 0, limitsNow: null, open: others, dropInOnlyUntil: null, codeReplaced: false })
    if (refusal) return refuse(refusal)
    await store.giveSlotBack(tx, old.id)
    const word = old.supporter === input.supporter ? old.meetingWord : null
    const given = await give(tx, table, ring, { account, input, slot: slot!, word, generation: old.generation })
    if (isRefused(given)) return given
    await store.addMove(tx, old.id, input.id, old.noteSealed !== null && !input.note)
    await store.wipeNote(tx, old.id)
    await tellMoved(tx, old, input)
    return given
  })
}

async function tellMoved(tx: Tx, old: store.StoredBooking, input: MoveBooking): Promise<void> {
  if (old.supporter === input.supporter) return announce(tx, { fact: 'booking-moved', person: old.supporter, booking: input.id })
  await store.dropSighting(tx, old.id)
  await announce(tx, { fact: 'booking-cancelled', person: old.supporter, booking: old.id })
  await announce(tx, { fact: 'booking-new', person: input.supporter, booking: input.id })
}

export async function cancelBooking(here: Here, account: string, id: string): Promise<{ cancelled: true } | Refused<EndingRefusal>> {
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const { table } = await ask(tx, here, ring, account, id)
    const booking = await store.lockOwn(tx, id, holdersOf(ring, account))
    if (!booking) return refuse('not-found')
    // A cover that was never agreed to can be declined at any time before it begins.
    const unanswered = booking.coverFor !== null && !booking.coverAgreed
    const refusal = cancelRefusal(booking, here.now, unanswered ? 0 : table.noticeMinutes)
    if (refusal) return refuse(refusal)
    await store.giveSlotBack(tx, id)
    await store.addCancellation(tx, id, 'student', null)
    await store.dropSighting(tx, id)
    await store.wipeNote(tx, id)
    await announce(tx, { fact: 'booking-cancelled', person: booking.supporter, booking: id })
    return { cancelled: true }
  })
}

/** After a move, a cover or a supporter's new keys the student's browser seals the note again. */
export async function resealNote(here: Here, account: string, id: string, note: string): Promise<{ sealed: true } | Refused<EndingRefusal | 'note-broken'>> {
  if (!isNoteOf(note, account)) return refuse('note-broken')
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const booking = await store.lockOwn(tx, id, holdersOf(ring, account))
    if (!booking) return refuse('not-found')
    const refusal = cancelRefusal(booking, here.now, 0)
    if (refusal) return refuse(refusal)
    await store.replaceNote(tx, id, lockNote(ring, id, booking.endsAt, Buffer.from(note, 'base64url')))
    return { sealed: true }
  })
}

/** "Yes, I will meet the one who stands in." */
export async function agreeToCover(here: Here, account: string, id: string): Promise<{ agreed: true } | Refused<EndingRefusal>> {
  const ring = await ringOf(here)
  return inTransaction(here.db, async (tx) => {
    const booking = await store.lockOwn(tx, id, holdersOf(ring, account))
    if (!booking?.coverFor) return refuse('not-found')
    const refusal = cancelRefusal(booking, here.now, 0)
    if (refusal) return refuse(refusal)
    await store.addAgreement(tx, id)
    return { agreed: true }
  })
}

/** A note opens with its writer's public keys: nobody can leave one in another's name. */
function isNoteOf(note: string, account: string): boolean {
  const keys = Buffer.from(note, 'base64url').subarray(0, 64)
  const id = createHash('sha256').update(canon('ps1/account', keys.subarray(0, 32), keys.subarray(32))).digest().subarray(0, 16)
  return id.toString('base64url') === account
}
