import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apologyRefusal, bookingRefusal, cancelRefusal, outcomeRefusal, type BookingFacts } from './rules/booking.ts'
import { HALF_DAY_MS, halfDayKeyName, halfDayOfEnd, isOverdue, keyDiesAt, livingHalfDays, unlinkableBefore } from './rules/half-days.ts'
import { packSlots, unpackSlots } from './rules/listing.ts'
import { meetingWord } from './rules/meeting-words.ts'
import { dropInOnlyUntil, isPeriodOver, livingPeriods, periodKeyName, periodOf } from './rules/misses.ts'
import { offeredSlots, overlaps, type OpenSlot } from './rules/slots.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 9, 5, 16)
const slot = (startsAt: number, over: Partial<OpenSlot> = {}): OpenSlot => ({ supporter: 'bruno', startsAt, endsAt: startsAt + HOUR / 2, formats: ['video'], place: null, ...over })

describe('who may have a slot', () => {
  const fine: BookingFacts = { slot: slot(NOW + 2 * HOUR), format: 'video', limitsRead: 3, limitsNow: 3, open: [], dropInOnlyUntil: null, codeReplaced: false }
  const open = { startsAt: NOW + 5 * HOUR, endsAt: NOW + 6 * HOUR }
  test.each<[string, Partial<BookingFacts>, string | null]>([
    ['everything is as it should be', {}, null],
    ['one booking is open', { open: [open] }, null],
    ['two bookings are open', { open: [open, open] }, 'two-open'],
    ['another meeting is at that time', { open: [{ startsAt: NOW + 2 * HOUR, endsAt: NOW + 3 * HOUR }] }, 'same-time'],
    ['the slot is no longer offered', { slot: null }, 'slot-gone'],
    ['the format is no longer offered', { format: 'phone' }, 'format-gone'],
    ['an older text was read', { limitsRead: 2 }, 'limits-changed'],
    ['two meetings were missed', { dropInOnlyUntil: '2026-10-20' }, 'drop-in-only'],
    ['the code was replaced', { codeReplaced: true, slot: null }, 'code-replaced'],
  ])('%s', (_, over, refusal) => expect(bookingRefusal({ ...fine, ...over })).toBe(refusal))
})

describe('calling off', () => {
  const booking = { startsAt: NOW + 3 * HOUR, endsAt: NOW + 4 * HOUR, stands: true }
  test.each([[NOW, null], [NOW + HOUR, null], [NOW + HOUR + 1, 'too-late'], [NOW + 4 * HOUR, 'already-over']])('at %i a student hears %s', (now, refusal) =>
    expect(cancelRefusal(booking, now, 120)).toBe(refusal))
  test('a supporter who is ill may call off until the end', () => {
    expect(apologyRefusal(booking, NOW + 3.5 * HOUR)).toBeNull()
    expect(apologyRefusal(booking, NOW + 4 * HOUR)).toBe('already-over')
    expect(apologyRefusal({ ...booking, stands: false }, NOW)).toBe('already-cancelled')
  })
  test.each([['met', 0, null], ['met', -1, 'not-yet'], ['missed', 10 * 60_000, null], ['missed', 10 * 60_000 - 1, 'wait-ten-minutes'], ['met', 14 * HOUR, 'too-late']] as const)(
    '%s, %i ms after the start: %s', (outcome, after, refusal) => expect(outcomeRefusal(booking, outcome, booking.startsAt + after)).toBe(refusal))
})

describe('the half-days that hold who met whom', () => {
  test('a key dies 12 to 24 hours after the meeting, and no later', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4e12 }), (endsAt) => {
      const after = keyDiesAt(halfDayOfEnd(endsAt)) - endsAt
      expect(after).toBeGreaterThanOrEqual(HALF_DAY_MS)
      expect(after).toBeLessThan(2 * HALF_DAY_MS)
    }))
  })
  test('the keys that live cover every meeting that has not been forgotten', () => {
    fc.assert(fc.property(fc.integer({ min: HALF_DAY_MS * 4, max: 4e12 }), fc.integer({ min: -2 * HALF_DAY_MS, max: 28 * 24 * HOUR }), (now, away) => {
      const half = halfDayOfEnd(now + away)
      const forgotten = isOverdue(halfDayKeyName(half), now)
      expect(livingHalfDays(now, 28 * 24 * HOUR).includes(half)).toBe(!forgotten)
      expect(now + away <= unlinkableBefore(now)).toBe(forgotten)
    }))
  })
  test('a key of another kind is never overdue', () => expect(isOverdue('interactions/2026-W01', NOW)).toBe(false))
})

describe('missed meetings', () => {
  test.each<[string, string[], string | null]>([
    ['none', [], null], ['one', ['2026-10-01'], null], ['two', ['2026-10-01', '2026-10-03'], '2026-10-17'], ['two on one day', ['2026-10-03', '2026-10-03'], '2026-10-17'],
    ['two, five weeks apart', ['2026-08-30', '2026-10-04'], null], ['two, long ago', ['2026-09-01', '2026-09-02'], null], ['three', ['2026-09-20', '2026-10-01', '2026-10-05'], '2026-10-19'],
  ])('%s', (_, days, until) => expect(dropInOnlyUntil(days, NOW)).toBe(until))
  test('a miss that still matters is under a key that lives', () => {
    fc.assert(fc.property(fc.integer({ min: 1e11, max: 4e12 }), fc.integer({ min: 0, max: 42 * 24 }), (now, hours) => {
      const period = periodOf(now - hours * HOUR)
      expect(livingPeriods(now)).toContain(period)
      expect(isPeriodOver(periodKeyName(period), now)).toBe(false)
    }))
  })
})

describe('what is offered', () => {
  const rest = { taken: [], freed: [], now: NOW, leadMs: HOUR }
  test('what overlaps a taken slot of the same supporter is not', () => {
    const span = fc.record({ supporter: fc.constantFrom('bruno', 'chloe'), start: fc.integer({ min: 2, max: 40 }), length: fc.integer({ min: 1, max: 3 }) })
      .map(({ supporter, start, length }) => ({ supporter, startsAt: NOW + start * HOUR / 2, endsAt: NOW + (start + length) * HOUR / 2 }))
    fc.assert(fc.property(fc.array(span, { maxLength: 30 }), fc.array(span, { maxLength: 12 }), (wide, taken) => {
      const slots = wide.map((s) => slot(s.startsAt, s))
      const left = offeredSlots({ ...rest, slots, taken })
      expect(left).toEqual(slots.filter((s) => !taken.some((t) => t.supporter === s.supporter && overlaps(t, s))))
    }))
  })
  test('a slot freed by an absence is offered at once, while half of it is left', () => {
    const begun = slot(NOW - 10 * 60_000)
    expect(offeredSlots({ ...rest, slots: [begun] })).toEqual([])
    expect(offeredSlots({ ...rest, slots: [begun], freed: [begun] })).toEqual([begun])
    expect(offeredSlots({ ...rest, slots: [begun], freed: [begun], taken: [begun] })).toEqual([])
    expect(offeredSlots({ ...rest, now: NOW + 6 * 60_000, slots: [begun], freed: [begun] })).toEqual([])
  })
  test('packed and unpacked it is the same', () => {
    const slots = [slot(NOW), slot(NOW, { supporter: 'chloe', formats: ['in-person', 'phone'] }), slot(NOW + HOUR)]
    expect(unpackSlots({ supporters: packSlots(slots) }).toSorted((a, b) => a.startsAt - b.startsAt || (a.supporter < b.supporter ? -1 : 1)))
      .toEqual(slots.map(({ place: _, ...listed }) => listed))
  })
})

test('a meeting word is two plain words in the language of whoever books', () => {
  expect(meetingWord('en', [0, 0])).toBe('blue kettle')
  expect(meetingWord('fr', [0.99, 0.99])).toBe('phare cuivré')
  expect(meetingWord('zh', [0, 0])).toBe('蓝色的茶壶')
  expect(meetingWord('xx', [0, 0])).toBe('blue kettle')
})
