import { doors, type OpenDoor } from '../../platform/http/doors.ts'
import { blockConversation, endConversation, leaveConversation, readUpTo, unblockConversation, wishHandOver } from './actions/ending.ts'
import { beginEpoch } from './actions/epochs.ts'
import { eitherSide, memberOf, writer } from './actions/guards.ts'
import { listConversations, readConversation, readMessages } from './actions/listing.ts'
import { openStream } from './actions/live.ts'
import { sendMessage } from './actions/sending.ts'
import { contract } from './contract.ts'

export const conversationDoors: readonly OpenDoor[] = doors(contract, {
  'GET /conversations': { who: eitherSide, then: (visit) => listConversations(visit, visit.proof) },
  'GET /conversations/:conv': { who: memberOf, then: (visit) => readConversation(visit, visit.proof) },
  'GET /conversations/:conv/messages': { who: memberOf, then: (visit) => readMessages(visit, visit.proof, visit.query.after) },
  'POST /conversations/:conv/messages': { who: writer, then: (visit) => sendMessage(visit, visit.proof, visit.params.conv, visit.body) },
  'POST /conversations/:conv/epochs': { who: memberOf, then: (visit) => beginEpoch(visit, visit.proof, visit.body) },
  'PUT /conversations/:conv/read': { who: memberOf, then: (visit) => readUpTo(visit, visit.proof, visit.body.position) },
  'DELETE /conversations/:conv': { who: memberOf, then: (visit) => endConversation(visit, visit.proof) },
  'POST /conversations/:conv/departure': { who: memberOf, then: (visit) => leaveConversation(visit, visit.proof) },
  'PUT /conversations/:conv/block': { who: memberOf, then: (visit) => blockConversation(visit, visit.proof) },
  'DELETE /conversations/:conv/block': { who: memberOf, then: (visit) => unblockConversation(visit, visit.proof) },
  'POST /conversations/:conv/hand-over/wish': { who: memberOf, then: (visit) => wishHandOver(visit, visit.proof) },
  'GET /stream': { who: eitherSide, then: (visit) => openStream(visit, visit.proof) },
})
