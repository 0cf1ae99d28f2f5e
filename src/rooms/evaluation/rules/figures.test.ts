import { describe, expect, test } from 'vitest'
import { countedPeriods, figuresOf, published, wholeSpan, yearSpan, yearsOf, type Tally } from './figures.ts'

const total = (period: string, records: number): Tally => ({ period, about: 'total', value: 'all', records })
const by = (about: Tally['about'], value: string, records: number, period = '2019-03'): Tally => ({ period, about, value, records })
const span = { from: '2019-03', to: '2019-04' }
const topics = [{ id: 't1', key: 'academics', names: { en: 'Studies' } }, { id: 't2', key: 'grief', names: { en: 'Grief' } }]

describe('the year’s figures', () => {
  const tallies = [
    total('2019-03', 15), total('2019-04', 13), total('2019-05', 99),
    by('format', 'in-person', 20), by('format', 'video', 8), by('topic', 't1', 12), by('topic', 't2', 3), by('topic', 't2', 9, '2019-05'),
  ]

  test('count what lies within their months', () => {
    const exact = figuresOf(tallies, span, topics)
    expect(exact.total).toBe(28)
    expect(exact.byMonth).toEqual([{ key: '2019-03', count: 15 }, { key: '2019-04', count: 13 }])
    expect(exact.byFormat.map(({ count }) => count)).toEqual([20, 0, 8, 0])
    expect(exact.byTopic.map(({ key, count }) => [key, count])).toEqual([['academics', 12], ['grief', 3]])
  })

  test('hide one to four, also from the coordinator', () => {
    const seen = published(figuresOf(tallies, span, topics))
    expect(seen.total).toBe(28)
    expect(seen.byTopic.map(({ count }) => count)).toEqual([null, null])
    expect(published(figuresOf([total('2019-03', 3)], span, topics)).total).toBeNull()
  })

  test('say nothing by the order of hidden topics', () => {
    const many = ['c', 'a', 'b', 'd'].map((key, n) => ({ id: key, key, names: {}, records: [4, 1, 3, 30][n]! }))
    const seen = published(figuresOf(many.map(({ id, records }) => by('topic', id, records)), span, many))
    expect(seen.byTopic.map(({ key }) => key)).toEqual(['d', 'a', 'b', 'c'])
  })
})

describe('a week with fewer than ten contacts', () => {
  test('is counted once its month is over', () => {
    const weeks = [total('2026-W44', 3), total('2026-W46', 12), total('2026-W47', 4)]
    expect(countedPeriods(weeks, '2026-W48')).toEqual(['2026-W44', '2026-W46'])
    expect(countedPeriods(weeks, '2026-W49')).toEqual(['2026-W44', '2026-W46', '2026-W47'])
  })
})

describe('an academic year', () => {
  test('has twelve months from its first one', () => {
    expect(yearSpan(2018, 8)).toEqual({ from: '2018-08', to: '2019-07' })
    expect(yearSpan(2019, 1)).toEqual({ from: '2019-01', to: '2019-12' })
  })

  test('is listed when it has contacts, and the running one always', () => {
    expect(yearsOf(['2018-08', '2020-06', '2019-W40'], '2026-11', 8)).toEqual([2026, 2019, 2018])
  })
})

test('without a span, everything is told', () => {
  expect(wholeSpan(['2019-02', '2018-08', '2020-06'], '2026-11')).toEqual({ from: '2018-08', to: '2020-06' })
  expect(wholeSpan([], '2026-11')).toEqual({ from: '2026-11', to: '2026-11' })
})
