/** What other rooms may ask of this one. */
export { bookingStudent, returningStudent, student, studentOrGuest, type StudentProof } from './actions/guards.ts'
export { registerStudent } from './actions/admission.ts'
export { termNow, unpackStudent } from './actions/certificates.ts'
export { isWorkDone } from './actions/proof-of-work.ts'
export { recheckResting } from './actions/resting.ts'
export { isCodeInUse, keepDeck, rotateCode, type VoidUnclaimed } from './actions/ways-in.ts'
export { studentsHeld } from './actions/held.ts'
