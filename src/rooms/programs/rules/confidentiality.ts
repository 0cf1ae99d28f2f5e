import type { Locale } from '../../../ui/same-words.ts'
import type { Day } from './days.ts'

/**
 * The limits of confidentiality in one language. Nameless and in-person contact have sentences of their own, because what a supporter
 * can do in an emergency differs: nobody can locate a student who has not said where they are.
 */
export interface LimitsText {
  /** What is kept. */
  readonly promise: string
  /** What is passed on and when, one sentence each. */
  readonly passedOn: readonly string[]
  readonly nameless: string
  readonly inPerson: string
  /** Peers have no legal privilege. */
  readonly privilege: string
  /** The program's answer to the fear for one's career. */
  readonly career: string
  /** Added where students may be under 18. */
  readonly minors: string
}
export const LIMITS_PARTS = ['promise', 'passedOn', 'nameless', 'inPerson', 'privilege', 'career', 'minors'] as const

export type LimitsTexts = { readonly [L in Locale]?: LimitsText | undefined }

export interface TextVersion {
  readonly version: number
  readonly pack: string
  readonly texts: LimitsTexts
  readonly writtenOn: Day
  readonly review: { readonly reviewer: string; readonly on: Day } | null
}

export type TextProblem = { readonly locale: Locale; readonly part: (typeof LIMITS_PARTS)[number] }

/** Every language the program speaks needs every part: a missing sentence is a missing promise or a missing warning. */
export const textProblems = (texts: LimitsTexts, locales: readonly Locale[]): TextProblem[] =>
  locales.flatMap((locale) => LIMITS_PARTS.filter((part) => !filled(texts[locale]?.[part])).map((part) => ({ locale, part })))

const filled = (part: string | readonly string[] | undefined): boolean =>
  typeof part === 'string' ? part.trim() !== '' : part !== undefined && part.length > 0 && part.every((sentence) => sentence.trim() !== '')

/** Students see and acknowledge the newest version that a named person has reviewed; a newer draft waits. */
export const publishedVersion = (versions: readonly TextVersion[]): TextVersion | null =>
  versions.filter((version) => version.review).toSorted((a, b) => b.version - a.version)[0] ?? null

export interface LimitsHeadings {
  readonly limits_promise: string
  readonly limits_passed_on: string
  readonly limits_nameless: string
  readonly limits_in_person: string
  readonly limits_privilege: string
  readonly limits_career: string
  readonly limits_minors: string
}
export interface LimitsSection {
  readonly heading: string
  readonly sentences: readonly string[]
}

/** The text in the order in which it is read. The sentence for minors stands there only where there may be some. */
export const limitsSections = (text: LimitsText, minors: boolean, w: LimitsHeadings): LimitsSection[] => [
  { heading: w.limits_promise, sentences: [text.promise] },
  { heading: w.limits_passed_on, sentences: text.passedOn },
  { heading: w.limits_nameless, sentences: [text.nameless] },
  { heading: w.limits_in_person, sentences: [text.inPerson] },
  { heading: w.limits_privilege, sentences: [text.privilege] },
  { heading: w.limits_career, sentences: [text.career] },
  ...(minors ? [{ heading: w.limits_minors, sentences: [text.minors] }] : []),
]
