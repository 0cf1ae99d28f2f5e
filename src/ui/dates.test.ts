import { describe, expect, it } from 'vitest'
import { datesFor } from './dates.ts'

const NBSP = '\u00a0'
const toronto = { en: datesFor('en', 'America/Toronto'), fr: datesFor('fr', 'America/Toronto'), zh: datesFor('zh', 'America/Toronto') }
const at = (text: string) => Date.parse(text)
/** Tuesday 24 November 2026, 17:30 in Toronto. */
const tuesday = at('2026-11-24T22:30:00Z')
const now = at('2026-11-22T17:00:00Z')

describe('a moment is written in the program’s zone, wherever the reader is', () => {
  it('in English', () => {
    expect(toronto.en.dayTime(tuesday)).toBe('Tue 24 Nov, 17:30')
    expect(toronto.en.dayLong(tuesday)).toBe('Tuesday 24 November')
  })

  it('in French, with its own way of writing hours', () => {
    expect(toronto.fr.dayTime(tuesday)).toBe(`mar. 24 nov., 17${NBSP}h${NBSP}30`)
    expect(toronto.fr.time(at('2026-11-24T23:00:00Z'))).toBe(`18${NBSP}h`)
  })

  it('in Chinese', () => {
    expect(toronto.zh.dayTime(tuesday)).toBe('11月24日 周二 17:30')
    expect(toronto.zh.date(tuesday)).toBe('2026年11月24日')
  })

  it('on the date of the zone, not of Greenwich', () => {
    expect(toronto.en.day(at('2026-11-25T03:00:00Z'))).toBe('Tue 24 Nov')
    expect(datesFor('en', 'Pacific/Auckland').day(at('2026-11-24T12:00:00Z'))).toBe('Wed 25 Nov')
  })

  it('at midnight as 0:00, never 24:00', () => {
    expect(toronto.en.time(at('2026-11-24T05:00:00Z'))).toBe('0:00')
  })
})

describe('the shortest honest name of a coming moment', () => {
  it('today and tomorrow by their names', () => {
    expect(toronto.en.soon(at('2026-11-22T23:00:00Z'), now)).toBe('today, 18:00')
    expect(toronto.fr.soon(at('2026-11-23T22:30:00Z'), now)).toBe(`demain, 17${NBSP}h${NBSP}30`)
    expect(toronto.zh.soon(at('2026-11-23T23:00:00Z'), now)).toBe('明天 18:00')
  })

  it('this week by its weekday', () => {
    expect(toronto.en.soon(at('2026-11-23T23:00:00Z'), at('2026-11-20T17:00:00Z'))).toBe('Monday 18:00')
  })

  it('later by its date', () => {
    expect(toronto.en.soon(at('2026-12-07T23:00:00Z'), now)).toBe('Mon 7 Dec, 18:00')
  })

  it('is tomorrow as soon as the zone’s midnight lies between, however few hours away', () => {
    const lateEvening = at('2026-11-23T04:30:00Z')
    expect(toronto.en.relativeDay(at('2026-11-23T05:30:00Z'), lateEvening)).toBe('tomorrow')
  })

  it('counts days across the night when the clocks change', () => {
    const saturday = at('2026-10-31T16:00:00Z')
    expect(toronto.en.relativeDay(at('2026-11-02T17:00:00Z'), saturday)).toBe('in 2 days')
  })
})

describe('parts and ranges', () => {
  it('joins two times as each language does', () => {
    const [from, to] = [at('2026-11-24T22:00:00Z'), at('2026-11-24T23:30:00Z')]
    expect(toronto.en.timeRange(from, to)).toBe('17:00 to 18:30')
    expect(toronto.fr.timeRange(from, to)).toBe(`de 17${NBSP}h à 18${NBSP}h${NBSP}30`)
    expect(toronto.zh.timeRange(from, to)).toBe('17:00–18:30')
  })

  it('names weekdays from Monday, as ISO counts them', () => {
    expect([1, 7].map((day) => toronto.en.weekday(day))).toEqual(['Monday', 'Sunday'])
    expect(toronto.fr.weekday(3)).toBe('mercredi')
    expect(toronto.zh.weekday(5, 'short')).toBe('周五')
  })

  it('fills a date tile', () => {
    expect([toronto.en.monthShort(tuesday), toronto.en.dayOfMonth(tuesday)]).toEqual(['Nov', '24'])
    expect(toronto.fr.monthShort(tuesday)).toBe('nov.')
  })

  it('writes weekly hours from minutes since midnight', () => {
    expect(toronto.en.clock(17 * 60 + 30)).toBe('17:30')
    expect(toronto.fr.clock(9 * 60)).toBe(`9${NBSP}h`)
  })

  it('writes a calendar day without any zone', () => {
    expect(toronto.en.plainDate('2026-11-24')).toBe('24 November 2026')
    expect(toronto.fr.plainDate('2026-12-01')).toBe('1er décembre 2026')
    expect(toronto.en.plainDay('2026-09-01')).toBe('Tue 1 Sep')
  })
})
