import type { Instant } from '../../../platform/clock.ts'
import { inTransaction, violated, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { listedSupporters, supporterStandings } from '../../supporters/actions.ts'
import type { CoverageAnswer, PlanAnswer, Place } from '../contract.ts'
import { coverage, gaps } from '../rules/coverage.ts'
import type { Need } from '../rules/needs.ts'
import { mondayOf, plusDays } from '../rules/days.ts'
import { dayAt, firstInstantAt } from '../rules/expansion.ts'
import { waysFor } from '../rules/formats.ts'
import { DROP_IN_CAPACITY, endAfter, overlap, type Day, type Hours, type Weekday } from '../rules/weekly-hours.ts'
import { addDays, addHours, addNeeds, addPlace, changePlace, dropDays, dropNeeds, dropPlace, lockSupporter, needs, placeNamed } from '../store/keeping.ts'
import { ownWays, places, programDays, programHours, weeklyHours, type NamedDays } from '../store/timetable.ts'
import { openWindows } from './open-windows.ts'
import { withMissing } from './own-hours.ts'

/** Who is on duty in each hour of one week, against the number the program wants. Only hours that students see are counted. */
export const coverageOf = (db: Db, { week, now }: { week: Day | undefined; now: Instant }): Promise<CoverageAnswer> =>
  inTransaction(db, async (tx) => {
    const { timeZone } = await programHours(tx)
    const today = dayAt(now, timeZone), monday = mondayOf(week ?? today)
    const [from, to] = [firstInstantAt(monday, 0, timeZone), firstInstantAt(plusDays(monday, 7), 0, timeZone)]
    const { windows } = await openWindows(tx, { from, to, now })
    const wanted = await needs(tx)
    const cells = coverage(windows, wanted, monday, timeZone)
    return { monday, today, cells, gaps: gaps(cells), needs: wanted, days: await programDays(tx, monday, plusDays(monday, 6)) }
  })

export const keepNeeds = (db: Db, wanted: readonly Need[]): Promise<{ saved: true }> =>
  inTransaction(db, async (tx) => {
    await dropNeeds(tx)
    const once = new Map(wanted.map((n) => [`${n.weekday} ${n.hour}`, n]))
    await addNeeds(tx, [...once.values()])
    return { saved: true }
  })

/** All weekly hours with the name students know, the places, and the exam weeks and holidays ahead. */
export const planOf = (db: Db, now: Instant): Promise<PlanAnswer> =>
  inTransaction(db, async (tx) => {
    const { timeZone, settings } = await programHours(tx)
    const today = dayAt(now, timeZone)
    const names = await namesOf(tx, today)
    const own = await ownWays(tx)
    const hours = (await weeklyHours(tx)).map((h) => ({ ...withMissing(h, waysFor(own.get(h.supporter) ?? {}, settings)), name: names.get(h.supporter) ?? '' }))
    return { today, hours, places: await places(tx), days: await programDays(tx, today, plusDays(today, 400)) }
  })

async function namesOf(tx: Tx, today: Day): Promise<Map<string, string>> {
  const full = (await supporterStandings(tx, today)).map((s) => [s.person, s.fullName] as const)
  const shown = (await listedSupporters(tx, today, { eligible: false })).map((s) => [s.id, s.displayName] as const)
  return new Map([...full, ...shown])
}

export const keepDays = (db: Db, input: Omit<NamedDays, 'id'>): Promise<{ id: string } | Refused<'days-unclear'>> =>
  inTransaction(db, async (tx) => {
    if (input.lastDay < input.firstDay || input.lastDay > plusDays(input.firstDay, 366)) return refuse('days-unclear')
    return { id: await addDays(tx, input) }
  })

export const removeDays = (db: Db, id: string): Promise<{ removed: true } | Refused<'not-found'>> =>
  inTransaction(db, async (tx) => ((await dropDays(tx, id)) ? { removed: true } : refuse('not-found')))

const NAME_TAKEN = 'meeting_places_name_taken'

export const keepPlace = (db: Db, input: { name: string; directions: string }): Promise<Place | Refused<'place-name-taken'>> =>
  inTransaction(db, (tx) => addPlace(tx, input.name, input.directions)).catch(unless(NAME_TAKEN, 'place-name-taken'))

export const renamePlace = (db: Db, id: string, input: { name: string; directions: string }): Promise<Place | Refused<'place-name-taken' | 'not-found'>> =>
  inTransaction(db, async (tx) => (await changePlace(tx, id, input.name, input.directions)) ?? refuse('not-found')).catch(unless(NAME_TAKEN, 'place-name-taken'))

export const removePlace = (db: Db, id: string): Promise<{ removed: true } | Refused<'place-in-use' | 'not-found'>> =>
  inTransaction(db, async (tx) => ((await dropPlace(tx, id)) ? { removed: true as const } : refuse('not-found')))
    .catch((failure: unknown) => {
      if (violated(failure)?.endsWith('_of_place')) return refuse('place-in-use')
      throw failure
    })

const unless = <W extends string>(constraint: string, word: W) => (failure: unknown): Refused<W> => {
  if (violated(failure) === constraint) return refuse(word)
  throw failure
}

export interface ImportedHours extends Pick<Hours, 'starts' | 'ends' | 'kind' | 'formats'> {
  readonly supporter: string
  readonly weekday: Weekday
  readonly place: string | null
  /** How many a drop-in holds, where the spreadsheet says. */
  readonly capacity?: number | null
  readonly validFrom: Day
}

/** Weekly hours from a spreadsheet, with the place by its name. Without a way to meet they are kept, and no student sees them. */
export async function addImportedHours(tx: Tx, input: ImportedHours): Promise<{ id: string } | Refused<'hours-overlap' | 'already-there' | 'not-found'>> {
  if (!(await lockSupporter(tx, input.supporter))) return refuse('not-found')
  const place = input.place ? ((await placeNamed(tx, input.place)) ?? (await addPlace(tx, input.place, ''))).id : null
  const hours = {
    ...input, place, ends: endAfter(input.starts, input.ends), validUntil: null, capacity: input.kind === 'drop-in' ? (input.capacity ?? DROP_IN_CAPACITY) : null,
  }
  const mine = await weeklyHours(tx, input.supporter)
  if (mine.some((h) => h.weekday === hours.weekday && h.starts === hours.starts && h.ends === hours.ends)) return refuse('already-there')
  if (overlap([...mine, { ...hours, id: '' }])) return refuse('hours-overlap')
  return { id: await addHours(tx, input.supporter, hours) }
}
