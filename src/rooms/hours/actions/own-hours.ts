import type { Instant } from '../../../platform/clock.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { beginProfile } from '../../supporters/actions.ts'
import type { ExtraInput, HoursInput, MyHours, Occurrence, OwnWeekly } from '../contract.ts'
import { mondayOf, plusDays, weekdayOf } from '../rules/days.ts'
import { dayAt, expand, firstInstantAt } from '../rules/expansion.ts'
import { isIncomplete, isMeetingLink, LINKED_FORMATS, missingWays, OFFERED_FORMATS, waysFor, type LinkedFormat, type Links, type WaysToMeet } from '../rules/formats.ts'
import { hoursRefusal, meetInWeek, overlap, stampOf, type Day, type Hours, type HoursRefusal, type WeeklyHours } from '../rules/weekly-hours.ts'
import { addExtra, addHours, changeHours, dropExtra, dropHours, dropStrayOff, dropWay, giveBack, lockSupporter, setWay, takeOff, type KeptHours } from '../store/keeping.ts'
import { ownWays, placeById, places, programDays, programHours, timetable, waysOf, weeklyHours, type ProgramHours } from '../store/timetable.ts'

/** Four weeks ahead are listed, and may be changed one by one. */
const WEEKS_AHEAD = 4
const EXTRA_DAYS_AHEAD = 120

interface Who {
  readonly person: string
  readonly now: Instant
}

/** A supporter's own hours, as their screen shows them. */
export const myHours = (db: Db, who: Who): Promise<MyHours | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => (await beginProfile(tx, who.person)) ?? (await hoursOf(tx, who)))

async function hoursOf(tx: Tx, { person, now }: Who): Promise<MyHours> {
  const { timeZone, settings } = await programHours(tx)
  const today = dayAt(now, timeZone), last = plusDays(mondayOf(today), WEEKS_AHEAD * 7 - 1)
  const own = (await ownWays(tx, person)).get(person) ?? {}
  const ways = waysFor(own, settings)
  const table = await timetable(tx, plusDays(today, -2), plusDays(today, EXTRA_DAYS_AHEAD), person)
  const weekly = table.weekly.map(({ supporter: _, ...hours }) => withMissing(hours, ways))
  const extra = table.extra.filter((h) => h.on >= today).map(({ supporter: _, ...hours }) => hours)
  const offDays = new Set(table.off.map((o) => `${o.hours} ${o.on}`))
  const [from, to] = [now, firstInstantAt(plusDays(last, 1), 0, timeZone)]
  const skipped = expand({ ...table, extra: [], off: [] }, timeZone, from, to).filter((w) => offDays.has(`${w.hours} ${w.on}`))
  const coming: Occurrence[] = [...expand(table, timeZone, from, to), ...skipped].toSorted((a, b) => a.startsAt - b.startsAt)
    .map(({ hours, on, startsAt, endsAt, kind, formats, place }) => ({
      hours, on, startsAt, endsAt, kind, extra: extra.some((e) => e.id === hours), off: offDays.has(`${hours} ${on}`), unseen: isIncomplete({ formats, place }, ways),
    }))
  return {
    stamp: stampOf(table.weekly), today, slotMinutes: settings.slotMinutes, weekly, extra, coming,
    formats: OFFERED_FORMATS.filter((format) => settings.formats.includes(format)),
    ownWays: { phone: own.phone ?? null, video: own.video ?? null }, programWays: linksOf(waysFor({}, settings)),
    places: await places(tx), days: await programDays(tx, today, plusDays(today, EXTRA_DAYS_AHEAD)),
  }
}

const linksOf = ({ phone, video }: WaysToMeet): Links => ({ phone, video })

export const withMissing = <H extends Omit<WeeklyHours, 'supporter'>>(hours: H, ways: WaysToMeet): H & Pick<OwnWeekly, 'missing' | 'incomplete'> =>
  ({ ...hours, missing: missingWays(hours, ways), incomplete: isIncomplete(hours, ways) })

export type KeepRefusal = HoursRefusal | 'place-unknown' | 'hours-overlap' | 'changed-elsewhere' | 'not-found' | 'validity-unclear'

/** Replaces a supporter's week: what is no longer in it ends, what has an id changes, the rest is new. */
export const keepWeek = (db: Db, who: Who, input: { stamp: string; hours: readonly HoursInput[] }): Promise<MyHours | Refused<KeepRefusal>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, who.person)
    if (refused) return refused
    await lockSupporter(tx, who.person)
    const before = await weeklyHours(tx, who.person)
    if (stampOf(before) !== input.stamp) return refuse('changed-elsewhere')
    const program = await programHours(tx)
    const today = dayAt(who.now, program.timeZone)
    const week = input.hours.map((h) => ({ ...h, validFrom: h.validFrom ?? today, capacity: h.kind === 'drop-in' ? h.capacity : null }))
    const refusal = (await weekRefusal(tx, who.person, { week, before, program }))
    if (refusal) return refuse(refusal)
    await dropHours(tx, before.filter((h) => !week.some((kept) => kept.id === h.id)).map((h) => h.id))
    for (const hours of week) await (hours.id ? changeHours(tx, hours.id, hours) : addHours(tx, who.person, hours))
    await dropStrayOff(tx, who.person)
    return hoursOf(tx, who)
  })

interface Week {
  readonly week: readonly (KeptHours & { readonly id: string | null })[]
  readonly before: readonly WeeklyHours[]
  readonly program: ProgramHours
}

async function weekRefusal(tx: Tx, person: string, { week, before, program }: Week): Promise<KeepRefusal | null> {
  if (week.some((h) => h.id !== null && !before.some((old) => old.id === h.id))) return 'changed-elsewhere'
  const ways = await waysOf(tx, person, program.settings)
  for (const hours of week) {
    if (hours.validUntil !== null && hours.validUntil < hours.validFrom) return 'validity-unclear'
    if (before.some((old) => sameOffer(old, hours) && meetInWeek(old, hours))) {
      // Hours kept or cut as they were imported: what they lacked before they may go on lacking, unseen by students.
      const refusal = hoursRefusal({ ...hours, formats: ['in-person'], place: hours.place ?? 'any' }, { ...ways, offered: ['in-person'] }, program.settings.slotMinutes)
      if (refusal) return refusal
    } else {
      const refusal = await offerRefusal(tx, hours, { ways, program })
      if (refusal) return refusal
    }
  }
  return overlap(week) ? 'hours-overlap' : null
}

const sameOffer = (a: KeptHours, b: KeptHours): boolean => a.place === b.place && a.formats.toSorted().join() === b.formats.toSorted().join()

async function offerRefusal(tx: Tx, hours: Hours, { ways, program }: { ways: WaysToMeet; program: ProgramHours }): Promise<HoursRefusal | 'place-unknown' | null> {
  const refusal = hoursRefusal(hours, ways, program.settings.slotMinutes)
  if (refusal) return refusal
  return hours.place !== null && !(await placeById(tx, hours.place)) ? 'place-unknown' : null
}

/** "Not this Thursday": one occurrence goes, the weekly hours stay. */
export const takeHoursOff = (db: Db, who: Who, { hours, day }: { hours: string; day: Day }): Promise<MyHours | Refused<'not-found' | 'day-not-theirs'>> =>
  inTransaction(db, async (tx) => {
    const found = (await weeklyHours(tx, who.person)).find((h) => h.id === hours)
    if (!found) return refuse('not-found')
    if (found.weekday !== weekdayOf(day)) return refuse('day-not-theirs')
    await takeOff(tx, hours, day)
    return hoursOf(tx, who)
  })

export const giveHoursBack = (db: Db, who: Who, { hours, day }: { hours: string; day: Day }): Promise<MyHours | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => ((await giveBack(tx, who.person, hours, day)) ? hoursOf(tx, who) : refuse('not-found')))

export type ExtraRefusal = HoursRefusal | 'place-unknown' | 'day-past' | 'day-too-far' | 'program-closed' | 'hours-overlap' | 'not-found'

/** One more stretch of duty on one day. */
export const addExtraHours = (db: Db, who: Who, input: ExtraInput): Promise<MyHours | Refused<ExtraRefusal>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, who.person)
    if (refused) return refused
    await lockSupporter(tx, who.person)
    const program = await programHours(tx)
    const refusal = (await extraDayRefusal(tx, who, { input, timeZone: program.timeZone }))
      ?? (await offerRefusal(tx, input, { ways: await waysOf(tx, who.person, program.settings), program }))
    if (refusal) return refuse(refusal)
    await addExtra(tx, who.person, { ...input, capacity: input.kind === 'drop-in' ? input.capacity : null })
    return hoursOf(tx, who)
  })

async function extraDayRefusal(tx: Tx, { person, now }: Who, { input, timeZone }: { input: ExtraInput; timeZone: string }): Promise<ExtraRefusal | null> {
  const today = dayAt(now, timeZone)
  if (input.ends <= input.starts) return 'times-unclear'
  const [startsAt, endsAt] = [firstInstantAt(input.on, input.starts, timeZone), firstInstantAt(input.on, input.ends, timeZone)]
  if (endsAt <= now) return 'day-past'
  if (input.on > plusDays(today, EXTRA_DAYS_AHEAD)) return 'day-too-far'
  const closed = (await programDays(tx, input.on, input.on)).some((days) => days.closed)
  if (closed) return 'program-closed'
  const table = await timetable(tx, plusDays(input.on, -2), plusDays(input.on, 2), person)
  return expand(table, timeZone, startsAt, endsAt).length > 0 ? 'hours-overlap' : null
}

export const dropExtraHours = (db: Db, who: Who, extra: string): Promise<MyHours | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => ((await dropExtra(tx, who.person, extra)) ? hoursOf(tx, who) : refuse('not-found')))

/** The supporter's own links. Hours that lose their last way to meet stay, unseen by students until they have one again. */
export const keepWays = (db: Db, who: Who, input: Readonly<Record<LinkedFormat, string | null>>): Promise<MyHours | Refused<'room-not-https' | 'not-found'>> =>
  inTransaction(db, async (tx) => {
    const refused = await beginProfile(tx, who.person)
    if (refused) return refused
    for (const format of LINKED_FORMATS) {
      const way = input[format]
      if (way !== null && !isMeetingLink(way)) return refuse('room-not-https')
      await (way === null ? dropWay(tx, who.person, format) : setWay(tx, who.person, format, way))
    }
    return hoursOf(tx, who)
  })
