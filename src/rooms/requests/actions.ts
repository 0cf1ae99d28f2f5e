/** What other rooms may ask of this one. */
export { requestsHeld } from './actions/held.ts'
export { withdrawAllOf } from './actions/upkeep.ts'
