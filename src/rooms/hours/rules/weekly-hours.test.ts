import { describe, expect, test } from 'vitest'
import { isDay, mondayOf, plusDays, weekdayOf } from './days.ts'
import { isIncomplete, isMeetingLink, missingWays, offeredFormats, telLink, waysFor } from './formats.ts'
import { clockTime, endAfter, hoursRefusal, meetInWeek, minutesOf, overlap, stampOf, type Hours, type WeeklyHours } from './weekly-hours.ts'

const offered = ['in-person', 'phone', 'video'] as const
const none = { offered, phone: null, video: null }, both = { offered, phone: 'tel:+16135550100', video: 'https://meet.example/bruno' }
const hours = (part: Partial<Hours> = {}): Hours => ({ starts: 1020, ends: 1080, kind: 'bookable', capacity: null, formats: ['in-person'], place: 'library', ...part })
const weekly = (part: Partial<WeeklyHours>): WeeklyHours => ({ ...hours(), id: 'a', supporter: 'bruno', weekday: 1, validFrom: '2026-01-01', validUntil: null, ...part })

describe('a format without its way to meet cannot be offered', () => {
  test.each([
    ['in person without a place', hours({ place: null }), none, 'place-missing'],
    ['video without a link', hours({ formats: ['video'] }), none, 'video-way-missing'],
    ['phone without a link or a number', hours({ formats: ['phone'] }), { ...both, phone: null }, 'phone-way-missing'],
    ['messaging before conversations are sealed', hours({ formats: ['messaging'] }), both, 'messaging-not-yet'],
    ['a format the program does not offer', hours({ formats: ['video'] }), { ...both, offered: ['phone'] }, 'format-not-in-program'],
    ['no format at all', hours({ formats: [] }), both, 'no-format'],
    ['one good format beside one that lacks its way', hours({ formats: ['in-person', 'video'] }), none, 'video-way-missing'],
  ] as const)('%s', (_, offer, ways, refusal) => expect(hoursRefusal(offer, ways, 30)).toBe(refusal))

  test('in person with a place, and video with a link, can', () => {
    expect(hoursRefusal(hours({ formats: ['in-person', 'video'] }), both, 30)).toBeNull()
  })
  test('imported hours show the formats that are complete and hide the others', () => {
    const imported = hours({ formats: ['in-person', 'messaging', 'video'] })
    expect(offeredFormats(imported, none)).toEqual(['in-person'])
    expect(isIncomplete(imported, none)).toBe(false)
    expect(missingWays(imported, none)).toEqual(['messaging-not-yet', 'video-way-missing'])
    expect(isIncomplete(hours({ formats: ['messaging', 'phone'] }), none)).toBe(true)
  })
})

describe('hours make sense', () => {
  test.each([
    ['they end before they begin', hours({ ends: 1000 }), 'times-unclear'],
    ['they are longer than a day', hours({ ends: 1020 + 1441 }), 'times-unclear'],
    ['they are shorter than one meeting', hours({ ends: 1040 }), 'hours-too-short'],
    ['a drop-in holds nobody', hours({ kind: 'drop-in', capacity: 0 }), 'capacity-unclear'],
  ] as const)('refused: %s', (_, offer, refusal) => expect(hoursRefusal(offer, both, 30)).toBe(refusal))
  test('hours across midnight are fine', () => expect(hoursRefusal(hours({ starts: 1380, ends: 1500 }), both, 30)).toBeNull())
})

describe('two hours of one supporter', () => {
  test('may touch but not overlap', () => {
    expect(meetInWeek(weekly({}), weekly({ starts: 1080, ends: 1140 }))).toBe(false)
    expect(meetInWeek(weekly({}), weekly({ starts: 1050, ends: 1140 }))).toBe(true)
  })
  test('meet across the end of the week', () => {
    expect(meetInWeek(weekly({ weekday: 7, starts: 1380, ends: 1500 }), weekly({ weekday: 1, starts: 30, ends: 90 }))).toBe(true)
  })
  test('may use the same time in different terms', () => {
    expect(overlap([weekly({ validUntil: '2026-06-30' }), weekly({ id: 'b', validFrom: '2026-07-01' })])).toBeNull()
    expect(overlap([weekly({ validUntil: '2026-07-01' }), weekly({ id: 'b', validFrom: '2026-07-01' })])).not.toBeNull()
  })
})

describe('links and numbers', () => {
  test.each(['https://meet.example/bruno', 'https://jitsi.ridgeway.example:8443/r?x=1', 'https://réunion.example/salle'])('%s can be opened', (link) => expect(isMeetingLink(link)).toBe(true))
  test.each(['http://meet.example/x', 'meet.example', 'https://', 'https://user:word@meet.example/', 'javascript:alert(1)', 'https://meet.example/a b', 'https://localhost/x', `https://meet.example/${'x'.repeat(300)}`])('%s cannot', (link) => expect(isMeetingLink(link)).toBe(false))
  test('a number of the program becomes something a phone can call', () => expect(telLink('+1 (613) 555-0100')).toBe('tel:+16135550100'))
  test('the program\u2019s way stands in where the supporter has none', () => {
    const program = { formats: ['phone', 'video'] as const, programPhone: '613 555 0100', programVideoLink: null }
    expect(waysFor({}, program)).toMatchObject({ phone: 'tel:6135550100', video: null })
    expect(waysFor({ phone: 'https://call.example/b' }, program).phone).toBe('https://call.example/b')
  })
})

describe('days and times as people write them', () => {
  test('a day is a real day', () => expect([isDay('2028-02-29'), isDay('2026-02-29'), isDay('2026-13-01'), isDay('26-1-1'), isDay('0001-01-01'), isDay('9999-12-31')]).toEqual([true, false, false, false, false, false]))
  test('weeks begin on Monday', () => expect([weekdayOf('2026-11-22'), mondayOf('2026-11-22'), plusDays('2026-12-31', 1)]).toEqual([7, '2026-11-16', '2027-01-01']))
  test('times are read and written', () => {
    expect([minutesOf('18:30'), minutesOf('9:05'), minutesOf('24:00'), minutesOf('25:00'), minutesOf('six')]).toEqual([1110, 545, 1440, null, null])
    expect([clockTime(1110), clockTime(1500)]).toEqual(['18:30', '01:00'])
    expect([endAfter(1380, 60), endAfter(1020, 1080)]).toEqual([1500, 1080])
  })
  test('a changed week has another stamp', () => {
    expect(stampOf([weekly({})])).toBe(stampOf([weekly({})]))
    expect(stampOf([weekly({})])).not.toBe(stampOf([weekly({ ends: 1100 })]))
  })
})
