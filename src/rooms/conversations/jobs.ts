import type { Job } from '../../platform/jobs.ts'
import { destroyTagKeys, settleOrder, shredDue, sweepKeys } from './actions/shredding.ts'

const MINUTE_MS = 60_000

export const jobs: readonly Job[] = [
  { name: 'conversations/shred', everyMs: 10 * MINUTE_MS, run: async (db, program, services) => void (await shredDue({ db, program, services })) },
  { name: 'conversations/sweep', everyMs: 60 * MINUTE_MS, run: async (db, program, services) => void (await sweepKeys({ db, program, services })) },
  { name: 'conversations/tags', everyMs: 24 * 60 * MINUTE_MS, run: (db, program, services) => destroyTagKeys({ db, program, services }) },
  { name: 'conversations/settle', everyMs: 3 * 60 * MINUTE_MS, run: (db, program, services) => settleOrder({ db, program, services }) },
]
