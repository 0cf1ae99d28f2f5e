/** What other rooms and main may ask of this one. */
export { addCohorts, addSites, programChoices, type ProgramChoices } from './actions/additions.ts'
export { createProgram, type NewProgram } from './actions/creation.ts'
export { doorNow } from './actions/door.ts'
export { crisisLinesOf, type PrivacyFacts, privacyFacts, programFace, publishedLimits } from './actions/face.ts'
export { openDoors, readOpening, type AskStaffFacts } from './actions/opening.ts'
export type { AtDesk } from './actions/settings.ts'
export { programsHeld } from './actions/held.ts'
