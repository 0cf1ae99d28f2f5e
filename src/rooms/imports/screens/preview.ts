import type { Locale } from '../../../ui/same-words.ts'
import type { Column } from '../../../ui/table.tsx'
import { htmlLang } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import type { Desk } from '../contract.ts'
import type { AnyField, ImportKind } from '../rules/columns.ts'
import type { ReadImport } from '../rules/read-import.ts'
import { fieldName, type ImportWords } from '../rules/sentences.ts'

type ShownField = AnyField | 'period'
export interface PreviewRow {
  readonly line: number
  readonly cells: Readonly<Partial<Record<ShownField, string>>>
}
interface Shown {
  readonly w: ImportWords
  readonly desk: Desk
  readonly locale: Locale
}

const FIELDS: Readonly<Record<ImportKind, readonly ShownField[]>> = {
  supporters: ['name', 'email', 'cohort', 'site', 'languages', 'topics', 'livedExperience', 'agreementSignedOn'],
  hours: ['supporter', 'weekday', 'starts', 'ends', 'kind', 'formats', 'place'],
  interactions: ['period', 'format', 'initiator', 'duration', 'topics', 'referral', 'safety', 'followUp'],
}

export const previewColumns = (kind: ImportKind, w: ImportWords): Column<PreviewRow>[] => [
  { header: w.preview_row, cell: (row) => row.line, numeric: true, rowHeader: true },
  ...FIELDS[kind].map((field) => ({ header: field === 'period' ? w.field_period : fieldName(w, field), cell: (row: PreviewRow) => row.cells[field] ?? '' })),
]

/** The rows as they will be kept, in the reader's language: a contact shows no day and no supporter, because it will have none. */
export function previewRows(read: ReadImport, shown: Shown): PreviewRow[] {
  switch (read.kind) {
    case 'supporters': return (read as ReadImport<'supporters'>).rows.map((row) => supporterRow(row, shown))
    case 'hours': return (read as ReadImport<'hours'>).rows.map((row) => hoursRow(row, shown))
    case 'interactions': return (read as ReadImport<'interactions'>).rows.map((row) => interactionRow(row, shown))
  }
}

const topicNames = (ids: readonly string[], { desk, locale }: Shown): string =>
  ids.map((id) => nameIn(desk.topics.find((topic) => topic.id === id)?.names ?? {}, locale)).join(' · ')

function supporterRow(row: ReadImport<'supporters'>['rows'][number], shown: Shown): PreviewRow {
  const languages = new Intl.DisplayNames([htmlLang(shown.locale), 'en'], { type: 'language' })
  return {
    line: row.line,
    cells: {
      name: row.name, email: row.email ?? '', cohort: row.cohort ?? '', site: row.site ?? '', languages: row.languages.map((tag) => languages.of(tag) ?? tag).join(' · '),
      topics: topicNames(row.topics, shown), livedExperience: row.experiences.join(' · '), agreementSignedOn: row.agreementSignedOn ?? '',
    },
  }
}

const clock = (minutes: number): string => `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
// The first of January 2024 was a Monday.
const weekdayName = (weekday: number, locale: Locale): string => new Intl.DateTimeFormat(htmlLang(locale), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))

type Valued = Extract<keyof ImportWords, `value_${string}`>
const value = (w: ImportWords, kind: string, key: string): string => w[`value_${kind}_${key.replaceAll('-', '_')}` as Valued] ?? key

const hoursRow = (row: ReadImport<'hours'>['rows'][number], { w, locale }: Shown): PreviewRow => ({
  line: row.line,
  cells: {
    supporter: row.supporter, weekday: weekdayName(row.weekday, locale), starts: clock(row.starts), ends: clock(row.ends), kind: value(w, 'kind', row.kind),
    formats: row.formats.map((format) => value(w, 'format', format)).join(' · '), place: row.place ?? '',
  },
})

function interactionRow({ line, record }: ReadImport<'interactions'>['rows'][number], shown: Shown): PreviewRow {
  const { w } = shown
  const duration = record.duration === '<15' ? w.value_under15 : record.duration === '>=90' ? w.value_over90 : w.minutes(record.duration.replace('-', '–'))
  return {
    line,
    cells: {
      period: record.period, format: value(w, 'format', record.format), initiator: value(w, 'initiator', record.initiator), duration, topics: topicNames(record.topics, shown),
      referral: value(w, 'referral', record.referral), safety: value(w, 'safety', record.safety), followUp: record.followUp ? w.value_yes : w.value_no,
    },
  }
}
