import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { openPool, type Pool } from '../src/platform/db/pool.ts'
import type { Db } from '../src/platform/db/transaction.ts'
import { type Cluster, cloneDatabase } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext { cluster: Cluster }
}

export interface TestDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  /** Connections of the app's own role. */
  readonly pool: Pool
  /** The database as this program sees it. */
  of(program: string): Db
  /** A new program in Montreal, in three languages, with nothing in it. */
  program(slug?: string): Promise<Db>
  /** A statement with the owner's rights, past row-level security: to set the scene and to look behind it. */
  owner<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
}

const closing: (() => Promise<void>)[] = []
// Here and not below: a hook counts only while its file is read.
afterAll(() => Promise.all(closing.map((close) => close())))

/** An empty, migrated database for this test file; closed and dropped when the file is done. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { ownerUrl, appUrl, drop } = await cloneDatabase(inject('cluster'))
  const pool = openPool(appUrl, 20), owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  // Dropping the database may overtake a connection that is saying goodbye.
  owner.on('error', () => {})
  closing.push(async () => {
    await Promise.all([pool.end(), owner.end()])
    await drop()
  })
  const ask = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => (await owner.query<R>(text, [...values])).rows
  return {
    ownerUrl, appUrl, pool,
    of: (program) => ({ program, pool }),
    program: async (slug = 'ridgeway') => {
      const names = JSON.stringify({ en: 'Ridgeway Peer Support', fr: 'Entraide Ridgeway', zh: '里奇韦同伴支持' })
      const [made] = await ask<{ id: string }>(`insert into programs (id, slug, names, public_names, country, region, locales, time_zone)
        values (gen_random_uuid(), $1, $2, $2, 'CA', 'QC', '{en,fr,zh}', 'America/Toronto') returning id`, [slug, names])
      return { program: made!.id, pool }
    },
    owner: ask,
  }
}
