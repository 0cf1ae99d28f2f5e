import { describe, expect, test } from 'vitest'
import { dayOfWeek, isWeek, loggableWeeks, monthOfPeriod, monthsBetween, openWeekAt, periodOfDay, weekOfDay } from './periods.ts'

const toronto = 'America/Toronto'
const at = (text: string) => Date.parse(text)

describe('an ISO week', () => {
  test.each([
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2027-01-03', '2026-W53'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-01', '2020-W53'],
  ])('of %s is %s', (day, week) => expect(weekOfDay(day)).toBe(week))

  test('has seven days that all lead back to it', () => {
    for (const week of ['2026-W47', '2026-W53', '2025-W01']) {
      for (let weekday = 1; weekday <= 7; weekday += 1) expect(weekOfDay(dayOfWeek(week, weekday))).toBe(week)
    }
  })

  test('that a year does not have is none', () => {
    expect(['2026-W53', '2020-W53', '2025-W01'].every(isWeek)).toBe(true)
    expect(['2025-W53', '2026-W00', '2026-W54', '2026-11', 'soon'].some(isWeek)).toBe(false)
  })
})

describe('a week in the program’s zone', () => {
  test('is still open on Sunday night, and until four on Monday', () => {
    expect(openWeekAt(toronto, at('2026-11-23T04:30:00Z'))).toBe('2026-W47')
    expect(openWeekAt(toronto, at('2026-11-23T08:59:00Z'))).toBe('2026-W47')
    expect(openWeekAt(toronto, at('2026-11-23T09:01:00Z'))).toBe('2026-W48')
  })

  test('follows the zone through daylight saving', () => {
    expect(openWeekAt(toronto, at('2026-07-13T07:59:00Z'))).toBe('2026-W28')
    expect(openWeekAt(toronto, at('2026-07-13T08:01:00Z'))).toBe('2026-W29')
  })

  test('can be logged for eight weeks back, this week first', () => {
    expect(loggableWeeks(toronto, at('2026-11-23T04:30:00Z')).slice(0, 2)).toEqual(['2026-W47', '2026-W46'])
    expect(loggableWeeks(toronto, at('2026-11-23T05:30:00Z'))).toHaveLength(9)
  })
})

describe('a contact of long ago', () => {
  test('keeps its month only', () => {
    expect(periodOfDay('2018-09-30', '2026-11-22')).toBe('2018-09')
    expect(periodOfDay('2026-11-20', '2026-11-22')).toBe('2026-W47')
  })

  test('keeps its week while any day of it is within the year', () => {
    expect(periodOfDay('2025-11-17', '2026-11-23')).toBe('2025-W47')
    expect(periodOfDay('2025-11-17', '2026-11-24')).toBe('2025-11')
  })
})

test('a week belongs to the month of its Thursday', () => {
  expect(monthOfPeriod('2026-W49')).toBe('2026-12')
  expect(monthOfPeriod('2026-W05')).toBe('2026-01')
  expect(monthOfPeriod('2019-04')).toBe('2019-04')
})

test('months run over the end of a year', () => {
  expect(monthsBetween('2018-11', '2019-02')).toEqual(['2018-11', '2018-12', '2019-01', '2019-02'])
  expect(monthsBetween('2019-02', '2018-11')).toEqual([])
})
