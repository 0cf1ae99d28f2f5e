import { z } from 'zod'
import { answers, type Contract } from '../../platform/contract.ts'
import type { Names } from '../programs/rules/names.ts'
import type { EmergencyService } from '../programs/rules/settings.ts'
import { DURATIONS, FORMATS, INITIATORS, MOST_TOPICS, REFERRALS, SAFETY_LEVELS } from './rules/record.ts'

/** 32 random bytes drawn on the supporter's device. It is the only handle on a record, and dies with its week. */
const receipt = z.string().regex(/^[\w-]{43}$/)

/** Strict: a field that is not named here, such as a note, refuses the whole record. */
const record = z.strictObject({
  period: z.string().regex(/^\d{4}-W\d{2}$/),
  format: z.enum(FORMATS),
  initiator: z.enum(INITIATORS),
  duration: z.enum(DURATIONS),
  topics: z.array(z.uuid()).min(1).max(MOST_TOPICS).refine((topics) => new Set(topics).size === topics.length),
  referral: z.enum(REFERRALS),
  safety: z.enum(SAFETY_LEVELS),
  followUp: z.boolean(),
})

const entry = z.strictObject({ receipt, record })
const kept = answers<{ kept: true; closes: string }>()
const refusals = { 'week-not-open': 409, 'topic-unknown': 409 }

/** What the form needs, small enough to be kept on the device for the hour without a connection. */
export interface LogForm {
  readonly topics: readonly { readonly id: string; readonly names: Names; readonly escalates: boolean }[]
  /** ISO weeks a contact may be logged for, this week first. */
  readonly weeks: readonly string[]
  /** The week whose entries can still be changed. */
  readonly openWeek: string
  /** Who answers an emergency at this hour. */
  readonly onCall: readonly { readonly fullName: string; readonly contactEmail: string | null; readonly contactPhone: string | null }[]
  /** Whom to call when nobody is on call. */
  readonly emergencyService: EmergencyService | null
}

export const contract = {
  'GET /interactions/form': { answer: answers<LogForm>() },
  'POST /interactions': { body: entry, answer: kept, refusals },
  'POST /interactions/correction': { body: entry, answer: kept, refusals: { ...refusals, 'week-closed': 409 } },
  'POST /interactions/withdrawal': { body: z.strictObject({ receipt }), answer: answers<{ withdrawn: true }>(), refusals: { 'week-closed': 409 } },
} satisfies Contract
