import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Disclosure } from './disclosure.tsx'
import { Table } from './table.tsx'
import { uiWords } from './ui-words.ts'
import { useDates } from './program.tsx'
import { useWords } from './words.tsx'
import './bar-chart.css'
import './legend.css'

/** A count, or null where it is hidden: because it is small, or because it would give a small one away. */
export type Count = number | null

interface BarListProps {
  /** What the bars count; the name of the table behind them. */
  caption: string
  /** The heads of the table's two columns. */
  heads: readonly [string, string]
  bars: readonly { key: string; label: string; count: Count }[]
}

/** One bar a row, longest first as given: names at the left, figures at the right. A hidden count has a dashed bar and says so. */
export function BarList({ caption, heads, bars }: BarListProps) {
  const w = useWords(uiWords)
  const dates = useDates()
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0))
  return (
    <figure className="stack-tight">
      <div className="bar-list" role="img" aria-label={`${caption}: ${bars.map(({ label, count }) => `${label} ${count ?? w.hidden_count}`).join('; ')}`}>
        {bars.map(({ key, label, count }) => (
          <div key={key} className="bar-row">
            <span className="bar-label">{label}</span>
            <span className="bar-track">{count === null ? <span className="bar-hidden" /> : <span className="bar-fill" style={{ inlineSize: `${(100 * count) / most}%` }} />}</span>
            <span className="bar-count">{count === null ? w.hidden_count : dates.number(count)}</span>
          </div>
        ))}
      </div>
      <Disclosure summary={w.show_table}>
        <Table
          caption={caption}
          rows={bars}
          rowKey={({ key }) => key}
          columns={[
            { header: heads[0], rowHeader: true, cell: ({ label }) => label },
            { header: heads[1], numeric: true, cell: ({ count }) => (count === null ? w.hidden_count : dates.number(count)) },
          ]}
        />
      </Disclosure>
    </figure>
  )
}

interface ColumnChartProps {
  caption: string
  /** What a column is, such as "Week": the head of the table's first column. */
  periodHead: string
  periods: readonly { key: string; label: string }[]
  /** At most four, drawn from the bottom up; `counts[i]` belongs to `periods[i]`. */
  series: readonly { key: string; label: string; counts: readonly Count[] }[]
}

const HEIGHT = 260
const LEFT = 40
const BOTTOM = 30
const TOP = 14
/** The room one label under a column needs. */
const LABEL = 34

/** Stacked columns over time, with a line every round number, and the same figures in a table. Hidden counts are left out of the columns and marked in the table. */
export function ColumnChart({ caption, periodHead, periods, series }: ColumnChartProps) {
  const w = useWords(uiWords)
  const dates = useDates()
  const id = useId()
  const [drawing, width] = useWidth()
  const totals = periods.map((_, at) => series.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))
  const { top, step } = scaleFor(Math.max(1, ...totals))
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)
  const slot = (width - LEFT) / Math.max(1, periods.length)
  const labelEvery = Math.max(1, Math.ceil(LABEL / slot))
  return (
    <figure className="stack-tight">
      <svg ref={drawing} className="columns" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{caption}</title>
        {Array.from({ length: Math.round(top / step) + 1 }, (_, line) => line * step).map((value) => (
          <g key={value}>
            <line className="columns-line" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text className="columns-text" x={LEFT - 10} y={y(value)} dy="0.35em" textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {periods.map((period, at) => (
          <g key={period.key} transform={`translate(${LEFT + slot * at} 0)`}>
            <Column series={series} at={at} slot={slot} y={y} />
            {at % labelEvery === 0 ? (
              <text className="columns-text" x={slot / 2} y={HEIGHT - 8} textAnchor="middle">
                {period.label}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <ul className="legend" aria-hidden="true">
        {series.map(({ key, label }, at) => (
          <li key={key}>
            <span className={`legend-dot series-${at + 1}`} />
            {label}
          </li>
        ))}
      </ul>
      <Disclosure summary={w.show_table}>
        <Table
          caption={caption}
          rows={periods.map((period, at) => ({ ...period, at }))}
          rowKey={({ key }) => key}
          columns={[
            { header: periodHead, rowHeader: true, cell: ({ label }) => label },
            ...series.map((one) => ({
              header: one.label as ReactNode,
              numeric: true,
              cell: ({ at }: { at: number }): ReactNode => {
                const count = one.counts[at] ?? null
                return count === null ? w.hidden_count : dates.number(count)
              },
            })),
          ]}
        />
      </Disclosure>
    </figure>
  )
}

/** The width a drawing is given, so that its letters keep their size on every screen. */
function useWidth() {
  const element = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(560)
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.round(entry.contentRect.width))))
    if (element.current) watcher.observe(element.current)
    return () => watcher.disconnect()
  }, [])
  return [element, width] as const
}

function Column({ series, at, slot, y }: { series: ColumnChartProps['series']; at: number; slot: number; y: (value: number) => number }) {
  const width = Math.min(34, slot * 0.66)
  let below = 0
  return series.map(({ key, counts }, place) => {
    const count = counts[at] ?? 0
    if (count === 0) return null
    const bottom = y(below)
    below += count
    const height = Math.max(1, bottom - y(below) - 1.5)
    return <rect key={key} className={`series-${place + 1}`} x={(slot - width) / 2} y={y(below)} width={width} height={height} rx={Math.min(3, height / 2)} />
  })
}

/** A round top and step: at most five lines. */
export function scaleFor(most: number): { top: number; step: number } {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 1)
  return { top: Math.ceil(most / step) * step, step }
}
