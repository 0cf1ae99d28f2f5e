import { describe, expect, test } from 'vitest'
import { appealRefusal, canBeOpened, daysAfter, hidden, isOurs, isOutOfDate, isResting, progressOf, readersOf } from './rules.ts'

describe('a rest', () => {
  test('of fourteen days that begins on the 5th ends on the 19th, by itself', () => {
    const endsOn = daysAfter('2026-10-05', 14)
    expect([endsOn, isResting({ endsOn, upheld: false }, '2026-10-18'), isResting({ endsOn, upheld: false }, '2026-10-19')]).toEqual(['2026-10-19', true, false])
  })
  test('counts days across the end of summer time', () => expect(daysAfter('2026-10-31', 2)).toBe('2026-11-02'))
  test('that was upheld does not end by itself', () => expect(isResting({ endsOn: '2026-10-19', upheld: true }, '2027-01-01')).toBe(true))
  test('can be objected to once, while it stands', () => {
    const rest = { endsOn: '2026-10-19', upheld: false, appealed: false }
    expect(appealRefusal(rest, '2026-10-06')).toBeNull()
    expect(appealRefusal({ ...rest, upheld: true }, '2026-12-01')).toBeNull()
    expect(appealRefusal({ ...rest, appealed: true }, '2026-10-06')).toBe('appealed-already')
    expect(appealRefusal(rest, '2026-10-19')).toBe('not-suspended')
    expect(appealRefusal(null, '2026-10-06')).toBe('not-suspended')
  })
})

describe('who reads a report', () => {
  const contacts = ['dario', 'nadia'].map((person) => ({ person }))
  test('both safety contacts', () => expect(readersOf(contacts, 'bruno')).toEqual(contacts))
  test('never the one it is about, even if they are a safety contact', () => expect(readersOf(contacts, 'nadia')).toEqual([{ person: 'dario' }]))
  test('nobody, while the program has named only one', () => expect(readersOf([{ person: 'dario' }], 'bruno')).toEqual([]))
})

test('a student sees three words of progress and nothing else', () => {
  expect([progressOf({ read: false, closed: false }), progressOf({ read: true, closed: false }), progressOf({ read: true, closed: true })]).toEqual(['received', 'looked-at', 'closed'])
})

test('one to four reports are not counted out, nor is none told from some', () => expect([0, 1, 4, 5, 12].map(hidden)).toEqual([null, null, null, 5, 12]))

describe('an emergency contact', () => {
  const deposit = { epoch: 3, onCall: ['dario', 'nadia'] }
  test('fits while epoch and on-call stay, in whatever order they are listed', () => expect(isOutOfDate(deposit, { epoch: 3, onCall: ['nadia', 'dario'] })).toBe(false))
  test.each([
    ['another epoch', { epoch: 4, onCall: ['dario', 'nadia'] }], ['somebody new on call', { epoch: 3, onCall: ['dario', 'nadia', 'farah'] }],
    ['somebody on call no more', { epoch: 3, onCall: ['dario'] }], ['new keys of the same person', { epoch: 3, onCall: ['dario', 'nadia-again'] }],
  ])('is made anew after %s', (_, now) => expect(isOutOfDate(deposit, now)).toBe(true))
  test('can be opened while one of those who hold a half is on call', () => {
    expect([canBeOpened(deposit, { onCall: ['dario', 'farah'] }), canBeOpened(deposit, { onCall: ['farah'] })]).toEqual([true, false])
  })
})

test('only a student reveals, or leaves a contact: what a supporter’s browser sends of the kind is drawn as unknown', () => {
  const reveal = { k: 'reveal', name: 'Amina', reach: '514 555 0142' }, contact = { k: 'emergency', version: 1, half: 'x' }
  expect([reveal, contact].map((content) => isOurs(content, 'student'))).toEqual([true, true])
  expect([reveal, contact].map((content) => isOurs(content, 'supporter'))).toEqual([false, false])
  expect(isOurs({ k: 'text', text: 'Thank you' }, 'student')).toBe(false)
})
