import { z } from 'zod'
import { answers } from '../../platform/contract.ts'
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
const refusals = { 'week-not-open': 409, 'topic-unknown': 409 } as const

export interface LogFormTopic {
  readonly id: string
  readonly names: Readonly<Partial<Record<'en' | 'fr' | 'zh', string>>>
  readonly escalates: boolean
}

export const contract = {
  'GET /interactions/form': { answer: answers<{ topics: readonly LogFormTopic[]; weeks: readonly string[]; openWeek: string }>() },
  'POST /interactions': { body: entry, answer: kept, refusals },
  'POST /interactions/correction': { body: entry, answer: kept, refusals: { ...refusals, 'week-closed': 409 } },
  'POST /interactions/withdrawal': { body: z.strictObject({ receipt }), answer: answers<{ withdrawn: true }>(), refusals: { 'week-closed': 409 } },
} as const
