import type { Duration, Format, Initiator, Referral, SafetyLevel, Unanswered } from '../rules/record.ts'
import type { InteractionWords } from './words.ts'

/** What each answer of a record is called. The figures use the same names. */
export const formatName = (w: InteractionWords): Record<Format, string> => ({
  'in-person': w.format_in_person, phone: w.format_phone, video: w.format_video, messaging: w.format_messaging,
})

export const durationName = (w: InteractionWords): Record<Duration, string> => ({
  '<15': w.duration_under_15, '15-29': w.duration_15, '30-59': w.duration_30, '60-89': w.duration_60, '>=90': w.duration_90,
})

export const initiatorName = (w: InteractionWords): Record<Initiator, string> => ({
  student: w.initiator_student, supporter: w.initiator_supporter, 'third-party': w.initiator_third_party,
})

export const referralName = (w: InteractionWords): Record<Referral, string> => ({
  none: w.referral_none, information: w.referral_information, counselling: w.referral_counselling,
  'student-affairs': w.referral_student_affairs, 'health-service': w.referral_health_service, crisis: w.referral_crisis,
})

export const safetyName = (w: InteractionWords): Record<SafetyLevel, string> => ({
  none: w.safety_none, watch: w.safety_watch, urgent: w.safety_urgent, emergency: w.safety_emergency,
})

export const missingName = (w: InteractionWords): Record<Unanswered, string> => ({
  format: w.missing_format, duration: w.missing_duration, topics: w.missing_topics,
})

/** Options for chips, in the order of the fixed words. */
export const optionsOf = <V extends string>(names: Record<V, string>): { value: V; label: string }[] =>
  (Object.keys(names) as V[]).map((value) => ({ value, label: names[value] }))
