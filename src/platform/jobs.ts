import { alone } from './db/lock.ts'
import type { Db } from './db/transaction.ts'
import type { Pool } from './db/pool.ts'
import type { Services } from './services.ts'
import type { ProgramHere } from './http/doors.ts'

/** Work that nobody knocks for: closing weeks, destroying keys, delivering notices. It must be safe to repeat after any crash. */
export interface Job {
  readonly name: string
  readonly everyMs: number
  /** It waits for other machines, so it runs beside the housekeeping and for a few programs at once: one slow mail server holds up nobody else. */
  readonly outgoing?: true
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
/** Each holds a connection for as long as it waits. */
const OUTGOING_AT_ONCE = 4

/** Runs each job for each program when it is due: the housekeeping one at a time, so that a small server is never swamped by it. */
export function startJobs(parts: JobParts): { stop(): Promise<void> } {
  const lanes = [
    startLane({ ...parts, jobs: parts.jobs.filter((job) => !job.outgoing) }, 1),
    startLane({ ...parts, jobs: parts.jobs.filter((job) => job.outgoing) }, OUTGOING_AT_ONCE),
  ]
  return { stop: async () => { await Promise.all(lanes.map((lane) => lane.stop())) } }
}

function startLane(parts: JobParts, atOnce: number): { stop(): Promise<void> } {
  const due = new Map<string, number>()
  const lane = { stopped: false }
  let round: Promise<void> | null = null
  const timer = setInterval(() => { round ??= runDue(parts, due, { lane, atOnce }).finally(() => { round = null }) }, TICK_MS)
  timer.unref()
  return {
    stop: async () => {
      lane.stopped = true
      clearInterval(timer)
      await round
    },
  }
}

async function runDue(parts: JobParts, due: Map<string, number>, { lane, atOnce }: { lane: { readonly stopped: boolean }; atOnce: number }): Promise<void> {
  const started = performance.now()
  const ready = parts.jobs.filter((job) => (due.get(job.name) ?? 0) <= started)
  if (!ready.length) return
  const programs = await parts.programs().catch(() => [])
  for (const job of ready) {
    due.set(job.name, started + job.everyMs)
    const left = programs.values()
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (const program of left) if (!lane.stopped) await runOnce(parts, job, program)
    }))
  }
}

/** Runs one job for one program now, unless another process is at it. */
export async function runOnce(parts: Pick<JobParts, 'pool' | 'services' | 'onDefect'>, job: Job, program: ProgramHere): Promise<void> {
  try {
    await alone(parts.pool, `${job.name}/${program.id}`, () => job.run({ program: program.id, pool: parts.pool }, program, parts.services))
  } catch (failure) {
    parts.onDefect(job.name, failure)
  }
}
