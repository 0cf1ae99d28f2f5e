import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choices.tsx'
import { Select } from '../../../ui/field.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { Table } from '../../../ui/table.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { Desk } from '../contract.ts'
import { fieldsOf, type AnyField, type Mapping } from '../rules/columns.ts'
import type { DateOrder } from '../rules/dates.ts'
import { fieldName, listed } from '../rules/sentences.ts'
import type { ReadingState } from './import-page.tsx'
import { previewColumns, previewRows } from './preview.ts'
import type { FileRead } from './reading-worker.ts'
import { importWords } from './words.ts'

interface ColumnsStepProps {
  readonly desk: Desk
  readonly reading: ReadingState
  readonly file: FileRead
  readonly onBack: () => void
  readonly onNext: () => void
}

export function ColumnsStep({ desk, reading, file, onBack, onNext }: ColumnsStepProps) {
  const w = useWords(importWords)
  const { read } = file
  const blocked = read.missing.length > 0 || (read.dateOrder.because === 'asked' && reading.now.dateOrder === null)
  return (
    <div className="stack-wide">
      <Card title={w.columns_title} sub={w.columns_sub} aside={reading.busy ? <Spinner /> : undefined}>
        <div className="stack">
          {reading.chosen ? <p className="muted">{w.file_chosen(reading.chosen.name)}</p> : null}
          {file.sheets.length > 1 ? <Select label={w.sheet_label} value={reading.now.sheet ?? ''} onValue={reading.chooseSheet} options={file.sheets.map((sheet) => ({ value: sheet, label: sheet }))} /> : null}
          <ColumnChoices file={file} mapping={reading.now.mapping} onMapping={reading.map} />
          {read.missing.length > 0 ? <Banner tone="warn" title={w.missing_title}>{w.missing_text(listed(w, read.missing.map((field) => fieldName(w, field))))}</Banner> : null}
          {reading.trouble ? <Banner tone="warn">{reading.trouble}</Banner> : null}
        </div>
      </Card>
      <OrderCard file={file} order={reading.now.dateOrder} onOrder={reading.chooseOrder} />
      {read.missing.length === 0 ? <Preview desk={desk} file={file} /> : null}
      <div className="ending">
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
        <Button busy={reading.busy} disabled={blocked} onClick={onNext}>{w.next}</Button>
      </div>
    </div>
  )
}

const NONE = '-'

/** No mapping: another sheet is being read, and its columns are not known yet. */
function ColumnChoices({ file, mapping, onMapping }: { file: FileRead; mapping: Mapping | null; onMapping: ReadingState['map'] }) {
  const w = useWords(importWords)
  const held = mapping ?? file.mapping
  const choose = (field: AnyField, value: string) => {
    const at = value === NONE ? null : Number(value)
    // A column serves once: whoever had it before loses it.
    const freed = Object.fromEntries(Object.entries(held).map(([other, column]) => [other, at !== null && column === at ? null : column]))
    onMapping({ ...freed, [field]: at })
  }
  return (
    <div className="import-columns">
      {fieldsOf(file.read.kind).map(({ field, required }) => (
        <Select
          key={field}
          label={required ? `${fieldName(w, field)} (${w.column_needed})` : fieldName(w, field)}
          disabled={mapping === null}
          value={typeof held[field] === 'number' ? String(held[field]) : NONE}
          onValue={(value) => choose(field, value)}
          options={[{ value: NONE, label: w.column_none }, ...file.header.map((name, at) => ({ value: String(at), label: name || `${at + 1}` }))]}
        />
      ))}
    </div>
  )
}

function OrderCard({ file, order, onOrder }: { file: FileRead; order: DateOrder | null; onOrder: (order: DateOrder) => void }) {
  const w = useWords(importWords)
  const { dateOrder, problems } = file.read
  const first = dateOrder.order === 'day-month' ? w.the_day : w.the_month
  if (dateOrder.because === 'cells') return <Banner>{w.order_from_cells(first)}</Banner>
  if (dateOrder.because === 'locale') return <Banner>{w.order_said(first)}</Banner>
  if (dateOrder.because !== 'asked' && order === null) return null
  const example = problems.find(({ reason }) => reason === 'ambiguous-date')?.value ?? '03/04/2019'
  return (
    <Card>
      <Radios
        label={w.order_title}
        hint={w.order_text(example)}
        value={order}
        onValue={onOrder}
        options={[{ value: 'day-month', label: w.order_day_month }, { value: 'month-day', label: w.order_month_day }]}
      />
    </Card>
  )
}

const SHOWN = 5

function Preview({ desk, file }: { desk: Desk; file: FileRead }) {
  const w = useWords(importWords)
  const { locale } = useLocale()
  const rows = previewRows(file.read, { w, desk, locale })
  return (
    <Card title={w.preview_title}>
      <Table caption={w.preview_title} hideCaption columns={previewColumns(file.read.kind, w)} rows={rows.slice(0, SHOWN)} rowKey={(row) => row.line} />
      {rows.length > SHOWN ? <p className="small muted">{w.preview_more(rows.length - SHOWN)}</p> : null}
    </Card>
  )
}
