/** The limits and the clock of a request. Every time here is a whole hour: nothing finer is kept or shown. */
type Instant = number

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Abuse is bounded without addresses, as for bookings: one request that waits, and few conversations at a time. */
export const OPEN_CONVERSATIONS = 3
/** How far ahead somebody must be on for a time to be promised. */
export const LOOK_AHEAD_MS = 7 * DAY_MS
/** Kept waiting longer than any program may promise; then it ends, and the student is told. */
export const KEPT_DAYS = 14

/** Hours in which a supporter is on. */
export interface On {
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

export interface Clock {
  /** The hour in which it was asked. */
  readonly askedAt: Instant
  /** From then on it is offered to everybody who may take it. */
  readonly againAt: Instant
  /** The program's target: from then on coordinators know that one waits. */
  readonly lateAt: Instant
  readonly endsAt: Instant
}

export const hourOf = (instant: Instant): Instant => Math.floor(instant / HOUR_MS) * HOUR_MS
export const hourAfter = (instant: Instant): Instant => Math.ceil(instant / HOUR_MS) * HOUR_MS

/** DOMAIN 2.6: a first answer within the program's hours. The hour that runs counts as past, so that a promise is kept rather early. */
export function clockFrom(now: Instant, responseHours: number): Clock {
  const askedAt = hourOf(now)
  const lateAt = askedAt + Math.max(responseHours, 2) * HOUR_MS
  return { askedAt, lateAt, againAt: hourAfter(askedAt + (lateAt - askedAt) / 3), endsAt: askedAt + KEPT_DAYS * DAY_MS }
}

export interface Promised {
  readonly answerBy: Instant
  /** Who is on first. */
  readonly first: string
}

/**
 * The honest time: the program's target where somebody is on before it, else the end of the first hours in which somebody is;
 * null where nobody is on for a week. After a promise that was not kept, the next hours count.
 */
export function honestTime(on: readonly On[], lateAt: Instant, now: Instant): Promised | null {
  const coming = on.filter((window) => window.endsAt > now && window.startsAt < now + LOOK_AHEAD_MS).toSorted((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt)
  const [first] = coming
  if (!first) return null
  return { first: first.supporter, answerBy: lateAt > now && first.startsAt < lateAt ? lateAt : hourAfter(first.endsAt) }
}

/** What decides whether a supporter may take a request. */
export interface Candidate {
  readonly id: string
  readonly languages: readonly string[]
  readonly topics: readonly string[]
}

export interface Wanted {
  readonly language: string
  readonly topic: string | null
  /** Whom the student allows; null is anybody. Hidden people and those who examine their year were left out on their own device. */
  readonly supporters: readonly string[] | null
}

/** Speaks the language, is allowed, and has not said no. Why somebody says no is nobody's business. */
export const mayTake = (candidate: Candidate, wanted: Wanted, declined: readonly string[]): boolean =>
  candidate.languages.includes(wanted.language) && (wanted.supporters === null || wanted.supporters.includes(candidate.id)) && !declined.includes(candidate.id)

/** A supporter who named no topic listens to any. */
const listensTo = (candidate: Candidate, topic: string | null): boolean => topic === null || candidate.topics.length === 0 || candidate.topics.includes(topic)

/**
 * Who hears of it first: those who are on before the target and listen to its topic; where there are none, those who are on; where
 * nobody is, everybody who may take it.
 */
export function firstAsked(candidates: readonly Candidate[], wanted: Wanted, on: readonly On[], span: { now: Instant; until: Instant }): string[] {
  const isOn = ({ id }: Candidate) => on.some((window) => window.supporter === id && window.endsAt > span.now && window.startsAt < span.until)
  const groups = [candidates.filter((c) => isOn(c) && listensTo(c, wanted.topic)), candidates.filter(isOn), candidates]
  return (groups.find((group) => group.length) ?? []).map(({ id }) => id)
}

export type AskRefusal = 'messages-off' | 'text-changed' | 'one-waiting' | 'enough-open' | 'code-outdated'

export interface AskFacts {
  readonly offered: boolean
  readonly limitsRead: number
  readonly limitsNow: number | null
  readonly waiting: boolean
  readonly open: number
  /** The account came by a program code that has been replaced, and no first meeting has taken place. */
  readonly codeReplaced: boolean
}

export function askRefusal(facts: AskFacts): AskRefusal | null {
  if (!facts.offered) return 'messages-off'
  if (facts.codeReplaced) return 'code-outdated'
  if (facts.limitsNow !== null && facts.limitsRead !== facts.limitsNow) return 'text-changed'
  if (facts.waiting) return 'one-waiting'
  return facts.open >= OPEN_CONVERSATIONS ? 'enough-open' : null
}
