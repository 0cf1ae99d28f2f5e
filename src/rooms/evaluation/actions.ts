/** What main may ask of this room. */
export { report } from './actions/figures.ts'
