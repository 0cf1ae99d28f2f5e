import type { HeldBy } from '../../../platform/holdings.ts'
import { held } from '../store/held.ts'

export const conversationsHeld: HeldBy = {
  tables: [
    'conversations', 'conversation_epochs', 'conversation_wraps', 'conversation_messages', 'conversation_reads', 'conversation_blocks', 'conversation_departures', 'conversation_wishes',
    'conversation_endings', 'conversation_suspensions',
  ],
  of: (tx, _here, { account }) => held(tx, account),
}
