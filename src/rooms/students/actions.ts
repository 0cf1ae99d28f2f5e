/** What other rooms may ask of this one. */
export { bookingStudent, returningStudent, student, studentOrGuest, type StudentProof } from './actions/guards.ts'
export { registerStudent, unpackStudent } from './actions/admission.ts'
export { keepDeck, rotateCode, type VoidUnclaimed } from './actions/ways-in.ts'
export { studentsHeld } from './actions/held.ts'
