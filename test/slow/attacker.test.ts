import { createHash, createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPool, type Pool } from '../../src/platform/db/pool.ts'
import { startPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded.ts'
import { openKeyStore, type KeyStore } from '../../src/platform/shred/key-store.ts'
import { holderFor } from '../../src/rooms/bookings/actions/keyring.ts'
import { halfDayKeyName, halfDayOfEnd } from '../../src/rooms/bookings/rules/half-days.ts'
import { boundTo, weekKeyName } from '../../src/rooms/interactions/actions/keep.ts'
import { openRecord } from '../../src/rooms/interactions/actions/seal-record.ts'
import { canon } from '../../src/sealed/canon.ts'
import type { TestDatabase } from '../database.ts'
import { openProgram } from '../open-program.ts'
import { testServices } from '../services.ts'
import { binomialTail, expectedHits, matchingTail } from './attacker/chance.ts'
import { tableOf, type Dump } from './attacker/dump.ts'
import { liveTerm, recordKey, TERM_STARTS, ZONE, type Term } from './attacker/term.ts'
import { matchRecords, type Hope, type Loot } from './attacker/thief.ts'

const STUDENTS = 120
const SUPPORTERS = 12
const HOPES: readonly Hope[] = ['heap order', 'heap order backwards', 'days of arrival']
/** A guess this lucky happens once in a million runs; a control must be a thousand times less likely than that. */
const LUCK = 1e-6
const NO_LUCK = 1e-9

/** What a copy of the data folder, or of its log, was found to hold. */
interface Copy {
  readonly keys: number
  readonly plain: boolean
  readonly holders: number
}

let root: string
let postgres: EmbeddedPostgres
let owner: pg.Client
let pool: Pool
let keys: KeyStore
let term: Term
let program: string
const everyKey = new Map<string, Buffer>()
const backups: Copy[] = []
const openedInTime: boolean[] = []
let firstBooked: { id: string; holder: Buffer; endsAt: number; opened: boolean } | null = null

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'peerside-thief-'))
  // The whole log is kept, with full pages: more than any backup would have.
  postgres = await startPostgres(join(root, 'postgres'), { settings: { fsync: 'off', wal_keep_size: '8GB', full_page_writes: 'on' } })
  const { appUrl } = await migrate(postgres.ownerUrl, 'thief')
  pool = openPool(appUrl, 4)
  owner = new pg.Client(postgres.ownerUrl)
  await owner.connect()
  keys = remembering(await openKeyStore(join(root, 'keys')))
  term = await liveTerm({ ...(await setTheScene()), onNight })
}, 900_000)

afterAll(async () => {
  await pool.end()
  await owner.end()
  await postgres.stop()
  rmSync(root, { recursive: true, force: true })
})

async function setTheScene() {
  const database = lent()
  const school = await openProgram(database)
  program = school.here.id
  const topics = Array.from({ length: 16 }, () => randomUUID())
  for (const [position, topic] of topics.entries()) {
    await owner.query(`insert into topics (program, id, key, names, position) values ($1, $2, $3, '{}', $4)`, [program, topic, `t${position}`, position])
  }
  const supporters: string[] = []
  for (let n = 0; n < SUPPORTERS; n += 1) {
    const evenings = [n % 7, (n + 3) % 7].map((day) => ({ weekday: day + 1, starts: 17 * 60, ends: 20 * 60, formats: ['in-person', 'video', 'phone'] }))
    supporters.push((await school.addSupporter(`Supporter ${n}`, evenings)).id)
  }
  // Everyone opens an account in the onboarding week, whether or not they will need it.
  const students = Array.from({ length: STUDENTS }, newStudent)
  for (const { account, pkAuth, pkHpke } of students) {
    await owner.query(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'student')`, [program, account, pkAuth, pkHpke])
  }
  await owner.query(`create schema control;
    create table control.bookings (id uuid, account text, ends_at timestamptz);
    create table control.pending (period text, format text, duration text, topics uuid[]);
    create table control.records (period text, format text, duration text, topics uuid[], supporter uuid)`)
  return { db: database.of(program), services: { ...(await testServices(TERM_STARTS)), keys }, owner, topics, supporters, students }
}

/** The test's own server, as the scene's helpers expect a database. */
const lent = (): TestDatabase => ({
  ownerUrl: postgres.ownerUrl, appUrl: '', pool,
  of: (id) => ({ program: id, pool }),
  program: async (slug = 'ridgeway') => {
    const id = randomUUID()
    await owner.query(`insert into programs (id, slug, names, public_names, country, locales, time_zone) values ($1, $2, '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', '{en}', $3)`, [id, slug, ZONE])
    return { program: id, pool }
  },
  owner: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await owner.query<R>(text, [...values])).rows,
})

function newStudent() {
  const [pkAuth, pkHpke] = [randomBytes(32), randomBytes(32)]
  const account = createHash('sha256').update(canon('ps1/account', pkAuth, pkHpke)).digest().subarray(0, 16).toString('base64url')
  return { account, pkAuth, pkHpke, note: Buffer.concat([pkAuth, pkHpke, randomBytes(560)]).toString('base64url') }
}

/** Notes every key that ever existed, so that its bytes can be looked for everywhere else. */
function remembering(store: KeyStore): KeyStore {
  return {
    open: (name) => store.open(name), destroy: (name) => store.destroy(name), names: (prefix) => store.names(prefix),
    sweep: (prefix, needed, now) => store.sweep(prefix, needed, now), mirror: () => store.mirror(), tidy: (now) => store.tidy(now),
    keep: async (name) => {
      const key = await store.keep(name)
      everyKey.set(name, Buffer.from(key))
      return key
    },
  }
}

async function onNight(now: number, dump: Dump): Promise<void> {
  for (const row of tableOf(dump, 'public.interactions_pending')) openedInTime.push((await openPending(row)) !== null)
  if (!firstBooked) firstBooked = await lookAtFirstBooking(dump, now)
  if (new Date(now).getUTCDay() !== 4) return
  await owner.query('checkpoint')
  backups.push(copyOf('data', dump))
}

async function openPending(row: Readonly<Record<string, unknown>>) {
  const key = await keys.open(weekKeyName(program, String(row.closes)))
  return key && openRecord(key, boundTo(program, row.lookup as Buffer), row.record_sealed as Buffer)
}

/** A booking whose meeting lies ahead, as a dump shows it on the first night. */
async function lookAtFirstBooking(dump: Dump, now: number) {
  const row = tableOf(dump, 'public.bookings').find((each) => each.holder && (each.ends_at as Date).getTime() > now)
  if (!row) return null
  const endsAt = (row.ends_at as Date).getTime()
  const key = await keys.open(halfDayKeyName(halfDayOfEnd(endsAt)))
  const accounts = tableOf(dump, 'public.accounts').map((each) => String(each.id))
  return { id: String(row.id), holder: row.holder as Buffer, endsAt, opened: key !== null && whoHolds(row.holder as Buffer, endsAt, key, accounts) !== null }
}

/** Tries every account under one key, as the bookings room computes it. */
function whoHolds(holder: Buffer, endsAt: number, key: Buffer, accounts: readonly string[]): string | null {
  const ring = { horizonDays: 0, halfDays: new Map([[halfDayOfEnd(endsAt), createSecretKey(key)]]), periods: new Map<number, KeyObject>() }
  return accounts.find((account) => holderFor(ring, account, endsAt).equals(holder)) ?? null
}

/** A running PostgreSQL takes its temporary files away. */
function readIfThere(path: string): Buffer | null {
  try { return readFileSync(path) } catch { return null }
}

function copyOf(part: 'data' | 'data/pg_wal', dump: Dump): Copy {
  const files = readdirSync(join(root, 'postgres', part), { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const holders = tableOf(dump, 'public.bookings').map((row) => row.holder as Buffer | null).filter((holder) => holder !== null)
  const found = { keys: new Set<string>(), plain: false, holders: new Set<string>() }
  for (const { parentPath, name } of files) {
    const bytes = readIfThere(join(parentPath, name))
    if (!bytes) continue
    for (const hit of hitsIn(bytes, [...everyKey.values()])) found.keys.add(hit)
    for (const hit of hitsIn(bytes, holders)) found.holders.add(hit)
    found.plain ||= bytes.includes('"followUp"')
  }
  return { keys: found.keys.size, plain: found.plain, holders: found.holders.size }
}

/** Which of the needles occur, in one pass: most bytes are turned away by their first two. */
function hitsIn(bytes: Buffer, needles: readonly Buffer[]): Set<string> {
  const byStart = new Map<number, Buffer[]>()
  const may = new Uint8Array(65_536)
  for (const needle of needles) {
    const start = needle.readUInt16BE(0)
    may[start] = 1
    byStart.set(start, [...(byStart.get(start) ?? []), needle])
  }
  const hits = new Set<string>()
  for (let at = 0; at + 32 <= bytes.length; at += 1) {
    const start = (bytes[at]! << 8) | bytes[at + 1]!
    if (!may[start]) continue
    for (const needle of byStart.get(start)!) if (needle.compare(bytes, at, at + needle.length) === 0) hits.add(needle.toString('hex'))
  }
  return hits
}

const loot = (change: Partial<Loot> = {}): Loot => ({ dumps: term.dumps, records: 'public.interactions', readsPending: false, hope: 'heap order', ...change })

/** How many records got the right account, when the thief believes of each booking what `accountOf` says. */
function rightNames(from: Loot, accountOf: (booking: string) => string | null) {
  const truth = new Map(term.contacts.map((contact) => [recordKey(contact.record.period, contact.record.topics), contact.account]))
  const { matches, cells } = matchRecords(from)
  const right = matches.filter(({ record, booking }) => truth.get(record) === accountOf(booking)).length
  return { right, cells, named: matches.length }
}

const told = (booking: string): string | null => term.sat.get(booking) ?? null

describe('a thief of every daily dump, every base backup and the whole log of a term', () => {
  test('sees a term as busy as a real one', () => {
    const records = tableOf(term.dumps.at(-1), 'public.interactions').length
    expect(records).toBe(term.contacts.length)
    expect(records).toBeGreaterThan(300)
    expect(term.dumps).toHaveLength(112)
  })

  test('finds a student’s account in no table but the list of accounts', () => {
    const accounts = new Set(term.accounts)
    const holding = (row: object) => Object.values(row).some((value) => accounts.has(String(value)))
    const tables = new Set(term.dumps.flatMap(({ tables: copied }) => [...copied].filter(([, rows]) => rows.some(holding)).map(([name]) => name)))
    expect([...tables].toSorted()).toEqual(['control.bookings', 'public.accounts'])
  })

  test.each(HOPES)('names no more accounts than guessing, reading %s', (hope) => {
    // Nothing links a booking to an account, so the best that is left is the order in which both appeared.
    const order = new Map(tableOf(term.dumps.at(-1), 'public.bookings').map((row, place) => [String(row.id), place]))
    const { right, named } = rightNames(loot({ hope }), (booking) => term.accounts[(order.get(booking) ?? 0) % STUDENTS]!)
    expect(binomialTail(named, 1 / STUDENTS, right)).toBeGreaterThan(LUCK)
  })

  test.each(HOPES)('who is even told who sat in every booking learns nothing from %s beyond week, format and duration', (hope) => {
    const { right, cells } = rightNames(loot({ hope }), told)
    expect(matchingTail(cells, right)).toBeGreaterThan(LUCK)
  })

  test('would name most records if they kept their supporter', () => {
    const { cells } = rightNames(loot(), told)
    const { right } = rightNames(loot({ records: 'control.records' }), told)
    expect(right).toBeGreaterThan(2 * expectedHits(cells))
    expect(matchingTail(cells, right)).toBeLessThan(NO_LUCK)
  })

  test('would name half of them if the rows of an open week could be read', () => {
    const { cells } = rightNames(loot(), told)
    const { right } = rightNames(loot({ readsPending: true }), told)
    expect(right).toBeGreaterThan(1.4 * expectedHits(cells))
    expect(matchingTail(cells, right)).toBeLessThan(NO_LUCK)
  })

  test('would name accounts by the hundred if a booking held its account, even for a day', () => {
    const seen = new Map(term.dumps.flatMap((dump) => tableOf(dump, 'control.bookings').filter((row) => row.account).map((row) => [String(row.id), String(row.account)] as const)))
    const { right, named } = rightNames(loot(), (booking) => seen.get(booking) ?? null)
    expect(binomialTail(named, 1 / STUDENTS, right)).toBeLessThan(NO_LUCK)
  })
})

describe('what the copies hold', () => {
  test('is no key, and no record of an open week that could be read', () => {
    expect(backups.length).toBeGreaterThanOrEqual(15)
    expect(backups.map((copy) => copy.keys)).toEqual(backups.map(() => 0))
    expect(backups.some((copy) => copy.plain)).toBe(false)
    // The search itself works: it finds the bookings' holders, which are there to be found.
    expect(backups.some((copy) => copy.holders > 0)).toBe(true)
  })

  test('is neither in the whole log', () => {
    const dumped = term.dumps.find((dump) => tableOf(dump, 'public.bookings').some((row) => row.holder))!
    const log = copyOf('data/pg_wal', dumped)
    expect(log.keys).toBe(0)
    expect(log.plain).toBe(false)
    expect(log.holders).toBeGreaterThan(0)
  })

  test('opened while its week was open, and opens no more with all the keys that are left', async () => {
    const rows = term.dumps.flatMap((dump) => [...tableOf(dump, 'public.interactions_pending')])
    expect(openedInTime.length).toBe(rows.length)
    expect(openedInTime.every(Boolean)).toBe(true)
    const opened = await Promise.all(rows.map(openPending))
    expect(opened.filter((record) => record !== null)).toEqual([])
  })
})

describe('the account of a past booking', () => {
  test('could be computed from a dump while its half-day’s key lived, and cannot be any more', async () => {
    expect(firstBooked?.opened).toBe(true)
    expect(await keys.open(halfDayKeyName(halfDayOfEnd(firstBooked!.endsAt)))).toBeNull()
    for (const name of await keys.names('')) {
      expect(whoHolds(firstBooked!.holder, firstBooked!.endsAt, (await keys.open(name))!, term.accounts)).toBeNull()
    }
  })

  test('is in no row of any booking that is over', () => {
    const rows = tableOf(term.dumps.at(-1), 'public.bookings')
    expect(rows.every((row) => row.holder === null && row.note_sealed === null)).toBe(true)
  })
})
