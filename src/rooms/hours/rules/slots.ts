import type { Instant, Window } from './expansion.ts'

export const SLOT_MINUTES = 30

export interface Slot {
  readonly supporter: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

interface Span {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** The meetings that lie in this time, wholly or in part. */
export const meetingsIn = <M extends Span>(span: Span, meetings: readonly M[]): M[] =>
  meetings.filter((meeting) => meeting.startsAt < span.endsAt && span.startsAt < meeting.endsAt)

/** The whole slots that fit into a bookable window, counted from its start; drop-in windows have none. */
export function slotsOf(window: Window, slotMinutes: number): Slot[] {
  if (window.kind !== 'bookable') return []
  const length = slotMinutes * 60_000
  const count = Math.floor((window.endsAt - window.startsAt) / length)
  return Array.from({ length: count }, (_, i) => {
    const startsAt = window.startsAt + i * length
    return { supporter: window.supporter, startsAt, endsAt: startsAt + length }
  })
}
