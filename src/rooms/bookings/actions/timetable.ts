import type { Instant } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { howToMeet, openWindows, type HowToMeet } from '../../hours/actions.ts'
import { plusDays } from '../../hours/rules/days.ts'
import { firstInstantAt } from '../../hours/rules/expansion.ts'
import type { OfferedFormat } from '../../hours/rules/formats.ts'
import { LEAD_MS } from '../rules/booking.ts'
import type { DropIn } from '../rules/listing.ts'
import { offeredSlots, slotsIn, type OpenSlot } from '../rules/slots.ts'
import { programSettings, slotState, spansIn } from '../store/slots.ts'

/** Hours expanded into slots, good while the hours room's number stays. */
export interface Timetable {
  readonly version: number
  /** The local day it was read on. */
  readonly day: string
  readonly dayEndsAt: Instant
  readonly from: Instant
  readonly to: Instant
  readonly horizonDays: number
  readonly noticeMinutes: number
  readonly slots: readonly OpenSlot[]
  readonly byKey: ReadonlyMap<string, OpenSlot>
  readonly dropIns: readonly Omit<DropIn, 'onTheirWay'>[]
  /** How to meet, by supporter, format and place, as far as anybody has asked. */
  readonly ways: Map<string, HowToMeet | null>
}

const DAY_MS = 86_400_000
const kept = new Map<string, Timetable>()

export const horizonInMemory = (program: string): number | undefined => kept.get(program)?.horizonDays

/** The slots of this program as of `version`, from memory where they are still good. A copy serves for its local day: readiness changes with it. */
export async function timetable(tx: Tx, version: number, now: Instant): Promise<Timetable> {
  const known = kept.get(tx.program)
  if (known && known.version === version && now >= known.from + DAY_MS && now < known.dayEndsAt) return known
  const made = await readTimetable(tx, now)
  kept.set(tx.program, made)
  return made
}

async function readTimetable(tx: Tx, now: Instant): Promise<Timetable> {
  const settings = await programSettings(tx)
  const from = now - DAY_MS
  const to = now + (settings.horizonDays + 1) * DAY_MS
  const { version, day, timeZone, slotMinutes, windows } = await openWindows(tx, { from, to, now })
  const slots = slotsIn(windows, slotMinutes)
  const dropIns: Omit<DropIn, 'onTheirWay'>[] = []
  for (const { supporter, startsAt, endsAt, formats, place, capacity, kind } of windows) {
    if (kind !== 'drop-in') continue
    const where = formats.includes('in-person') && place ? await howToMeet(tx, { supporter, format: 'in-person', place }) : null
    dropIns.push({ supporter, startsAt, endsAt, formats, capacity: capacity ?? 1, place: where && 'place' in where ? { name: where.place, directions: where.directions } : null })
  }
  return {
    version, day, dayEndsAt: firstInstantAt(plusDays(day, 1), 0, timeZone), from, to, slots, dropIns, ways: new Map(), horizonDays: settings.horizonDays, noticeMinutes: settings.cancelNoticeMinutes,
    byKey: new Map(slots.map((slot) => [slotKey(slot.supporter, slot.startsAt), slot])),
  }
}

const slotKey = (supporter: string, startsAt: Instant): string => `${supporter} ${startsAt}`

/** The place or link of a meeting. Asked once: any change of it changes the hours room's number. */
export async function wayOf(tx: Tx, table: Timetable, meeting: { supporter: string; format: OfferedFormat; place: string | null }): Promise<HowToMeet | null> {
  const key = `${meeting.supporter} ${meeting.format} ${meeting.place ?? ''}`
  const known = table.ways.get(key)
  if (known !== undefined) return known
  const found = await howToMeet(tx, meeting)
  table.ways.set(key, found)
  return found
}

/** The slot as it is offered now, or null. One that begins within the lead is offered only when an absence freed it. */
export async function offeredSlot(tx: Tx, table: Timetable, wanted: { supporter: string; startsAt: Instant }, now: Instant): Promise<OpenSlot | null> {
  const slot = table.byKey.get(slotKey(wanted.supporter, wanted.startsAt))
  if (!slot || slot.startsAt > now + table.horizonDays * DAY_MS) return null
  if (slot.startsAt >= now + LEAD_MS) return slot
  const state = await slotState(tx, now, slot.endsAt)
  return offeredSlots({ slots: [slot], taken: spansIn(state.taken), freed: spansIn(state.freed), now, leadMs: LEAD_MS })[0] ?? null
}
