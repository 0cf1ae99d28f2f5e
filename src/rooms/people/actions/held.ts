import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export { personOf } from '../store.ts'

export const peopleHeld: HeldBy = {
  tables: ['people', 'role_grants', 'assessor_answers', 'emergency_hours', 'departures'],
  of: async (tx, _here, { person }) => (person ? held(tx, person) : []),
}
