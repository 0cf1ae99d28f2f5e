import { dayIn, weekOfDay } from '../../../src/rooms/interactions/rules/periods.ts'
import type { Cell } from './chance.ts'
import { tableOf, type Dump, type DumpedRow } from './dump.ts'
import { bandOf, recordKey, ZONE } from './term.ts'

/** How the thief hopes to read the order in which records arrived. */
export type Hope = 'heap order' | 'heap order backwards' | 'days of arrival'

export interface Loot {
  readonly dumps: readonly Dump[]
  /** The table that holds closed records: the program's own, or the control that also kept the supporter. */
  readonly records: 'public.interactions' | 'control.records'
  /** Whether the rows of open weeks could be read, as in the second control. */
  readonly readsPending: boolean
  readonly hope: Hope
}

export interface Match {
  readonly record: string
  readonly booking: string
}

interface Booking {
  readonly id: string
  readonly cell: string
  readonly supporter: string
  readonly endsAt: number
}

interface Found {
  readonly key: string
  readonly cell: string
  readonly supporter: string | null
  /** An instant before which, and a little after which, the thief believes the contact took place; or only a rank. */
  readonly time: number
  readonly timeIsKnown: boolean
}

/** Joins records with bookings on week, format and duration, then on whatever order or day the loot betrays. */
export function matchRecords(loot: Loot): { matches: Match[]; cells: Cell[] } {
  const bookings = bookingsIn(loot.dumps)
  const matches: Match[] = []
  const cells: Cell[] = []
  for (const [cell, records] of groupBy(recordsIn(loot), (record) => record.cell)) {
    const here = bookings.filter((booking) => booking.cell === cell)
    if (here.length) cells.push({ records: records.length, named: Math.min(records.length, here.length) })
    matches.push(...matchCell(records, here))
  }
  return { matches, cells }
}

/** Where the day is known the nearest meeting before it; otherwise first with first, second with second. */
function matchCell(records: readonly Found[], bookings: readonly Booking[]): Match[] {
  const left = bookings.toSorted((a, b) => a.endsAt - b.endsAt)
  const matches: Match[] = []
  for (const record of records.toSorted((a, b) => a.time - b.time)) {
    const fits = left.filter((booking) => (record.supporter === null || booking.supporter === record.supporter) && (!record.timeIsKnown || booking.endsAt < record.time))
    const chosen = record.timeIsKnown ? fits.at(-1) : fits[0]
    if (!chosen) continue
    left.splice(left.indexOf(chosen), 1)
    matches.push({ record: record.key, booking: chosen.id })
  }
  return matches
}

/** Every booking of the term: the program itself keeps one for sixty days, the thief for ever. */
function bookingsIn(dumps: readonly Dump[]): Booking[] {
  const rows = new Map(dumps.flatMap((dump) => tableOf(dump, 'public.bookings').map((row) => [String(row.id), row] as const)))
  return [...rows].map(([id, row]) => {
    const startsAt = (row.starts_at as Date).getTime()
    const endsAt = (row.ends_at as Date).getTime()
    return { id, supporter: String(row.supporter), endsAt, cell: `${weekOfDay(dayIn(ZONE, endsAt))} ${String(row.format)} ${bandOf(endsAt - startsAt)}` }
  })
}

function recordsIn({ dumps, records, readsPending, hope }: Loot): Found[] {
  const found: Found[] = []
  const known = new Set<string>()
  const firstSeen = readsPending ? firstSeenPending(dumps) : new Map<string, number>()
  dumps.forEach((dump, night) => {
    const fresh = tableOf(dump, records).filter((row) => !known.has(keyOf(row)))
    const arrivals = hope === 'days of arrival' ? arrivalsBehind(dumps, night) : []
    fresh.forEach((row, place) => {
      const key = keyOf(row)
      known.add(key)
      const seen = firstSeen.get(key)
      const rank = hope === 'heap order backwards' ? -place : hope === 'heap order' ? place : (arrivals[place] ?? Infinity)
      found.push({
        key, cell: `${String(row.period)} ${String(row.format)} ${String(row.duration)}`, supporter: 'supporter' in row ? String(row.supporter) : null,
        time: seen ?? rank, timeIsKnown: seen !== undefined,
      })
    })
  })
  return found
}

/** Differences between days: the night each receipt's hash first appeared, in the order in which the rows last lay. */
function arrivalsBehind(dumps: readonly Dump[], night: number): number[] {
  const before = tableOf(dumps[night - 1], 'public.interactions_pending').map((row) => (row.lookup as Buffer).toString('hex'))
  return before.map((lookup) => dumps.findIndex((dump) => tableOf(dump, 'public.interactions_pending').some((row) => (row.lookup as Buffer).toString('hex') === lookup)))
}

function firstSeenPending(dumps: readonly Dump[]): Map<string, number> {
  const seen = new Map<string, number>()
  for (const dump of dumps) {
    for (const row of tableOf(dump, 'control.pending')) if (!seen.has(keyOf(row))) seen.set(keyOf(row), dump.at)
  }
  return seen
}

const keyOf = (row: DumpedRow): string => recordKey(String(row.period), row.topics as string[])

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
