import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import { OFFERED_FORMATS, type OfferedFormat } from '../hours/rules/formats.ts'
import { REASONS, type CancelledBy, type MeetingOutcome, type Reason } from './rules/booking.ts'
import type { Listing } from './rules/listing.ts'

/** What students see of a supporter. */
export interface ListedSupporter {
  readonly id: string
  readonly displayName: string
  readonly cohort: string | null
  readonly site: string | null
  readonly languages: readonly string[]
  readonly topics: readonly string[]
  readonly about: string
  readonly experiences: readonly string[]
  /** Cohorts this supporter tutors or examines, and so is not there for. */
  readonly examines: readonly string[]
  readonly reaches: readonly string[]
}

const id = z.uuid()
const instant = z.int().min(0).max(8.64e15)
const asked = z.coerce.number().int().min(0).max(8.64e15)
const format = z.enum(OFFERED_FORMATS)
const booking = z.object({ booking: id })
/** 624 bytes, whatever was written: pkAuth, pkHpke, enc, ciphertext. */
const noteSealed = z.string().regex(/^[A-Za-z0-9_-]{832}$/)

/** The browser draws the id: a request sent twice is one booking, and the note is sealed to it before anything is sent. */
const bookSlotShape = z.object({
  id, supporter: id, startsAt: instant, format, language: z.enum(['en', 'fr', 'zh']),
  limitsRead: z.int().min(0), note: noteSealed.optional(), met: z.string().regex(/^[A-Za-z0-9_-]{43}$/).optional(),
})
const moveShape = bookSlotShape.omit({ limitsRead: true, met: true })

export type BookSlot = z.infer<typeof bookSlotShape>
export type MoveBooking = z.infer<typeof moveShape>

/** How the two find each other; told to them alone. */
export interface Meeting {
  readonly word: string
  readonly place: string | null
  /** A link, or a number as `tel:+...`; the student opens it. */
  readonly way: string | null
}

/** A booking as whoever made it sees it. */
export interface MyBooking {
  readonly id: string
  readonly supporter: string
  readonly startsAt: number
  readonly endsAt: number
  readonly format: OfferedFormat
  readonly meeting: Meeting
  readonly state: 'standing' | 'cancelled' | 'moved' | 'missed' | 'met' | 'replaced'
  /** A notice reached the supporter, or their page has shown it. */
  readonly seen: boolean
  readonly cancelledBy: CancelledBy | null
  readonly reason: Reason | 'code-changed' | null
  readonly note: 'none' | 'sealed' | 'left-behind'
  /** The supporter this one stands in for, while the student has not said yes. */
  readonly coverFor: string | null
}

export interface MyBookings {
  readonly bookings: readonly MyBooking[]
  readonly waiting: { readonly id: string; readonly endsAt: number; readonly language: string | null; readonly topic: string | null } | null
  readonly dropInOnlyUntil: string | null
  /** Kept by the device: shows, without a row anywhere, that a first meeting has taken place. */
  readonly met: string | null
  readonly noticeMinutes: number
}

/** A booking as its supporter sees it: no pseudonym, only what is needed to meet. */
export interface DutyBooking {
  readonly id: string
  readonly startsAt: number
  readonly endsAt: number
  readonly format: OfferedFormat
  readonly meeting: Meeting
  readonly state: MyBooking['state']
  /** This page has shown it before. */
  readonly seen: boolean
  /** One of the supporter's channels took the notice. */
  readonly delivered: boolean
  readonly movedFrom: number | null
  readonly cancelledBy: CancelledBy | null
  readonly coverWanted: boolean
  /** Ours in another's place, and the student has not said yes yet. */
  readonly coverUnanswered: boolean
  readonly noteSealed: string | null
  readonly noteLeftBehind: boolean
}

export interface DayCount {
  readonly day: string
  /** Null where one to four would be told apart. */
  readonly booked: number | null
}

const askingRefusals = {
  'slot-taken': 409, 'slot-gone': 409, 'format-gone': 409, 'two-open': 409, 'same-time': 409, 'drop-in-only': 409, 'limits-changed': 409,
  'code-replaced': 403, 'note-broken': 422, 'id-taken': 409, 'too-many': 429,
} as const
const endingRefusals = { 'not-found': 404, 'too-late': 409, 'already-over': 409, 'already-cancelled': 409 } as const

export const contract = {
  /** Lived experience travels to registered students alone. */
  'GET /listed-supporters': { answer: answers<{ supporters: readonly ListedSupporter[] }>() },
  'GET /slots': { answer: answers<Listing>() },
  'POST /drop-ins/arrivals': { body: z.object({ id, supporter: id, startsAt: instant }), answer: answers<{ coming: number }>(), refusals: { 'slot-gone': 409 } },

  /** Links and numbers of the doors that are open at this moment: for students, because a public link invites strangers. */
  'GET /drop-ins/ways': { answer: answers<{ ways: readonly { readonly supporter: string; readonly startsAt: number; readonly way: string }[] }>() },

  'GET /note-keys/:supporter': { params: z.object({ supporter: id }), answer: answers<{ account: string; pkHpke: string }>(), refusals: { 'not-found': 404 } },
  'POST /bookings': { body: bookSlotShape, answer: answers<MyBooking>(), refusals: askingRefusals },
  'GET /bookings/mine': { answer: answers<MyBookings>() },
  'POST /bookings/:booking/cancellation': { params: booking, answer: answers<{ cancelled: true }>(), refusals: endingRefusals },
  'POST /bookings/:booking/move': { params: booking, body: moveShape, answer: answers<MyBooking>(), refusals: { ...askingRefusals, ...endingRefusals } },
  'PUT /bookings/:booking/note': { params: booking, body: z.object({ note: noteSealed }), answer: answers<{ sealed: true }>(), refusals: { ...endingRefusals, 'note-broken': 422 } },
  'POST /bookings/:booking/agreement': { params: booking, answer: answers<{ agreed: true }>(), refusals: endingRefusals },
  'PUT /waiting': { body: z.object({ id, language: z.string().max(8).nullable(), topic: id.nullable() }), answer: answers<{ endsAt: number }>(), refusals: { 'already-waiting': 409 } },
  'DELETE /waiting': { answer: answers<{ waiting: false }>() },

  'GET /duty/bookings': { query: z.object({ from: asked, to: asked }), answer: answers<readonly DutyBooking[]>(), refusals: { 'span-too-long': 422 } },
  'POST /duty/sightings': { body: z.object({ bookings: z.array(id).max(200) }), answer: answers<{ seen: number }>() },
  'POST /duty/bookings/:booking/outcome': {
    params: booking, body: z.object({ outcome: z.enum(['met', 'missed']) }), answer: answers<{ outcome: MeetingOutcome }>(),
    refusals: { ...endingRefusals, 'not-yet': 409, 'wait-ten-minutes': 409 },
  },
  'DELETE /duty/bookings/:booking/outcome': { params: booking, answer: answers<{ outcome: null }>(), refusals: { 'not-found': 404, 'too-late': 409 } },
  'POST /duty/bookings/:booking/apology': { params: booking, body: z.object({ reason: z.enum(REASONS) }), answer: answers<{ cancelled: true }>(), refusals: endingRefusals },
  'POST /duty/bookings/:booking/cover-request': { params: booking, answer: answers<{ wanted: true }>(), refusals: endingRefusals },
  'DELETE /duty/bookings/:booking/cover-request': { params: booking, answer: answers<{ wanted: false }>(), refusals: endingRefusals },
  'GET /duty/covers': { answer: answers<readonly { readonly id: string; readonly startsAt: number; readonly endsAt: number; readonly format: OfferedFormat; readonly supporter: string }[]>() },
  'POST /duty/covers/:booking': { params: booking, body: z.object({ id }), answer: answers<{ id: string }>(), refusals: { 'not-found': 404, 'slot-taken': 409, 'format-gone': 409, 'id-taken': 409 } },

  'GET /bookings/counts': { answer: answers<{ days: readonly DayCount[]; waiting: number | null }>() },
} satisfies Contract
