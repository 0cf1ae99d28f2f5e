import type { Job } from '../../platform/jobs.ts'
import { tidyReports } from './actions/upkeep.ts'

const MINUTE_MS = 60_000

export const jobs: readonly Job[] = [
  { name: 'reports/tidy', everyMs: 10 * MINUTE_MS, run: (db, program, services) => tidyReports({ db, program, services, now: services.clock.now() }) },
]
