import { doors, type OpenDoor } from '../../platform/http/doors.ts'
import { isRefused } from '../../platform/refusals.ts'
import { attest, myStanding } from './actions/attestation.ts'
import { colleague, holding } from './actions/door.ts'
import { onCallSheet, writeOnCall } from './actions/on-call.ts'
import { addAndInvite, editPerson, type Excuse, invitePeople, listStaff, recordDeparture, recordReturn, withdraw } from './actions/people.ts'
import { endRole, grantRole } from './actions/roles.ts'
import { contract } from './contract.ts'

const coordinator = holding('coordinator')

/** `excuse` belongs to the bookings room, which stands below this one: main hands it in. */
export const peopleDoors = (excuse: Excuse): OpenDoor[] => doors(contract, {
  'GET /me': { who: colleague, then: myStanding },
  'PUT /me/assessor-answers': { who: colleague, then: (visit) => attest(visit, visit.body.answers, excuse) },
  'GET /people': { who: coordinator, then: listStaff },
  'POST /people': { who: coordinator, then: (visit) => addAndInvite(visit, visit.body) },
  'PUT /people/:person': { who: coordinator, then: (visit) => editPerson(visit, visit.params.person, visit.body) },
  'PUT /people/:person/roles/:role': { who: coordinator, then: (visit) => grantRole(visit, visit.params.person, { role: visit.params.role, cohorts: visit.body.cohorts }) },
  'DELETE /people/:person/roles/:role': { who: coordinator, then: (visit) => endRole(visit, visit.params.person, visit.params.role, excuse) },
  'POST /people/:person/invitation': {
    who: coordinator,
    then: async (visit) => {
      const invited = await invitePeople(visit, [visit.params.person], visit.proof.person)
      return isRefused(invited) ? invited : invited[0]!
    },
  },
  'DELETE /people/:person/invitation': { who: coordinator, then: (visit) => withdraw(visit, visit.params.person) },
  'POST /invitation-sheet': {
    who: coordinator,
    then: async (visit) => {
      const invitations = await invitePeople(visit, visit.body.people, visit.proof.person)
      return isRefused(invitations) ? invitations : { invitations }
    },
  },
  'POST /people/:person/departure': { who: coordinator, then: (visit) => recordDeparture(visit, visit.params.person, excuse) },
  'DELETE /people/:person/departure': { who: coordinator, then: (visit) => recordReturn(visit, visit.params.person) },
  'GET /emergency-hours': { who: holding('coordinator', 'on-call'), then: onCallSheet },
  'PUT /emergency-hours': { who: coordinator, then: (visit) => writeOnCall(visit, visit.body.spans) },
})
