import { type OpenDoor, anyone, doors } from '../../platform/http/doors.ts'
import { type LinkSubject, acceptInvitation, lookAtInvitation } from './actions/invitations.ts'
import { askRegistration } from './actions/registration.ts'
import { askLogin, signIn, signOut, signedIn } from './actions/sessions.ts'
import { readVault, writeVault } from './actions/vaults.ts'
import { describeAccount, dropWayBack, keepWayBack, openWayBack, saltOf } from './actions/ways-back.ts'
import { contract } from './contract.ts'

/** `link` is the people room's: it stands below this one, so that main hands it in. */
export const accountDoors = (link: LinkSubject): OpenDoor[] =>
  doors(contract, {
    'POST /registrations/challenge': { who: anyone, then: (visit) => askRegistration(visit, visit.body) },
    'POST /invitations/look': { who: anyone, then: (visit) => lookAtInvitation(visit, visit.body.key) },
    'POST /invitations/acceptance': { who: anyone, then: (visit) => acceptInvitation(visit, visit.body, link) },
    'POST /sessions/challenge': { who: anyone, then: askLogin },
    'POST /sessions': { who: anyone, then: (visit) => signIn(visit, visit.body) },
    'DELETE /sessions': { who: signedIn, then: (visit) => signOut(visit, visit.proof) },
    'GET /account': { who: signedIn, then: (visit) => describeAccount(visit, visit.proof) },
    'POST /ways-back': { who: signedIn, then: (visit) => keepWayBack(visit, visit.proof, visit.body) },
    'DELETE /ways-back/:way': { who: signedIn, then: (visit) => dropWayBack(visit, visit.proof, visit.params.way) },
    'POST /ways-back/salt': { who: anyone, then: (visit) => saltOf(visit, visit.body.lookup) },
    'POST /ways-back/opening': { who: anyone, then: (visit) => openWayBack(visit, visit.body) },
    'GET /vault': { who: signedIn, then: (visit) => readVault(visit, visit.proof) },
    'PUT /vault': { who: signedIn, then: (visit) => writeVault(visit, visit.proof, visit.body) },
  })
