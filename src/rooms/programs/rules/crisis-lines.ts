import { daysBetween, type Day } from './days.ts'
import type { Names } from './names.ts'

export const LINE_KINDS = ['emergency', 'crisis', 'student', 'physician', 'identity', 'sexual-violence', 'substance', 'campus'] as const
export type LineKind = (typeof LINE_KINDS)[number]
export type SchoolIsTold = 'no' | 'yes' | 'if-risk' | 'unknown'

/** A line as a country's pack or a program describes it. At least one way to reach it is there. */
export interface LineFacts {
  readonly kind: LineKind
  readonly names: Names
  readonly call: string | null
  readonly textNumber: string | null
  /** The word to send, such as HOME; null where any message will do. */
  readonly textKeyword: string | null
  readonly chatUrl: string | null
  readonly url: string | null
  /** "24/7" or a few words; null where nobody has looked yet. */
  readonly hours: string | null
  readonly languages: readonly string[]
  /** For whom, where not for everybody. */
  readonly audiences: Names
  readonly schoolIsTold: SchoolIsTold
  /** Shown with it, both or neither. */
  readonly pairedWith: string | null
  readonly sourceUrl: string | null
}

export interface PackLine extends LineFacts {
  readonly key: string
  /** Null for the whole country. */
  readonly region: string | null
  /** The day somebody of this project read the number in a source; null: from memory, never read. */
  readonly lastVerifiedAt: Day | null
}

export interface CrisisLine extends LineFacts {
  readonly id: string
  readonly packKey: string | null
  readonly packReadOn: Day | null
  /** The newest check by a person of this program. */
  readonly checkedOn: Day | null
  readonly checkedBy: string | null
}

/** Numbers go stale: half a year after the last check, warn. */
export const STALE_AFTER_DAYS = 180

export type LineStanding = 'unchecked' | 'checked' | 'stale'

export function lineStanding(line: Pick<CrisisLine, 'checkedOn'>, today: Day): LineStanding {
  if (line.checkedOn === null) return 'unchecked'
  return daysBetween(line.checkedOn, today) > STALE_AFTER_DAYS ? 'stale' : 'checked'
}

/** Without these two a program has no help page worth the name. */
export const NEEDED_KINDS: readonly LineKind[] = ['emergency', 'crisis']

export const missingKinds = (lines: readonly Pick<CrisisLine, 'kind' | 'checkedOn'>[]): LineKind[] =>
  NEEDED_KINDS.filter((kind) => !lines.some((line) => line.kind === kind && line.checkedOn !== null))

/**
 * Students see the lines a person has checked, campus first, then the country's. Where none of a needed kind is checked yet,
 * its unchecked lines are shown too: a number that may be stale is better than none. A pair is shown whole or not at all.
 */
export function shownLines<L extends CrisisLine>(lines: readonly L[]): L[] {
  const missing = missingKinds(lines)
  const may = (line: L) => line.checkedOn !== null || missing.includes(line.kind)
  const pairOf = (line: L) => lines.find((other) => line.pairedWith !== null && other.packKey === line.pairedWith)
  return lines
    .filter((line) => may(line) && (!pairOf(line) || may(pairOf(line)!)))
    .toSorted((a, b) => rank(a) - rank(b))
}

const RANK: readonly LineKind[] = ['emergency', 'campus', 'crisis', 'student', 'physician', 'identity', 'sexual-violence', 'substance']
const rank = (line: LineFacts): number => RANK.indexOf(line.kind)

export type LineRefusal = 'no-way-to-reach' | 'phone-unreadable' | 'link-not-https' | 'name-missing'

export function lineRefusal(line: LineFacts): LineRefusal | null {
  if (!Object.values(line.names).some(Boolean)) return 'name-missing'
  if (!line.call && !line.textNumber && !line.chatUrl && !line.url) return 'no-way-to-reach'
  if ([line.call, line.textNumber].some((number) => number && !/^\+?[\d\s().-]{2,24}$/.test(number))) return 'phone-unreadable'
  if ([line.chatUrl, line.url].some((link) => link && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(link))) return 'link-not-https'
  return null
}

/** An open program keeps a checked line of each needed kind. */
export const mayRemoveLine = (lines: readonly CrisisLine[], id: string, open: boolean): boolean =>
  !open || missingKinds(lines.filter((line) => line.id !== id)).length <= missingKinds(lines).length

/** The lines of a country and, where given, of the region. */
export const linesFor = (pack: readonly PackLine[], region: string | null): PackLine[] =>
  pack.filter((line) => line.region === null || line.region === region)
