import { describe, expect, test } from 'vitest'
import { coverage, gaps } from './coverage.ts'
import { withNeed, type Need } from './needs.ts'

const TORONTO = 'America/Toronto', MONDAY = '2026-11-23'
const on = (supporter: string, from: string, to: string) => ({ supporter, startsAt: Date.parse(from), endsAt: Date.parse(to) })
const needs: Need[] = [{ weekday: 1, hour: 17, need: 2 }, { weekday: 1, hour: 18, need: 1 }, { weekday: 7, hour: 2, need: 1 }]
const cell = (cells: ReturnType<typeof coverage>, weekday: number, hour: number) => cells.find((c) => c.weekday === weekday && c.hour === hour)

describe('coverage', () => {
  const week = coverage([on('bruno', '2026-11-23T17:00-05:00', '2026-11-23T18:30-05:00'), on('farah', '2026-11-23T17:45-05:00', '2026-11-23T18:00-05:00')], needs, MONDAY, TORONTO)
  test('has one cell for each hour of the week', () => expect(week).toHaveLength(168))
  test('counts who is there for half of the hour or more', () => {
    expect(cell(week, 1, 17)).toMatchObject({ have: 1, need: 2, short: 1 })
    expect(cell(week, 1, 18)).toMatchObject({ have: 1, need: 1, short: 0 })
  })
  test('names the gaps', () => {
    expect(gaps(week)).toEqual([{ weekday: 1, from: 17, to: 18, short: 1 }, { weekday: 7, from: 2, to: 3, short: 1 }])
  })
  test('wants nobody in an hour that the clocks skip', () => {
    expect(gaps(coverage([], needs, '2026-03-02', TORONTO)).map((gap) => gap.weekday)).toEqual([1])
  })
  test('neighbouring short hours are one gap, with the largest number missing', () => {
    expect(gaps(coverage([], needs, MONDAY, TORONTO))[0]).toEqual({ weekday: 1, from: 17, to: 19, short: 2 })
  })
  test('one person counts once, however many windows they have', () => {
    const twice = coverage([on('bruno', '2026-11-23T17:00-05:00', '2026-11-23T17:20-05:00'), on('bruno', '2026-11-23T17:20-05:00', '2026-11-23T18:00-05:00')], [], MONDAY, TORONTO)
    expect(cell(twice, 1, 17)?.have).toBe(1)
  })
})

describe('what the program wants', () => {
  test('is set for many hours at once, and taken away with zero', () => {
    const evenings = withNeed(needs, { weekdays: [1, 2], from: 17, to: 19, need: 3 })
    expect(evenings.filter((n) => n.need === 3)).toHaveLength(4)
    expect(withNeed(evenings, { weekdays: [1, 2], from: 0, to: 24, need: 0 })).toEqual([{ weekday: 7, hour: 2, need: 1 }])
  })
})
