import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from './database.ts'
import { blindSpots, leaks, plantRows, relations } from './row-walk.ts'

let db: TestDatabase
let programs: readonly [string, string]
beforeAll(async () => {
  db = await freshDatabase()
  programs = await plantRows(db)
})

describe('two programs in one database', () => {
  test('no table and no view shows or gives one program anything of another: unset, set to another, after a rollback', async () => {
    expect(await leaks(db, programs)).toEqual([])
  })
  test('each program does see its own row in every table, so the walk looks where rows are', async () => {
    expect(await blindSpots(db, programs[0])).toEqual([])
    expect((await relations(db)).filter(({ kind, may }) => kind === 'table' && may.length).length).toBeGreaterThan(20)
  })
})

describe('the walk finds what it is there to find', () => {
  test.each([
    ['a table without row-level security', 'create table open_diary as select program, name from (select $1::uuid as program, 1 as name) x; grant all on open_diary to peerside_app', 'open_diary: not guarded'],
    ['a plain view, which answers with its owner\u2019s rights', 'create view all_bookings as select * from bookings; grant select on all_bookings to peerside_app', 'all_bookings: rows are seen without a program'],
    ['a policy that lets everybody read', 'create policy generous on topics for select using (true)', 'topics: rows are seen without a program'],
    ['a policy that checks nothing on the way in', 'create policy careless on sites for insert with check (true)', 'sites: one program adds another\'s rows'],
    ['a function that runs as its owner', `create function count_all() returns bigint language sql security definer as 'select count(*) from bookings'`, 'count_all(): looks past the walls'],
  ])('%s', async (_, sabotage, finding) => {
    const victim = await freshDatabase()
    const planted = await plantRows(victim)
    for (const statement of sabotage.replace('$1', `'${planted[0]}'`).split('; ')) await victim.owner(statement)
    expect(await leaks(victim, planted)).toContain(finding)
  })
})
