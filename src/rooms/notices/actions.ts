/** What other rooms may ask of this one. */
export { noticesHeld } from './actions/held.ts'
