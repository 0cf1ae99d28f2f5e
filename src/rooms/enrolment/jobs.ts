import type { Job } from '../../platform/jobs.ts'
import { forgetOldSpares } from './actions/spares.ts'

const DAY = 24 * 60 * 60_000

export const jobs: readonly Job[] = [
  { name: 'enrolment/forget-old-spares', everyMs: DAY, run: async (db, program, services) => { await forgetOldSpares(db, program, services.clock.now()) } },
]
