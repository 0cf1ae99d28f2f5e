import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { uiWords } from './ui-words.ts'
import { useWords } from './words.tsx'
import './heat-grid.css'
import './legend.css'

export interface HeatCell {
  count: number
  /** The least that is needed here; 0 where nothing is. */
  need: number
}

interface HeatGridProps {
  caption: string
  hideCaption?: boolean
  columns: readonly { key: string; label: string }[]
  rows: readonly { key: string; label: string; cells: readonly HeatCell[] }[]
  /** Makes each cell a button. */
  onCell?: (row: string, column: string) => void
}

/** Counts in days and hours. It is a table: each cell carries its number; a gap is number, outline and hatch, never colour alone. */
export function HeatGrid({ caption, hideCaption, columns, rows, onCell }: HeatGridProps) {
  const w = useWords(uiWords)
  const id = useId()
  return (
    <figure className="stack-tight">
      <div className="heat-frame" role="region" aria-labelledby={id} tabIndex={0}>
        <table className="heat">
          <caption id={id} className={hideCaption ? 'unseen' : undefined}>
            {caption}
          </caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                {columns.map((column, at) => (
                  <td key={column.key}>
                    <Cell cell={row.cells[at] ?? { count: 0, need: 0 }} label={w.heat_cell(row.label, column.label, row.cells[at]?.count ?? 0, row.cells[at]?.need ?? 0)} below={w.below_need} {...(onCell ? { onPress: () => onCell(row.key, column.key) } : {})} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="legend" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <li key={step}>
            <span className={`legend-dot heat-${step}`} />
            {step === 4 ? '4+' : step}
          </li>
        ))}
        <li>
          <span className="legend-dot heat-gap" />
          {w.below_need}
        </li>
      </ul>
    </figure>
  )
}

function Cell({ cell, label, below, onPress }: { cell: HeatCell; label: string; below: string; onPress?: () => void }) {
  const gap = cell.count < cell.need
  const drawn = classes('heat-cell', `heat-${Math.min(4, cell.count)}`, gap && 'heat-gap')
  const text: ReactNode = (
    <>
      <span aria-hidden={onPress ? 'true' : undefined}>{cell.count === 0 ? '·' : cell.count}</span>
      {gap && !onPress ? <span className="unseen">{below}</span> : null}
    </>
  )
  if (!onPress) return <span className={drawn}>{text}</span>
  return (
    <button type="button" className={drawn} aria-label={gap ? `${label}, ${below}` : label} onClick={onPress}>
      {text}
    </button>
  )
}
