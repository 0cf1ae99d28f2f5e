import type { Job } from '../../platform/jobs.ts'
import { warnOfEnds } from './actions/warnings.ts'

export const jobs: readonly Job[] = [
  { name: 'roster/warn', everyMs: 30 * 60_000, run: (db, program, services) => warnOfEnds(db, program, services.clock.now()) },
]
