import { describe, expect, test } from 'vitest'
import { emptyForm, finished, showsSafetyPanel, toggleTopic, unanswered } from './record.ts'

const form = emptyForm('2026-W47')

describe('the form for a contact', () => {
  test('asks three things and answers the rest with what is usual', () => {
    expect(unanswered(form)).toEqual(['format', 'duration', 'topics'])
    expect(finished(form)).toBeNull()
    expect(finished({ ...form, format: 'phone', duration: '<15', topics: ['a'] })).toEqual({
      period: '2026-W47', format: 'phone', initiator: 'student', duration: '<15', topics: ['a'], referral: 'none', safety: 'none', followUp: false,
    })
  })

  test('has no field for a person, a booking, a group of students or a sentence', () => {
    expect(Object.keys(form).toSorted()).toEqual(['duration', 'followUp', 'format', 'initiator', 'period', 'referral', 'safety', 'topics'])
  })

  test('takes eight topics and no ninth', () => {
    const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    expect(toggleTopic(eight, 'i')).toEqual(eight)
    expect(toggleTopic(eight, 'a')).toEqual(eight.slice(1))
  })
})

describe('what to do now is shown', () => {
  test.each([
    ['for thoughts of suicide', { ...form, topics: ['suicide'] }, true],
    ['for an urgent worry', { ...form, safety: 'urgent' as const }, true],
    ['for an emergency', { ...form, safety: 'emergency' as const }, true],
    ['when a crisis service was called', { ...form, referral: 'crisis' as const }, true],
  ])('%s', (_, worrying, shown) => expect(showsSafetyPanel(worrying, ['suicide'])).toBe(shown))

  test('and not for something to keep an eye on', () => {
    expect(showsSafetyPanel({ ...form, topics: ['exams'], safety: 'watch' }, ['suicide'])).toBe(false)
  })
})
