import type { Instant } from '../../hours/rules/expansion.ts'
import { OFFERED_FORMATS, type OfferedFormat } from '../../hours/rules/formats.ts'
import type { OpenSlot, Span } from './slots.ts'

/** The free slots as they travel: per supporter the start in minutes since 1970, the length, and one bit a format. */
export interface Listing {
  readonly supporters: readonly { readonly id: string; readonly slots: readonly (readonly [start: number, minutes: number, formats: number])[] }[]
  readonly dropIns: readonly DropIn[]
  /** When the next slot is, beyond the days listed too; null when nothing is planned. */
  readonly next: Instant | null
}

/** A drop-in of the days ahead. Its place is public, like a notice on the door. */
export interface DropIn {
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly formats: readonly OfferedFormat[]
  readonly place: { readonly name: string; readonly directions: string } | null
  readonly capacity: number
  readonly onTheirWay: number
}

export interface ListedSlot extends Span {
  readonly formats: readonly OfferedFormat[]
}

const MINUTE_MS = 60_000

export function packSlots(slots: readonly OpenSlot[]): Listing['supporters'] {
  const packed = new Map<string, [number, number, number][]>()
  for (const { supporter, startsAt, endsAt, formats } of slots) {
    const mine = packed.get(supporter) ?? []
    mine.push([startsAt / MINUTE_MS, (endsAt - startsAt) / MINUTE_MS, bitsOf(formats)])
    packed.set(supporter, mine)
  }
  return [...packed].map(([id, mine]) => ({ id, slots: mine }))
}

export const unpackSlots = (listing: Pick<Listing, 'supporters'>): ListedSlot[] =>
  listing.supporters.flatMap(({ id, slots }) => slots.map(([start, minutes, formats]) => ({
    supporter: id, startsAt: start * MINUTE_MS, endsAt: (start + minutes) * MINUTE_MS, formats: formatsOf(formats),
  }))).toSorted((a, b) => a.startsAt - b.startsAt)

const bitsOf = (formats: readonly OfferedFormat[]): number => formats.reduce((bits, format) => bits | (1 << OFFERED_FORMATS.indexOf(format)), 0)
const formatsOf = (bits: number): OfferedFormat[] => OFFERED_FORMATS.filter((_, i) => bits & (1 << i))
