import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export const interactionsHeld: HeldBy = {
  tables: ['supporter_loads'],
  of: async (tx, _here, { person }) => (person ? held(tx, person) : []),
}
