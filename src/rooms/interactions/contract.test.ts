import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contract } from './contract.ts'

const entry = contract['POST /interactions'].body
const receipt = randomBytes(32).toString('base64url')
const record = {
  period: '2026-W47', format: 'phone', initiator: 'third-party', duration: '>=90', topics: [randomUUID()], referral: 'crisis', safety: 'emergency', followUp: true,
}

describe('what may be logged', () => {
  test('is the eight answers of the form', () => {
    expect(entry.safeParse({ receipt, record }).success).toBe(true)
  })

  test.each(['note', 'student', 'supporter', 'booking', 'conversation', 'cohort', 'date', 'textVersion'])('is refused whole when it brings a %s', (field) => {
    expect(entry.safeParse({ receipt, record: { ...record, [field]: 'x' } }).success).toBe(false)
    expect(entry.safeParse({ receipt, record, [field]: 'x' }).success).toBe(false)
  })

  test.each([
    ['a day', { period: '2026-11-18' }],
    ['a month', { period: '2026-11' }],
    ['an exact number of minutes', { duration: '37' }],
    ['a topic in words', { topics: ['exams'] }],
    ['no topic', { topics: [] }],
    ['the same topic twice', { topics: [record.topics[0], record.topics[0]] }],
  ])('is refused with %s', (_, change) => expect(entry.safeParse({ receipt, record: { ...record, ...change } }).success).toBe(false))

  test('needs a receipt that nobody can guess', () => {
    expect(entry.safeParse({ receipt: 'short', record }).success).toBe(false)
  })
})
