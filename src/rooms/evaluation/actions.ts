/** What main may ask of this room. */
export { report } from './actions/figures.ts'
export { reportJson, reportText } from './rules/report.ts'
