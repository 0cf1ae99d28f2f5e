import type { Job } from '../../platform/jobs.ts'
import { type Unpack, closeArrivals } from './actions/arrivals.ts'
import { endStaleSessions } from './actions/sessions.ts'
import { settleVaults } from './actions/vaults.ts'

const TEN_MINUTES = 10 * 60_000
const THREE_HOURS = 3 * 60 * 60_000

/** `unpack` is the students room's: it stands below this one, so that main hands it in. */
export const accountJobs = (unpack: Unpack): Job[] => [
  { name: 'accounts/end-stale-sessions', everyMs: TEN_MINUTES, run: (db, program, services) => endStaleSessions({ db, program, services, now: services.clock.now() }) },
  { name: 'accounts/settle-vaults', everyMs: THREE_HOURS, run: (db, program, services) => settleVaults({ db, program, services, now: services.clock.now() }) },
  {
    name: 'accounts/close-arrivals',
    everyMs: TEN_MINUTES,
    run: async (db, program, services) => { await closeArrivals({ db, program, services, now: services.clock.now() }, unpack) },
  },
]
