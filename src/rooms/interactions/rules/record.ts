import { FORMATS, type Format } from '../../programs/rules/settings.ts'

export { FORMATS, type Format }
/** What programs of this kind count. The words are those of the year's table. */
export const INITIATORS = ['student', 'supporter', 'third-party'] as const
export const DURATIONS = ['<15', '15-29', '30-59', '60-89', '>=90'] as const
export const REFERRALS = ['none', 'information', 'counselling', 'student-affairs', 'health-service', 'crisis'] as const
export const SAFETY_LEVELS = ['none', 'watch', 'urgent', 'emergency'] as const

export type Initiator = (typeof INITIATORS)[number]
export type Duration = (typeof DURATIONS)[number]
export type Referral = (typeof REFERRALS)[number]
export type SafetyLevel = (typeof SAFETY_LEVELS)[number]

/** One contact. There is no field for a person, a booking or a sentence, and none may be added: docs/encryption.md. */
export interface InteractionRecord {
  /** An ISO week such as 2026-W47, or a month such as 2026-11 once it is older than a year. */
  readonly period: string
  readonly format: Format
  readonly initiator: Initiator
  readonly duration: Duration
  /** Ids of the program's topics. */
  readonly topics: readonly string[]
  readonly referral: Referral
  readonly safety: SafetyLevel
  readonly followUp: boolean
}

/** More would make the set of topics a fingerprint; the most seen in two years of a real-sized program is five. */
export const MOST_TOPICS = 8

/** A form before it is finished: three questions have no default, because a default would answer them. */
export type OpenForm = Omit<InteractionRecord, 'format' | 'duration'> & { readonly format: Format | null; readonly duration: Duration | null }

export const emptyForm = (week: string): OpenForm => ({
  period: week, format: null, initiator: 'student', duration: null, topics: [], referral: 'none', safety: 'none', followUp: false,
})

export type Unanswered = 'format' | 'duration' | 'topics'

export const unanswered = (form: OpenForm): Unanswered[] => [
  ...(form.format ? [] : ['format' as const]),
  ...(form.duration ? [] : ['duration' as const]),
  ...(form.topics.length ? [] : ['topics' as const]),
]

/** The record, or null while something is unanswered. */
export const finished = (form: OpenForm): InteractionRecord | null =>
  form.format && form.duration && form.topics.length ? { ...form, format: form.format, duration: form.duration } : null

/** Ticks or unticks a topic; one more than MOST_TOPICS is not taken. */
export function toggleTopic(topics: readonly string[], topic: string): readonly string[] {
  if (topics.includes(topic)) return topics.filter((chosen) => chosen !== topic)
  return topics.length < MOST_TOPICS ? [...topics, topic] : topics
}

/** These open the panel that says what to do now. It guides; it never keeps anyone from saving. */
export const showsSafetyPanel = (form: Pick<OpenForm, 'topics' | 'safety' | 'referral'>, escalating: readonly string[]): boolean =>
  form.safety === 'urgent' || form.safety === 'emergency' || form.referral === 'crisis' || form.topics.some((topic) => escalating.includes(topic))
