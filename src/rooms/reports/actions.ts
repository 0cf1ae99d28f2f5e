/** What other rooms may ask of this one. */
export { reportsHeld } from './actions/held.ts'
