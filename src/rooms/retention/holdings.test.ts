import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { letGo, plantRow, relations } from '../../../test/row-walk.ts'
import { testServices } from '../../../test/services.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { addArrival, changeWays, findArrivalToChange } from '../accounts/actions/arrivals.ts'
import { ringOf } from '../bookings/actions/here.ts'
import { holderFor, marksOf } from '../bookings/actions/keyring.ts'
import { holderOf, makeReportKey } from '../reports/actions/outer-lock.ts'
import { type Asked, sealAsked } from '../requests/actions/asked.ts'
import { HELD, holdingsOf } from './actions/holdings.ts'

/** Tables that hold nothing about one account, each with the reason. Whoever adds a table adds it to a room's list, or here. */
const ABOUT_NOBODY: Readonly<Record<string, string>> = {
  programs: 'the program itself', cohorts: 'names of cohorts', sites: 'names of sites', topics: 'names of topics', crisis_lines: 'numbers to call', setup_steps: 'steps of the first set-up',
  meeting_places: 'names of rooms', program_closures: 'exams and holidays', hour_needs: 'how many supporters the program wants', hours_versions: 'a number that grows with every change',
  admission_codes: 'the code that hundreds share', card_decks: 'how many cards were printed', admission_cards: 'cards not used yet: a used card’s row is deleted',
  interactions: 'records without a supporter, a student or an id', interactions_pending: 'sealed records found only by a receipt that lies on the supporter’s own device',
  interactions_settled: 'hashes of such receipts', supporter_loads_running: 'one sealed row of all supporters’ counts; after the month each shows under supporter_loads',
  root_signatures: 'signatures of root keys, which are nobody’s account', root_rescues: 'that a lost root may be replaced', key_list_signatures: 'signatures of root keys',
  roster_warnings: 'which warning has gone out',
  spares: 'sealed boxes at places that only twelve words name: whose they are is written nowhere', crowd_looks: 'how many enrolled, in tens, as told today',
  imported_rows: 'keyed hashes of a spreadsheet’s rows, without their content', kysely_migration: 'which migrations have run', kysely_migration_lock: 'that one is running',
}

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = await database.program()
})

const tables = async (): Promise<string[]> => (await relations(database)).filter(({ kind }) => kind === 'table').map(({ name }) => name)
const listed = HELD.flatMap((room) => room.tables)

test('every table is looked in for whoever asks, or was reviewed and is about nobody', async () => {
  const all = await tables()
  expect(all.filter((table) => !listed.includes(table) && !(table in ABOUT_NOBODY))).toEqual([])
  expect(listed.filter((table) => table in ABOUT_NOBODY)).toEqual([]) // no table is both
  expect([...listed, ...Object.keys(ABOUT_NOBODY)].filter((table) => !all.includes(table))).toEqual([]) // no list outlives its table
  expect(listed.length).toBe(new Set(listed).size)
})

test('a row about me shows, whatever table it lies in, and a row about somebody else does not', async () => {
  await letGo(database)
  const services = await testServices()
  const now = services.clock.now()
  const here = { db, services, now, program: { id: db.program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en'] as const } } as Parameters<typeof addArrival>[1]
  const [mine, theirs] = [await somebody(here), await somebody(here)]
  const held = async ({ account }: Somebody) => (await holdingsOf(here, account)).holdings.reduce((sum, { rows }) => sum + rows, 0)
  await plantRow(database, 'people', { program: db.program, id: mine.person, account: mine.account })
  const missing: string[] = []
  const others = await held(theirs)
  let before = await held(mine)
  for (const table of listed) {
    if (table === 'people') continue
    await plant(here, table, mine)
    const after = await held(mine)
    if (after <= before) missing.push(table)
    if (table === 'account_closures') await database.owner('delete from account_closures') // nobody signs in to a closed account
    before = table === 'account_closures' ? before : after
  }
  expect(await held(theirs)).toBe(others)
  expect(missing).toEqual([])
})

interface Somebody {
  readonly account: string
  readonly person: string
  readonly booking: string
  readonly hours: string
  readonly holder: Buffer
  readonly mark: Buffer
  readonly key: Buffer
  readonly conv: string
}
type HereNow = Parameters<typeof addArrival>[1]

async function somebody(here: HereNow): Promise<Somebody> {
  const account = randomBytes(16).toString('base64url'), ring = await ringOf(here)
  return { account, person: randomUUID(), booking: randomUUID(), hours: randomUUID(), holder: holderFor(ring, account, here.now), mark: marksOf(ring, account, here.now)[0]!, key: randomBytes(32), conv: randomBytes(16).toString('base64url') }
}

/** The row's columns that say whose it is, by their names. */
async function plant(here: HereNow, table: string, who: Somebody) {
  if (table === 'arrivals') {
    await inTransaction(db, (tx) => addArrival(tx, here, { id: who.account, pkAuth: randomBytes(32), pkHpke: randomBytes(32) }, null))
    return
  }
  if (table === 'arrival_ways') {
    const way = { id: randomUUID(), kind: 'words', version: 1, lookup: randomBytes(16).toString('base64url'), proofHash: randomBytes(32).toString('base64url'), rootSealed: 'AAAA' } as const
    await inTransaction(db, async (tx) => changeWays(tx, (await findArrivalToChange(tx, here, who.account))!, [way]))
    return
  }
  if (table === 'reports') {
    const id = randomBytes(16).toString('base64url'), key = await makeReportKey(here, id)
    await plantRow(database, table, { program: here.program.id, id, holder: holderOf(key, id, who.account) })
    return
  }
  if (table === 'requests') {
    const asked = { conv: randomBytes(16).toString('base64url'), account: who.account, offered: [], declined: [], handOver: null, endsAt: here.now }
    const { conv, sealed } = await inTransaction(db, (tx) => sealAsked(tx, here.services.keys, asked as unknown as Asked))
    await plantRow(database, table, { program: here.program.id, conv, asked_sealed: sealed })
    return
  }
  const columns = (await database.owner<{ name: string }>('select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped', [table])).map(({ name }) => name)
  await plantRow(database, table, { program: here.program.id, ...own(table, columns, who) })
}

const PERSON = ['person', 'contact', 'reported_by', 'supporter', 'subject', 'written_by', 'recorded_by', 'opened_by', 'closed_by']

function own(table: string, columns: readonly string[], who: Somebody): Record<string, unknown> {
  const soon = new Date(Date.UTC(2026, 9, 5, 16))
  const all: Record<string, unknown> = {
    account: who.account, holder: who.holder, mark: who.mark, booking: who.booking, from_booking: who.booking, hours: who.hours, conv: who.conv, epoch: 0, ends_at: soon, starts_at: soon,
    ...Object.fromEntries(PERSON.map((name) => [name, who.person])),
  }
  const ids: Readonly<Record<string, string>> = { accounts: who.account, bookings: who.booking, weekly_hours: who.hours, conversations: who.conv }
  const special: Readonly<Record<string, Record<string, unknown>>> = {
    conversations: { student: who.account, supporter: 'x' }, conversation_epochs: { supporter: 'x' },
    accounts: { pk_auth: who.key }, program_roots: { makers: [who.person] }, rosters: { entries: JSON.stringify([{ person: who.person }]) },
    key_lists: { entries: JSON.stringify([{ purpose: 'roster/1', key: who.key.toString('base64url') }]) }, roster_signatures: { key: who.key.toString('base64url') },
  }
  const named = Object.fromEntries(Object.entries(all).filter(([name]) => columns.includes(name)))
  return { ...named, ...special[table], ...(ids[table] ? { id: ids[table] } : {}), ...(table === 'waiting_requests' ? { ends_at: new Date(soon.getTime() + 3_600_000) } : {}) }
}
