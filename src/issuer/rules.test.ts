import { describe, expect, test } from 'vitest'
import { SURVEYS, STUDENT, surveyRole } from '../sealed/token-messages.ts'
import { isAccepted } from './rules/affiliation.ts'
import { readIssuerCard } from './rules/cards.ts'
import { isTerm, isTermNear, mayBeAsked, ROLES } from './rules/purposes.ts'

test('the roles are those that browsers know', () => {
  expect(ROLES).toEqual([STUDENT, ...Array.from({ length: SURVEYS }, (_, i) => surveyRole(i + 1))])
})

test.each([['2026-27', true], ['2099-00', true], ['2026-28', false], ['2026-2027', false], ['26-27', false], ['2026-27 ', false], ['../../27', false]])('%s as an academic year: %s', (term, yes) => {
  expect(isTerm(term)).toBe(yes)
})

test('keys are made for last year, this year and next year', () => {
  expect(['2024-25', '2025-26', '2026-27', '2027-28', '2028-29'].map((term) => isTermNear(term, 2026))).toEqual([false, true, true, true, false])
})

test('a second token is the spare, and a survey has none', () => {
  expect([mayBeAsked('student', 0), mayBeAsked('student', 1), mayBeAsked('student', 2), mayBeAsked('survey-1', 0), mayBeAsked('survey-1', 1), mayBeAsked('supporter', 0)]).toEqual([true, true, false, true, false, false])
})

describe('a card', () => {
  test.each([['0123-4567-89AB-CDEF-GHJK'], ['o1234 56789 abcde fghjk'], ['0l23456789abcdefghjk']])('%s is read whatever way it is typed', (typed) => {
    expect(readIssuerCard(typed)).toBe('0123456789abcdefghjk')
  })
  test.each([['0123456789abcdefghj'], ['0123456789abcdefghjkm'], ['u123456789abcdefghjk'], ['']])('"%s" is none', (typed) => {
    expect(readIssuerCard(typed)).toBe(null)
  })
})

test.each([
  ['student', ['student'], true],
  [['member', 'Student'], ['student'], true],
  [['faculty', 'member'], ['student'], false],
  ['student@ridgeway.example', ['student'], false],
  ['student@ridgeway.example', ['student@ridgeway.example'], true],
  [undefined, ['student'], false],
  [{ student: true }, ['student'], false],
  ['students', ['student'], false],
])('an affiliation of %j among %j: %s', (claim, accepted, yes) => {
  expect(isAccepted(claim, accepted)).toBe(yes)
})
