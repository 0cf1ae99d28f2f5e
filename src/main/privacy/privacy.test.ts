import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { openProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { DEFAULT_SETTINGS, type ProgramSettings } from '../../rooms/programs/rules/settings.ts'
import { LOCALES, type Locale } from '../../ui/same-words.ts'
import { snapshotsFinding } from '../commands/doctor.ts'
import { readConfiguration } from '../configuration.ts'
import type { House } from '../house.ts'
import type { ClientFiles } from '../pages-html/client-files.ts'
import { readSnapshotsAnswer } from '../snapshots.ts'
import { issuerStands, type ProgramKeeps, programKeeps, type ServerFacts, serverFacts } from './facts.ts'
import { privacyPage } from './page.ts'

const files: ClientFiles = { template: '', plainScript: '/assets/plain-1.js', plainStyles: [], font: null, words: () => null, integrity: () => 'sha256-1' }
const program = { slug: 'ridgeway', publicNames: { en: 'Commons' }, timeZone: 'America/Toronto', locales: LOCALES, iconColour: 'teal' }
const server: ServerFacts = { issuer: { runs: 'together' }, databaseElsewhere: false, sendsMail: false, pushServices: ['fcm.googleapis.com'], snapshots: null, hasMirror: false }
const keeps: ProgramKeeps = { limits: null, settings: DEFAULT_SETTINGS, listIsSigned: false, codeInUse: true }

const page = (change: { server?: Partial<ServerFacts>; keeps?: Partial<ProgramKeeps> | null; settings?: Partial<ProgramSettings> } = {}, locale: Locale = 'en') =>
  privacyPage({ program, locale, files, server: { ...server, ...change.server }, keeps: change.keeps === null ? null : { ...keeps, ...change.keeps, settings: { ...DEFAULT_SETTINGS, ...change.settings } } })

describe('the page about what this can protect', () => {
  test('takes every number from the rules and settings: none stands in its sentences', () => {
    for (const locale of LOCALES) {
      const words = readFileSync(join(import.meta.dirname, 'words', `${locale}.ts`), 'utf8').split('\n').filter((line) => /^ {2}\w+:/.test(line))
      // "From 1 to four": one is where counting begins.
      expect(words.map((line) => line.replace(/^ {2}\w+:/, '').replace(/\$\{[^}]*\}/g, '').replace(/1 (to|à|到)|\\u00a0/g, '')).filter((line) => /\d/.test(line))).toEqual([])
    }
  })

  test('changes with the settings of the program', () => {
    expect(page()).toContain('30 days after the stretch of up to 7 days')
    expect(page({ settings: { conversationDays: 45 } })).toContain('45 days after the stretch of up to 7 days')
    expect(page({ settings: { reportDays: 77 } })).toContain('77 days, then its key is destroyed')
    expect(page({ settings: { horizonDays: 9 } })).toContain('at most 9 days ahead; 12 to 24 hours after the meeting')
    expect(page({ settings: { responseHours: 36 } })).toContain('promised within 36 hours')
  })

  test('says nothing of what this program does not offer', () => {
    expect(page()).not.toContain('An emergency contact')
    expect(page({ settings: { emergencyContact: true } })).toContain('An emergency contact')
    expect(page({ settings: { formats: ['in-person'] } })).not.toContain('Messages of a conversation')
    expect(page({ keeps: { codeInUse: false } })).not.toContain('With the program’s code')
  })

  test('names each way in with what it gives away, and only ways that are open', () => {
    expect(page()).toContain('In onboarding week')
    const without = page({ server: { issuer: { runs: 'nowhere' } } })
    expect(without).not.toContain('In onboarding week')
    expect(without).toContain('With a card')
    expect(without).toContain('No issuer is set up')
  })

  test('says which services share a process or a host, and who stands between', () => {
    expect(page()).toContain('runs in one process with this one')
    expect(page({ server: { issuer: { runs: 'apart', host: 'id.example.org' } } })).toContain('runs on another host, id.example.org')
    expect(page({ server: { databaseElsewhere: true } })).toContain('The database stands on another machine')
    expect(page()).toContain('fcm.googleapis.com')
    expect(page({ server: { sendsMail: true } })).toContain('can send mail')
  })

  test('publishes the operator’s answer about snapshots, or that there is none', () => {
    expect(page()).toContain('The operator has not said')
    expect(page({ server: { snapshots: { keptDays: 0, answeredOn: '2026-11-01' } } })).toContain('the operator answered on 1 November 2026: no')
    expect(page({ server: { snapshots: { keptDays: 14, answeredOn: '2026-11-01' } } }, 'fr')).toContain('chacun est gardé 14 jours')
  })

  test('says that the server vouches for keys until the list is signed', () => {
    expect(page()).toContain('has not signed its list')
    expect(page({ keeps: { listIsSigned: true } })).toContain('is signed by two people')
  })

  test('still says what holds for every program when the database does not answer', () => {
    const text = page({ keeps: null })
    expect(text).toContain('What this cannot protect')
    expect(text).not.toContain('What is kept')
  })
})

test('an answer about snapshots is "none" or so many days, with the day it was given', () => {
  expect(readSnapshotsAnswer('none 2026-11-01')).toEqual({ keptDays: 0, answeredOn: '2026-11-01' })
  expect(readSnapshotsAnswer(' 14  days 2026-11-01')).toEqual({ keptDays: 14, answeredOn: '2026-11-01' })
  for (const text of ['none', 'yes', '14 2026-11-01', 'none 2026-13-01', 'none yesterday']) expect(readSnapshotsAnswer(text)).toBeUndefined()
})

test('the doctor asks for the answer, again after a year, and warns of snapshots that are kept', () => {
  expect(snapshotsFinding(null, '2026-11-28').level).toBe('warning')
  expect(snapshotsFinding({ keptDays: 0, answeredOn: '2026-11-01' }, '2026-11-28').level).toBe('ok')
  expect(snapshotsFinding({ keptDays: 0, answeredOn: '2025-11-01' }, '2026-11-28').level).toBe('warning')
  expect(snapshotsFinding({ keptDays: 14, answeredOn: '2026-11-01' }, '2026-11-28').sentence).toContain('14 days')
})

test('localhost and 127.0.0.1 are one host, two names are two', () => {
  expect(issuerStands('http://localhost:4100', 'http://127.0.0.1:4101', false)).toEqual({ runs: 'same-host', host: '127.0.0.1:4101' })
  expect(issuerStands('https://commons.example.org', 'https://commons.example.org:8443', false)).toEqual({ runs: 'same-host', host: 'commons.example.org:8443' })
  expect(issuerStands('https://commons.example.org', 'https://id.example.org', false)).toEqual({ runs: 'apart', host: 'id.example.org' })
  expect(issuerStands('https://commons.example.org', 'https://id.example.org', true)).toEqual({ runs: 'together' })
})

describe('what is read from the running server', () => {
  let house: House, id: string
  beforeAll(async () => {
    const database = await freshDatabase(), services = await testServices()
    const { here } = await openProgram(database)
    id = here.id
    await database.owner(`update programs set settings = settings || '{"conversationDays": 21}' where id = $1`, [id])
    const configuration = readConfiguration({ PEERSIDE_DATA: services.dataFolder, DATABASE_URL: 'postgres://owner@db.example.org/peerside', PEERSIDE_SNAPSHOTS: '7 days 2026-10-01' })
    house = { pool: database.pool, services, configuration, postgres: null, issuerOrigin: null, issuerIsHere: false, listensOn: () => {}, close: async () => {} }
  })

  test('is the configuration', () => {
    expect(serverFacts(house)).toMatchObject({ issuer: { runs: 'nowhere' }, databaseElsewhere: true, snapshots: { keptDays: 7 }, sendsMail: false })
  })

  test('is the program’s own rows', async () => {
    expect(await programKeeps(house, id, 'en')).toMatchObject({ settings: { conversationDays: 21 }, listIsSigned: false, codeInUse: false, limits: { version: 1 } })
  })
})
