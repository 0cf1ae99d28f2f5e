import type { Job } from '../../platform/jobs.ts'
import { deliverWaiting } from './actions/delivery.ts'

export const jobs: readonly Job[] = [
  { name: 'notices/deliver', everyMs: 2_000, outgoing: true, run: (db, program, services) => deliverWaiting(db, program, services) },
]
