import { DAY_MINUTES, WEEK_MINUTES, weekMinute, type Hours, type Weekday } from './weekly-hours.ts'

/** Weekly hours as the grid edits them: hours that are not saved yet have no id. */
export interface Painted extends Hours {
  readonly id: string | null
  readonly weekday: Weekday
  readonly validFrom: string | null
  readonly validUntil: string | null
}
export type Template = Omit<Painted, 'id' | 'weekday' | 'starts' | 'ends'>
export type CellState = 'on' | 'part' | 'off'

interface Span {
  readonly from: number
  readonly to: number
}
const CELL_MINUTES = 60
const cellSpan = (weekday: Weekday, hour: number): Span => ({ from: weekMinute(weekday, hour * 60), to: weekMinute(weekday, hour * 60) + CELL_MINUTES })
const spanOf = (h: Painted): Span => ({ from: weekMinute(h.weekday, h.starts), to: weekMinute(h.weekday, h.ends) })
const SHIFTS = [-WEEK_MINUTES, 0, WEEK_MINUTES]

/** The hours that reach into this cell of the week, Sunday night into Monday included. */
export const hoursInCell = (week: readonly Painted[], weekday: Weekday, hour: number): Painted[] =>
  week.filter((h) => sharedWithCell(h, cellSpan(weekday, hour)).length > 0)

function sharedWithCell(h: Painted, cell: Span): Span[] {
  const { from, to } = spanOf(h)
  return SHIFTS.map((shift) => ({ from: Math.max(from + shift, cell.from), to: Math.min(to + shift, cell.to) })).filter((s) => s.from < s.to)
}

export function cellState(week: readonly Painted[], weekday: Weekday, hour: number): CellState {
  const minutes = week.flatMap((h) => sharedWithCell(h, cellSpan(weekday, hour))).reduce((sum, s) => sum + s.to - s.from, 0)
  if (minutes === 0) return 'off'
  return minutes >= CELL_MINUTES ? 'on' : 'part'
}

/** Turns one hour of the week on: what was free in it is filled, and neighbours of the same kind grow together. */
export function withCell(week: readonly Painted[], weekday: Weekday, hour: number, template: Template): Painted[] {
  const cell = cellSpan(weekday, hour)
  const taken = week.flatMap((h) => sharedWithCell(h, cell)).toSorted((a, b) => a.from - b.from)
  const free = taken.reduce<Span[]>((left, t) => left.flatMap((s) => minus(s, t)), [cell])
  const added = free.map((span) => ({ ...template, id: null, ...inDay(span) }))
  return added.reduce((all, one) => joined(all, one), [...week])
}

/** Turns one hour of the week off: hours around it are cut, and the first part keeps its id. */
export function withoutCell(week: readonly Painted[], weekday: Weekday, hour: number): Painted[] {
  const cell = cellSpan(weekday, hour)
  return week.flatMap((h) => {
    if (sharedWithCell(h, cell).length === 0) return [h]
    const left = SHIFTS.reduce<Span[]>((spans, shift) => spans.flatMap((s) => minus(s, { from: cell.from + shift, to: cell.to + shift })), [spanOf(h)])
    return left.map((span, i) => ({ ...h, ...inDay(span), id: i === 0 ? h.id : null }))
  })
}

const minus = (s: Span, cut: Span): Span[] =>
  cut.to <= s.from || cut.from >= s.to ? [s] : [{ from: s.from, to: cut.from }, { from: cut.to, to: s.to }].filter((p) => p.from < p.to)

function inDay({ from, to }: Span): Pick<Painted, 'weekday' | 'starts' | 'ends'> {
  const start = ((from % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES
  const day = Math.floor(start / DAY_MINUTES)
  const starts = start - day * DAY_MINUTES
  return { weekday: (day + 1) as Weekday, starts, ends: starts + (to - from) }
}

function joined(week: readonly Painted[], added: Painted): Painted[] {
  const before = week.find((h) => alike(h, added) && touches(h, added) && fits(h, added))
  const grown = before ? { ...before, ends: before.ends + (added.ends - added.starts) } : added
  const others = week.filter((h) => h !== before)
  const after = others.find((h) => alike(h, grown) && touches(grown, h) && fits(grown, h))
  if (!after) return [...others, grown].toSorted(inOrder)
  const whole = { ...grown, id: grown.id ?? after.id, validFrom: grown.validFrom ?? after.validFrom, ends: grown.ends + (after.ends - after.starts) }
  return [...others.filter((h) => h !== after), whole].toSorted(inOrder)
}

const touches = (first: Painted, second: Painted): boolean => spanOf(first).to % WEEK_MINUTES === spanOf(second).from % WEEK_MINUTES
const fits = (a: Painted, b: Painted): boolean => a.ends - a.starts + (b.ends - b.starts) <= DAY_MINUTES
/** Hours that begin to hold today (null) may join hours that hold already. */
const alike = (a: Painted, b: Painted): boolean => a.kind === b.kind && a.capacity === b.capacity && a.place === b.place
  && (a.validFrom === b.validFrom || a.validFrom === null || b.validFrom === null) && a.validUntil === b.validUntil && a.formats.toSorted().join() === b.formats.toSorted().join()

export const inOrder = (a: Painted, b: Painted): number => spanOf(a).from - spanOf(b).from
