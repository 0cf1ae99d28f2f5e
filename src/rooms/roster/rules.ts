import type { Role } from '../people/rules.ts'
import { daysBetween, type Day } from '../programs/rules/days.ts'

/** Everyone to whom anything is ever sealed. */
export const ROSTER_ROLES = ['supporter', 'facilitator', 'on-call', 'safety-contact', 'faculty-advisor', 'psychologist'] as const satisfies readonly Role[]
export type RosterRole = (typeof ROSTER_ROLES)[number]
export const isRosterRole = (role: string): role is RosterRole => ROSTER_ROLES.some((known) => known === role)

/** The three root keys and who makes them: the coordinator, the advisor, and one that is printed and sealed in an envelope. */
export const SEATS = [1, 2, 3] as const
export type Seat = (typeof SEATS)[number]
export const ADVISORS = ['faculty-advisor', 'psychologist'] as const satisfies readonly Role[]
/** Who takes part in the ceremony at all. */
export const KEY_HOLDERS = ['coordinator', ...ADVISORS] as const satisfies readonly Role[]

const advises = (roles: readonly Role[]): boolean => ADVISORS.some((role) => roles.includes(role))
const mayHold: Readonly<Record<Seat, (roles: readonly Role[]) => boolean>> = {
  1: (roles) => roles.includes('coordinator'),
  2: advises,
  3: (roles) => roles.includes('coordinator') || advises(roles),
}

export interface Offer {
  readonly seat: Seat
  readonly person: string
  readonly key: string
}

export type OfferRefusal = 'seat-not-yours' | 'seat-taken' | 'two-seats' | 'key-known'

/** PROTOCOL 3.0: three independent keys. Nobody keeps two of them, or two people would not be needed; the envelope's may be drawn by either. */
export function offerRefusal(seat: Seat, by: { readonly person: string; readonly roles: readonly Role[]; readonly key: string }, offers: readonly Offer[]): OfferRefusal | null {
  if (!mayHold[seat](by.roles)) return 'seat-not-yours'
  if (offers.some((offer) => offer.seat === seat && offer.key !== by.key)) return 'seat-taken'
  if (offers.some((offer) => offer.seat !== seat && offer.key === by.key)) return 'key-known'
  return seat !== 3 && offers.some((offer) => offer.seat !== seat && offer.seat !== 3 && offer.person === by.person) ? 'two-seats' : null
}

export const seatsOf = (roles: readonly Role[]): Seat[] => SEATS.filter((seat) => mayHold[seat](roles))

/** A roster is confirmed for at most this long. */
export const ROSTER_DAYS = 35
const WARN_DAYS = [1, 7, 14] as const

/** Which warning is due: 14, 7 or 1 days before the last day, 0 once it has passed; null while there is time. */
export function warningDue(validUntil: Day, today: Day): 0 | 1 | 7 | 14 | null {
  const left = daysBetween(today, validUntil)
  return left < 0 ? 0 : (WARN_DAYS.find((days) => left <= days) ?? null)
}

/** "2026-27" for the academic year that began in 2026. */
export const termName = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`

/** The key list of a year lives three months longer, so that a late renewal locks nobody out. */
export function listValidUntil(year: number, startsMonth: number): Day {
  const end = new Date(Date.UTC(year + 1, startsMonth - 1 + 3, 0))
  return end.toISOString().slice(0, 10)
}

/** From four months before the year ends the next one can be prepared: onboarding needs its keys before it begins. */
export function termsToSign(today: Day, year: number, startsMonth: number): string[] {
  const begins = new Date(Date.UTC(year + 1, startsMonth - 1 - 4, 1)).toISOString().slice(0, 10)
  return today >= begins ? [termName(year), termName(year + 1)] : [termName(year)]
}

/** What an entry of the roster says of a person, without the signature. */
export interface WantedEntry {
  readonly role: RosterRole
  readonly name: string
}

interface SignedEntry extends Omit<WantedEntry, 'role'> {
  readonly role: string
  readonly account: string
}

/** Only when keys or name have changed does anybody have to sign again. */
export const entriesToSign = (wanted: readonly WantedEntry[], signed: readonly SignedEntry[], account: string): WantedEntry[] =>
  wanted.filter(({ role, name }) => !signed.some((entry) => entry.role === role && entry.name === name && entry.account === account))

/** An entry in one word: the same role, person, name and account. */
const markOf = (entry: { readonly role: string; readonly person: string; readonly name: string; readonly account: string }): string =>
  JSON.stringify([entry.role, entry.person, entry.name, entry.account])

type Marked = Parameters<typeof markOf>[0]

/** Who would come and go if the roster became `next`. */
export function rosterChange<E extends Marked>(before: readonly E[], next: readonly E[]): { readonly added: readonly E[]; readonly removed: readonly E[] } {
  const known = new Set(before.map(markOf)), wanted = new Set(next.map(markOf))
  return { added: next.filter((entry) => !known.has(markOf(entry))), removed: before.filter((entry) => !wanted.has(markOf(entry))) }
}

export type KeysStep = 'keys' | 'hand-over' | 'list' | 'people' | 'poster'
export type StepState = 'done' | 'now' | 'later'

/** What of the keys is done and what waits, for the page that walks two people through it. */
export interface StepFacts {
  readonly offers: number
  readonly hasRoot: boolean
  /** Somebody here is about to make three new keys; none is offered yet. */
  readonly replaces: boolean
  readonly forming: { readonly since: 'first' | 'signed' | 'rescue'; readonly signatures: number } | null
  readonly listWaits: boolean
  /** Somebody would come or go, or the roster ends within two weeks. */
  readonly rosterDue: boolean
}

/** One thing at a time: the first that is not done is now, what follows is later. A hand-over is only there where new keys replace old ones. */
export function keysSteps({ offers, hasRoot, replaces, forming, listWaits, rosterDue }: StepFacts): { readonly step: KeysStep; readonly state: StepState }[] {
  const done: readonly (readonly [KeysStep, boolean])[] = [
    ['keys', forming !== null || (hasRoot && offers === 0 && !replaces)],
    ...(forming?.since === 'signed' ? [['hand-over', forming.signatures >= 2] as const] : []),
    ['list', hasRoot && !forming && !listWaits],
    ['people', hasRoot && !rosterDue],
    ['poster', hasRoot && !forming && !rosterDue],
  ]
  const now = done.findIndex(([, isDone]) => !isDone)
  return done.map(([step, isDone], i) => ({ step, state: isDone ? 'done' : i === now ? 'now' : 'later' }))
}

interface Signers {
  readonly list: { readonly entries: readonly { readonly purpose: string; readonly key: string }[] } | null
  readonly makers: readonly { readonly seat: Seat; readonly person: string }[]
  readonly signers: { readonly 1: readonly Signer[]; readonly 2: readonly Signer[] }
}
interface Signer {
  readonly person: string
  readonly key: string
}

/** Who signs the list of people, as coordinator and as advisor: who does so today, else who made the root key, else whoever could. Empty: nobody can. */
export const rosterKeysNow = ({ list, makers, signers }: Signers): [string, string] => [1, 2].map((seat) => {
  const able = signers[seat as 1 | 2]
  const today = list?.entries.find(({ purpose }) => purpose === `roster/${seat}`)?.key
  const maker = makers.find((one) => one.seat === seat)?.person
  return (able.find(({ key }) => key === today) ?? able.find(({ person }) => person === maker) ?? able[0])?.key ?? ''
}) as [string, string]

/** Whether this account's key is one of the two that sign the list of people, and has not signed this one. */
export const mayConfirm = ({ list }: Pick<Signers, 'list'>, mine: string, signed: readonly { readonly key: string }[] = []): boolean =>
  (list?.entries ?? []).some(({ purpose, key }) => purpose.startsWith('roster/') && key === mine) && !signed.some(({ key }) => key === mine)
