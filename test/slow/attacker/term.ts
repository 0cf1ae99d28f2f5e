import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { textOf } from '../../../src/platform/contract.ts'
import type { Db } from '../../../src/platform/db/transaction.ts'
import { isRefused } from '../../../src/platform/refusals.ts'
import type { Services } from '../../../src/platform/services.ts'
import { bookSlot } from '../../../src/rooms/bookings/actions/booking.ts'
import { noteOutcome } from '../../../src/rooms/bookings/actions/duty.ts'
import { listSlots } from '../../../src/rooms/bookings/actions/listing.ts'
import { forgetWhoMet } from '../../../src/rooms/bookings/actions/upkeep.ts'
import { unlinkableBefore } from '../../../src/rooms/bookings/rules/half-days.ts'
import { unpackSlots, type Listing } from '../../../src/rooms/bookings/rules/listing.ts'
import { closeWeeks } from '../../../src/rooms/interactions/actions/close.ts'
import { keepInteraction } from '../../../src/rooms/interactions/actions/keep.ts'
import { closeLoads } from '../../../src/rooms/interactions/actions/load.ts'
import { shuffled } from '../../../src/platform/shuffled.ts'
import { dayIn, openWeekAt, weekOfDay } from '../../../src/rooms/interactions/rules/periods.ts'
import type { Duration, Format, InteractionRecord } from '../../../src/rooms/interactions/rules/record.ts'
import { takeDump, type Dump } from './dump.ts'

/** A term of a school, lived through the program's own actions, with a thief who copies everything each night. */
export interface Term {
  readonly dumps: readonly Dump[]
  readonly contacts: readonly Contact[]
  readonly accounts: readonly string[]
  /** Who sat in each booking: what only the two people know. */
  readonly sat: ReadonlyMap<string, string>
}

export interface Contact {
  readonly account: string
  readonly booking: string | null
  readonly supporter: string
  readonly record: InteractionRecord
  readonly loggedAt: number
}

export interface Scene {
  readonly db: Db
  readonly services: Services
  readonly owner: pg.Client
  readonly topics: readonly string[]
  readonly supporters: readonly string[]
  readonly students: readonly Student[]
  onNight(now: number, dump: Dump): Promise<void>
}

export interface Student {
  readonly account: string
  /** A sealed note as this account's keys alone can write it. */
  readonly note: string
}

export const ZONE = 'America/Toronto'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEKS = 15
const BOOKINGS_A_DAY = 4
/** Monday 31 August 2026, five in the morning in Toronto. */
export const TERM_STARTS = Date.parse('2026-08-31T09:00:00Z')

interface Meeting {
  readonly booking: string
  readonly account: string
  readonly supporter: string
  readonly startsAt: number
  readonly endsAt: number
  readonly format: Format
}

export async function liveTerm(scene: Scene): Promise<Term> {
  const dice = seededDice(20260831)
  const dumps: Dump[] = []
  const contacts: Contact[] = []
  const sat = new Map<string, string>()
  let ahead: Meeting[] = []
  let toLog: Contact[] = []
  const content = uniqueContent(scene.topics, dice)
  for (let night = TERM_STARTS; night < TERM_STARTS + (WEEKS + 1) * 7 * DAY_MS; night += DAY_MS) {
    const dayEnds = night + DAY_MS
    const isTerm = night < TERM_STARTS + WEEKS * 7 * DAY_MS
    const booked = isTerm ? await bookADay(scene, dice, night) : []
    for (const meeting of booked) sat.set(meeting.booking, meeting.account)
    const over = [...ahead, ...booked].filter((meeting) => meeting.endsAt < dayEnds)
    ahead = [...ahead, ...booked].filter((meeting) => meeting.endsAt >= dayEnds)
    for (const meeting of over) {
      await noteOutcome({ ...scene, now: meeting.endsAt + 60_000 }, meeting.supporter, meeting.booking, 'met')
      if (dice() < 0.9) toLog.push(contactOf(meeting, content, dice))
      if (dice() < 0.2) toLog.push(contactOutside(scene, meeting, content, dice))
    }
    const today = toLog.filter((contact) => contact.loggedAt < dayEnds).toSorted((a, b) => a.loggedAt - b.loggedAt)
    toLog = toLog.filter((contact) => contact.loggedAt >= dayEnds)
    for (const contact of today) await log(scene, contact)
    contacts.push(...today)
    await housekeeping(scene, contacts, dayEnds)
    dumps.push(await takeDump(scene.owner, dayEnds))
    await scene.onNight(dayEnds, dumps.at(-1)!)
  }
  return { dumps, contacts, accounts: scene.students.map(({ account }) => account), sat }
}

/** A few students find a slot of the next five days. Slots change their length from day to day, so that duration tells meetings apart. */
async function bookADay(scene: Scene, dice: Dice, now: number): Promise<Meeting[]> {
  await scene.owner.query(`update programs set settings = settings || jsonb_build_object('slotMinutes', $1::int)`, [pick([20, 45, 60], dice)])
  await scene.owner.query('update hours_versions set version = version + 1')
  const booked: Meeting[] = []
  for (let tries = 0; booked.length < BOOKINGS_A_DAY && tries < 20; tries += 1) {
    const listing = JSON.parse(textOf(await listSlots(scene.db, now))!) as Listing
    const slot = pick(unpackSlots(listing).filter((each) => each.startsAt < now + 5 * DAY_MS), dice)
    const student = pick(scene.students, dice)
    const meeting = { ...slot, booking: randomUUID(), account: student.account, format: pick(['in-person', 'in-person', 'in-person', 'video', 'video', 'phone'] as const, dice) }
    const answer = await bookSlot({ ...scene, now }, student.account, { id: meeting.booking, supporter: slot.supporter, startsAt: slot.startsAt, format: meeting.format, language: 'en', limitsRead: 1, note: student.note })
    if (isRefused(answer)) continue
    booked.push(meeting)
    // The row of a program that had kept the account until the meeting is a day old.
    await scene.owner.query('insert into control.bookings values ($1, $2, $3)', [meeting.booking, meeting.account, new Date(meeting.endsAt)])
  }
  return booked
}

function contactOf(meeting: Meeting, content: Content, dice: Dice): Contact {
  const late = pick([0.2, 0.5, 0.8, 0.8, 1, 1.5, 2, 20, 50], dice) * HOUR_MS
  const week = weekOfDay(dayIn(ZONE, meeting.endsAt))
  return {
    account: meeting.account, booking: meeting.booking, supporter: meeting.supporter, loggedAt: meeting.endsAt + late + Math.floor(dice() * HOUR_MS / 4),
    record: content(week, meeting.format, bandOf(meeting.endsAt - meeting.startsAt)),
  }
}

function contactOutside(scene: Scene, { endsAt }: Meeting, content: Content, dice: Dice): Contact {
  return {
    account: pick(scene.students, dice).account, booking: null, supporter: pick(scene.supporters, dice), loggedAt: endsAt + Math.floor(dice() * 5 * HOUR_MS),
    record: content(weekOfDay(dayIn(ZONE, endsAt)), pick(['messaging', 'messaging', 'in-person', 'phone'], dice), pick(['<15', '15-29', '30-59'], dice)),
  }
}

export const bandOf = (ms: number): Duration => (ms < 30 * 60_000 ? '15-29' : ms < HOUR_MS ? '30-59' : '60-89')

async function log({ db, services, owner }: Scene, { record, supporter, loggedAt }: Contact): Promise<void> {
  const kept = await keepInteraction(db, { keys: services.keys, timeZone: ZONE, now: loggedAt }, supporter, { receipt: randomBytes(32).toString('base64url'), record })
  if ('refused' in kept) throw new Error(`the term could not be lived: ${kept.refused}`)
  await owner.query('insert into control.pending values ($1, $2, $3, $4)', [record.period, record.format, record.duration, record.topics])
}

/** What the server does unasked, once a night. The control tables are closed in the same way, minus the one thing each lacks. */
async function housekeeping({ db, services, owner }: Scene, contacts: readonly Contact[], now: number): Promise<void> {
  await forgetWhoMet(db, services, now)
  await owner.query('update control.bookings set account = null where ends_at <= $1', [new Date(unlinkableBefore(now))])
  const { written } = await closeWeeks(db, { keys: services.keys, timeZone: ZONE, now })
  await closeLoads(db, services.keys, ZONE, now)
  if (!written) return
  await owner.query('delete from control.pending')
  const open = openWeekAt(ZONE, now)
  const closing = contacts.filter((contact) => openWeekAt(ZONE, contact.loggedAt) < open && openWeekAt(ZONE, contact.loggedAt) >= openWeekAt(ZONE, now - 7 * DAY_MS))
  for (const { record, supporter } of shuffled(closing)) {
    await owner.query('insert into control.records values ($1, $2, $3, $4, $5)', [record.period, record.format, record.duration, record.topics, supporter])
  }
}

type Content = (week: string, format: Format, duration: Duration) => InteractionRecord

/** Topics tell the records of a week apart, so that the test knows whose is whose. The thief cannot use them: no booking has them. */
function uniqueContent(topics: readonly string[], dice: Dice): Content {
  const used = new Set<string>()
  return (period, format, duration) => {
    for (;;) {
      const chosen = topics.filter(() => dice() < 0.3).slice(0, 8)
      const key = recordKey(period, chosen)
      if (chosen.length === 0 || used.has(key)) continue
      used.add(key)
      return { period, format, initiator: 'student', duration, topics: chosen, referral: 'none', safety: 'none', followUp: false }
    }
  }
}

export const recordKey = (period: string, topics: readonly string[]): string => `${period} ${topics.toSorted().join()}`

type Dice = () => number
const pick = <T>(from: readonly T[], dice: Dice): T => from[Math.floor(dice() * from.length)]!

/** Mulberry32: the same term every time; only keys, shuffles and ids differ. */
function seededDice(seed: number): Dice {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

