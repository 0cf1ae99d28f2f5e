import type { Locale } from '../../../ui/same-words.ts'
import { folded } from './spelling.ts'

export type DateOrder = 'day-month' | 'month-day'
export type DateTrouble = 'not-a-date' | 'no-such-day' | 'short-year' | 'ambiguous-date' | 'not-in-this-order'
/** A day as `YYYY-MM-DD`, or why the cell cannot be read as one. */
export type ReadDate = { readonly date: string } | { readonly trouble: DateTrouble }

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january jan janvier janv',
    'february feb fevrier fevr fev',
    'march mar mars',
    'april apr avril avr',
    'may mai',
    'june jun juin',
    'july jul juillet juil',
    'august aug aout',
    'september sept sep septembre',
    'october oct octobre',
    'november nov novembre',
    'december dec decembre',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, at + 1])),
)

const NUMERIC = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?=$|[\sT,])/
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?=$|\s)/

/** Reads one cell. `order` is null while nobody has said, and no cell has shown, which of day and month stands first. */
export function readDate(cell: string, order: DateOrder | null): ReadDate {
  const text = cell.normalize('NFKC').trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[\sT,])/.exec(text) ?? /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numeric = NUMERIC.exec(text)
  if (numeric) return inOrder(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]), order)
  if (SHORT_YEAR.test(text)) return { trouble: 'short-year' }
  return inWords(text)
}

function inOrder(first: number, second: number, year: number, order: DateOrder | null): ReadDate {
  if (order === null) return first === second ? dayOf(year, first, second) : { trouble: 'ambiguous-date' }
  const [day, month] = order === 'day-month' ? [first, second] : [second, first]
  if (month > 12 && day <= 12) return { trouble: 'not-in-this-order' }
  return dayOf(year, month, day)
}

// "27 août 2018", "Monday, Aug 27th, 2018", "1er septembre 2018": one month's name, one day, one year, and at most a weekday.
function inWords(text: string): ReadDate {
  const words = folded(text).split(' ')
  const month = words.map((word) => MONTHS[word]).find((found) => found !== undefined)
  const year = words.find((word) => /^(19|20)\d\d$/.test(word))
  const day = words.map((word) => /^(\d{1,2})(st|nd|rd|th|er|e)?$/.exec(word)?.[1]).find((found) => found !== undefined)
  if (month === undefined || day === undefined || words.length > 7) return { trouble: 'not-a-date' }
  return year === undefined ? { trouble: 'short-year' } : dayOf(Number(year), month, Number(day))
}

function dayOf(year: number, month: number, day: number): ReadDate {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return { trouble: 'no-such-day' }
  return { date: date.toISOString().slice(0, 10) }
}

export interface DateOrderFound {
  readonly order: DateOrder | null
  /** Why: the file's own cells, the file's language, a person's answer, or nothing in the column needs it. */
  readonly because: 'said' | 'cells' | 'locale' | 'not-needed' | 'asked'
}

/** Which of day and month stands first in a column. A whole column is read one way; where nothing decides, a person is asked. */
export function dateOrderOf(cells: readonly string[], locale: Locale, said: DateOrder | null): DateOrderFound {
  const pairs = cells.map((cell) => NUMERIC.exec(cell.normalize('NFKC').trim())).filter((found) => found !== null)
  if (pairs.length === 0) return { order: null, because: 'not-needed' }
  if (said) return { order: said, because: 'said' }
  // French puts the day first, always: 08/27/2018 in a French file is a bad row and no American date.
  if (locale === 'fr') return { order: 'day-month', because: 'locale' }
  const dayFirst = pairs.some((pair) => Number(pair[1]) > 12)
  const monthFirst = pairs.some((pair) => Number(pair[2]) > 12)
  if (dayFirst !== monthFirst) return { order: dayFirst ? 'day-month' : 'month-day', because: 'cells' }
  const matters = dayFirst || pairs.some((pair) => pair[1] !== pair[2])
  return { order: null, because: matters ? 'asked' : 'not-needed' }
}
