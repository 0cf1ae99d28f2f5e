import type { Job } from '../../platform/jobs.ts'
import { closeWeeks, coarsen } from './actions/close.ts'
import { closeLoads } from './actions/load.ts'

const MINUTE_MS = 60_000

/** Weeks close on Monday at four; the rest is looked at often because doing nothing costs nothing. */
export const jobs: readonly Job[] = [
  {
    name: 'interactions/close',
    everyMs: 10 * MINUTE_MS,
    run: async (db, { timeZone }, { clock, keys }) => {
      await closeWeeks(db, { keys, timeZone, now: clock.now() })
      await closeLoads(db, keys, timeZone, clock.now())
    },
  },
  {
    name: 'keys/tidy',
    everyMs: 60 * MINUTE_MS,
    run: async (_db, _program, { clock, keys }) => {
      await keys.tidy(clock.now())
    },
  },
  {
    name: 'interactions/coarsen',
    everyMs: 6 * 60 * MINUTE_MS,
    run: async (db, { timeZone }, { clock }) => {
      await coarsen(db, { timeZone, now: clock.now() })
    },
  },
]
