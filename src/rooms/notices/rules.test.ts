import { expect, test } from 'vitest'
import { mayPushTo, MOST_TRIES, reachOf, waitBeforeTry } from './rules.ts'

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://web.push.apple.com/abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://169.254.169.254/latest', false],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['https://user@fcm.googleapis.com/x', false],
  ['not an address', false],
])('a push address of %s is accepted: %s', (endpoint, accepted) => {
  expect(mayPushTo(endpoint)).toBe(accepted)
})

test('an operator may name a push service of their own', () => {
  expect(mayPushTo('https://push.school.example/x')).toBe(false)
  expect(mayPushTo('https://push.school.example/x', ['push.school.example'])).toBe(true)
})

test('a notice is tried at once, then less and less often for a day, then no more', () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, tries) => waitBeforeTry(tries)!)
  expect(waits.slice(0, 4)).toEqual([0, 5_000, 10_000, 20_000])
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits.at(-1)).toBe(30 * 60_000)
  expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(24, 0)
  expect(waitBeforeTry(MOST_TRIES)).toBeNull()
})

test('a calendar alone does not make a supporter reachable', () => {
  expect(reachOf(null)).toBe('none')
  expect(reachOf({ alerted: false, calendar: true, confirmed: false })).toBe('calendar-only')
  expect(reachOf({ alerted: true, calendar: false, confirmed: false })).toBe('unconfirmed')
  expect(reachOf({ alerted: true, calendar: true, confirmed: true })).toBe('confirmed')
})
