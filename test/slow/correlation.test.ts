import { mkdtempSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIssuer, type Issuer } from '../../src/main/issuer.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPool, type Pool } from '../../src/platform/db/pool.ts'
import { startPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded.ts'
import { STUDENT } from '../../src/sealed/token-messages.ts'
import { testServices } from '../services.ts'
import { signProgram } from '../signed-program.ts'
import { binomialTail } from './attacker/chance.ts'
import type { Dump } from './attacker/dump.ts'
import { windowsOf } from './correlation/shared-values.ts'
import { COHORTS, liveTerm, TERM, TERM_STARTS, type Cohort, type Lived } from './correlation/term.ts'
import { crowds, guess, HOPES, type Loot } from './correlation/thief.ts'

/** PROTOCOL of a term: everybody in onboarding week, a few later, a few who write. */
const PLAN = { students: 800, earlyWriters: 12, lateComers: 60, writersInTerm: 80, weeks: 15 }
/** A guess this lucky happens once in a million runs. */
const LUCK = 1e-6

let root: string
let postgres: EmbeddedPostgres
let issuer: Issuer
let pool: Pool
let owners: { app: pg.Client; issuer: pg.Client }
let lived: Lived

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'peerside-correlation-'))
  postgres = await startPostgres(join(root, 'postgres'), { settings: { fsync: 'off', synchronous_commit: 'off' } })
  const { appUrl } = await migrate(postgres.ownerUrl, 'correlation')
  pool = openPool(appUrl, 4)
  const services = await testServices(TERM_STARTS)
  issuer = await openIssuer({
    origin: null, port: 0, host: '127.0.0.1', tls: null, folder: join(root, 'issuer'), postgresFolder: join(root, 'unused'), databaseUrl: null, appOrigin: 'http://localhost', programs: null, school: null,
  }, postgres, services.clock)
  owners = { app: new pg.Client(postgres.ownerUrl), issuer: new pg.Client(await postgres.database('peerside_issuer')) }
  await Promise.all([owners.app.connect(), owners.issuer.connect()])

  const program = randomUUID(), known = randomUUID()
  await owners.app.query(`insert into programs (id, slug, names, public_names, country, locales, time_zone) values ($1, 'ridgeway', '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', '{en}', 'America/Toronto')`, [program])
  await owners.issuer.query(`insert into known_programs (id, slug) values ($1, 'ridgeway')`, [known])
  const key = await issuer.parts.keys({ db: { program: known, pool: issuer.parts.pool }, program: 'ridgeway', term: TERM, role: STUDENT })
  const ask = async (text: string, values: readonly unknown[] = []) => (await owners.app.query(text, [...values])).rows
  await signProgram({ owner: ask as never }, { id: program, slug: 'ridgeway' }, { issuerKeys: [{ term: TERM, role: STUDENT, spki: key.spki.toString('base64url') }], today: '2026-08-24' })
  const here = () => ({
    db: { program, pool }, services, now: services.clock.now(),
    program: { id: program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en' as const] },
  })
  // The control: the same visits, seen by an app that writes each account when it comes.
  await owners.app.query(`create schema control; create table control.accounts (id text, kind text)`)
  lived = await liveTerm({ here, services, issuer: issuer.parts, atIssuer: { program: known, slug: 'ridgeway' }, owners }, PLAN)
}, 900_000)

afterAll(async () => {
  await Promise.all([owners?.app.end(), owners?.issuer.end()])
  await issuer?.close()
  await pool?.end()
  await postgres?.stop()
  rmSync(root, { recursive: true, force: true })
})

interface Score {
  readonly accounts: number
  readonly right: number
  /** What guessing within the crowd would give. */
  readonly byChance: number
  readonly luck: number
}

/** The best that any of the thief's hopes does for those who came in one way. */
function score(loot: Loot, cohort: Cohort): Score {
  const theirs = [...lived.truth].filter(([, one]) => one.cohort === cohort)
  const right = Math.max(...HOPES.map((hope) => {
    const guesses = guess(loot, hope)
    return theirs.filter(([account, { who }]) => guesses.get(account) === who).length
  }))
  const crowd = crowds(loot)
  const chance = theirs.map(([account]) => 1 / (crowd.get(account) ?? 1))
  const byChance = chance.reduce((sum, one) => sum + one, 0)
  return { accounts: theirs.length, right, byChance: Math.round(byChance * 100) / 100, luck: Math.min(1, HOPES.length * binomialTail(theirs.length, byChance / theirs.length, right)) }
}

const real = (): Loot => ({ ...lived, accounts: 'public.accounts' })
const control = (): Loot => ({ ...lived, accounts: 'control.accounts' })

describe('a thief with every nightly copy of both databases for a term of 800 students', () => {
  test('links no account of the onboarding week better than by guessing', () => {
    const { accounts, right, byChance, luck } = score(real(), 'onboarding')
    expect(accounts).toBe(PLAN.students - PLAN.lateComers - PLAN.earlyWriters)
    expect(byChance).toBeLessThan(2)
    expect(luck, `${right} right where guessing gives ${byChance}`).toBeGreaterThan(LUCK)
  })

  test('would have linked nearly everybody if each account had been written when it came', () => {
    const { accounts, right } = score(control(), 'onboarding')
    expect(right).toBeGreaterThan(0.95 * accounts)
  })

  test('finds those who come later as the page tells them: a weekly batch hides in its week, now and a card hide nothing from who holds both', () => {
    const figures = Object.fromEntries(COHORTS.map((cohort) => [cohort, score(real(), cohort)]))
    process.stderr.write(`${JSON.stringify(figures)}\n`)
    const share = (cohort: Cohort): number => figures[cohort]!.right / figures[cohort]!.accounts
    expect(figures['weekly batch']!.luck).toBeGreaterThan(LUCK)
    expect(share('weekly batch')).toBeLessThan(0.9)
    expect(share('now')).toBeGreaterThan(share('onboarding'))
    // A card's row names no person: whoever drew it from the bowl is written nowhere.
    expect(figures.card!.accounts).toBeGreaterThan(0)
  })
})

describe('the last copy of both databases', () => {
  /** What both must know, because the whole world may: the program's word, its root and its signed list of keys. */
  const PUBLIC = ['public.roots', 'public.signed_lists', 'public.program_roots', 'public.key_lists', 'public.key_list_signatures']
  const own = (dump: Dump): Set<string> => windowsOf(dump, (name) => name.startsWith('public.') && !name.startsWith('public.kysely') && !PUBLIC.includes(name))
  const last = (dumps: readonly Dump[]): Dump => dumps.at(-1)!

  test('shares no run of eight bytes but the program’s word and the name of the year', () => {
    const issued = own(last(lived.issuer)), kept = own(last(lived.app))
    const shared = [...issued].filter((window) => kept.has(window) && !['ridgeway'].includes(window))
    expect(issued.size).toBeGreaterThan(8_000)
    expect(kept.size).toBeGreaterThan(8_000)
    expect(shared).toEqual([])
  })

  test('would show a value that one had told the other', () => {
    const [person] = lived.issuer.at(-1)!.tables.get('public.issued')!
    const told = new Map([...last(lived.app).tables, ['public.accounts', [{ ctid: '', xmin: '', told: (person!.who as Buffer).toString('base64url') }]]] as const)
    const kept = own({ at: 0, tables: told })
    expect([...own(last(lived.issuer))].some((window) => kept.has(window))).toBe(true)
  })
})
