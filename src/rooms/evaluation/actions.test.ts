import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { readFormat, readInitiator, readReferral, readSafetyLevel } from '../imports/rules/choices.ts'
import { readBand } from '../imports/rules/numbers.ts'
import { recordPast } from '../interactions/actions.ts'
import { periodOfDay } from '../interactions/rules/periods.ts'
import type { InteractionRecord } from '../interactions/rules/record.ts'
import { SEED_TOPICS, topicKeyOf } from '../programs/rules/topics.ts'
import { report, yearFigures } from './actions/figures.ts'
import { reportJson, reportText } from './rules/report.ts'

const database = await freshDatabase()
const timeZone = 'America/Toronto'
const now = Date.parse('2026-11-22T17:00:00Z')
let db: Db

beforeAll(async () => {
  const { program } = await database.program('ridgeway')
  db = database.of(program)
  const topics = new Map(SEED_TOPICS.map((topic) => [topic.key, randomUUID()]))
  for (const [position, { key, names }] of SEED_TOPICS.entries()) {
    await database.owner('insert into topics (program, id, key, names, position) values ($1, $2, $3, $4, $5)', [program, topics.get(key), key, names, position])
  }
  const file = readFileSync(join(import.meta.dirname, '../../../demo/interactions.csv'))
  const rows = parse<Record<string, string>>(file, { columns: true, comment: '#' })
  const records = rows.map((row): InteractionRecord => ({
    period: periodOfDay(row.date!, '2026-11-22'), format: readFormat(row.format!)!, initiator: readInitiator(row.initiated_by!)!, duration: readBand(row.minutes!, 'en')!,
    topics: row.topics!.split(';').map((topic) => topics.get(topicKeyOf(topic)!)!), referral: readReferral(row.referral!)!, safety: readSafetyLevel(row.safety_level!)!,
    followUp: row.follow_up === 'yes',
  }))
  await inTransaction(db, (tx) => recordPast(tx, records))
})

describe('Ridgeway’s two years', () => {
  test('come out of the exact report as they went in', async () => {
    const { interactions } = reportJson(await report(db, { timeZone, now, exact: true }))
    expect(interactions.total).toBe(303)
    expect(Object.values(interactions.byMonth)).toEqual([3, 13, 19, 16, 12, 14, 17, 15, 13, 7, 4, 2, 5, 16, 20, 18, 13, 16, 18, 24, 21, 11, 6])
    expect(Object.keys(interactions.byMonth).slice(0, 1).concat(Object.keys(interactions.byMonth).slice(-1))).toEqual(['2018-08', '2020-06'])
    expect(interactions.byFormat).toEqual({ 'in-person': 118, phone: 22, video: 42, messaging: 121 })
    expect(interactions.byInitiator).toEqual({ student: 178, supporter: 125, 'third-party': 0 })
    expect(interactions.byDuration).toEqual({ '<15': 71, '15-29': 88, '30-59': 107, '60-89': 29, '>=90': 8 })
    expect(interactions.byReferral).toEqual({ none: 214, information: 33, counselling: 22, 'student-affairs': 21, 'health-service': 8, crisis: 5 })
    expect(interactions.byTopic).toEqual({
      academics: 109, stress: 92, relationships: 66, burnout: 55, loneliness: 43, clerkship: 40, 'low-mood': 38, career: 36, impostor: 35,
      'covid-19': 31, finances: 15, 'physical-health': 14, grief: 12, mistreatment: 12, other: 9, 'suicide-self-harm': 5, 'substance-use': 4,
    })
    expect(Object.values(interactions.byTopic).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(616)
  })

  test('hide their small counts from everybody else', async () => {
    const { interactions } = await report(db, { timeZone, now, exact: false })
    expect(interactions.total).toBe(303)
    expect(interactions.byTopic.find(({ key }) => key === 'substance-use')?.count).toBeNull()
    expect(interactions.byTopic.find(({ key }) => key === 'suicide-self-harm')?.count).toBeNull()
    expect(interactions.byMonth.filter(({ count }) => count !== null && count > 0 && count < 5)).toEqual([])
    expect(interactions.byMonth.find(({ key }) => key === '2019-07')?.count).toBeNull()
  })

  test('are shown by academic year, the newest with contacts first', async () => {
    const sheet = await yearFigures(db, { timeZone, now }, undefined)
    expect(sheet.years).toEqual([2026, 2019, 2018])
    expect(sheet.year).toBe(2019)
    expect(sheet.figures).toMatchObject({ from: '2019-08', to: '2020-07', total: 168 })
    expect((await yearFigures(db, { timeZone, now }, 2018)).figures.total).toBe(135)
  })
})

test('a program without a single contact shows its running year', async () => {
  const { program } = await database.program('newcomer')
  const sheet = await yearFigures(database.of(program), { timeZone, now }, undefined)
  expect([sheet.year, sheet.figures.from, sheet.figures.to, sheet.figures.total]).toEqual([2026, '2026-08', '2027-07', 0])
})

describe('the exact report', () => {
  test('leaves a line in the audit log, and the ordinary one does not', async () => {
    const noted = () => database.owner('select person, event, day::text, detail from audit_entries where program = $1', [db.program])
    const before = (await noted()).length
    await report(db, { timeZone, now, exact: false })
    expect(await noted()).toHaveLength(before)
    await report(db, { timeZone, now, exact: true, from: '2019-01', to: '2019-02' })
    expect((await noted()).at(-1)).toEqual({ person: null, event: 'exact-report', day: '2026-11-22', detail: '2019-01 to 2019-02' })
  })

  test('warns whoever reads it, and counts only its months', async () => {
    const text = reportText(await report(db, { timeZone, now, exact: true, from: '2019-01', to: '2019-02' }))
    expect(text).toContain('31 interactions')
    expect(text).toContain('Do not pass this on.')
    expect(text).toMatch(/2019-02 +17/)
  })
})
