import { beforeAll, beforeEach, expect, test } from 'vitest'
import { randomBytes } from 'node:crypto'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { inOneStep, inTransaction, rows, run, sql, violated, type Db, type Tx } from './transaction.ts'

let database: TestDatabase, db: Db
beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => { db = await database.program(`p-${randomBytes(4).toString('hex')}`) })

const anId = () => randomBytes(16).toString('base64url')
const add = (tx: Tx, keepDays = 30) => run(tx, sql`insert into conversations (id, student, supporter, keep_days) values (${anId()}, ${anId()}, ${anId()}, ${keepDays})`)
const all = (tx: Tx) => rows(tx, sql`select id from conversations`)
const count = async (of = db) => (await inTransaction(of, all)).length

test('what is sent in one step is kept, and each statement sees what the ones before it wrote', async () => {
  const [first, found, second] = await inOneStep(db, (tx) => Promise.all([add(tx), all(tx), add(tx)]))
  expect([first, found.length, second]).toEqual([1, 1, 1])
  expect(await count()).toBe(2)
})

test('where one statement fails, none of them has happened, whichever it is', async () => {
  for (const days of [[1, 30, 30], [30, 1, 30], [30, 30, 1]]) {
    const failure = await inOneStep(db, (tx) => Promise.all(days.map((keepDays) => add(tx, keepDays)))).catch((thrown: unknown) => thrown)
    expect(violated(failure)).toBe('conversations_keep_days')
    expect(await count()).toBe(0)
  }
  await inOneStep(db, (tx) => Promise.all([30, 30, 30].map((keepDays) => add(tx, keepDays))))
  expect(await count()).toBe(3)
})

test('a failure that the sender did not look at is no commit either', async () => {
  await expect(inOneStep(db, async (tx) => { void add(tx, 1).catch(() => {}); await add(tx).catch(() => {}) })).rejects.toThrow()
  expect(await count()).toBe(0)
})

test('a step sees its own program and no other', async () => {
  const other = await database.program(`p-${randomBytes(4).toString('hex')}`)
  await inOneStep(other, (tx) => add(tx))
  expect([(await inOneStep(db, all)).length, (await inOneStep(other, all)).length]).toEqual([0, 1])
})

test('a step that lost a race is sent again, once for all of it', async () => {
  let tries = 0
  const lose = (tx: Tx) => run(tx, sql`do $$ begin raise exception using errcode = '40001'; end $$`)
  await inOneStep(db, (tx) => Promise.all([add(tx), ...((tries += 1) === 1 ? [lose(tx)] : [])]))
  expect([tries, await count()]).toEqual([2, 1])
})

test('a connection that breaks in a step takes it along, and the next one has another', async () => {
  await expect(inOneStep(db, (tx) => Promise.all([add(tx), run(tx, sql`select pg_terminate_backend(pg_backend_pid())`)]))).rejects.toThrow()
  expect(await count()).toBe(0)
  await inOneStep(db, (tx) => add(tx))
  expect(await count()).toBe(1)
})
