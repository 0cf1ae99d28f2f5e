import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { anAccount } from '../../../test/sessions.ts'
import { inTransaction } from '../../platform/db/transaction.ts'
import { addSession, removeSession } from './store/accounts.ts'

let database: TestDatabase
beforeAll(async () => { database = await freshDatabase() })

/** A row lock is written to the log and into the row itself: it would say who signed in, one transaction before a booking. */
test('signing in and out leaves no mark on the account', async () => {
  const { program } = await database.program(`p-${randomBytes(4).toString('hex')}`)
  const { account } = await anAccount(database, program, 'student')
  const before = await database.owner('select xmin, xmax, ctid from accounts where id = $1', [account])
  const tokenHash = randomBytes(32)
  await inTransaction(database.of(program), (tx) => addSession(tx, { tokenHash, account, expiresAt: Date.UTC(2030, 0, 1) }))
  await inTransaction(database.of(program), (tx) => removeSession(tx, tokenHash))
  expect(before[0]!.xmax).toBe('0')
  expect(await database.owner('select xmin, xmax, ctid from accounts where id = $1', [account])).toEqual(before)
})

test('what the database samples for its planner names nobody who was signed in', async () => {
  const { program } = await database.program(`p-${randomBytes(4).toString('hex')}`)
  for (let n = 0; n < 40; n += 1) await anAccount(database, program, 'student')
  await database.owner('analyze sessions')
  const sampled = await database.owner(`select attname, histogram_bounds::text, most_common_vals::text from pg_stats where tablename = 'sessions'`)
  expect(sampled.filter(({ attname }) => attname !== 'program')).toEqual([])
})
