import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { CoverageCell, Gap } from './rules/coverage.ts'
import type { Need } from './rules/needs.ts'
import { isDay } from './rules/days.ts'
import type { Links, MissingWay, OfferedFormat } from './rules/formats.ts'
import { DAY_MINUTES, KINDS, LARGEST_CAPACITY, type Day, type ExtraHours, type WeeklyHours, type Weekday } from './rules/weekly-hours.ts'

export interface Place {
  readonly id: string
  readonly name: string
  readonly directions: string
}
export interface NamedDays {
  readonly id: string
  readonly kind: 'exams' | 'holiday'
  readonly name: string
  readonly firstDay: Day
  readonly lastDay: Day
  readonly closed: boolean
}
/** One coming occurrence. `off` says that it was taken out of this one week. */
export interface Occurrence {
  readonly hours: string
  readonly on: Day
  readonly startsAt: number
  readonly endsAt: number
  readonly kind: WeeklyHours['kind']
  readonly extra: boolean
  readonly off: boolean
  /** No format has its way to meet, so students do not see it. */
  readonly unseen: boolean
}
export interface OwnWeekly extends Omit<WeeklyHours, 'supporter'> {
  /** What keeps some of its formats from being offered; students see the others. */
  readonly missing: readonly MissingWay[]
  /** None of its formats can be offered: no student sees these hours. */
  readonly incomplete: boolean
}
export interface MyHours {
  /** Sent back with the week, so that two open pages do not overwrite each other. */
  readonly stamp: string
  readonly today: Day
  readonly slotMinutes: number
  /** The formats the program offers. */
  readonly formats: readonly OfferedFormat[]
  readonly weekly: readonly OwnWeekly[]
  readonly extra: readonly Omit<ExtraHours, 'supporter'>[]
  readonly coming: readonly Occurrence[]
  readonly ownWays: Links
  /** What the program has for everybody. */
  readonly programWays: Links
  readonly places: readonly Place[]
  readonly days: readonly NamedDays[]
}
export interface CoverageAnswer {
  readonly monday: Day
  readonly today: Day
  readonly cells: readonly CoverageCell[]
  readonly gaps: readonly Gap[]
  readonly needs: readonly Need[]
  readonly days: readonly NamedDays[]
}
export interface PlannedHours extends OwnWeekly {
  readonly supporter: string
  readonly name: string
}
export interface PlanAnswer {
  readonly today: Day
  readonly hours: readonly PlannedHours[]
  readonly places: readonly Place[]
  readonly days: readonly NamedDays[]
}

const day = z.string().refine(isDay)
const uuid = z.uuid()
const hours = {
  starts: z.int().min(0).max(DAY_MINUTES - 1),
  ends: z.int().min(1).max(2 * DAY_MINUTES),
  kind: z.enum(KINDS),
  capacity: z.int().min(1).max(LARGEST_CAPACITY).nullable(),
  formats: z.array(z.enum(['in-person', 'phone', 'video', 'messaging'])).max(4),
  place: uuid.nullable(),
}
const weekday = z.int().min(1).max(7).transform((n) => n as Weekday)
const weekly = z.object({ ...hours, id: uuid.nullable(), weekday, validFrom: day.nullable(), validUntil: day.nullable() })
const link = z.string().trim().max(400).nullable().transform((text) => text || null)

export type HoursInput = z.output<typeof weekly>
export type ExtraInput = Omit<HoursInput, 'id' | 'weekday' | 'validFrom' | 'validUntil'> & { on: Day }

const hoursRefusals = {
  'times-unclear': 422, 'hours-too-short': 422, 'no-format': 422, 'capacity-unclear': 422, 'place-missing': 422, 'place-unknown': 422,
  'phone-way-missing': 422, 'video-way-missing': 422, 'messaging-not-yet': 422, 'format-not-in-program': 422, 'hours-overlap': 409, 'not-found': 404,
} as const

export const contract = {
  'GET /hours/mine': { answer: answers<MyHours>(), refusals: { 'not-found': 404 } },
  'PUT /hours/mine': {
    body: z.object({ stamp: z.string().max(64), hours: z.array(weekly).max(60) }),
    answer: answers<MyHours>(),
    refusals: { ...hoursRefusals, 'changed-elsewhere': 409, 'validity-unclear': 422 },
  },
  'PUT /hours/mine/:hours/off/:day': { params: z.object({ hours: uuid, day }), answer: answers<MyHours>(), refusals: { 'not-found': 404, 'day-not-theirs': 422 } },
  'DELETE /hours/mine/:hours/off/:day': { params: z.object({ hours: uuid, day }), answer: answers<MyHours>(), refusals: { 'not-found': 404 } },
  'POST /hours/mine/extra': {
    body: z.object({ ...hours, on: day }),
    answer: answers<MyHours>(),
    refusals: { ...hoursRefusals, 'day-past': 422, 'day-too-far': 422, 'program-closed': 409 },
  },
  'DELETE /hours/mine/extra/:extra': { params: z.object({ extra: uuid }), answer: answers<MyHours>(), refusals: { 'not-found': 404 } },
  'PUT /hours/mine/ways': { body: z.object({ phone: link, video: link }), answer: answers<MyHours>(), refusals: { 'room-not-https': 422, 'not-found': 404 } },
  'POST /hours/places': {
    body: z.object({ name: z.string().trim().min(1).max(80), directions: z.string().trim().max(300) }),
    answer: answers<Place>(),
    refusals: { 'place-name-taken': 409 },
  },
  'PUT /hours/places/:place': {
    params: z.object({ place: uuid }),
    body: z.object({ name: z.string().trim().min(1).max(80), directions: z.string().trim().max(300) }),
    answer: answers<Place>(),
    refusals: { 'place-name-taken': 409, 'not-found': 404 },
  },
  'DELETE /hours/places/:place': { params: z.object({ place: uuid }), answer: answers<{ removed: true }>(), refusals: { 'place-in-use': 409, 'not-found': 404 } },
  'GET /hours/coverage': { query: z.object({ week: day.optional() }), answer: answers<CoverageAnswer>() },
  'PUT /hours/needs': {
    body: z.object({ needs: z.array(z.object({ weekday, hour: z.int().min(0).max(23), need: z.int().min(0).max(20) })).max(168) }),
    answer: answers<{ saved: true }>(),
  },
  'GET /hours/plan': { answer: answers<PlanAnswer>() },
  'POST /hours/days': {
    body: z.object({ kind: z.enum(['exams', 'holiday']), name: z.string().trim().min(1).max(80), firstDay: day, lastDay: day, closed: z.boolean() }),
    answer: answers<{ id: string }>(),
    refusals: { 'days-unclear': 422 },
  },
  'DELETE /hours/days/:days': { params: z.object({ days: uuid }), answer: answers<{ removed: true }>(), refusals: { 'not-found': 404 } },
} satisfies Contract
