import { inTransaction, row, sql, type Db } from './db/transaction.ts'
import type { Pool } from './db/pool.ts'
import type { Services } from './services.ts'
import type { ProgramHere } from './http/doors.ts'

/** Work that nobody knocks for: closing weeks, destroying keys, delivering notices. It must be safe to repeat after any crash. */
export interface Job {
  readonly name: string
  readonly everyMs: number
  run(db: Db, program: ProgramHere, services: Services): Promise<void>
}

export interface JobParts {
  readonly jobs: readonly Job[]
  readonly pool: Pool
  readonly services: Services
  readonly programs: () => Promise<readonly ProgramHere[]>
  readonly onDefect: (job: string, failure: unknown) => void
}

const TICK_MS = 1000

/** Runs each job for each program when it is due. One at a time, so that a small server is never swamped by its own housekeeping. */
export function startJobs(parts: JobParts): { stop(): Promise<void> } {
  const due = new Map<string, number>()
  let stopped = false
  let round: Promise<void> = Promise.resolve()
  const timer = setInterval(() => { round = round.then(() => (stopped ? undefined : runDue(parts, due))) }, TICK_MS)
  timer.unref()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await round
    },
  }
}

async function runDue(parts: JobParts, due: Map<string, number>): Promise<void> {
  const started = performance.now()
  const ready = parts.jobs.filter((job) => (due.get(job.name) ?? 0) <= started)
  if (!ready.length) return
  const programs = await parts.programs().catch(() => [])
  for (const job of ready) {
    due.set(job.name, started + job.everyMs)
    for (const program of programs) await runOnce(parts, job, program)
  }
}

/** Runs one job for one program now, unless another process is at it. */
export async function runOnce(parts: Pick<JobParts, 'pool' | 'services' | 'onDefect'>, job: Job, program: ProgramHere): Promise<void> {
  const db: Db = { program: program.id, pool: parts.pool }
  try {
    await inTransaction(db, async (tx) => {
      const lock = await row(tx, sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`${job.name}/${program.id}`}, 0)) as mine`)
      if (lock?.mine) await job.run(db, program, parts.services)
    })
  } catch (failure) {
    parts.onDefect(job.name, failure)
  }
}
