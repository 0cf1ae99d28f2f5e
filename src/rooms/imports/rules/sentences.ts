import type { words } from '../words/en.ts'
import type { Notice, Problem } from './cells.ts'
import type { AnyField } from './columns.ts'
import type { FindingKind } from './identity.ts'
import type { FileRefusal } from './table.ts'

export type ImportWords = typeof words
type Worded<P extends string> = Extract<keyof ImportWords, `${P}_${string}`>

const keyed = <P extends string>(prefix: P, word: string) => `${prefix}_${word.replaceAll('-', '_')}` as Worded<P>

export const fieldName = (w: ImportWords, field: AnyField): string => w[keyed('field', field)]

export const problemSentence = (w: ImportWords, { reason }: Pick<Problem, 'reason'>): string => w[keyed('problem', reason)]

/** Why a file cannot be read at all. */
export function fileSentence(w: ImportWords, refusal: FileRefusal): string {
  if (refusal.refused === 'cell-too-long') return w.unreadable_cell_too_long(refusal.line)
  if (refusal.refused === 'quote-unclosed') return w.unreadable_quote_unclosed(refusal.line)
  return w[keyed('unreadable', refusal.refused)] as string
}

const foundList = (w: ImportWords, found: readonly FindingKind[]): string => listed(w, [...new Set(found)].map((kind) => w[keyed('found', kind)]))

export const listed = (w: ImportWords, items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(w.between_items)}${w.between_items.endsWith(' ') ? ' ' : ''}${w.and}${w.between_items.endsWith(' ') ? ' ' : ''}${items.at(-1) ?? ''}`

/** One sentence each, alike ones together. What a text held is named by its kind and never repeated. */
export function noticeSentences(w: ImportWords, notices: readonly Notice[]): string[] {
  const of = (reason: Notice['reason']) => notices.filter((notice) => notice.reason === reason)
  const dropped = [...new Set(of('column-dropped').map(({ column }) => column ?? ''))]
  const unread = of('column-not-read').map(({ column }) => column ?? '').filter((column) => !dropped.includes(column))
  const incomplete = of('hours-incomplete').length
  return [
    ...of('identity-left-out').map(({ line, column, found }) => w.notice_identity_left_out(line ?? 0, column ?? '', foundList(w, found ?? []))),
    ...dropped.map((column) => {
      const lines = of('column-dropped').filter((notice) => notice.column === column)
      return w.notice_column_dropped(column, lines.length, foundList(w, lines.flatMap(({ found }) => found ?? [])))
    }),
    ...(unread.length > 0 ? [w.notice_column_not_read(unread.join(w.between_items))] : []),
    ...of('supporter-not-kept').map(({ column }) => w.notice_supporter_not_kept(column ?? '')),
    ...of('training-not-kept').map(({ column }) => w.notice_training_not_kept(column ?? '')),
    ...(incomplete > 0 ? [w.notice_hours_incomplete(incomplete)] : []),
    ...(of('synthetic').length > 0 ? [w.notice_synthetic] : []),
  ]
}
