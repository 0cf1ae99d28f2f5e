import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askRefusal, clockFrom, firstAsked, honestTime, hourOf, KEPT_DAYS, mayTake, OPEN_CONVERSATIONS, type AskFacts, type Candidate, type On } from './rules.ts'

const HOUR = 3_600_000
/** Friday 9 October 2026, 23:40 in Montreal. */
const FRIDAY_2340 = Date.UTC(2026, 9, 10, 3, 40)
const MONDAY_16 = Date.UTC(2026, 9, 12, 20), MONDAY_18 = MONDAY_16 + 2 * HOUR
const on = (supporter: string, startsAt: number, hours = 2): On => ({ supporter, startsAt, endsAt: startsAt + hours * HOUR })

describe('the clock of a request', () => {
  test('runs for the program’s hours from the full hour, so that 23:40 is answered by 23:00', () => {
    const clock = clockFrom(FRIDAY_2340, 24)
    expect(clock.lateAt - FRIDAY_2340).toBe(24 * HOUR - 40 * 60_000)
    expect(clock.againAt - clock.askedAt).toBe(8 * HOUR)
    expect(clock.endsAt - clock.askedAt).toBe(KEPT_DAYS * 24 * HOUR)
  })
  test('knows nothing finer than an hour, whatever the moment and the target', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 168 }), (now, hours) => {
      const clock = clockFrom(now, hours)
      for (const instant of Object.values(clock)) expect(instant % HOUR).toBe(0)
      expect(clock.askedAt).toBe(hourOf(now))
      expect(clock.againAt).toBeGreaterThan(clock.askedAt)
      expect(clock.lateAt).toBeGreaterThanOrEqual(clock.againAt)
      expect(clock.lateAt).toBeGreaterThan(now)
    }))
  })
})

describe('the honest time', () => {
  const { lateAt } = clockFrom(FRIDAY_2340, 24)
  test.each<[string, On[], ReturnType<typeof honestTime>]>([
    ['is the target where somebody is on before it', [on('bruno', FRIDAY_2340 + 10 * HOUR)], { answerBy: lateAt, first: 'bruno' }],
    ['is the end of the next hours where nobody is on before the target', [on('bruno', MONDAY_16)], { answerBy: MONDAY_18, first: 'bruno' }],
    ['names who is on first', [on('chloe', MONDAY_16 + 5 * HOUR), on('bruno', MONDAY_16)], { answerBy: MONDAY_18, first: 'bruno' }],
    ['is a full hour though somebody’s hours end at half past', [{ supporter: 'bruno', startsAt: MONDAY_16, endsAt: MONDAY_18 - HOUR / 2 }], { answerBy: MONDAY_18, first: 'bruno' }],
    ['is not promised where nobody is on for a week', [on('bruno', FRIDAY_2340 + 8 * 24 * HOUR)], null],
    ['is not promised by hours that are over', [on('bruno', FRIDAY_2340 - 3 * HOUR)], null],
  ])('%s', (_, windows, expected) => {
    expect(honestTime(windows, lateAt, FRIDAY_2340)).toEqual(expected)
  })
  test('that was not kept gives way to the next hours', () => {
    expect(honestTime([on('bruno', MONDAY_16)], lateAt, lateAt + HOUR)).toEqual({ answerBy: MONDAY_18, first: 'bruno' })
  })
})

describe('who may take it', () => {
  const bruno: Candidate = { id: 'bruno', languages: ['en', 'fr'], topics: [] }
  const wanted = { language: 'fr', topic: null, supporters: null }
  test.each([
    ['speaks the language', wanted, [], true],
    ['does not speak it', { ...wanted, language: 'zh' }, [], false],
    ['is among those allowed', { ...wanted, supporters: ['bruno'] }, [], true],
    ['was left out by the student', { ...wanted, supporters: ['chloe'] }, [], false],
    ['was left out because nobody is allowed', { ...wanted, supporters: [] }, [], false],
    ['said “not me”', wanted, ['bruno'], false],
  ] as const)('somebody who %s', (_, asked, declined, may) => {
    expect(mayTake(bruno, asked, declined)).toBe(may)
  })
})

describe('who hears of it first', () => {
  const people: Candidate[] = [{ id: 'bruno', languages: ['en'], topics: ['sleep'] }, { id: 'chloe', languages: ['en'], topics: [] }, { id: 'farah', languages: ['en'], topics: ['studies'] }]
  const span = { now: FRIDAY_2340, until: FRIDAY_2340 + 24 * HOUR }
  const asked = (topic: string | null) => ({ language: 'en', topic, supporters: null })
  const soon = FRIDAY_2340 + HOUR
  test.each([
    ['those who are on and listen to its topic', 'sleep', [on('bruno', soon), on('chloe', soon), on('farah', soon)], ['bruno', 'chloe']],
    ['those who are on, where none of them listens to it', 'money', [on('bruno', soon)], ['bruno']],
    ['everybody, where nobody is on', 'sleep', [on('bruno', MONDAY_16)], ['bruno', 'chloe', 'farah']],
    ['all who are on, where no topic was named', null, [on('bruno', soon), on('farah', soon)], ['bruno', 'farah']],
  ] as const)('%s', (_, topic, windows, expected) => {
    expect(firstAsked(people, asked(topic), windows, span)).toEqual(expected)
  })
})

describe('whether somebody may ask', () => {
  const facts: AskFacts = { offered: true, limitsRead: 2, limitsNow: 2, waiting: false, open: 0, codeReplaced: false }
  test.each<[string, Partial<AskFacts>, ReturnType<typeof askRefusal>]>([
    ['anybody who has read what stays private', {}, null],
    ['not where the program offers no messages', { offered: false }, 'messages-off'],
    ['not before the newest text was read', { limitsRead: 1 }, 'text-changed'],
    ['not under a code that was replaced', { codeReplaced: true }, 'code-outdated'],
    ['not twice at a time', { waiting: true }, 'one-waiting'],
    ['with two conversations open', { open: OPEN_CONVERSATIONS - 1 }, null],
    ['not with three', { open: OPEN_CONVERSATIONS }, 'enough-open'],
  ])('%s', (_, change, expected) => {
    expect(askRefusal({ ...facts, ...change })).toBe(expected)
  })
})
