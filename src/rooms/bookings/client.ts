import { fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import { doorsOf, type Spoken } from '../../ui/api.ts'
import { slug } from '../../ui/on-page.ts'
import { loadDraft, removeDraft, saveDraft, session } from '../accounts/client.ts'
import type { contract as programContract } from '../programs/contract.ts'
import type { Faulty } from '../roster/client.ts'
import { preferencesNow, prefer } from '../students/client.ts'
import type { BookSlot, contract, DutyBooking, MyBooking } from './contract.ts'
import type { MeetingOutcome, Reason } from './rules/booking.ts'
import { unpackSlots, type DropIn, type ListedSlot } from './rules/listing.ts'

const ask = doorsOf<typeof contract & typeof programContract>()

export const readFace = () => ask('GET /program')
export const readLimits = () => ask('GET /limits')
export const readLines = () => ask('GET /crisis-lines')
export const listWho = () => ask('GET /listed-supporters')

export interface Offers {
  readonly slots: readonly ListedSlot[]
  readonly dropIns: readonly DropIn[]
  readonly next: number | null
}

export async function listOffers(): Promise<Offers | Spoken<never>> {
  const answer = await ask('GET /slots')
  return 'refused' in answer ? answer : { slots: unpackSlots(answer), dropIns: answer.dropIns, next: answer.next }
}

export async function readMine() {
  const answer = await ask('GET /bookings/mine')
  if (!('refused' in answer) && answer.met && answer.met !== preferencesNow().met) prefer({ met: answer.met })
  return answer
}

/** Topic and words for the supporter. Sealed here; the server carries what it cannot read. */
export interface Note {
  readonly topic: string | null
  readonly words: string
}
export const isEmpty = (note: Note): boolean => note.topic === null && note.words.trim() === ''
/** What fits beside a topic into a note, counted as it will be written. */
const WORDS_BYTES = 400
export const wordsLeft = (words: string): number => WORDS_BYTES - new TextEncoder().encode(JSON.stringify(words.trim())).length

export interface Wish extends Pick<BookSlot, 'supporter' | 'startsAt' | 'format' | 'language'> {
  /** Drawn once for a booking, and kept while it is tried again: however often it is sent, it is one booking. */
  readonly id: string
  readonly note: Note
}

export async function bookSlot({ note, ...wish }: Wish) {
  const { limitsRead, met } = preferencesNow()
  const sealed = await sealNote(wish, note)
  if (sealed !== null && typeof sealed !== 'string') return sealed
  const answer = await ask('POST /bookings', { body: { ...wish, limitsRead, ...(sealed && { note: sealed }), ...(met && { met }) } })
  if (!('refused' in answer)) await keepNote(answer.id, note)
  return answer
}

export async function moveBooking(from: string, wish: Omit<Wish, 'note'>) {
  const note = await keptNote(from)
  const sealed = note && (await sealNote(wish, note))
  if (sealed !== null && typeof sealed !== 'string') return sealed
  const answer = await ask('POST /bookings/:booking/move', { params: { booking: from }, body: { ...wish, ...(sealed && { note: sealed }) } })
  if (!('refused' in answer) && note) {
    await keepNote(answer.id, note)
    await removeDraft(noteName(from)).catch(() => {})
  }
  return answer
}

/** After a stand-in took over: yes, and the note sealed again to them, where this device still has it. */
export async function agreeToCover(booking: MyBooking) {
  const answer = await ask('POST /bookings/:booking/agreement', { params: { booking: booking.id } })
  if (!('refused' in answer)) await resealNote(booking)
  return answer
}

/** The note of a booking that could not travel, sealed again; the note lies under the booking it was written for. */
async function resealNote(booking: MyBooking): Promise<void> {
  const mine = await readMine()
  const before = 'refused' in mine ? undefined : mine.bookings.find((other) => other.state === 'replaced' && other.startsAt === booking.startsAt)
  const note = before && (await keptNote(before.id))
  const sealed = note && (await sealNote(booking, note))
  if (typeof sealed !== 'string') return
  await ask('PUT /bookings/:booking/note', { params: { booking: booking.id }, body: { note: sealed } })
  await keepNote(booking.id, note as Note)
}

export async function cancelBooking(booking: string) {
  const answer = await ask('POST /bookings/:booking/cancellation', { params: { booking } })
  if (!('refused' in answer)) await removeDraft(noteName(booking)).catch(() => {})
  return answer
}

export const waitForTime = (id: string, language: string | null, topic: string | null) => ask('PUT /waiting', { body: { id, language, topic } })
export const stopWaiting = () => ask('DELETE /waiting')
export const readOpenWays = () => ask('GET /drop-ins/ways')
export const sayComing = (id: string, dropIn: Pick<DropIn, 'supporter' | 'startsAt'>) =>
  ask('POST /drop-ins/arrivals', { body: { id, supporter: dropIn.supporter, startsAt: dropIn.startsAt } })

/** The note for the supporter's key, 624 bytes whatever was written; null for nothing written. Where the program has signed another key, nothing is sealed. */
async function sealNote(wish: Omit<Wish, 'note' | 'format' | 'language'>, note: Note): Promise<string | null | Spoken<'not-found'> | Faulty> {
  const keys = session.keys()
  if (isEmpty(note) || !keys) return null
  const to = await ask('GET /note-keys/:supporter', { params: { supporter: wish.supporter } })
  if ('refused' in to) return to
  const { signedKeyFault } = await import('../roster/client.ts')
  const fault = await signedKeyFault({ person: wish.supporter, role: 'supporter', ...to })
  if (fault) return fault
  const { sealBookingNote } = await import('../../sealed/booking-note.ts')
  return toBase64url(await sealBookingNote(keys, fromBase64url(to.pkHpke), placeOf(wish, to.account), { topic: note.topic, words: note.words.trim() }))
}

/** The day on which the program last confirmed the list of its people; null while the list is fresh, or there is none. */
export async function staleListSince(): Promise<{ confirmedOn: string | null }> {
  const { roster } = await import('../roster/client.ts')
  const found = await roster()
  return { confirmedOn: 'refused' in found || !found.isStale ? null : found.confirmedOn }
}

/** What a supporter reads; null when it was sealed to keys this device does not have. */
export async function openNote(booking: DutyBooking): Promise<Note | null> {
  const keys = session.keys()
  if (!keys || !booking.noteSealed) return null
  const { openBookingNote } = await import('../../sealed/booking-note.ts')
  try {
    const { note } = await openBookingNote(keys, placeOf(booking, keys.account), fromBase64url(booking.noteSealed))
    return { topic: typeof note['topic'] === 'string' ? note['topic'] : null, words: typeof note['words'] === 'string' ? note['words'] : '' }
  } catch {
    return null
  }
}

const placeOf = (booking: { id: string; startsAt: number }, supporter: string) =>
  ({ program: slug(), booking: booking.id, slot: String(booking.startsAt), supporter })

const noteName = (booking: string): string => `note/${booking}`
const keepNote = (booking: string, note: Note): Promise<void> => (isEmpty(note) ? Promise.resolve() : saveDraft(noteName(booking), note).catch(() => {}))
const keptNote = async (booking: string): Promise<Note | null> => (await loadDraft(noteName(booking)).catch(() => null)) as Note | null

export const listDuty = (from: number, to: number) => ask('GET /duty/bookings', { query: { from, to } })
export const seeBookings = (bookings: string[]) => ask('POST /duty/sightings', { body: { bookings } })
export const noteOutcome = (booking: string, outcome: MeetingOutcome) => ask('POST /duty/bookings/:booking/outcome', { params: { booking }, body: { outcome } })
export const takeOutcomeBack = (booking: string) => ask('DELETE /duty/bookings/:booking/outcome', { params: { booking } })
export const apologise = (booking: string, reason: Reason) => ask('POST /duty/bookings/:booking/apology', { params: { booking }, body: { reason } })
export const askForCover = (booking: string) => ask('POST /duty/bookings/:booking/cover-request', { params: { booking } })
export const keepAfterAll = (booking: string) => ask('DELETE /duty/bookings/:booking/cover-request', { params: { booking } })
export const listCovers = () => ask('GET /duty/covers')
export const takeCover = (booking: string, id: string) => ask('POST /duty/covers/:booking', { params: { booking }, body: { id } })
export const readCounts = () => ask('GET /bookings/counts')
