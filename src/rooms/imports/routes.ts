import type { Knock } from '../../platform/http/doors.ts'
import { doors } from '../../platform/http/doors.ts'
import { holding, type Staff } from '../people/actions.ts'
import { finishImport, readDesk, type Importing } from './actions/desk.ts'
import { takeInHours, takeInInteractions, takeInSupporters } from './actions/take-in.ts'
import { contract } from './contract.ts'

const coordinator = holding('coordinator')
const importing = ({ db, program, services, now, proof }: Knock & { readonly proof: Staff }): Importing => ({ db, program, services, now, by: proof.person })

export const routes = doors(contract, {
  'GET /imports': { who: coordinator, then: (visit) => readDesk(importing(visit)) },
  'POST /imports/supporters': { who: coordinator, then: (visit) => takeInSupporters(importing(visit), visit.body) },
  'POST /imports/hours': { who: coordinator, then: (visit) => takeInHours(importing(visit), visit.body) },
  'POST /imports/interactions': { who: coordinator, then: (visit) => takeInInteractions(importing(visit), visit.body) },
  'POST /imports/completion': { who: coordinator, then: (visit) => finishImport(importing(visit)) },
})
