import type { Job } from '../../platform/jobs.ts'
import { endStaleSessions } from './actions/sessions.ts'

const TEN_MINUTES = 10 * 60_000

export const jobs: readonly Job[] = [
  { name: 'accounts/end-stale-sessions', everyMs: TEN_MINUTES, run: (db, program, services) => endStaleSessions({ db, program, services, now: services.clock.now() }) },
]
