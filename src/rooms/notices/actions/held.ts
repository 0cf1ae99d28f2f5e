import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store.ts'

export const noticesHeld: HeldBy = {
  tables: ['student_devices', 'notice_channels', 'alert_tests', 'alert_confirmations'],
  of: (tx, _here, whose) => held(tx, whose),
}
