/** What other rooms and main may ask of this one. */
export { colleague, holding, type Staff } from './actions/door.ts'
export { type Excuse, addPerson, invitePeople, linkAccount, personByEmail, personByName } from './actions/people.ts'
export { examinedCohorts, recordAnswers } from './actions/attestation.ts'
export { inForce, onCallAt, peopleForOpening } from './actions/on-call.ts'
export { peopleHeld, personOf } from './actions/held.ts'
