import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import './table.css'

export interface Column<R> {
  header: ReactNode
  cell: (row: R) => ReactNode
  /** Figures stand at the right and share their width. */
  numeric?: boolean
  /** The column that names the row. */
  rowHeader?: boolean
}

interface TableProps<R> {
  caption: ReactNode
  /** The caption is read aloud only, when a heading already says it. */
  hideCaption?: boolean
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R, index: number) => string | number
  empty?: ReactNode
}

/** Rows and columns; too wide for the screen, it scrolls inside its own frame, by keyboard too. */
export function Table<R>({ caption, hideCaption, columns, rows, rowKey, empty }: TableProps<R>) {
  const id = useId()
  return (
    <div className="table-frame" role="region" aria-labelledby={id} tabIndex={0}>
      <table className="table">
        <caption id={id} className={hideCaption ? 'unseen' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" className={classes(column.numeric && 'numeric')}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column, place) =>
                column.rowHeader ? (
                  <th key={place} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={place} className={classes(column.numeric && 'numeric')}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && empty ? (
            <tr>
              <td colSpan={columns.length} className="muted">
                {empty}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
