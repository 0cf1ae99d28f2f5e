import { nameIn, type Names } from '../../programs/rules/names.ts'
import type { Cell, Figures } from './figures.ts'

export interface Report {
  readonly program: string
  readonly names: Names
  readonly exact: boolean
  readonly supporters: number
  readonly interactions: Figures
}

/** For machines: each table as an object, a hidden count as null. */
export function reportJson({ program, names, exact, supporters, interactions }: Report) {
  const table = (cells: readonly Cell[]) => Object.fromEntries(cells.map(({ key, count }) => [key, count]))
  return {
    program, name: nameIn(names, 'en'), from: interactions.from, to: interactions.to, exact, supporters,
    interactions: {
      total: interactions.total,
      byMonth: table(interactions.byMonth), byFormat: table(interactions.byFormat), byInitiator: table(interactions.byInitiator),
      byDuration: table(interactions.byDuration), byTopic: table(interactions.byTopic), byReferral: table(interactions.byReferral),
    },
  }
}

/** For people at a terminal: plain text, one table below the other. */
export function reportText(report: Report): string {
  const { interactions: figures } = report
  return [
    `${nameIn(report.names, 'en')}, ${figures.from} to ${figures.to}`,
    `${report.supporters} supporters, ${countText(figures.total)} interactions`,
    report.exact ? 'Exact counts: small ones can point at a person. Do not pass this on.' : 'Counts of one to four are hidden, with whatever would give them away.',
    ...textTable('Month', figures.byMonth), ...textTable('Format', figures.byFormat), ...textTable('Initiator', figures.byInitiator),
    ...textTable('Minutes', figures.byDuration), ...textTable('Topic (several per interaction)', figures.byTopic), ...textTable('Referral', figures.byReferral),
  ].join('\n')
}

function textTable(head: string, cells: readonly Cell[]): string[] {
  const label = ({ key, names }: Cell) => (names ? nameIn(names, 'en') : key)
  const width = Math.max(head.length, ...cells.map((cell) => label(cell).length))
  return ['', head, ...cells.map((cell) => `  ${label(cell).padEnd(width)}  ${countText(cell.count).padStart(6)}`)]
}

const countText = (count: number | null): string => (count === null ? 'hidden' : String(count))
