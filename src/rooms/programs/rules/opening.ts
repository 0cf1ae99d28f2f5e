import type { Locale } from '../../../ui/same-words.ts'
import { lineStanding, missingKinds, type CrisisLine, type LineKind } from './crisis-lines.ts'
import { publishedVersion, textProblems, type TextVersion } from './confidentiality.ts'
import type { Day } from './days.ts'
import type { ProgramSettings } from './settings.ts'

/** What the rooms below know; they hand it in, because this room may not ask them. */
export interface StaffFacts {
  /** Coordinators who can sign in with two ways back and whom the assessor firewall lets reach every cohort. */
  readonly coordinators: number
  /** Safety contacts whose role is in force: only they read reports about supporters. */
  readonly safetyContacts: number
  /** Hours of the week (0-167, Monday midnight first) at which nobody is on call. */
  readonly hoursWithoutOnCall: readonly number[]
  readonly readySupporters: number
  /** Ready supporters whose test alert was never confirmed. */
  readonly untestedSupporters: readonly { readonly id: string; readonly name: string }[]
}

export interface OpeningState extends StaffFacts {
  readonly locales: readonly Locale[]
  readonly cohorts: number
  readonly settings: Pick<ProgramSettings, 'formats' | 'emergencyService'>
  readonly texts: readonly TextVersion[]
  readonly minorsAnswer: { readonly answer: 'yes' | 'no'; readonly by: string; readonly on: Day } | null
  readonly lines: readonly CrisisLine[]
}

export const NEEDED_COORDINATORS = 2
export const NEEDED_SUPPORTERS = 2
/** Fewer, and nobody can be reported: one alone might be the reported supporter's friend, or away. */
export const NEEDED_SAFETY_CONTACTS = 2

export type OpeningProblem =
  | { readonly problem: 'cohorts-missing' }
  | { readonly problem: 'no-format' }
  | { readonly problem: 'text-not-reviewed' }
  | { readonly problem: 'text-incomplete'; readonly locales: readonly Locale[] }
  | { readonly problem: 'under-18-unanswered' }
  | { readonly problem: 'lines-missing'; readonly kinds: readonly LineKind[] }
  | { readonly problem: 'lines-unchecked'; readonly count: number }
  | { readonly problem: 'emergency-hours-uncovered'; readonly hours: number }
  | { readonly problem: 'coordinators-few'; readonly have: number }
  | { readonly problem: 'supporters-few'; readonly have: number }
  | { readonly problem: 'test-alerts-unconfirmed'; readonly names: readonly string[] }
export type ProblemWord = OpeningProblem['problem']

/** In the order in which a coordinator would mend them. */
export const CHECKLIST: readonly ProblemWord[] = [
  'cohorts-missing', 'no-format', 'text-not-reviewed', 'text-incomplete', 'under-18-unanswered', 'lines-missing', 'lines-unchecked',
  'emergency-hours-uncovered', 'coordinators-few', 'supporters-few', 'test-alerts-unconfirmed',
]

/** Everything that keeps the doors closed to students; empty means they may open. */
export function openingProblems(state: OpeningState): OpeningProblem[] {
  const found: OpeningProblem[] = []
  if (state.cohorts === 0) found.push({ problem: 'cohorts-missing' })
  if (state.settings.formats.length === 0) found.push({ problem: 'no-format' })

  const published = publishedVersion(state.texts)
  if (!published) found.push({ problem: 'text-not-reviewed' })
  else {
    const incomplete = state.locales.filter((locale) => textProblems(published.texts, [locale]).length > 0)
    if (incomplete.length) found.push({ problem: 'text-incomplete', locales: incomplete })
  }
  if (!state.minorsAnswer) found.push({ problem: 'under-18-unanswered' })

  const kinds = missingKinds(state.lines)
  if (kinds.length) found.push({ problem: 'lines-missing', kinds })
  const unchecked = state.lines.filter((line) => line.checkedOn === null).length
  if (unchecked) found.push({ problem: 'lines-unchecked', count: unchecked })
  if (!state.settings.emergencyService && state.hoursWithoutOnCall.length) {
    found.push({ problem: 'emergency-hours-uncovered', hours: state.hoursWithoutOnCall.length })
  }
  if (state.coordinators < NEEDED_COORDINATORS) found.push({ problem: 'coordinators-few', have: state.coordinators })
  if (state.readySupporters < NEEDED_SUPPORTERS) found.push({ problem: 'supporters-few', have: state.readySupporters })
  if (state.untestedSupporters.length) {
    found.push({ problem: 'test-alerts-unconfirmed', names: state.untestedSupporters.map((supporter) => supporter.name) })
  }
  return found
}

/** An item that says nothing yet while another is missing: it is not shown as done. */
const WAITS_FOR: Readonly<Partial<Record<ProblemWord, ProblemWord>>> = { 'text-incomplete': 'text-not-reviewed', 'test-alerts-unconfirmed': 'supporters-few' }

export function isDone(item: ProblemWord, problems: readonly { readonly problem: ProblemWord }[]): boolean {
  const waitsFor = WAITS_FOR[item]
  return !problems.some(({ problem }) => problem === item || problem === waitsFor)
}

/** True, but not in the way of opening: to be mended soon. */
export type OpeningWarning =
  | { readonly warning: 'lines-stale'; readonly count: number }
  | { readonly warning: 'text-newer-unreviewed'; readonly version: number }
  | { readonly warning: 'safety-contacts-few'; readonly have: number }

export function openingWarnings(state: OpeningState, today: Day): OpeningWarning[] {
  const stale = state.lines.filter((line) => lineStanding(line, today) === 'stale').length
  const newest = Math.max(0, ...state.texts.map((text) => text.version))
  const published = publishedVersion(state.texts)?.version ?? 0
  return [
    ...(stale ? [{ warning: 'lines-stale' as const, count: stale }] : []),
    ...(newest > published && published > 0 ? [{ warning: 'text-newer-unreviewed' as const, version: newest }] : []),
    ...(state.safetyContacts < NEEDED_SAFETY_CONTACTS ? [{ warning: 'safety-contacts-few' as const, have: state.safetyContacts }] : []),
  ]
}

/** [Note: Doors that stay open] docs/decisions/0010: only what a student must be told before speaking closes an open door again. */
const CLOSING: readonly ProblemWord[] = ['text-not-reviewed', 'lines-missing']

export type DoorState = 'never-opened' | 'closed' | 'open'

/** Whether a student may make a first contact. `opened`: null never, otherwise whether the newest opening still stands. */
export function doorState(opened: { readonly closed: boolean } | null, problems: readonly ProblemWord[]): DoorState {
  if (!opened) return 'never-opened'
  return opened.closed || problems.some((problem) => CLOSING.includes(problem)) ? 'closed' : 'open'
}
