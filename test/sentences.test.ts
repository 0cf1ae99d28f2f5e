import { expect, test } from 'vitest'
import { doors } from '../src/main/rooms.ts'
import { knownIn, say } from '../src/main/sentences.ts'
import { LOCALES } from '../src/ui/same-words.ts'

const EVERYWHERE = ['sign-in-first', 'not-found', 'not-open-yet', 'account-resting', 'bad-input', 'too-large', 'too-many', 'broken']
const words = [...new Set([...EVERYWHERE, ...doors.flatMap((door) => Object.keys(door.shape.refusals ?? {}))])].toSorted()

test('the doors know how to refuse', () => {
  expect(words.length).toBeGreaterThan(40)
})

test.each(LOCALES)('every refusal of every door has a sentence of its own in %s', (locale) => {
  expect(words.filter((word) => knownIn(locale, word).length === 0)).toEqual([])
})

test('no refusal has two sentences: which room answered would then be chance', () => {
  expect(words.flatMap((word) => (knownIn('en', word).length > 1 ? [`${word}: ${knownIn('en', word).join(', ')}`] : []))).toEqual([])
})

test('a word that nobody knows is answered as a defect of ours', () => {
  expect(say('en', 'no-such-word')).toBe(say('en', 'broken'))
})
