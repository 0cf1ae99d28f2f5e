import type { Pool } from '../platform/db/pool.ts'
import { crisisLinesOf } from '../rooms/programs/actions.ts'
import type { CrisisLine } from '../rooms/programs/rules/crisis-lines.ts'

export interface SteadyLines {
  /** The lines as they are, or as they were last read when the database does not answer. */
  read(program: string): Promise<readonly CrisisLine[]>
  /** What is remembered, without asking. */
  remembered(program: string): readonly CrisisLine[]
  /** Reads a program's lines once ahead of need, and forgives. */
  keep(program: string): void
}

/** A database that does not answer must not stand between a student and the help lines: the last answer is kept in memory. */
export function steadyLines(pool: Pool): SteadyLines {
  const kept = new Map<string, readonly CrisisLine[]>()
  const read = async (program: string) => {
    try {
      const lines = await crisisLinesOf({ program, pool })
      kept.set(program, lines)
      return lines
    } catch (failure) {
      const before = kept.get(program)
      if (before) return before
      throw failure
    }
  }
  return {
    read,
    remembered: (program) => kept.get(program) ?? [],
    keep: (program) => {
      if (!kept.has(program)) void read(program).catch(() => {})
    },
  }
}
