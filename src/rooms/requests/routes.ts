import { doors, type OpenDoor } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { returningStudent, student, studentOrGuest } from '../students/actions.ts'
import { askFor, askHandOver, myRequest, outlookOf, withdraw } from './actions/asking.ts'
import { claim, decline, listOffered } from './actions/claiming.ts'
import { countUnanswered } from './actions/upkeep.ts'
import { contract } from './contract.ts'

const supporter = holding('supporter')

export const requestDoors: OpenDoor[] = doors(contract, {
  'GET /requests/outlook': { who: studentOrGuest, then: (visit) => outlookOf(visit, visit.query.language) },
  'POST /requests': { who: student, then: (visit) => askFor(visit, visit.proof.account, visit.body) },
  'GET /requests/mine': { who: returningStudent, then: (visit) => myRequest(visit, visit.proof.account) },
  'DELETE /requests/:conv': { who: returningStudent, then: (visit) => withdraw(visit, visit.proof.account, visit.params.conv) },
  'POST /requests/hand-over': { who: student, then: (visit) => askHandOver(visit, visit.proof.account, visit.body) },

  'GET /requests/offered': { who: supporter, then: (visit) => listOffered(visit, visit.proof) },
  'POST /requests/:conv/claim': { who: supporter, then: (visit) => claim(visit, visit.proof, visit.params.conv, visit.body) },
  'POST /requests/:conv/decline': { who: supporter, then: (visit) => decline(visit, visit.proof, visit.params.conv) },

  'GET /requests/unanswered': { who: holding('coordinator'), then: countUnanswered },
})
