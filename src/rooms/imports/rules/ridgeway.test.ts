import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SEED_TOPICS } from '../../programs/rules/topics.ts'
import { guessMapping, type ImportKind } from './columns.ts'
import { isReady, readImport } from './read-import.ts'
import { readTable } from './table.ts'

const topics = SEED_TOPICS.map(({ key, names }) => ({ id: key, key, names }))

function ridgeway<K extends ImportKind>(kind: K, file: string) {
  const table = readTable(readFileSync(new URL(`../../../../demo/${file}`, import.meta.url)))
  if ('refused' in table) throw new Error(table.refused)
  return readImport(kind, { table, mapping: guessMapping(kind, table.header), locale: 'en', dateOrder: null, today: '2026-11-22', timeZone: 'America/Toronto', topics })
}
const tally = (values: readonly string[]) => Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]))

describe('the Ridgeway files', () => {
  test('hold 35 supporters, all of them readable', () => {
    const read = ridgeway('supporters', 'supporters.csv')
    expect(read.problems).toEqual([])
    expect(read.rows).toHaveLength(35)
    expect(read.rows[4]).toMatchObject({ name: 'Élodie Haddad', cohort: '2', site: 'Lakeside hospital', languages: ['fr', 'en'], agreementSignedOn: '2018-08-07', trainingHours: 32 })
    expect(read.rows[1]?.topics).toEqual(['relationships', 'stress', 'loneliness', 'low-mood', 'impostor'])
    expect(read.rows.every((row) => row.topics.length > 0 && row.languages.length > 0)).toBe(true)
    expect(read.rows.flatMap((row) => row.experiences)).toHaveLength(32)
  })

  test('hold 43 weekly hours; a place keeps its comma and no place is taken for a person', () => {
    const read = ridgeway('hours', 'weekly-hours.csv')
    expect(read.problems).toEqual([])
    expect(read.rows).toHaveLength(43)
    expect(read.rows[2]).toMatchObject({ supporter: 'bruno.silva@ridgeway.example', weekday: 1, starts: 1020, ends: 1080, kind: 'bookable', place: 'Room 204, Student Centre' })
    expect(read.notices.filter((notice) => notice.reason === 'identity-left-out')).toEqual([])
    expect(read.notices.some((notice) => notice.reason === 'hours-incomplete' && notice.line === 6)).toBe(true)
  })

  test('hold 303 interactions with the published margins', () => {
    const read = ridgeway('interactions', 'interactions.csv')
    expect(read.problems).toEqual([])
    const records = read.rows.map((row) => row.record)
    expect(records).toHaveLength(303)
    expect(tally(records.map((record) => record.format))).toEqual({ 'in-person': 118, messaging: 121, video: 42, phone: 22 })
    expect(tally(records.map((record) => record.initiator))).toEqual({ student: 178, supporter: 125 })
    expect(tally(records.map((record) => record.duration))).toEqual({ '<15': 71, '15-29': 88, '30-59': 107, '60-89': 29, '>=90': 8 })
    expect(tally(records.map((record) => record.referral))).toEqual({ none: 214, information: 33, counselling: 22, 'student-affairs': 21, 'health-service': 8, crisis: 5 })
    expect(tally(records.flatMap((record) => record.topics))).toEqual({
      academics: 109, stress: 92, relationships: 66, burnout: 55, loneliness: 43, clerkship: 40, 'low-mood': 38, career: 36, impostor: 35, 'covid-19': 31, finances: 15,
      'physical-health': 14, grief: 12, mistreatment: 12, other: 9, 'suicide-self-harm': 5, 'substance-use': 4,
    })
    const months = tally(records.map((record) => record.period))
    expect(Object.keys(months).toSorted().map((month) => months[month])).toEqual([3, 13, 19, 16, 12, 14, 17, 15, 13, 7, 4, 2, 5, 16, 20, 18, 13, 16, 18, 24, 21, 11, 6])
  })

  test('carry the mark of made-up data on every row', () => {
    for (const [kind, file] of [['supporters', 'supporters.csv'], ['hours', 'weekly-hours.csv'], ['interactions', 'interactions.csv']] as const) {
      expect(ridgeway(kind, file).notices.some((notice) => notice.reason === 'synthetic')).toBe(true)
      const lines = readFileSync(new URL(`../../../../demo/${file}`, import.meta.url), 'utf8').trim().split('\n')
      expect(lines.slice(1).every((line) => line.endsWith(',true'))).toBe(true)
    }
  })

  test('give the same fingerprints however often they are read, and no two rows the same one', () => {
    const first = ridgeway('interactions', 'interactions.csv')
    expect(ridgeway('interactions', 'interactions.csv').contents).toEqual(first.contents)
    expect(new Set(first.contents).size).toBe(303)
    expect(isReady(first)).toBe(true)
  })
})
