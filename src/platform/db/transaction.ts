import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely'
import type { Connection, Pool } from './pool.ts'
import { invariant, isRefused } from '../refusals.ts'

export { sql } from 'kysely'

/** The database as one program sees it: every transaction begun on it is bound to that program by row-level security. */
export interface Db {
  readonly program: string
  readonly pool: Pool
}

declare const inside: unique symbol
/** What a store takes: an open transaction bound to one program. There is no way back from it to the pool. */
export interface Tx {
  readonly program: string
  readonly [inside]: Connection
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const RETRIED = new Set(['40001', '40P01'])
const TRIES = 4

/** Runs the work in one transaction. A refusal rolls back and is returned; a serialisation failure or deadlock is tried again. */
export const inTransaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => tried(() => attempt(db, work))

/**
 * One transaction of statements that need nothing of each other's answers: `send` sends them all before it first waits, and they travel with
 * `begin` and `commit` in one packet. Whatever they answer is committed; where one fails, none of them has happened.
 */
export const inOneStep = <T>(db: Db, send: (tx: Tx) => Promise<T>): Promise<T> => tried(() => step(db, send))

async function tried<T>(once: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await once()
    } catch (failure) {
      if (tries >= TRIES || !RETRIED.has(codeOf(failure))) throw failure
    }
  }
}

async function attempt<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await db.pool.connect()
  let broken: Error | undefined
  try {
    // Sent without waiting: the connection is pipelined, so the first statement of the work travels in the same packet.
    const begun = connection.query(begin(db.program))
    begun.catch(() => {})
    const result = await work({ program: db.program, connection } as unknown as Tx)
    await begun
    await connection.query(isRefused(result) ? 'rollback' : 'commit')
    return result
  } catch (failure) {
    await connection.query('rollback').catch((lost: Error) => { broken = lost })
    throw failure
  } finally {
    connection.release(broken)
  }
}

async function step<T>(db: Db, send: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await db.pool.connect()
  let broken: Error | undefined
  try {
    const [begun, sent, ended] = await connection.together(() =>
      Promise.allSettled([connection.query(begin(db.program)), send({ program: db.program, connection } as unknown as Tx), connection.query('commit')]))
    for (const one of [begun, sent, ended]) if (one.status === 'rejected') throw one.reason
    // After a statement that failed, `commit` rolls back and says so in this word alone.
    invariant(ended.status === 'fulfilled' && ended.value.command === 'COMMIT', 'what was sent in one step is committed')
    return (sent as PromiseFulfilledResult<T>).value
  } catch (failure) {
    await connection.query('rollback').catch((lost: Error) => { broken = lost })
    throw failure
  } finally {
    connection.release(broken)
  }
}

function begin(program: string): string {
  if (!UUID.test(program)) throw new Error('A program id is a uuid')
  return `begin; set local peerside.program = '${program}'`
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

async function execute<R>(tx: Tx, query: RawBuilder<R>): Promise<{ rows: R[]; rowCount: number | null }> {
  const { sql: text, parameters } = query.compile(compiler)
  const { connection } = tx as unknown as { connection: Connection }
  return connection.statement<R>(text, parameters)
}

/** All rows of the answer, in the query's own order. */
export const rows = async <R>(tx: Tx, query: RawBuilder<R>): Promise<R[]> => (await execute(tx, query)).rows

/** The first row, or undefined where there is none. */
export const row = async <R>(tx: Tx, query: RawBuilder<R>): Promise<R | undefined> => (await execute(tx, query)).rows[0]

/** How many rows were written. */
export const run = async (tx: Tx, query: RawBuilder<unknown>): Promise<number> => (await execute(tx, query)).rowCount ?? 0

const codeOf = (failure: unknown): string =>
  typeof failure === 'object' && failure !== null && 'code' in failure ? String(failure.code) : ''

/** The name of the constraint that a failed statement ran into, or null for any other failure. */
export function violated(failure: unknown): string | null {
  if (typeof failure !== 'object' || failure === null || !('constraint' in failure)) return null
  return typeof failure.constraint === 'string' ? failure.constraint : null
}
