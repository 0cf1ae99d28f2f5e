import { row, rows, run, sql, type Tx } from '../../../platform/db/transaction.ts'
import { at } from '../../../platform/db/values.ts'
import type { Instant } from '../../../platform/clock.ts'
import type { OfferedFormat } from '../../hours/rules/formats.ts'
import type { CancelledBy, MeetingOutcome, Reason } from '../rules/booking.ts'

/** The row's lock belongs to one account for one transaction; the number is a keyed hash and is stored nowhere. */
export const lockAccount = (tx: Tx, lock: string) => run(tx, sql`select pg_advisory_xact_lock(${lock}::bigint)`)

export interface AccountFacts {
  readonly hours: number
  readonly limits: number | null
  readonly open: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[]
  readonly missedOn: readonly string[]
  readonly generation: number | null
  readonly newestGeneration: number | null
  /** Whose the booking of this id is: ours when the request is sent a second time. */
  readonly known: 'ours' | 'theirs' | null
}

export interface Asking {
  readonly account: string
  readonly holders: readonly Buffer[]
  readonly marks: readonly Buffer[]
  readonly id: string
  readonly now: Instant
}

/** All that decides about one account's booking, in one statement; the hashes travel once. */
export async function factsOf(tx: Tx, { account, holders, marks, id, now }: Asking): Promise<AccountFacts> {
  const found = await row(tx, sql<Omit<AccountFacts, 'open'> & { open: readonly (readonly [number, number])[] | null }>`
    with mine as materialized (select ${holders}::bytea[] as holders)
    select
    coalesce((select version from hours_version), 0) as hours,
    (select version from limits_in_force) as limits,
    (select json_agg(json_build_array(date_part('epoch', b.starts_at) * 1000, date_part('epoch', b.ends_at) * 1000))
      from bookings b join taken_slots t on t.booking = b.id where b.holder is not null and b.holder = any((select holders from mine)::bytea[]) and b.ends_at > ${at(now)}) as open,
    coalesce((select array_agg(missed_on::text) from missed_meetings where mark = any(${marks}::bytea[])), '{}') as "missedOn",
    g.generation, g.newest as "newestGeneration",
    (select case when holder = any((select holders from mine)::bytea[]) then 'ours' else 'theirs' end from bookings where id = ${id}) as known
    from (select 1) one left join student_generations g on g.account = ${account}`)
  return { ...found!, open: (found!.open ?? []).map(([startsAt, endsAt]) => ({ startsAt, endsAt })) }
}

export interface NewBooking {
  readonly id: string
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly format: OfferedFormat
  readonly place: string | null
  readonly meetingWord: string
  readonly generation: number | null
  readonly holder: Buffer
  readonly absenceSealed: Buffer
  readonly noteSealed: Buffer | null
}

/** Writes the booking and takes its slot: false, and to be rolled back, when the constraint finds the slot taken. Waits for a rival to end, without deadlock. */
export const addBooking = async (tx: Tx, b: NewBooking): Promise<boolean> => 1 === await run(tx, sql`with made as (
    insert into bookings (id, supporter, starts_at, ends_at, format, place, meeting_word, generation, holder, absence_sealed, note_sealed)
    values (${b.id}, ${b.supporter}, ${at(b.startsAt)}, ${at(b.endsAt)}, ${b.format}, ${b.place}, ${b.meetingWord}, ${b.generation}, ${b.holder}, ${b.absenceSealed}, ${b.noteSealed})
    returning id, supporter, starts_at, ends_at)
  insert into taken_slots (program, booking, supporter, during) select current_program(), id, supporter, tstzrange(starts_at, ends_at) from made
  on conflict do nothing`)

/** A booking with every record about it. `stands` is true while it holds its slot. */
export interface StoredBooking {
  readonly id: string
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly format: OfferedFormat
  readonly place: string | null
  readonly meetingWord: string
  readonly generation: number | null
  readonly holder: Buffer | null
  readonly absenceSealed: Buffer | null
  readonly noteSealed: Buffer | null
  readonly stands: boolean
  readonly seen: boolean
  readonly delivered: boolean
  readonly outcome: MeetingOutcome | null
  readonly cancelledBy: CancelledBy | null
  readonly reason: Reason | 'code-changed' | null
  readonly movedTo: string | null
  readonly movedFrom: Instant | null
  readonly coveredBy: string | null
  readonly coverFor: string | null
  readonly coverAgreed: boolean
  readonly coverWanted: boolean
  readonly noteLeftBehind: boolean
}

const WHOLE = sql`select b.id, b.supporter, b.starts_at as "startsAt", b.ends_at as "endsAt", b.format, b.place,
    b.meeting_word as "meetingWord", b.generation, b.holder, b.absence_sealed as "absenceSealed", b.note_sealed as "noteSealed",
    t.booking is not null as stands, s.booking is not null as seen, told.booking is not null as delivered, o.outcome, c.by_whom as "cancelledBy", c.reason,
    away.to_booking as "movedTo", origin.starts_at as "movedFrom", over.to_booking as "coveredBy", asker.supporter as "coverFor",
    yes.booking is not null as "coverAgreed", wish.booking is not null as "coverWanted",
    coalesce(here.note_left_behind, took.note_left_behind, false) and b.note_sealed is null as "noteLeftBehind"
  from bookings b
  left join taken_slots t on t.booking = b.id
  left join booking_sightings s on s.booking = b.id
  left join booking_deliveries told on told.booking = b.id
  left join booking_outcomes o on o.booking = b.id
  left join booking_cancellations c on c.booking = b.id
  left join booking_moves away on away.from_booking = b.id
  left join booking_moves here on here.to_booking = b.id
  left join bookings origin on origin.id = here.from_booking
  left join booking_covers over on over.from_booking = b.id
  left join booking_covers took on took.to_booking = b.id
  left join bookings asker on asker.id = took.from_booking
  left join cover_agreements yes on yes.booking = b.id
  left join cover_requests wish on wish.booking = b.id`

/** Everything booked under these keyed hashes whose half-day's key lives. */
export const bookingsOf = (tx: Tx, holders: readonly Buffer[]): Promise<StoredBooking[]> =>
  rows(tx, sql<StoredBooking>`${WHOLE} where b.holder is not null and b.holder = any(${holders}::bytea[]) order by b.starts_at, b.id`)

/** Locks the booking if it is this account's; undefined for another's as for none. */
export async function lockOwn(tx: Tx, id: string, holders: readonly Buffer[]): Promise<StoredBooking | undefined> {
  await run(tx, sql`select from bookings where id = ${id} for update`)
  return row(tx, sql<StoredBooking>`${WHOLE} where b.id = ${id} and b.holder = any(${holders}::bytea[])`)
}

/** Locks the booking if it is with this supporter. */
export async function lockWith(tx: Tx, id: string, supporter: string): Promise<StoredBooking | undefined> {
  await run(tx, sql`select from bookings where id = ${id} for update`)
  return row(tx, sql<StoredBooking>`${WHOLE} where b.id = ${id} and b.supporter = ${supporter}`)
}

export const bookingsWith = (tx: Tx, supporter: string, from: Instant, to: Instant): Promise<StoredBooking[]> =>
  rows(tx, sql<StoredBooking>`${WHOLE} where b.supporter = ${supporter} and b.ends_at > ${at(from)} and b.starts_at < ${at(to)} order by b.starts_at, b.id`)

export const giveSlotBack = (tx: Tx, booking: string) => run(tx, sql`delete from taken_slots where booking = ${booking}`)

/** Nobody came: the slot is free, and says that its supporter is there. */
export const freeSlot = (tx: Tx, booking: string) => run(tx, sql`with free as (delete from taken_slots where booking = ${booking} returning booking, supporter, during)
  insert into freed_slots (program, booking, supporter, during) select current_program(), booking, supporter, during from free`)
export const dropFreedSlot = (tx: Tx, booking: string) => run(tx, sql`delete from freed_slots where booking = ${booking}`)

/** Takes the slot again, unless somebody else has it by now. */
export const takeSlotAgain = (tx: Tx, booking: string) => run(tx, sql`
  insert into taken_slots (program, booking, supporter, during) select current_program(), id, supporter, tstzrange(starts_at, ends_at) from bookings where id = ${booking}
  on conflict do nothing`)

export const addCancellation = (tx: Tx, booking: string, by: CancelledBy, reason: Reason | 'code-changed' | null) =>
  run(tx, sql`insert into booking_cancellations (booking, by_whom, reason) values (${booking}, ${by}, ${reason})`)

/** What was said goes with the booking that no longer takes place. */
export const wipeNote = (tx: Tx, booking: string) => run(tx, sql`update bookings set note_sealed = null where id = ${booking}`)

export const replaceNote = (tx: Tx, booking: string, noteSealed: Buffer) => run(tx, sql`update bookings set note_sealed = ${noteSealed} where id = ${booking}`)

export const addMove = (tx: Tx, from: string, to: string, noteLeftBehind: boolean) =>
  run(tx, sql`insert into booking_moves (from_booking, to_booking, note_left_behind) values (${from}, ${to}, ${noteLeftBehind})`)

export const addCover = (tx: Tx, from: string, to: string, noteLeftBehind: boolean) =>
  run(tx, sql`insert into booking_covers (from_booking, to_booking, note_left_behind) values (${from}, ${to}, ${noteLeftBehind})`)

export const addAgreement = (tx: Tx, booking: string) => run(tx, sql`insert into cover_agreements (booking) values (${booking}) on conflict do nothing`)

export const addCoverRequest = (tx: Tx, booking: string) => run(tx, sql`insert into cover_requests (booking) values (${booking}) on conflict do nothing`)
export const dropCoverRequest = (tx: Tx, booking: string) => run(tx, sql`delete from cover_requests where booking = ${booking}`)

/** Bookings of others for which a stand-in is looked for: their times, nothing of what was said. */
export const coverWanted = (tx: Tx, except: string, now: Instant): Promise<StoredBooking[]> =>
  rows(tx, sql<StoredBooking>`${WHOLE} where wish.booking is not null and t.booking is not null and b.supporter <> ${except} and b.starts_at > ${at(now)} order by b.starts_at`)

export async function lockWanted(tx: Tx, id: string): Promise<StoredBooking | undefined> {
  await run(tx, sql`select from bookings where id = ${id} for update`)
  return row(tx, sql<StoredBooking>`${WHOLE} where b.id = ${id} and wish.booking is not null and t.booking is not null`)
}

export const addSighting = (tx: Tx, booking: string) =>
  run(tx, sql`insert into booking_sightings (booking) select id from bookings where id = ${booking} on conflict do nothing`)

export const addDeliveries = (tx: Tx, bookings: readonly string[]) =>
  run(tx, sql`insert into booking_deliveries (booking) select id from bookings where id = any(${bookings}::uuid[]) on conflict do nothing`)

/** What changed after it was seen is news again. */
export const dropSighting = (tx: Tx, booking: string) => run(tx, sql`delete from booking_sightings where booking = ${booking}`)

export const addSightingsWith = (tx: Tx, supporter: string, bookings: readonly string[]) => run(tx, sql`
  insert into booking_sightings (booking) select id from bookings where supporter = ${supporter} and id = any(${bookings}::uuid[]) on conflict do nothing`)

export const addOutcome = (tx: Tx, booking: string, outcome: MeetingOutcome) => run(tx, sql`insert into booking_outcomes (booking, outcome) values (${booking}, ${outcome})`)
export const dropOutcome = (tx: Tx, booking: string) => run(tx, sql`delete from booking_outcomes where booking = ${booking}`)

export const addMiss = (tx: Tx, mark: Buffer, day: string) => run(tx, sql`insert into missed_meetings (mark, missed_on) values (${mark}, ${day}::date)`)
export const dropMiss = (tx: Tx, mark: Buffer, day: string) => run(tx, sql`
  delete from missed_meetings where id = (select id from missed_meetings where mark = ${mark} and missed_on = ${day}::date limit 1)`)

/** The public key of a supporter's account, as the accounts room publishes it; other staff have none to be written to. */
export const noteKey = (tx: Tx, supporter: string) => row(tx, sql<{ account: string; pkHpke: Buffer }>`
  select a.account, a.pk_hpke as "pkHpke" from supporter_standing s join account_standing a on a.account = s.account
  where s.person = ${supporter} and s.has_profile and not s.has_left`)
