import { beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts'
import { hoursVersion, openWindows } from '../actions.ts'

const PROGRAM = '00000000-0000-4000-8000-000000000001', COHORT = '00000000-0000-4000-8000-0000000000c1'
const BRUNO = '00000000-0000-4000-8000-00000000b001', FARAH = '00000000-0000-4000-8000-00000000fa01'
const NOW = Date.UTC(2026, 10, 23, 15)
const WEEK = { from: NOW, to: NOW + 7 * 86_400_000, now: NOW }

let base: TestDatabase, db: Db
const windows = async () => (await inTransaction(db, (tx) => openWindows(tx, WEEK)))
const version = () => inTransaction(db, hoursVersion)
const does = async (statement: string, values: unknown[] = []) => {
  const client = await base.pool.connect()
  try {
    await client.query(`begin; set local peerside.program = '${PROGRAM}'`)
    await client.query(statement, values as string[])
    await client.query('commit')
  } finally {
    client.release()
  }
}

async function supporter(person: string, name: string): Promise<void> {
  const account = `${name.toLowerCase()}AAAAAAAAAAAAAAAAAAAAAA`.slice(0, 22)
  await does(`insert into accounts (id, pk_auth, pk_hpke, kind) values ('${account}', sha256('${name}a'), sha256('${name}b'), 'staff')`)
  await does(`insert into ways_back (account, kind, version, lookup, proof_hash, root_sealed)
    select '${account}', 'words', 1, substring(sha256(('${name}' || n)::bytea) for 16), sha256('x'), 'sealed' from generate_series(1, 2) as n`)
  await does(`insert into people (id, account, full_name, joined_on) values ('${person}', '${account}', '${name} Silva', '2026-09-01')`)
  await does(`insert into role_grants (person, role, granted_on) values ('${person}', 'supporter', '2026-09-01')`)
  await does(`insert into assessor_answers (person, cohort, academic_year, assesses, answered_on) values ('${person}', '${COHORT}', 2026, false, '2026-09-01')`)
  await does(`insert into supporters (person, display_name, languages) values ('${person}', '${name}', '{en}')`)
  await does(`insert into supporter_agreements (person, signed_on) values ('${person}', '2026-09-02')`)
  await does(`insert into notice_channels (person, kind, reach, locale) values ('${person}', 'mail', '{}', 'en')`)
  await does(`insert into alert_confirmations (person, confirmed_on) values ('${person}', '2026-09-03')`)
}

beforeAll(async () => {
  base = await freshDatabase()
  db = base.of(PROGRAM)
  await does(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values ('${PROGRAM}', 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', '{en}', 'America/Toronto')`)
  await does(`insert into cohorts (id, names, position) values ('${COHORT}', '{"en":"Year 1"}', 1)`)
  await supporter(BRUNO, 'Bruno')
  await supporter(FARAH, 'Farah')
  await does(`insert into meeting_places (id, name) values ('${COHORT}', 'Room 204')`)
  await does(`insert into weekly_hours (supporter, weekday, starts, ends, kind, formats, place, valid_from)
    values ('${BRUNO}', 2, 1080, 1200, 'bookable', '{in-person,messaging}', '${COHORT}', '2026-09-01')`)
  await does(`insert into weekly_hours (supporter, weekday, starts, ends, kind, formats, valid_from)
    values ('${FARAH}', 3, 1080, 1200, 'bookable', '{phone,messaging}', '2026-09-01')`)
})

describe('what students can be offered', () => {
  test('the hours of a ready supporter, with the formats that have a way to meet', async () => {
    expect((await windows()).windows).toMatchObject([{ supporter: BRUNO, formats: ['in-person'], place: COHORT, startsAt: Date.UTC(2026, 10, 24, 23), kind: 'bookable' }])
  })
  test('hours by phone appear as soon as there is a number to call', async () => {
    await does(`update programs set settings = '{"programPhone": "+1 613 555 0100"}'`)
    expect((await windows()).windows.map((w) => w.supporter)).toEqual([BRUNO, FARAH])
    await does(`update programs set settings = '{}'`)
  })
  test('a pause takes every hour away at once, and ending it brings them back', async () => {
    await does(`insert into supporter_pauses (person, paused_on) values ('${BRUNO}', '2026-11-23')`)
    expect((await windows()).windows).toEqual([])
    await does('delete from supporter_pauses')
    expect((await windows()).windows).toHaveLength(1)
  })
  test('whoever has one way back only is not offered', async () => {
    await does(`delete from ways_back where account like 'bruno%' and lookup = (select min(lookup) from ways_back where account like 'bruno%')`)
    expect((await windows()).windows).toEqual([])
    await does(`insert into ways_back (account, kind, version, lookup, proof_hash, root_sealed) values ('brunoAAAAAAAAAAAAAAAAA', 'passkey', 1, substring(sha256('z') for 16), sha256('x'), 's')`)
    expect((await windows()).windows).toHaveLength(1)
  })
})

describe('the version', () => {
  const changes: [string, string][] = [
    ['a pause', `insert into supporter_pauses (person, paused_on) values ('${FARAH}', '2026-11-23')`],
    ['an hour moved', `update weekly_hours set starts = 1020 where supporter = '${FARAH}'`],
    ['a holiday', `insert into program_closures (kind, name, first_day, last_day, closed) values ('holiday', 'Winter', '2026-12-21', '2027-01-03', true)`],
    ['a way to meet', `insert into supporter_ways (supporter, format, way) values ('${FARAH}', 'video', 'https://meet.example/farah')`],
    ['a confirmed alert', `update alert_confirmations set confirmed_on = '2026-11-01' where person = '${FARAH}'`],
    ['a yearly answer', `update assessor_answers set assesses = true where person = '${FARAH}'`],
    ['a slot length', `update programs set settings = '{"slotMinutes": 45}'`],
    ['a way back of staff', `delete from ways_back where account like 'farah%'`],
  ]
  test.each(changes)('grows with %s', async (_, statement) => {
    const before = await version()
    await does(statement)
    expect(await version()).toBeGreaterThan(before)
  })
  test('does not grow when a student makes an account', async () => {
    const before = await version()
    await does(`insert into accounts (id, pk_auth, pk_hpke, kind) values ('aminaAAAAAAAAAAAAAAAAA', sha256('a'), sha256('b'), 'student')`)
    await does(`insert into ways_back (account, kind, version, lookup, proof_hash, root_sealed) values ('aminaAAAAAAAAAAAAAAAAA', 'words', 1, substring(sha256('q') for 16), sha256('x'), 's')`)
    expect(await version()).toBe(before)
  })
  test('another program neither sees the hours nor shares the number', async () => {
    const other = base.of('00000000-0000-4000-8000-000000000002')
    expect(await inTransaction(other, hoursVersion)).toBe(0)
  })
})
