import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { openKeyStore, type KeyStore } from '../../platform/shred/key-store.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { closeWeeks, coarsen } from './actions/close.ts'
import { correctInteraction, keepInteraction, withdrawInteraction } from './actions/keep.ts'
import { closeLoads, loads } from './actions/load.ts'
import { recordPast } from './actions/past.ts'
import type { InteractionRecord } from './rules/record.ts'

const timeZone = 'America/Toronto'
const wednesday = Date.parse('2026-11-18T17:00:00Z')
const nextMonday = Date.parse('2026-11-23T10:00:00Z')
const bruno = randomUUID()
const database = await freshDatabase()

let db: Db
let topic: string
let keys: KeyStore
let folder: string

beforeEach(async () => {
  const program = randomUUID()
  topic = randomUUID()
  await database.owner(
    `insert into programs (id, slug, names, public_names, country, locales, time_zone) values ($1, $2, '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', '{en}', $3)`,
    [program, `p-${program.slice(0, 8)}`, timeZone],
  )
  await database.owner(`insert into topics (program, id, key, names, position) values ($1, $2, 'academics', '{"en":"Academics"}', 1)`, [program, topic])
  db = database.of(program)
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
  keys = await openKeyStore(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const receipt = () => randomBytes(32).toString('base64url')
const contact = (change: Partial<InteractionRecord> = {}): InteractionRecord => ({
  period: '2026-W47', format: 'in-person', initiator: 'student', duration: '30-59', topics: [topic], referral: 'none', safety: 'none', followUp: false, ...change,
})
const here = (now = wednesday) => ({ keys, timeZone, now })
const keep = (change?: Partial<InteractionRecord>, now?: number) => keepInteraction(db, here(now), bruno, { receipt: receipt(), record: contact(change) })
const closedRecords = () => database.owner<InteractionRecord>('select period, format, duration, topics from interactions where program = $1', [db.program])
const pendingRows = () => database.owner<{ lookup: Buffer; record_sealed: Buffer; ctid: string; xmin: string }>('select *, ctid::text, xmin::text from interactions_pending where program = $1', [db.program])

describe('a contact that a supporter logs', () => {
  test('is in the table only after its week has closed', async () => {
    expect(await keep()).toEqual({ kept: true, closes: '2026-W47' })
    await closeWeeks(db, here())
    expect(await closedRecords()).toEqual([])
    expect(await closeWeeks(db, here(nextMonday))).toEqual({ written: 1, lost: 0 })
    expect(await closedRecords()).toEqual([{ period: '2026-W47', format: 'in-person', duration: '30-59', topics: [topic] }])
    expect(await pendingRows()).toEqual([])
  })

  test('waits for its key when another server closes the week, and is given up only after some weeks', async () => {
    await keep()
    const elsewhere = { keys: await openKeyStore(await mkdtemp(join(folder, 'elsewhere-'))), timeZone, now: nextMonday }
    expect(await closeWeeks(db, elsewhere)).toEqual({ written: 0, lost: 0 })
    expect(await pendingRows()).toHaveLength(1)
    expect(await closeWeeks(db, here(nextMonday))).toEqual({ written: 1, lost: 0 })
    await keep({ period: '2026-W48' }, nextMonday)
    expect(await closeWeeks(db, { ...elsewhere, now: nextMonday + 70 * 86_400_000 })).toEqual({ written: 0, lost: 1 })
  })

  test('is one record when the phone sends it twice, also when the week closed in between', async () => {
    const entry = { receipt: receipt(), record: contact() }
    await Promise.all(Array.from({ length: 8 }, () => keepInteraction(db, here(), bruno, entry)))
    expect(await pendingRows()).toHaveLength(1)
    await closeWeeks(db, here(nextMonday))
    expect(await keepInteraction(db, here(nextMonday), bruno, entry)).toMatchObject({ kept: true })
    await closeWeeks(db, here(nextMonday + 7 * 86_400_000))
    expect(await closedRecords()).toHaveLength(1)
  })

  test('can be corrected until its week closes, and not afterwards', async () => {
    const entry = { receipt: receipt(), record: contact() }
    await keepInteraction(db, here(), bruno, entry)
    const corrected = { ...entry, record: contact({ format: 'phone' }) }
    expect(await correctInteraction(db, here(), corrected)).toMatchObject({ kept: true })
    await closeWeeks(db, here(nextMonday))
    expect((await closedRecords()).map((record) => record.format)).toEqual(['phone'])
    expect(await correctInteraction(db, here(nextMonday), entry)).toEqual({ refused: 'week-closed' })
  })

  test('can be taken back until its week closes, and a late copy does not bring it back', async () => {
    const entry = { receipt: receipt(), record: contact() }
    await keepInteraction(db, here(), bruno, entry)
    expect(await withdrawInteraction(db, here(), bruno, entry.receipt)).toEqual({ withdrawn: true })
    await keepInteraction(db, here(), bruno, entry)
    await closeWeeks(db, here(nextMonday))
    expect(await closedRecords()).toEqual([])
    expect(await withdrawInteraction(db, here(nextMonday), bruno, entry.receipt)).toEqual({ refused: 'week-closed' })
  })

  test('for last week, logged late, joins the next close', async () => {
    await keep({ period: '2026-W46' })
    await closeWeeks(db, here(nextMonday))
    expect((await closedRecords()).map((record) => record.period)).toEqual(['2026-W46'])
  })

  test('for a week to come, or too long ago, is refused', async () => {
    expect(await keep({ period: '2026-W48' })).toEqual({ refused: 'week-not-open' })
    expect(await keep({ period: '2026-W20' })).toEqual({ refused: 'week-not-open' })
  })

  test('about a topic of another program is refused', async () => {
    expect(await keep({ topics: [randomUUID()] })).toEqual({ refused: 'topic-unknown' })
  })
})

describe('while a week is open', () => {
  test('all records look alike, were written by one transaction, and lie in no order', async () => {
    const arrived: string[] = []
    for (let n = 0; n < 40; n += 1) {
      await keep({ topics: n % 2 ? [topic] : [topic], duration: n % 2 ? '<15' : '>=90' })
      const rows = await pendingRows()
      arrived.push(rows.map((row) => row.lookup.toString('hex')).find((lookup) => !arrived.includes(lookup))!)
    }
    const rows = await database.owner<{ lookup: Buffer; xmin: string; size: number }>(
      'select lookup, xmin::text, octet_length(record_sealed) as size from interactions_pending where program = $1 order by ctid', [db.program])
    expect(new Set(rows.map((row) => row.xmin)).size).toBe(1)
    expect(new Set(rows.map((row) => row.size))).toEqual(new Set([1052]))
    const inPlace = rows.filter((row, place) => row.lookup.toString('hex') === arrived[place]).length
    expect(inPlace).toBeLessThan(12)
  })

  test('nothing is lost when many log at once while a week is being closed', async () => {
    const logged = Array.from({ length: 60 }, (_, n) => keep({}, n % 2 ? wednesday : nextMonday))
    const closing = Array.from({ length: 5 }, () => closeWeeks(db, here(nextMonday)))
    await Promise.all([...logged, ...closing])
    await closeWeeks(db, here(nextMonday + 7 * 86_400_000))
    expect(await closedRecords()).toHaveLength(60)
  })
})

describe('closing a week', () => {
  test('destroys its key, and an old copy of the pending rows opens no more', async () => {
    await keep()
    expect(await keys.names(`interactions/${db.program}/`)).toHaveLength(1)
    await closeWeeks(db, here(nextMonday))
    expect(await keys.names(`interactions/${db.program}/`)).toEqual([])
  })

  test('that crashed before its key was destroyed is finished by the next run, with nothing written twice', async () => {
    await keep()
    const crashing: KeyStore = Object.create(keys, { destroy: { value: async () => { throw new Error('power cut') } } }) as KeyStore
    await expect(closeWeeks(db, { ...here(nextMonday), keys: crashing })).rejects.toThrow('power cut')
    expect(await keys.names(`interactions/${db.program}/`)).toHaveLength(1)
    expect(await closeWeeks(db, here(nextMonday))).toEqual({ written: 0, lost: 0 })
    expect(await keys.names(`interactions/${db.program}/`)).toEqual([])
    expect(await closedRecords()).toHaveLength(1)
  })

  test('leaves the week that is open alone', async () => {
    await keep()
    await keep({ period: '2026-W48' }, nextMonday)
    await closeWeeks(db, here(nextMonday))
    expect(await closedRecords()).toHaveLength(1)
    expect(await pendingRows()).toHaveLength(1)
  })
})

test('weeks older than a year become months, and lie in no order', async () => {
  await inTransaction(db, (tx) => recordPast(tx, Array.from({ length: 30 }, (_, n) => contact({ period: n % 2 ? '2025-W45' : '2025-W46', duration: n % 3 ? '<15' : '15-29' }))))
  await inTransaction(db, (tx) => recordPast(tx, [contact({ period: '2026-W40' })]))
  expect(await coarsen(db, { timeZone, now: wednesday })).toBe(2)
  const periods = (await closedRecords()).map((record) => record.period)
  expect(periods.filter((period) => period === '2025-11')).toHaveLength(30)
  expect(periods.filter((period) => period === '2026-W40')).toHaveLength(1)
  expect(await coarsen(db, { timeZone, now: wednesday })).toBe(0)
})

describe('how much each supporter carried', () => {
  const december = Date.parse('2026-12-01T12:00:00Z')

  test('is known by month, once the month is over', async () => {
    await keep()
    await keep()
    const entry = { receipt: receipt(), record: contact() }
    await keepInteraction(db, here(), bruno, entry)
    await withdrawInteraction(db, here(), bruno, entry.receipt)
    await closeLoads(db, keys, timeZone, wednesday)
    expect(await loads(db, '2026-11', '2026-12')).toEqual([])
    await closeLoads(db, keys, timeZone, december)
    await closeLoads(db, keys, timeZone, december)
    expect(await loads(db, '2026-11', '2026-12')).toEqual([{ supporter: bruno, month: '2026-11', contacts: 2 }])
    expect(await keys.names(`load/${db.program}/`)).toEqual([])
  })
})
