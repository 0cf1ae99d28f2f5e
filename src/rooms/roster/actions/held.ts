import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export const rosterHeld: HeldBy = {
  tables: ['roster_entries', 'rosters', 'root_offers', 'program_roots', 'key_lists', 'roster_signatures'],
  of: async (tx, _here, { account, person }) => (person ? held(tx, { account, person }) : []),
}
