import { describe, expect, test } from 'vitest'
import { academicYear, cohortsReached, cohortsUnanswered, endRoleRefusal, excludesEachOther, grantStandings, hoursWithoutOnCall, inviteRefusal, joinedSpans, reachRefusal, ROLES, rolesInForce, type AssessorAnswer, type Role } from './rules.ts'

const YEAR = 2026
const answered = (cohort: string, assesses: boolean, year = YEAR): AssessorAnswer => ({ cohort, assesses, academicYear: year })
const ALL = ['year-1', 'year-2']
const clear = ALL.map((cohort) => answered(cohort, false))

describe('the assessor firewall', () => {
  const REACHING = ROLES.filter((role) => role !== 'evaluator')
  test.each(REACHING)('a %s who assesses a cohort does not reach it', (role) => {
    expect(reachRefusal({ role, reached: ['year-1'], answers: [answered('year-1', true)], academicYear: YEAR })).toBe('assesses-cohort')
  })
  test.each(REACHING)('a %s who has not answered is refused', (role) => {
    expect(reachRefusal({ role, reached: ['year-1'], answers: [], academicYear: YEAR })).toBe('assessor-unanswered')
  })
  test.each(REACHING)('last year’s answer does not let a %s through', (role) => {
    expect(reachRefusal({ role, reached: ['year-1'], answers: [answered('year-1', false, YEAR - 1)], academicYear: YEAR })).toBe('assessor-unanswered')
  })
  test.each(REACHING)('a %s who answered no for every cohort passes', (role) => {
    expect(reachRefusal({ role, reached: ALL, answers: clear, academicYear: YEAR })).toBeNull()
  })
  test('an evaluator reaches nobody and needs no answer', () => {
    expect(reachRefusal({ role: 'evaluator', reached: ALL, answers: [], academicYear: YEAR })).toBeNull()
  })
  test('one assessed cohort among many refuses a role that reaches them all', () => {
    const answers = [answered('year-1', true), answered('year-2', false)]
    expect(rolesInForce({ grants: [{ role: 'coordinator', cohorts: null }], answers }, ALL, YEAR)).toEqual([])
  })
  test('the same person may hold a role narrowed to the cohorts they do not assess', () => {
    const answers = [answered('year-1', true), answered('year-2', false)]
    expect(rolesInForce({ grants: [{ role: 'psychologist', cohorts: ['year-2'] }], answers }, ALL, YEAR)).toEqual(['psychologist'])
  })
  test('a cohort added in mid-year is unanswered, so it is asked about', () => {
    expect(rolesInForce({ grants: [{ role: 'coordinator', cohorts: null }], answers: clear }, [...ALL, 'year-3'], YEAR)).toEqual([])
    expect(cohortsUnanswered({ grants: [], answers: clear }, [...ALL, 'year-3'], YEAR)).toEqual(['year-3'])
  })
})

describe('a supporter who examines a year', () => {
  const grant = { role: 'supporter' as Role, cohorts: null }
  test('is there for the other years', () => {
    const answers = [answered('year-1', true), answered('year-2', false)]
    expect(cohortsReached(grant, ALL, answers, YEAR)).toEqual(['year-2'])
    expect(rolesInForce({ grants: [grant], answers }, ALL, YEAR)).toEqual(['supporter'])
  })
  test('is refused when they examine every year', () => {
    expect(rolesInForce({ grants: [grant], answers: ALL.map((cohort) => answered(cohort, true)) }, ALL, YEAR)).toEqual([])
  })
  test('is refused when they have answered nothing', () => {
    expect(rolesInForce({ grants: [grant], answers: [] }, ALL, YEAR)).toEqual([])
  })
})

describe('a safety contact', () => {
  const contact = { role: 'safety-contact' as Role, cohorts: null }
  test('who assesses nobody receives reports', () => {
    expect(rolesInForce({ grants: [contact], answers: clear }, ALL, YEAR)).toEqual(['safety-contact'])
  })
  test('assesses no cohort at all: narrowing the role does not help', () => {
    const answers = [answered('year-1', true), answered('year-2', false)]
    expect(rolesInForce({ grants: [{ ...contact, cohorts: ['year-2'] }], answers }, ALL, YEAR)).toEqual([])
  })
  test('never coordinates: whoever got both roles keeps the desk and reads no report', () => {
    const both = { grants: [contact, { role: 'coordinator' as Role, cohorts: null }], answers: clear }
    expect(grantStandings(both, ALL, YEAR).map(({ role, refusal }) => [role, refusal])).toEqual([['safety-contact', 'also-coordinates'], ['coordinator', null]])
    expect([excludesEachOther(['safety-contact', 'coordinator']), excludesEachOther(['safety-contact', 'psychologist'])]).toEqual([true, false])
  })
})

test('a supporter whom the safety contacts suspended supports and facilitates nobody, and keeps every other role', () => {
  const grants = (['supporter', 'facilitator', 'on-call'] as const).map((role) => ({ role, cohorts: null }))
  expect(rolesInForce({ grants, answers: clear, suspended: true }, ALL, YEAR)).toEqual(['on-call'])
  expect(rolesInForce({ grants, answers: clear, suspended: false }, ALL, YEAR)).toEqual(['supporter', 'facilitator', 'on-call'])
})

test.each([
  ['2026-07-31', 8, 2025], ['2026-08-01', 8, 2026], ['2027-01-15', 8, 2026], ['2027-02-01', 2, 2027], ['2027-01-31', 2, 2026],
])('%s, in a school whose year starts in month %i, belongs to the year %i', (day, month, year) => {
  expect(academicYear(day, month)).toBe(year)
})

test('the last coordinator stays; other roles may always end', () => {
  expect(endRoleRefusal('coordinator', 1)).toBe('last-coordinator')
  expect(endRoleRefusal('coordinator', 2)).toBeNull()
  expect(endRoleRefusal('supporter', 0)).toBeNull()
})

test('nobody invites themselves anew, and nobody who has left is invited', () => {
  expect(inviteRefusal({ id: 'carla', left: false }, 'carla')).toBe('not-yourself')
  expect(inviteRefusal({ id: 'carla', left: true }, 'dario')).toBe('has-left')
  expect(inviteRefusal({ id: 'carla', left: false }, 'dario')).toBeNull()
  expect(inviteRefusal({ id: 'carla', left: false }, null)).toBeNull()
})

test('every hour of the week counts, midnight included', () => {
  expect(hoursWithoutOnCall([])).toHaveLength(168)
  expect(hoursWithoutOnCall([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsHour: 0, endsHour: 24 })))).toEqual([])
  const nights = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [{ weekday, startsHour: 0, endsHour: 8 }, { weekday, startsHour: 20, endsHour: 24 }])
  const open = hoursWithoutOnCall(nights)
  expect(open).toHaveLength(7 * 12)
  expect(open[0]).toBe(8)
})

test('hours that touch are one stretch; those of somebody else are not', () => {
  const span = (person: string, startsHour: number, endsHour: number, weekday = 1) => ({ person, weekday, startsHour, endsHour })
  expect(joinedSpans([span('dario', 8, 20), span('dario', 0, 8), span('dario', 6, 10), span('farah', 20, 24), span('dario', 20, 24, 2)]))
    .toEqual([span('dario', 0, 20), span('dario', 20, 24, 2), span('farah', 20, 24)])
})
