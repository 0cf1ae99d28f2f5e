import { beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, row, sql, type Db } from '../../../platform/db/transaction.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../../test/open-program.ts'
import { hoursVersion, howToMeet, openWindows } from '../actions.ts'

const NOW = Date.UTC(2026, 10, 23, 15), DAY_MS = 86_400_000
const TUESDAY = 2, WEDNESDAY = 3
let db: Db, other: Db, here: OpenProgram, bruno: string, farah: string

const does = (statement: string) => inTransaction(db, (tx) => row(tx, sql.raw(statement)))
const windows = async (now = NOW) => (await inTransaction(db, (tx) => openWindows(tx, { from: now, to: now + 7 * DAY_MS, now }))).windows
const version = () => inTransaction(db, hoursVersion)

beforeAll(async () => {
  const base = await freshDatabase()
  here = await openProgram(base)
  db = base.of(here.here.id)
  other = base.of((await base.program('elsewhere')).program)
  bruno = (await here.addSupporter('Bruno', [{ weekday: TUESDAY, starts: 1080, ends: 1200, formats: ['in-person', 'messaging'] }])).id
  farah = (await here.addSupporter('Farah', [{ weekday: WEDNESDAY, starts: 1080, ends: 1200, formats: ['phone', 'messaging'] }])).id
  await does(`update programs set settings = '{}'`)
})

describe('what students can be offered', () => {
  test('the hours of a ready supporter, with the formats that have a way to meet', async () => {
    expect(await windows()).toMatchObject([{ supporter: bruno, formats: ['in-person'], place: here.place, startsAt: Date.UTC(2026, 10, 24, 23), kind: 'bookable' }])
  })
  test('hours by phone appear as soon as there is a number to call', async () => {
    await does(`update programs set settings = '{"programPhone": "+1 613 555 0100"}'`)
    expect((await windows()).map((w) => w.supporter)).toEqual([bruno, farah])
    expect(await inTransaction(db, (tx) => howToMeet(tx, { supporter: farah, format: 'phone', place: null }))).toEqual({ open: 'tel:+16135550100' })
    await does(`update programs set settings = '{}'`)
  })
  test('a supporter\u2019s own link comes before the program\u2019s', async () => {
    await does(`update programs set settings = '{"programVideoLink": "https://meet.example/all"}'`)
    await does(`insert into supporter_ways (supporter, format, way) values ('${farah}', 'video', 'https://meet.example/farah')`)
    const open = (supporter: string) => inTransaction(db, (tx) => howToMeet(tx, { supporter, format: 'video', place: null }))
    expect([await open(bruno), await open(farah)]).toEqual([{ open: 'https://meet.example/all' }, { open: 'https://meet.example/farah' }])
  })
  test('a format that the program does not offer is not offered by anybody', async () => {
    await does(`update programs set settings = '{"formats": ["video"]}'`)
    expect(await windows()).toEqual([])
    await does(`update programs set settings = '{}'`)
  })
  test('a pause takes every hour away at once, and ending it brings them back', async () => {
    await does(`insert into supporter_pauses (person, paused_on) values ('${bruno}', '2026-11-23')`)
    expect(await windows()).toEqual([])
    await does('delete from supporter_pauses')
    expect(await windows()).toHaveLength(1)
  })
  test('whoever has one way back only is not offered', async () => {
    const kept = await does(`delete from ways_back where kind = 'passkey' and account = (select account from people where id = '${bruno}') returning account`)
    expect(kept).toBeDefined()
    expect(await windows()).toEqual([])
    await does(`insert into ways_back (account, kind, version, lookup, proof_hash, root_sealed)
      select account, 'passkey', 1, substring(sha256('z') for 16), sha256('x'), 's' from people where id = '${bruno}'`)
    expect(await windows()).toHaveLength(1)
  })
  test('nobody is offered in a new academic year before they have answered who they assess', async () => {
    expect(await windows(Date.UTC(2027, 6, 31, 15))).toHaveLength(1)
    expect(await windows(Date.UTC(2027, 7, 2, 15))).toEqual([])
  })
})

describe('the version', () => {
  test.each([
    ['a pause', () => `insert into supporter_pauses (person, paused_on) values ('${farah}', '2026-11-23')`],
    ['an hour moved', () => `update weekly_hours set starts = 1020 where supporter = '${farah}'`],
    ['a holiday', () => `insert into program_closures (kind, name, first_day, last_day, closed) values ('holiday', 'Winter', '2026-12-21', '2027-01-03', true)`],
    ['a way to meet', () => `insert into supporter_ways (supporter, format, way) values ('${farah}', 'phone', 'https://meet.example/farah')`],
    ['a confirmed alert', () => `update alert_confirmations set confirmed_on = '2026-11-01' where person = '${farah}'`],
    ['a yearly answer', () => `update assessor_answers set assesses = true where person = '${farah}'`],
    ['a slot length', () => `update programs set settings = '{"slotMinutes": 45}'`],
    ['a way back of staff', () => `delete from ways_back where account = (select account from people where id = '${farah}')`],
  ])('grows with %s', async (_, statement) => {
    const before = await version()
    await does(statement())
    expect(await version()).toBeGreaterThan(before)
  })
  test('does not grow when a student makes an account', async () => {
    const before = await version()
    await does(`insert into accounts (id, pk_auth, pk_hpke, kind) values ('aminaAAAAAAAAAAAAAAAAA', sha256('a'), sha256('b'), 'student')`)
    await does(`insert into ways_back (account, kind, version, lookup, proof_hash, root_sealed) values ('aminaAAAAAAAAAAAAAAAAA', 'words', 1, substring(sha256('q') for 16), sha256('x'), 's')`)
    expect(await version()).toBe(before)
  })
  test('is one for each program', async () => {
    await does(`delete from supporter_pauses`)
    expect(await inTransaction(other, hoursVersion)).toBeLessThan(await version())
  })
})
