/** What other rooms and main may ask of this one. */
export { closeWeeks } from './actions/close.ts'
export { loads } from './actions/load.ts'
export { recordPast } from './actions/past.ts'
export { interactionsHeld } from './actions/held.ts'
