/** What other rooms may ask of this one. */
export { withdrawAllOf } from './actions/upkeep.ts'
export { requestsHeld } from './actions/held.ts'
