import type { Instant } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { readySupporters } from '../../supporters/actions.ts'
import { plusDays } from '../rules/days.ts'
import { dayAt, expand, type Window } from '../rules/expansion.ts'
import { offeredFormats, waysFor, type OfferedFormat } from '../rules/formats.ts'
import { ownWays, placeById, programHours, timetable, versionNow, waysOf } from '../store/timetable.ts'

/** Hours that students can be offered. `place` is an id: its name is for the booker alone, or for a drop-in's notice. */
export interface OpenWindow extends Omit<Window, 'formats'> {
  readonly formats: readonly OfferedFormat[]
}
export interface OpenWindows {
  /** Good until `hoursVersion` says another number, or the local day changes. */
  readonly version: number
  readonly day: string
  readonly timeZone: string
  readonly slotMinutes: number
  readonly windows: readonly OpenWindow[]
}

/** Grows in the same transaction as any change of hours, places, ways to meet, closures, pauses, profiles or readiness. One indexed row. */
export const hoursVersion = versionNow

/**
 * Every window of every ready supporter that touches [from, to), in order of time, with the formats that have their way to meet.
 * The version is read first: a change that commits meanwhile is then read twice, and never missed.
 */
export async function openWindows(tx: Tx, span: { from: Instant; to: Instant; now: Instant }): Promise<OpenWindows> {
  const version = await versionNow(tx)
  const { timeZone, settings } = await programHours(tx)
  const day = dayAt(span.now, timeZone)
  const ready = new Set(await readySupporters(tx, day))
  const own = await ownWays(tx)
  const table = await timetable(tx, plusDays(dayAt(span.from, timeZone), -2), plusDays(dayAt(span.to, timeZone), 1))
  const listed = { ...table, weekly: table.weekly.filter((h) => ready.has(h.supporter)), extra: table.extra.filter((h) => ready.has(h.supporter)) }
  const windows = expand(listed, timeZone, span.from, span.to).flatMap((window) => {
    const formats = offeredFormats(window, waysFor(own.get(window.supporter) ?? {}, settings))
    return formats.length ? [{ ...window, formats }] : []
  })
  return { version, day, timeZone, slotMinutes: settings.slotMinutes, windows }
}

/** How to meet, for the one who booked: the place, or what to open. Null where it has gone since. */
export type HowToMeet = { readonly place: string; readonly directions: string } | { readonly open: string }

export async function howToMeet(tx: Tx, booking: { supporter: string; format: OfferedFormat; place: string | null }): Promise<HowToMeet | null> {
  if (booking.format === 'in-person') {
    const place = booking.place ? await placeById(tx, booking.place) : undefined
    return place ? { place: place.name, directions: place.directions } : null
  }
  const { settings } = await programHours(tx)
  const open = (await waysOf(tx, booking.supporter, settings))[booking.format]
  return open === null ? null : { open }
}
