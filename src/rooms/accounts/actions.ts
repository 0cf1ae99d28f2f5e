/** What other rooms may ask of this one. */
export { type Admission, type Keeping, type NewAccount, type RegistrationRefusal, registerAccount } from './actions/registration.ts'
export { type Invitation, type LinkSubject, closeAccount, inviteSubjects, withdrawInvitation } from './actions/invitations.ts'
export { type SignedIn, sessionStands, signedIn } from './actions/sessions.ts'
export { type Luggage, type Unpack, closeArrivals, countCrowd, settleArrival } from './actions/arrivals.ts'
export { accountsHeld } from './actions/held.ts'
export type { Here } from './actions/doorkeeper.ts'
