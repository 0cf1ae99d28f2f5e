import type { Day } from '../programs/rules/days.ts'

export const ROLES = ['coordinator', 'supporter', 'facilitator', 'faculty-advisor', 'psychologist', 'on-call', 'safety-contact', 'evaluator'] as const
export type Role = (typeof ROLES)[number]

/** A role held; cohorts null means every cohort, also those still to come. */
export interface Grant {
  readonly role: Role
  readonly cohorts: readonly string[] | null
}

/** "Do you assess or promote this cohort?", as answered for one academic year (named by the calendar year it begins in). */
export interface AssessorAnswer {
  readonly cohort: string
  readonly academicYear: number
  readonly assesses: boolean
}

/** 2026 for the year 2026-27 where it begins in August; the yearly question is asked anew on its first day. */
export function academicYear(today: Day, startsMonth: number): number {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return month >= startsMonth ? year : year - 1
}

export type ReachRefusal = 'assesses-cohort' | 'assessor-unanswered'
/** Also: a safety contact who coordinates would learn who complained; whom the safety contacts suspended supports nobody. */
export type GrantRefusal = ReachRefusal | 'also-coordinates' | 'suspended'

export interface ReachQuestion {
  readonly role: Role
  /** The cohorts the role would reach, ended ones left out. */
  readonly reached: readonly string[]
  readonly answers: readonly AssessorAnswer[]
  readonly academicYear: number
}

/**
 * LCME 12.5: who assesses or promotes a cohort holds no role that reaches it and is no contact for it. Asked anew each academic year;
 * unanswered means refused. An evaluator sees aggregates only and reaches nobody.
 */
export function reachRefusal({ role, reached, answers, academicYear: year }: ReachQuestion): ReachRefusal | null {
  if (role === 'evaluator') return null
  const answer = (cohort: string) => answers.find((given) => given.cohort === cohort && given.academicYear === year)
  if (reached.some((cohort) => answer(cohort)?.assesses)) return 'assesses-cohort'
  if (reached.some((cohort) => !answer(cohort))) return 'assessor-unanswered'
  return null
}

/**
 * The cohorts a grant reaches. A supporter's or facilitator's shrinks by itself: whoever tutors or examines first year is there for the
 * other years, and students of first year see why not for them. Every other role is refused until a coordinator narrows it by hand.
 */
export function cohortsReached(grant: Grant, cohorts: readonly string[], answers: readonly AssessorAnswer[], year: number): string[] {
  // A report can come from any cohort, and names none: a safety contact assesses nobody at all.
  if (grant.role === 'safety-contact') return [...cohorts]
  const asked = grant.cohorts ? cohorts.filter((cohort) => grant.cohorts!.includes(cohort)) : [...cohorts]
  if (grant.role !== 'supporter' && grant.role !== 'facilitator') return asked
  const cleared = (cohort: string) => answers.some((given) => given.cohort === cohort && given.academicYear === year && !given.assesses)
  const left = asked.filter(cleared)
  // Nobody cleared: ask about all of them, so that the answer is a refusal and never an empty yes.
  return left.length ? left : asked
}

export interface PersonStanding {
  readonly grants: readonly Grant[]
  readonly answers: readonly AssessorAnswer[]
  /** The safety contacts have taken this person off duty for now. */
  readonly suspended?: boolean
}

export interface GrantStanding extends Grant {
  readonly reached: readonly string[]
  readonly refusal: GrantRefusal | null
}

/** Each role of a person as it stands today. */
export const grantStandings = (person: PersonStanding, cohorts: readonly string[], year: number): GrantStanding[] =>
  person.grants.map((grant) => {
    const reached = cohortsReached(grant, cohorts, person.answers, year)
    return { ...grant, reached, refusal: dutyRefusal(grant.role, person) ?? reachRefusal({ role: grant.role, reached, answers: person.answers, academicYear: year }) }
  })

function dutyRefusal(role: Role, { grants, suspended }: PersonStanding): GrantRefusal | null {
  if (role === 'safety-contact' && grants.some((held) => held.role === 'coordinator')) return 'also-coordinates'
  return suspended && (role === 'supporter' || role === 'facilitator') ? 'suspended' : null
}

/** docs/decisions/0023: who receives reports never coordinates, so these two are not held together. */
export const excludesEachOther = (roles: readonly Role[]): boolean => roles.includes('safety-contact') && roles.includes('coordinator')

/** The roles a person may use today: what the guard at every door asks. */
export const rolesInForce = (person: PersonStanding, cohorts: readonly string[], year: number): Role[] =>
  grantStandings(person, cohorts, year).filter((grant) => grant.refusal === null).map((grant) => grant.role)

export const cohortsUnanswered = (person: PersonStanding, cohorts: readonly string[], year: number): string[] =>
  cohorts.filter((cohort) => !person.answers.some((given) => given.cohort === cohort && given.academicYear === year))

/** Only an evaluator needs no yearly answer. */
export const mustAttest = (person: PersonStanding): boolean => person.grants.some((grant) => grant.role !== 'evaluator')

/** A second way back keeps somebody on duty from losing what was sealed to them. */
export const WAYS_BACK_FOR_DUTY = 2

export type EndRoleRefusal = 'last-coordinator'

/** A program without a coordinator could let nobody in again. `coordinators` counts those who can sign in, this one included. */
export const endRoleRefusal = (role: Role, coordinators: number): EndRoleRefusal | null =>
  role === 'coordinator' && coordinators <= 1 ? 'last-coordinator' : null

export type InviteRefusal = 'not-yourself' | 'has-left'

/** Who lost every way in is invited anew by somebody else: nobody can hand themselves a second identity. */
export function inviteRefusal(invited: { readonly id: string; readonly left: boolean }, by: string | null): InviteRefusal | null {
  if (invited.id === by) return 'not-yourself'
  return invited.left ? 'has-left' : null
}

/** One stretch on call; weekday 1 is Monday, endsHour 24 is midnight. */
export interface OnCallSpan {
  readonly weekday: number
  readonly startsHour: number
  readonly endsHour: number
}

const HOURS_A_WEEK = 168

/** The hours of the week (0-167, Monday midnight first) at which nobody is on call. */
export function hoursWithoutOnCall(spans: readonly OnCallSpan[]): number[] {
  const covered = new Set(spans.flatMap((span) => hoursOf(span)))
  return Array.from({ length: HOURS_A_WEEK }, (_, hour) => hour).filter((hour) => !covered.has(hour))
}

const hoursOf = ({ weekday, startsHour, endsHour }: OnCallSpan): number[] =>
  Array.from({ length: Math.max(0, endsHour - startsHour) }, (_, step) => (weekday - 1) * 24 + startsHour + step)

/** Stretches of one person that touch or overlap become one, in the order of the week. */
export function joinedSpans<S extends OnCallSpan & { readonly person: string }>(spans: readonly S[]): S[] {
  const ordered = spans.toSorted((a, b) => a.person.localeCompare(b.person) || a.weekday - b.weekday || a.startsHour - b.startsHour)
  return ordered.reduce<S[]>((joined, span) => {
    const last = joined.at(-1)
    const touches = last && last.person === span.person && last.weekday === span.weekday && span.startsHour <= last.endsHour
    return touches ? [...joined.slice(0, -1), { ...last, endsHour: Math.max(last.endsHour, span.endsHour) }] : [...joined, span]
  }, [])
}
