import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export const supportersHeld: HeldBy = {
  tables: ['supporters', 'lived_experiences', 'supporter_pauses', 'supporter_agreements'],
  of: async (tx, _here, { person }) => (person ? held(tx, person) : []),
}
