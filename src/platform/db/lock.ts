import type { Pool } from './pool.ts'

/**
 * Does the work while this name is ours alone in the whole database; false where somebody else is at it. The lock belongs to a
 * connection that idles meanwhile: no transaction stays open, and a killed process lets go of it.
 */
export async function alone(pool: Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const connection = await pool.connect()
  let broken: Error | undefined
  try {
    const { rows: [lock] } = await connection.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [name])
    if (!lock?.mine) return false
    try {
      await work()
    } finally {
      // A connection that cannot unlock is closed, and that unlocks.
      await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch((lost: Error) => { broken = lost })
    }
    return true
  } finally {
    connection.release(broken)
  }
}
