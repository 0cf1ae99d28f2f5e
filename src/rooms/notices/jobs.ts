import type { Job } from '../../platform/jobs.ts'
import { deliverWaiting } from './actions/alerts.ts'

export const jobs: readonly Job[] = [
  { name: 'deliver-notices', everyMs: 2_000, run: (db, program, services) => deliverWaiting(db, program, services) },
]
