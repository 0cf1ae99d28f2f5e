import type { Instant } from '../../../platform/clock.ts'
import { written, type Written } from '../../../platform/contract.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { hoursVersion } from '../../hours/actions.ts'
import { listedSupporters } from '../../supporters/actions.ts'
import type { ListedSupporter } from '../contract.ts'
import { LEAD_MS } from '../rules/booking.ts'
import { packSlots, type DropIn, type Listing } from '../rules/listing.ts'
import { offeredSlots } from '../rules/slots.ts'
import { addArrival, arrivalsIn, slotState, spansIn, type SlotState } from '../store/slots.ts'
import { timetable, wayOf, type Timetable } from './timetable.ts'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 3_600_000

/** The last listing of each program, with what it was made from: an unchanged state needs no second reckoning. */
const last = new Map<string, { made: string; text: string }>()

/** Readings that have not begun: whoever comes before they do shares them. */
const next = new Map<string, Promise<Written<Listing>>>()
const underway = new Map<string, Promise<unknown>>()

/**
 * The free slots and drop-ins of the next seven days. One reading is under way at a time and everyone who comes meanwhile shares the
 * one after it: each answer was read after it was asked for, so it holds every booking committed before.
 */
export function listSlots(db: Db, now: Instant): Promise<Written<Listing>> {
  const shared = next.get(db.program)
  if (shared) return shared
  const before = underway.get(db.program)
  const reading = before ? before.then(() => begin(db, now)) : begin(db, now)
  if (before) next.set(db.program, reading)
  return reading
}

function begin(db: Db, now: Instant): Promise<Written<Listing>> {
  next.delete(db.program)
  const reading = readSlots(db, now)
  const settled = reading.then(() => {}, () => {}).then(() => { if (underway.get(db.program) === settled) underway.delete(db.program) })
  underway.set(db.program, settled)
  return reading
}

/** As JSON. What is taken is read now, in one statement. */
async function readSlots(db: Db, now: Instant): Promise<Written<Listing>> {
  // The coming minute: what is listed can still be booked a moment later.
  const minute = Math.ceil(now / MINUTE_MS) * MINUTE_MS
  return written(await inTransaction(db, async (tx) => {
    const state = await slotState(tx, minute, minute + WEEK_MS)
    const table = await timetable(tx, state.hours, now)
    const made = `${minute} ${table.version} ${table.from} ${state.taken} ${state.freed} ${state.arrivals}`
    const known = last.get(db.program)
    if (known?.made === made) return known.text
    const text = JSON.stringify(listingOf(table, state, minute))
    last.set(db.program, { made, text })
    return text
  }))
}

/** Who can be booked or visited, as they wish to be shown. */
export const listWho = (db: Db, now: Instant, eligible: boolean): Promise<ListedSupporter[]> =>
  inTransaction(db, async (tx) => {
    const { day } = await timetable(tx, await hoursVersion(tx), now)
    return listedSupporters(tx, day, { eligible })
  })

function listingOf(table: Timetable, state: SlotState, now: Instant): Listing {
  const near = table.slots.filter((slot) => slot.endsAt > now && slot.startsAt < now + WEEK_MS)
  const slots = offeredSlots({ slots: near, taken: spansIn(state.taken), freed: spansIn(state.freed), now, leadMs: LEAD_MS })
  const coming = arrivalsIn(state.arrivals)
  const dropIns: DropIn[] = table.dropIns.filter((d) => d.endsAt > now && d.startsAt < now + WEEK_MS)
    .map((d) => ({ ...d, onTheirWay: coming.get(`${d.supporter} ${d.startsAt}`) ?? 0 }))
  return { supporters: packSlots(slots), dropIns, next: slots[0]?.startsAt ?? table.slots.find((slot) => slot.startsAt >= now + WEEK_MS)?.startsAt ?? null }
}

/** "I'm on my way": a number beside the drop-in, without an account. It is a courtesy and never keeps anyone out. */
export const sayComing = (db: Db, input: { id: string; supporter: string; startsAt: Instant }, now: Instant): Promise<{ coming: number } | Refused<'slot-gone'>> =>
  inTransaction(db, async (tx) => {
    const dropIn = await dropInNow(tx, input, now)
    if (!dropIn) return refuse('slot-gone')
    const before = arrivalsIn((await slotState(tx, now, now + WEEK_MS)).arrivals).get(`${dropIn.supporter} ${dropIn.startsAt}`) ?? 0
    // Beyond this a count helps nobody, and whoever makes it grow for fun gains nothing.
    if (before >= 3 * dropIn.capacity) return { coming: before }
    await addArrival(tx, { id: input.id, supporter: dropIn.supporter, startsAt: dropIn.startsAt, endsAt: dropIn.endsAt })
    const { arrivals } = await slotState(tx, now, now + WEEK_MS)
    return { coming: arrivalsIn(arrivals).get(`${dropIn.supporter} ${dropIn.startsAt}`) ?? 1 }
  })

/** What a student opens to come by from afar, while the door is open. */
export const openWays = (db: Db, now: Instant): Promise<{ supporter: string; startsAt: Instant; way: string }[]> =>
  inTransaction(db, async (tx) => {
    const table = await timetable(tx, await hoursVersion(tx), now)
    const ways: { supporter: string; startsAt: Instant; way: string }[] = []
    for (const { supporter, startsAt, endsAt, formats } of table.dropIns) {
      if (startsAt > now || endsAt <= now) continue
      for (const format of formats.filter((f) => f !== 'in-person')) {
        const how = await wayOf(tx, table, { supporter, format, place: null })
        if (how && 'open' in how) ways.push({ supporter, startsAt, way: how.open })
      }
    }
    return ways
  })

async function dropInNow(tx: Tx, wanted: { supporter: string; startsAt: Instant }, now: Instant) {
  const { hours } = await slotState(tx, now, now)
  const table = await timetable(tx, hours, now)
  return table.dropIns.find((d) => d.supporter === wanted.supporter && d.startsAt === wanted.startsAt && d.endsAt > now)
}
