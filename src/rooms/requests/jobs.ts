import type { Job } from '../../platform/jobs.ts'
import { turnClock } from './actions/upkeep.ts'

const MINUTE_MS = 60_000

export const jobs: readonly Job[] = [
  { name: 'requests/clock', everyMs: MINUTE_MS, run: (db, program, services) => turnClock({ db, program, services, now: services.clock.now() }) },
]
