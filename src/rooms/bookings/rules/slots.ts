import type { Instant, Window } from '../../hours/rules/expansion.ts'
import type { OfferedFormat } from '../../hours/rules/formats.ts'
import { slotsOf } from '../../hours/rules/slots.ts'

/** Hours of a ready supporter, with the formats that have their way to meet. */
export interface OfferedWindow extends Omit<Window, 'formats'> {
  readonly formats: readonly OfferedFormat[]
}

/** A time that could be booked, with what the supporter offers for it. */
export interface OpenSlot {
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly formats: readonly OfferedFormat[]
  /** The place's id: its name is for the booker alone. */
  readonly place: string | null
}

export interface Span {
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** All slots of these windows, in order of time. */
export const slotsIn = (windows: readonly OfferedWindow[], slotMinutes: number): OpenSlot[] =>
  windows.flatMap((window) => slotsOf(window, slotMinutes).map((slot) => ({ ...slot, formats: window.formats, place: window.place })))
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.supporter < b.supporter ? -1 : 1))

export interface Offer {
  readonly slots: readonly OpenSlot[]
  readonly taken: readonly Span[]
  /** Slots whose student did not come: the supporter is there, so they may be taken at once. */
  readonly freed: readonly Span[]
  readonly now: Instant
  readonly leadMs: number
}

/** What can be booked now: far enough ahead, or freed by an absence with at least half of its time left; and not taken. */
export function offeredSlots({ slots, taken, freed, now, leadMs }: Offer): OpenSlot[] {
  const busy = bySupporter(taken)
  const given = bySupporter(freed)
  return slots.filter((slot) =>
    (slot.startsAt >= now + leadMs || (now <= middleOf(slot) && (given.get(slot.supporter) ?? []).some((span) => overlaps(span, slot))))
    && !(busy.get(slot.supporter) ?? []).some((span) => overlaps(span, slot)))
}

const middleOf = (span: Span): Instant => (span.startsAt + span.endsAt) / 2
export const overlaps = (a: Omit<Span, 'supporter'>, b: Omit<Span, 'supporter'>): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

function bySupporter(spans: readonly Span[]): Map<string, Span[]> {
  const found = new Map<string, Span[]>()
  for (const span of spans) {
    const list = found.get(span.supporter)
    if (list) list.push(span)
    else found.set(span.supporter, [span])
  }
  return found
}
