import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store/held.ts'

export const hoursHeld: HeldBy = {
  tables: ['supporter_ways', 'weekly_hours', 'hours_off', 'extra_hours'],
  of: async (tx, _here, { person }) => (person ? held(tx, person) : []),
}
