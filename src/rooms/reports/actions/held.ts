import type { HeldBy, Holding } from '../../../platform/holdings.ts'
import { heldBeside, heldReports } from '../store/held.ts'
import { holderOf, reportKey } from './outer-lock.ts'

export const reportsHeld: HeldBy = {
  tables: [
    'reports', 'report_wraps', 'report_readings', 'report_closings', 'account_suspensions', 'suspension_appeals', 'suspension_upholdings', 'supporter_suspensions',
    'emergency_contacts', 'emergency_halves', 'emergency_openings', 'emergency_opening_halves', 'emergency_readings',
  ],
  of: async (tx, { services, program }, whose) => {
    const mine: Holding[] = []
    for (const { id, holder, bytes, shredOn } of await heldReports(tx)) {
      const key = await reportKey(services.keys, program.id, id)
      if (key && holder.equals(holderOf(key, id, whose.account))) mine.push({ kind: 'report', rows: 1, bytes, goesOn: shredOn })
    }
    return [...mine, ...(await heldBeside(tx, whose))]
  },
}
