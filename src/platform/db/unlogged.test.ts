import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { anAccount } from '../../../test/sessions.ts'
import { emptyUnlogged } from './unlogged.ts'

test('a database that is about to stop keeps no session, not even in a dead row of its file', async () => {
  const database = await freshDatabase(), { program } = await database.program()
  const { account } = await anAccount(database, program, 'student')
  await database.owner('delete from sessions where account = $1', [account])
  await anAccount(database, program, 'student')
  const size = async () => Number((await database.owner(`select pg_relation_size('sessions') as bytes`))[0]!.bytes)
  expect(await size()).toBeGreaterThan(0)
  await emptyUnlogged(database.ownerUrl)
  expect(await size()).toBe(0)
  expect(await database.owner('select from accounts where program = $1', [program])).toHaveLength(2)
})
