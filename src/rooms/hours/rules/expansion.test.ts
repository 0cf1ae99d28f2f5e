import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plusDays, weekdayOf } from './days.ts'
import { expand, firstInstantAt, type Timetable, type Window } from './expansion.ts'
import { slotsOf } from './slots.ts'
import type { ExtraHours, WeeklyHours, Weekday } from './weekly-hours.ts'

const BRUNO = 'bruno', DAY_MS = 86_400_000, HOUR_MS = 3_600_000
const TORONTO = 'America/Toronto', PARIS = 'Europe/Paris', SHANGHAI = 'Asia/Shanghai', SANTIAGO = 'America/Santiago', LORD_HOWE = 'Australia/Lord_Howe'
const plain = { kind: 'bookable', capacity: null, formats: ['in-person'], place: 'library' } as const

const weekly = (weekday: Weekday, from: string, to: string, more: Partial<WeeklyHours> = {}): WeeklyHours => {
  const starts = minutes(from), ends = minutes(to)
  return { ...plain, id: `${weekday} ${from}`, supporter: BRUNO, weekday, starts, ends: ends > starts ? ends : ends + 1440, validFrom: '2020-01-01', validUntil: null, ...more }
}
const extra = (on: string, from: string, to: string, more: Partial<ExtraHours> = {}): ExtraHours =>
  ({ ...plain, id: `extra ${on} ${from}`, supporter: BRUNO, on, starts: minutes(from), ends: minutes(to), ...more })
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const table = (parts: Partial<Timetable>): Timetable => ({ weekly: [], extra: [], off: [], days: [], ...parts })
const utc = (text: string) => Date.parse(`${text}Z`)
const shown = (windows: readonly Window[]) => windows.map((w) => `${new Date(w.startsAt).toISOString().slice(0, 16)} ${(w.endsAt - w.startsAt) / 60_000}`)
const week = (parts: Partial<Timetable>, zone: string, monday: string) =>
  shown(expand(table(parts), zone, firstInstantAt(monday, 0, zone), firstInstantAt(plusDays(monday, 7), 0, zone)))

describe('the clocks change', () => {
  test('Monday 17:00 stays 17:00 on both sides of spring and autumn', () => {
    const hours = { weekly: [weekly(1, '17:00', '18:00')] }
    expect(week(hours, TORONTO, '2026-03-02')).toEqual(['2026-03-02T22:00 60'])
    expect(week(hours, TORONTO, '2026-03-09')).toEqual(['2026-03-09T21:00 60'])
    expect(week(hours, TORONTO, '2026-10-26')).toEqual(['2026-10-26T21:00 60'])
    expect(week(hours, TORONTO, '2026-11-02')).toEqual(['2026-11-02T22:00 60'])
    expect(week(hours, PARIS, '2026-03-23')).toEqual(['2026-03-23T16:00 60'])
    expect(week(hours, PARIS, '2026-03-30')).toEqual(['2026-03-30T15:00 60'])
    expect(week(hours, SHANGHAI, '2026-03-30')).toEqual(['2026-03-30T09:00 60'])
  })
  test('hours that lie in the hour spring skips do not take place that day', () => {
    expect(week({ weekly: [weekly(7, '02:15', '02:45')] }, TORONTO, '2026-03-02')).toEqual([])
    expect(week({ weekly: [weekly(7, '02:15', '02:45')] }, PARIS, '2026-03-23')).toEqual([])
  })
  test('hours that begin in the skipped hour begin when the clocks have jumped', () => {
    expect(week({ weekly: [weekly(7, '02:30', '04:00')] }, TORONTO, '2026-03-02')).toEqual(['2026-03-08T07:00 60'])
  })
  test('hours around the repeated hour last as long as the supporter is really there', () => {
    expect(week({ weekly: [weekly(7, '00:30', '02:30')] }, TORONTO, '2026-10-26')).toEqual(['2026-11-01T04:30 180'])
    expect(week({ weekly: [weekly(7, '01:00', '02:00')] }, TORONTO, '2026-10-26')).toEqual(['2026-11-01T05:00 120'])
  })
  test('Saturday night reaches into the Sunday of the change', () => {
    expect(week({ weekly: [weekly(6, '23:00', '03:00')] }, PARIS, '2026-03-23')).toEqual(['2026-03-28T22:00 180'])
    expect(week({ weekly: [weekly(6, '23:00', '03:00')] }, PARIS, '2026-10-19')).toEqual(['2026-10-24T21:00 300'])
  })
  test('a midnight that does not exist becomes the first moment of the day', () => {
    expect(new Date(firstInstantAt('2026-09-06', 0, SANTIAGO)).toISOString()).toBe('2026-09-06T04:00:00.000Z')
  })
})

describe('hours across midnight', () => {
  test('belong to the day they begin on', () => {
    expect(week({ weekly: [weekly(1, '22:00', '01:00')] }, TORONTO, '2026-11-23')).toEqual(['2026-11-24T03:00 180'])
  })
  test('Sunday night is found by a question about the next Monday', () => {
    const night = table({ weekly: [weekly(7, '23:00', '02:00')] })
    const found = expand(night, TORONTO, utc('2026-11-30T06:00'), utc('2026-11-30T06:30'))
    expect(shown(found)).toEqual(['2026-11-30T04:00 180'])
  })
  test('end at midnight where a holiday begins, and begin again when it is over', () => {
    const holiday = [{ firstDay: '2026-12-25', lastDay: '2026-12-25', closed: true }]
    const nights = { weekly: [weekly(4, '23:00', '01:00'), weekly(5, '23:00', '01:00')], days: holiday }
    expect(week(nights, TORONTO, '2026-12-21')).toEqual(['2026-12-25T04:00 60', '2026-12-26T05:00 60'])
  })
})

describe('one week differs from the others', () => {
  const thursday = weekly(4, '18:00', '20:00')
  test('"not this Thursday" leaves the next Thursday alone', () => {
    const parts = { weekly: [thursday], off: [{ hours: thursday.id, on: '2026-11-26' }] }
    expect(week(parts, TORONTO, '2026-11-23')).toEqual([])
    expect(week(parts, TORONTO, '2026-12-03')).toHaveLength(1)
  })
  test('extra hours happen once', () => {
    const parts = { extra: [extra('2026-11-25', '12:00', '13:00')] }
    expect(week(parts, TORONTO, '2026-11-23')).toEqual(['2026-11-25T17:00 60'])
    expect(week(parts, TORONTO, '2026-11-30')).toEqual([])
  })
  test('extra hours that run into weekly hours never put one supporter in two places', () => {
    expect(week({ weekly: [thursday], extra: [extra('2026-11-26', '19:00', '21:00')] }, TORONTO, '2026-11-23')).toEqual(['2026-11-26T23:00 120', '2026-11-27T01:00 60'])
  })
  test('a closed exam week holds no hours, a marked one keeps them', () => {
    const exams = { firstDay: '2026-12-07', lastDay: '2026-12-18' }
    expect(week({ weekly: [thursday], days: [{ ...exams, closed: true }] }, TORONTO, '2026-12-07')).toEqual([])
    expect(week({ weekly: [thursday], days: [{ ...exams, closed: false }] }, TORONTO, '2026-12-07')).toHaveLength(1)
  })
  test('hours hold from their first to their last day', () => {
    const term = [weekly(4, '18:00', '20:00', { validFrom: '2026-11-26', validUntil: '2026-12-03' })]
    expect(['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'].map((monday) => week({ weekly: term }, TORONTO, monday).length)).toEqual([0, 1, 1, 0])
  })
})

const zone = fc.constantFrom(TORONTO, PARIS, SHANGHAI, SANTIAGO, LORD_HOWE)
const day = fc.integer({ min: 0, max: 800 }).map((days) => plusDays('2026-01-01', days))
const anyHours = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), starts: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 40 }), who: fc.constantFrom('bruno', 'farah') })
const anyTable = fc.record({
  weekly: fc.array(anyHours.map((h, ) => ({ ...plain, supporter: h.who, weekday: h.weekday as Weekday, starts: h.starts * 15, ends: (h.starts + h.length) * 15, validFrom: '2020-01-01', validUntil: null })), { maxLength: 12 })
    .map((all) => all.map((h, i) => ({ ...h, id: `w${i}` }))),
  extra: fc.array(fc.tuple(day, anyHours).map(([on, h]) => ({ ...plain, supporter: h.who, on, starts: h.starts * 15, ends: (h.starts + h.length) * 15 })), { maxLength: 6 })
    .map((all) => all.map((h, i) => ({ ...h, id: `x${i}` }))),
  days: fc.array(fc.tuple(day, fc.integer({ min: 0, max: 9 })).map(([firstDay, n]) => ({ firstDay, lastDay: plusDays(firstDay, n), closed: true })), { maxLength: 2 }),
}).map((parts) => table(parts))
const keyOf = (w: Window) => `${w.hours} ${w.on} ${w.startsAt} ${w.endsAt}`

describe('always', () => {
  test('local time never runs backwards when it becomes instants', () => {
    fc.assert(fc.property(zone, day, fc.integer({ min: 0, max: 2880 }), fc.integer({ min: 0, max: 120 }), (z, d, minute, later) =>
      firstInstantAt(d, minute, z) <= firstInstantAt(d, minute + later, z)))
  })
  test('one supporter is never in two windows at once', () => {
    fc.assert(fc.property(anyTable, zone, day, (t, z, d) => {
      const found = expand(t, z, firstInstantAt(d, 0, z), firstInstantAt(plusDays(d, 14), 0, z))
      for (const who of ['bruno', 'farah']) {
        const mine = found.filter((w) => w.supporter === who)
        mine.slice(1).forEach((w, i) => expect(w.startsAt).toBeGreaterThanOrEqual(mine[i]!.endsAt))
      }
      found.forEach((w) => expect(w.endsAt).toBeGreaterThan(w.startsAt))
    }), { numRuns: 150 })
  })
  test('asking for two weeks in pieces finds the same windows as asking once', () => {
    fc.assert(fc.property(anyTable, zone, day, fc.integer({ min: 1, max: 14 * 24 - 1 }), (t, z, d, cut) => {
      const [from, to] = [firstInstantAt(d, 0, z), firstInstantAt(plusDays(d, 14), 0, z)]
      const middle = from + cut * HOUR_MS
      const pieces = [...expand(t, z, from, middle), ...expand(t, z, middle, to)].map(keyOf)
      expect(new Set(pieces)).toEqual(new Set(expand(t, z, from, to).map(keyOf)))
    }), { numRuns: 150 })
  })
  test('hours cut in two anywhere are there for the same time as in one piece', () => {
    fc.assert(fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 2, max: 600 }), fc.double({ min: 0, max: 1, noNaN: true }), (z, on, starts, length, share) => {
      const cut = starts + 1 + Math.floor(share * (length - 2))
      const h = (id: string, a: number, b: number): ExtraHours => ({ ...plain, id, supporter: BRUNO, on: plusDays(on, Math.floor(a / 1440)), starts: a % 1440, ends: a % 1440 + (b - a) })
      const [from, to] = [firstInstantAt(on, 0, z) - DAY_MS, firstInstantAt(on, 0, z) + 4 * DAY_MS]
      const total = (extras: ExtraHours[]) => expand(table({ extra: extras }), z, from, to).reduce((sum, w) => sum + w.endsAt - w.startsAt, 0)
      expect(total([h('a', starts, cut), h('b', cut, starts + length)])).toBe(total([h('ab', starts, starts + length)]))
    }))
  })
  test('slots lie inside their window, one after the other', () => {
    fc.assert(fc.property(anyTable, zone, day, fc.constantFrom(15, 20, 30, 45, 60, 90), (t, z, d, slot) => {
      for (const w of expand(t, z, firstInstantAt(d, 0, z), firstInstantAt(plusDays(d, 7), 0, z))) {
        const slots = slotsOf(w, slot)
        slots.forEach((s, i) => {
          expect(s.startsAt).toBe(w.startsAt + i * slot * 60_000)
          expect(s.endsAt).toBeLessThanOrEqual(w.endsAt)
        })
        expect(w.endsAt - w.startsAt - slots.length * slot * 60_000).toBeLessThan(slot * 60_000)
      }
    }), { numRuns: 60 })
  })
  test('every window of weekly hours falls on their weekday', () => {
    fc.assert(fc.property(anyTable, zone, day, (t, z, d) => {
      for (const w of expand(t, z, firstInstantAt(d, 0, z), firstInstantAt(plusDays(d, 7), 0, z))) {
        const hours = t.weekly.find((h) => h.id === w.hours)
        if (hours) expect(weekdayOf(w.on)).toBe(hours.weekday)
      }
    }), { numRuns: 60 })
  })
})
