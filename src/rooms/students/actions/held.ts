import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export const studentsHeld: HeldBy = {
  tables: ['code_admissions', 'account_certificates'],
  of: (tx, _here, { account }) => held(tx, account),
}
