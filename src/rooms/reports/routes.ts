import { doors, type OpenDoor } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { returningStudent } from '../students/actions.ts'
import { beginOpening, contactIn, leaveContact, openingsForMe, readOpening, takeBackContact } from './actions/emergency.ts'
import { checkTag, closeReport, countReports, listMine, readReport, sendReport, whatIsOffered } from './actions/reports.ts'
import { liftSupporter, safetyDesk, suspendSupporter } from './actions/supporters.ts'
import { liftSuspension, myStanding, objectTo, reportAccount, upholdSuspension } from './actions/suspensions.ts'
import { contract } from './contract.ts'

const supporter = holding('supporter')
const safetyContact = holding('safety-contact')
const onCall = holding('on-call')

/** Students pass also while their account rests: to report, to appeal, to see what was opened. */
export const reportDoors: OpenDoor[] = doors(contract, {
  'GET /safety-offer': { who: returningStudent, then: whatIsOffered },
  'POST /safety-reports': { who: returningStudent, then: (visit) => sendReport(visit, visit.proof.account, visit.body) },
  'GET /safety-reports/mine': { who: returningStudent, then: (visit) => listMine(visit, visit.proof.account) },
  'GET /standing': { who: returningStudent, then: (visit) => myStanding(visit, visit.proof.account) },
  'POST /standing/appeal': { who: returningStudent, then: (visit) => objectTo(visit, visit.proof.account, visit.body) },

  'POST /duty/account-reports': { who: supporter, then: (visit) => reportAccount(visit, visit.proof, visit.body) },

  'GET /safety': { who: safetyContact, then: (visit) => safetyDesk(visit, visit.proof.person) },
  'POST /safety/reports/:report/reading': { who: safetyContact, then: (visit) => readReport(visit, visit.proof.person, visit.params.report) },
  'POST /safety/reports/:report/closing': { who: safetyContact, then: (visit) => closeReport(visit, visit.proof.person, visit.params.report) },
  'POST /safety/tag-checks': { who: safetyContact, then: (visit) => checkTag(visit, visit.body) },
  'PUT /safety/accounts/:account/upholding': { who: safetyContact, then: (visit) => upholdSuspension(visit, visit.proof.person, visit.params.account) },
  'DELETE /safety/accounts/:account': { who: safetyContact, then: (visit) => liftSuspension(visit, visit.params.account) },
  'PUT /safety/supporters/:person/suspension': { who: safetyContact, then: (visit) => suspendSupporter(visit, visit.proof.person, visit.params.person) },
  'DELETE /safety/supporters/:person/suspension': { who: safetyContact, then: (visit) => liftSupporter(visit, visit.proof.person, visit.params.person) },

  'GET /safety-counts': { who: holding('coordinator'), then: countReports },

  'GET /emergency-contact/:conv': { who: returningStudent, then: (visit) => contactIn(visit, visit.proof.account, visit.params.conv) },
  'PUT /emergency-contact/:conv': { who: returningStudent, then: (visit) => leaveContact(visit, visit.proof.account, visit.params.conv, visit.body) },
  'DELETE /emergency-contact/:conv': { who: returningStudent, then: (visit) => takeBackContact(visit, visit.proof.account, visit.params.conv) },

  'GET /duty/emergency-contacts/:conv': { who: supporter, then: (visit) => contactIn(visit, visit.proof.account, visit.params.conv) },
  'POST /duty/emergency-openings': { who: supporter, then: (visit) => beginOpening(visit, visit.proof, visit.body) },

  'GET /emergency-openings': { who: onCall, then: (visit) => openingsForMe(visit, visit.proof.person) },
  'POST /emergency-openings/:opening/reading': { who: onCall, then: (visit) => readOpening(visit, visit.proof.person, visit.params.opening) },
})
