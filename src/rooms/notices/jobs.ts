import type { Job } from '../../platform/jobs.ts'
import { deliverWaiting } from './actions/delivery.ts'
import { deliverNews } from './actions/news.ts'
import { sweepDevices } from './actions/student-devices.ts'

const HOUR_MS = 3_600_000

export const jobs: readonly Job[] = [
  { name: 'notices/deliver', everyMs: 2_000, outgoing: true, run: (db, program, services) => deliverWaiting(db, program, services) },
  { name: 'notices/news', everyMs: 2_000, outgoing: true, run: (db, _program, services) => deliverNews(db, services) },
  { name: 'notices/sweep', everyMs: HOUR_MS, run: async (db, _program, services) => void (await sweepDevices(db, services, services.clock.now())) },
]
