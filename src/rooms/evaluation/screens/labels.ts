import { nameIn } from '../../programs/rules/names.ts'
import type { Dates } from '../../../ui/dates.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { Cell, Figures } from '../rules/figures.ts'
import type { EvaluationWords } from './words.ts'

/** A table of the report as it is read: a title, a head for its first column, and rows with their names. */
export interface NamedTable {
  readonly key: string
  readonly title: string
  readonly head: string
  readonly rows: readonly { readonly key: string; readonly label: string; readonly count: number | null }[]
}

interface Reading {
  readonly w: EvaluationWords
  readonly locale: Locale
  readonly dates: Dates
}

export const monthName = (dates: Dates, month: string): string => dates.monthYear(Date.parse(`${month}-15T12:00:00Z`))

/** Every table of the figures, in the order in which they are read and exported. */
export function namedTables(figures: Figures, { w, locale, dates }: Reading): NamedTable[] {
  const table = (key: string, title: string, head: string, cells: readonly Cell[], label: (cell: Cell) => string): NamedTable =>
    ({ key, title, head, rows: cells.map((cell) => ({ key: cell.key, label: label(cell), count: cell.count })) })
  const named = (names: Record<string, string>) => ({ key }: Cell) => names[key] ?? key
  return [
    table('months', w.per_month, w.month, figures.byMonth, ({ key }) => monthName(dates, key)),
    table('topics', w.topics, w.topic, figures.byTopic, ({ key, names }) => (names ? nameIn(names, locale) : key)),
    table('formats', w.formats, w.answer, figures.byFormat, named(formats(w))),
    table('durations', w.durations, w.answer, figures.byDuration, named(durations(w))),
    table('initiators', w.initiators, w.answer, figures.byInitiator, named(initiators(w))),
    table('referrals', w.referrals, w.answer, figures.byReferral, named(referrals(w))),
  ]
}

const formats = (w: EvaluationWords) => ({ 'in-person': w.format_in_person, phone: w.format_phone, video: w.format_video, messaging: w.format_messaging })

const durations = (w: EvaluationWords) =>
  ({ '<15': w.duration_under_15, '15-29': w.duration_15, '30-59': w.duration_30, '60-89': w.duration_60, '>=90': w.duration_90 })

const initiators = (w: EvaluationWords) => ({ student: w.initiator_student, supporter: w.initiator_supporter, 'third-party': w.initiator_third_party })

const referrals = (w: EvaluationWords) => ({
  none: w.referral_none, information: w.referral_information, counselling: w.referral_counselling,
  'student-affairs': w.referral_student_affairs, 'health-service': w.referral_health_service, crisis: w.referral_crisis,
})
