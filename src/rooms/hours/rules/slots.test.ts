import { expect, test } from 'vitest'
import type { Window } from './expansion.ts'
import { meetingsIn, slotsOf } from './slots.ts'

const window = (kind: Window['kind'], minutes: number): Window =>
  ({ supporter: 'bruno', hours: 'a', on: '2026-11-23', kind, capacity: null, formats: ['video'], place: null, startsAt: 0, endsAt: minutes * 60_000 })

test('90 minutes hold three meetings of 30, and two of 45', () => {
  expect([slotsOf(window('bookable', 90), 30).length, slotsOf(window('bookable', 90), 45).length]).toEqual([3, 2])
})
test('what is left over at the end is not offered', () => {
  expect(slotsOf(window('bookable', 100), 45).map((slot) => slot.endsAt / 60_000)).toEqual([45, 90])
})
test('a drop-in is not cut into slots', () => {
  expect(slotsOf(window('drop-in', 90), 30)).toEqual([])
})
test('a meeting that only touches an hour is not in it', () => {
  const hour = { startsAt: 60, endsAt: 120 }
  expect(meetingsIn(hour, [{ startsAt: 30, endsAt: 60 }, { startsAt: 90, endsAt: 150 }, { startsAt: 120, endsAt: 150 }])).toEqual([{ startsAt: 90, endsAt: 150 }])
})
