import { useState } from 'react'
import { nameIn } from '../../programs/rules/names.ts'
import { BarList, ColumnChart } from '../../../ui/bar-chart.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card, FigureCard } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Select } from '../../../ui/field.tsx'
import { ChartNoAxesColumn, Download } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { htmlLang, useLocale, useWords } from '../../../ui/words.tsx'
import { readFigures } from '../client.ts'
import type { FigureSheet } from '../contract.ts'
import { keyFigures, type Figures } from '../rules/figures.ts'
import { saveCsv } from './export-csv.ts'
import { monthName, namedTables, type NamedTable } from './labels.ts'
import { evaluationWords } from './words.ts'
import './figures-page.css'

/** The year's figures for coordinator and evaluator: no name, no week, no small count, and so nothing that must not print. */
export function FiguresPage() {
  const w = useWords(evaluationWords)
  const [year, setYear] = useState<number | null>(null)
  const load = useLoad(() => readFigures(year), [year])
  if (load.state !== 'here') {
    return (
      <div className="stack-wide">
        <PageHeader title={w.title} />
        <Loaded load={load} lines={10}>{() => null}</Loaded>
      </div>
    )
  }
  return <FigureReport sheet={load.data} onYear={setYear} />
}

function FigureReport({ sheet, onYear }: { sheet: FigureSheet; onYear: (year: number) => void }) {
  const w = useWords(evaluationWords)
  const { locale } = useLocale()
  const dates = useDates()
  const { figures } = sheet
  const tables = namedTables(figures, { w, locale, dates })
  const span = `${monthName(dates, figures.from)} – ${monthName(dates, figures.to)}`
  const isEmpty = figures.byMonth.every(({ count }) => count === 0)
  return (
    <div className="stack-wide figures-report">
      <PageHeader title={w.title} sub={`${nameIn(sheet.names, locale)} · ${span}`} actions={<Actions sheet={sheet} tables={tables} onYear={onYear} />} />
      {isEmpty ? (
        <EmptyState icon={ChartNoAxesColumn} title={w.none_yet}>{w.none_yet_text}</EmptyState>
      ) : (
        <>
          <KeyFigures figures={figures} />
          <Card title={w.per_month} {...(figures.byMonth.some(({ count }) => count === null) ? { sub: w.months_hidden } : {})}>
            <ColumnChart
              caption={w.per_month}
              periodHead={w.month}
              periods={figures.byMonth.map(({ key }) => ({ key, label: dates.monthShort(Date.parse(`${key}-15T12:00:00Z`)) }))}
              series={[{ key: 'all', label: w.contacts, counts: figures.byMonth.map(({ count }) => count) }]}
            />
          </Card>
          <div className="figure-tables">{tables.slice(1).map((table) => <TableCard key={table.key} table={table} />)}</div>
        </>
      )}
      <HowToRead />
    </div>
  )
}

function Actions({ sheet, tables, onYear }: { sheet: FigureSheet; tables: readonly NamedTable[]; onYear: (year: number) => void }) {
  const w = useWords(evaluationWords)
  const yearName = (year: number) => w.year_of(year, sheet.startsMonth === 1 ? year : year + 1)
  return (
    <div className="figure-actions">
      <Select label={w.year} value={String(sheet.year)} onValue={(year) => onYear(Number(year))} options={sheet.years.map((year) => ({ value: String(year), label: yearName(year) }))} />
      <Button look="quiet" icon={Download} onClick={() => saveCsv(tables, { count: w.count, hidden: w.hidden, fileName: `figures-${sheet.figures.from}-${sheet.figures.to}.csv` })}>
        {w.export_csv}
      </Button>
      <PrintButton label={w.print} />
    </div>
  )
}

function KeyFigures({ figures }: { figures: Figures }) {
  const w = useWords(evaluationWords)
  const { locale } = useLocale()
  const dates = useDates()
  const percent = new Intl.NumberFormat(htmlLang(locale), { style: 'percent' })
  const text = (count: number | null) => (count === null ? w.hidden : dates.number(count))
  const share = (count: number | null) =>
    count === null || !figures.total ? undefined : w.of_contacts(percent.format(count / figures.total))
  const { byStudents, bySupporters, referred } = keyFigures(figures)
  return (
    <div className="key-figures">
      <FigureCard name={w.contacts} figure={text(figures.total)} note={w.contacts_note} />
      <FigureCard name={w.by_students} figure={text(byStudents)} note={share(byStudents)} />
      <FigureCard name={w.by_supporters} figure={text(bySupporters)} note={share(bySupporters)} />
      <FigureCard name={w.referred} figure={text(referred)} note={share(referred)} />
    </div>
  )
}

function TableCard({ table }: { table: NamedTable }) {
  const w = useWords(evaluationWords)
  return (
    <Card title={table.title} className={`figure-table-${table.key}`} {...(table.key === 'topics' ? { sub: w.topics_sub } : {})}>
      <BarList caption={table.title} heads={[table.head, w.count]} bars={table.rows} />
    </Card>
  )
}

function HowToRead() {
  const w = useWords(evaluationWords)
  return (
    <Card title={w.how_to_read}>
      <ul className="stack-tight">
        <li>{w.how_small}</li>
        <li>{w.how_weeks}</li>
        <li>{w.how_names}</li>
      </ul>
    </Card>
  )
}
