import { anyone, doors, type OpenDoor } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { registerStudent, renewStudent } from './actions/admission.ts'
import { certifyAccount } from './actions/certificates.ts'
import { student } from './actions/guards.ts'
import { makeChallenge } from './actions/proof-of-work.ts'
import { keepDeck, listWaysIn, rotateCode, switchCodeOff, withdrawDeck, type VoidUnclaimed } from './actions/ways-in.ts'
import { contract } from './contract.ts'

const coordinator = holding('coordinator')

/** `voidUnclaimed` is the bookings room's: it stands below this one, so that main hands it in. */
export const studentDoors = (voidUnclaimed: VoidUnclaimed): OpenDoor[] =>
  doors(contract, {
    'POST /admissions/challenge': { who: anyone, then: async (visit) => makeChallenge(visit.services, visit.db.program, visit.now) },
    'POST /students': { who: anyone, then: (visit) => registerStudent(visit, visit.body) },
    'POST /students/renewal': { who: student, then: (visit) => renewStudent(visit, visit.proof.account, visit.body) },
    'POST /students/certificate': { who: student, then: (visit) => certifyAccount(visit, visit.proof.account, visit.body) },
    'GET /ways-in': { who: coordinator, then: (visit) => listWaysIn(visit.db) },
    'POST /decks': { who: coordinator, then: (visit) => keepDeck(visit.db, visit.proof.person, visit.body, visit.now) },
    'DELETE /decks/:deck': { who: coordinator, then: (visit) => withdrawDeck(visit.db, visit.proof.person, visit.params.deck, visit.now) },
    'POST /program-code': { who: coordinator, then: (visit) => rotateCode(visit.db, visit.proof.person, visit.now, voidUnclaimed) },
    'DELETE /program-code': { who: coordinator, then: (visit) => switchCodeOff(visit.db, visit.proof.person, visit.now, voidUnclaimed) },
  })
