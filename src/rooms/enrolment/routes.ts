import { anyone, doors, type OpenDoor } from '../../platform/http/doors.ts'
import { holding } from '../people/actions.ts'
import { readCrowd } from './actions/crowd.ts'
import { keepSpare, openSpare } from './actions/spares.ts'
import { contract } from './contract.ts'

export const routes: OpenDoor[] = doors(contract, {
  'POST /spares': { who: anyone, then: (visit) => keepSpare(visit, visit.body) },
  'POST /spares/opening': { who: anyone, then: (visit) => openSpare(visit, visit.body) },
  'GET /crowd': { who: holding('coordinator'), then: readCrowd },
})
