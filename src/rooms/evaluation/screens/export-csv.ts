import { csvRow } from '../../imports/rules/neutralise.ts'
import type { NamedTable } from './labels.ts'

/** Tables below each other, as a spreadsheet reads them. Made in the browser from what is on the page: nothing more can be in it. */
export function saveCsv(tables: readonly NamedTable[], { count, hidden, fileName }: { count: string; hidden: string; fileName: string }): void {
  const lines = tables.flatMap(({ title, head, rows }) => [
    csvRow([title]), csvRow([head, count]), ...rows.map((row) => csvRow([row.label, row.count ?? hidden])), '',
  ])
  // The mark at the start tells Excel that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\ufeff${lines.join('\r\n')}`], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
