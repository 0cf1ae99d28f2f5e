/** What other rooms may ask of this one. */
export { type Admission, type NewAccount, type RegistrationRefusal, registerAccount } from './actions/registration.ts'
export { type Invitation, type LinkSubject, closeAccount, inviteSubjects, withdrawInvitation } from './actions/invitations.ts'
export { type SignedIn, signedIn } from './actions/sessions.ts'
export type { Here } from './actions/doorkeeper.ts'
