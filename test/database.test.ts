import { expect, test } from 'vitest'
import { type Db, inTransaction, rows, sql } from '../src/platform/db/transaction.ts'
import { freshDatabase } from './database.ts'

test('each test file has a migrated database to itself, and asks as a role that owns nothing', async () => {
  const [one, other] = [await freshDatabase(), await freshDatabase()]
  await one.owner('create table scratch ()')
  expect(await other.owner(`select from pg_class where relname = 'scratch'`)).toEqual([])
  const connection = await one.pool.connect()
  const asked = await connection.query(`select current_user as role, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as strong,
    (select count(*)::int from pg_class where pg_get_userbyid(relowner) = current_user) as owns`)
  connection.release()
  expect(asked.rows).toEqual([{ role: 'peerside_app', strong: false, owns: 0 }])
})

test('a program made for a test is visible to itself alone', async () => {
  const fresh = await freshDatabase()
  const [ridgeway, elsewhere] = [await fresh.program('ridgeway'), await fresh.program('elsewhere')]
  const slugs = (db: Db): Promise<unknown[]> => inTransaction(db, (tx) => rows(tx, sql`select slug from programs`))
  expect(await slugs(ridgeway)).toEqual([{ slug: 'ridgeway' }])
  expect(await slugs(elsewhere)).toEqual([{ slug: 'elsewhere' }])
})
