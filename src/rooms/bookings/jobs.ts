import type { Job } from '../../platform/jobs.ts'
import { forgetWhoMet } from './actions/upkeep.ts'

const MINUTE_MS = 60_000

export const jobs: readonly Job[] = [
  { name: 'bookings/forget', everyMs: 10 * MINUTE_MS, run: (db, _program, services) => forgetWhoMet(db, services, services.clock.now()) },
]
