/** What other rooms and main may ask of this one. */
export { type ShownNames, publishedKey } from './actions/standing.ts'
export { rosterEntries, rosterVersion } from './actions/rosters.ts'
export { permitRootRescue } from './actions/roots.ts'
export { rosterHeld } from './actions/held.ts'
