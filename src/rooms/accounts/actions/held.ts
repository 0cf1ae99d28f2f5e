import type { HeldBy } from '../../../platform/holdings.ts'
import { weekAfter } from '../rules.ts'
import { held, heldOfArrival } from '../store/held.ts'
import { findArrival } from './arrivals.ts'

export const accountsHeld: HeldBy = {
  tables: ['accounts', 'account_closures', 'ways_back', 'sessions', 'vaults', 'vaults_waiting', 'invitations', 'invitation_acceptances', 'arrivals', 'arrival_ways'],
  of: async (tx, here, { account, person }) => {
    const arrival = await findArrival(tx, here, account)
    return [...await held(tx, { account, person, zone: here.program.timeZone }), ...(arrival ? await heldOfArrival(tx, arrival.row.lookup, weekAfter(arrival.row.week)) : [])]
  },
}
