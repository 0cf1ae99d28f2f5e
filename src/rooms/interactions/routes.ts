import { doors, type Knock } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { logForm } from './actions/form.ts'
import { correctInteraction, keepInteraction, withdrawInteraction, type Here } from './actions/keep.ts'
import { contract } from './contract.ts'

/** The session is checked and nothing of it is stored: no record says whose door it came through. */
const supporter = holding('supporter')

export const routes = doors(contract, {
  'GET /interactions/form': { who: supporter, then: (visit) => logForm(visit.db, here(visit)) },
  'POST /interactions': { who: supporter, then: (visit) => keepInteraction(visit.db, here(visit), visit.proof.person, visit.body) },
  'POST /interactions/correction': { who: supporter, then: (visit) => correctInteraction(visit.db, here(visit), visit.body) },
  'POST /interactions/withdrawal': { who: supporter, then: (visit) => withdrawInteraction(visit.db, here(visit), visit.proof.person, visit.body.receipt) },
})

const here = ({ services, program, now }: Knock): Here => ({ keys: services.keys, timeZone: program.timeZone, now })
