import { dayIn } from '../../../platform/clock.ts'
import type { HeldBy, Holding } from '../../../platform/holdings.ts'
import { requests } from '../store.ts'
import { openAsked } from './asked.ts'

/** A request names nobody outside its sealed box; while its key lives the server can open that, and so can whoever asks about themselves. */
export const requestsHeld: HeldBy = {
  tables: ['requests'],
  of: async (tx, { services, program }, { account, person }) => {
    const found: Holding[] = []
    for (const stored of await requests(tx)) {
      const asked = await openAsked(tx, services.keys, stored)
      if (!asked) continue
      const line = { rows: 1, bytes: stored.sealed.length, goesOn: dayIn(program.timeZone, asked.endsAt) }
      if (asked.account === account) found.push({ kind: 'request', ...line })
      else if (person && [...asked.offered, ...asked.declined, asked.handOver?.taker?.person].includes(person)) found.push({ kind: 'request-offer', ...line })
    }
    return found
  },
}
