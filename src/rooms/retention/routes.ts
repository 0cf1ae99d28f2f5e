import { type OpenDoor, doors } from '../../platform/http/doors.ts'
import { signedIn } from '../accounts/actions.ts'
import { holdingsOf } from './actions/holdings.ts'
import { contract } from './contract.ts'

export const routes: OpenDoor[] = doors(contract, {
  'GET /account/holdings': { who: signedIn, then: (visit) => holdingsOf(visit, visit.proof.account) },
})
