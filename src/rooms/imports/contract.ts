import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Names } from '../programs/rules/names.ts'
import { isDay } from '../hours/rules/days.ts'
import { LARGEST_CAPACITY } from '../hours/rules/weekly-hours.ts'
import { DURATIONS, FORMATS, INITIATORS, MOST_TOPICS, REFERRALS, SAFETY_LEVELS } from '../interactions/rules/record.ts'
import { EXPERIENCE_LENGTH, MOST_EXPERIENCES } from '../supporters/rules.ts'
import type { Problem } from './rules/cells.ts'
import type { ImportKind } from './rules/columns.ts'
import { readEmail } from './rules/read-supporters.ts'
import type { SupporterKnown } from './rules/resolve.ts'
import { LIMITS } from './rules/table.ts'

/** What the browser needs to show a file as the server will read it. */
export interface Desk {
  readonly today: string
  readonly timeZone: string
  readonly topics: readonly { readonly id: string; readonly key: string; readonly names: Names }[]
  readonly cohorts: readonly { readonly id: string; readonly names: Names }[]
  readonly sites: readonly { readonly id: string; readonly names: Names }[]
  readonly supporters: readonly SupporterKnown[]
  /** Rows of earlier files that are remembered until the import is finished. */
  readonly remembered: Readonly<Record<ImportKind, number>>
}

export interface TakenIn {
  readonly kind: ImportKind
  readonly added: number
  /** Rows that an earlier file had already brought. */
  readonly alreadyHere: number
  readonly cohortsAdded: readonly Names[]
  readonly sitesAdded: readonly Names[]
  /** Weekly hours that no student sees until their way to meet is there. */
  readonly incomplete: number
}

/** Nothing was written; these rows are why. */
export interface RowsRefused {
  readonly problems: readonly Problem[]
}

const day = z.string().refine(isDay)
const line = z.number().int().min(1).max(10_000_000)
/** SHA-256 of what makes the row the same in the next file, in hex. The server keys it again before it remembers it. */
const print = z.string().regex(/^[0-9a-f]{64}$/)
const text = (most: number) => z.string().trim().min(1).max(most)
const rowsOf = <T extends z.ZodType>(row: T) => z.object({ locale: z.enum(['en', 'fr', 'zh']), rows: z.array(row).min(1).max(LIMITS.rows) })

export const supporterRows = rowsOf(
  z.object({
    line, print, name: text(80), email: z.string().refine((email) => readEmail(email) === email).nullable(), cohort: text(60).nullable(), site: text(60).nullable(), languages: z.array(text(12)).max(30),
    topics: z.array(z.uuid()).max(40), experiences: z.array(text(EXPERIENCE_LENGTH)).max(MOST_EXPERIENCES), agreementSignedOn: day.nullable(),
  }),
)
export const hourRows = rowsOf(
  z.object({
    line, print, supporter: text(200), weekday: z.literal([1, 2, 3, 4, 5, 6, 7]), starts: z.number().int().min(0).max(1439), ends: z.number().int().min(1).max(2880),
    kind: z.enum(['bookable', 'drop-in']), capacity: z.number().int().min(1).max(LARGEST_CAPACITY).nullable(), formats: z.array(z.enum(FORMATS)).min(1).max(4), place: text(80).nullable(),
  }),
)
/** No line number and no supporter: what makes a record of the past must not tell which row it was. */
export const interactionRows = rowsOf(
  z.object({
    print,
    record: z.object({
      period: z.string().regex(/^\d{4}-(?:W\d{2}|\d{2})$/), format: z.enum(FORMATS), initiator: z.enum(INITIATORS), duration: z.enum(DURATIONS),
      topics: z.array(z.uuid()).min(1).max(MOST_TOPICS), referral: z.enum(REFERRALS), safety: z.enum(SAFETY_LEVELS), followUp: z.boolean(),
    }),
  }),
)

export type SupporterRows = z.infer<typeof supporterRows>
export type HourRows = z.infer<typeof hourRows>
export type InteractionRows = z.infer<typeof interactionRows>

const bodyBytes = 8_000_000

export const contract = {
  'GET /imports': { answer: answers<Desk>() },
  'POST /imports/supporters': { body: supporterRows, bodyBytes, answer: answers<TakenIn>(), refusals: { 'rows-refused': 409 } },
  'POST /imports/hours': { body: hourRows, bodyBytes, answer: answers<TakenIn>(), refusals: { 'rows-refused': 409 } },
  'POST /imports/interactions': { body: interactionRows, bodyBytes, answer: answers<TakenIn>(), refusals: { 'import-stale': 409 } },
  'POST /imports/completion': { answer: answers<{ forgotten: number }>() },
} satisfies Contract
