import type { Line } from '../conversations/rules/talk.ts'
import type { Side } from '../conversations/rules/standing.ts'
import { NEEDED_SAFETY_CONTACTS } from '../programs/rules/opening.ts'
import type { Day } from '../programs/rules/days.ts'

export const REPORT_KINDS = ['supporter', 'account', 'appeal'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** What a student sees of their report, and all they see. */
export type Progress = 'received' | 'looked-at' | 'closed'
export const progressOf = ({ read, closed }: { readonly read: boolean; readonly closed: boolean }): Progress => (closed ? 'closed' : read ? 'looked-at' : 'received')

const DAY_MS = 86_400_000
/** Midnight of a day in UTC is only a way to count: no clock changes there. */
export const daysAfter = (day: Day, days: number): Day => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

export interface Suspension {
  readonly endsOn: Day
  readonly upheld: boolean
}

/** docs/decisions/0023: it ends by itself on its last day, unless the safety contacts have upheld it. */
export const isResting = ({ endsOn, upheld }: Suspension, today: Day): boolean => upheld || today < endsOn

export type AppealRefusal = 'not-suspended' | 'appealed-already'

/** One appeal, and only against what still stands. */
export function appealRefusal(suspension: (Suspension & { readonly appealed: boolean }) | null, today: Day): AppealRefusal | null {
  if (!suspension || !isResting(suspension, today)) return 'not-suspended'
  return suspension.appealed ? 'appealed-already' : null
}

interface Named { readonly person: string }

/** Who reads a report about this supporter: never the reported one. Empty where fewer than two safety contacts are on the signed list. */
export const readersOf = <C extends Named>(contacts: readonly C[], about: string | null): C[] =>
  contacts.length < NEEDED_SAFETY_CONTACTS ? [] : contacts.filter(({ person }) => person !== about)

/** Fewer would say who. */
const SMALL = 5
export const hidden = (count: number): number | null => (count < SMALL ? null : count)

export interface Deposit {
  readonly epoch: number
  /** Accounts of the on-call contacts it was sealed to. */
  readonly onCall: readonly string[]
}

/** An emergency contact is made anew at each epoch, so for each new supporter too, and when the on-call contacts of the list have changed. */
export function isOutOfDate(deposit: Deposit, now: Deposit): boolean {
  const same = deposit.onCall.length === now.onCall.length && deposit.onCall.every((account) => now.onCall.includes(account))
  return deposit.epoch !== now.epoch || !same
}

/** Whether anybody who is on call today could open it together with the supporter. */
export const canBeOpened = (deposit: Pick<Deposit, 'onCall'>, now: Pick<Deposit, 'onCall'>): boolean => deposit.onCall.some((account) => now.onCall.includes(account))

/** A supporter who is off duty meets nobody: who comes within this time is told now, later meetings are offered to the others first. */
export const COVER_MS = DAY_MS

/** Most messages that one report quotes; what it may hold in all is counted in bytes. */
export const MOST_QUOTES = 40

/** Enough of a pseudonym to tell two apart on one page. */
export const shortName = (account: string): string => account.slice(0, 6)

/** Who a student is, once they say so. Kept on this device, sealed under the account, until it is sent or taken back. */
export interface Identity {
  readonly name: string
  readonly reach: string
}

export const revealedIn = (content: Line['content']): Identity | null =>
  content?.k === 'reveal' && typeof content.name === 'string' && typeof content.reach === 'string' ? { name: content.name, reach: content.reach } : null

/** Messages of this room's kinds. Only students reveal themselves or leave a contact: what a supporter's browser claims of the kind is not drawn. */
export const isOurs = (content: NonNullable<Line['content']>, by: Side): boolean => by === 'student' && (content.k === 'emergency' || revealedIn(content) !== null)
