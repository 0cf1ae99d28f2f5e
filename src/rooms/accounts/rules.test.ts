import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDLE_MS, addWayBackRefusal, coarseExpiry, isAlive, isReadyForDuty, isSamePhrase, isTypedBack, readCode, removeWayBackRefusal, spellCode } from './rules.ts'

const HOUR = 60 * 60_000

test('a stored expiry is a full hour, at most an hour away', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
    const expiry = coarseExpiry(now)
    expect(expiry % HOUR).toBe(0)
    expect(expiry - now).toBeGreaterThan(0)
    expect(expiry - now).toBeLessThanOrEqual(HOUR)
  }))
})

test('while it is remembered, a session lives by its last use; after a restart by its hour', () => {
  expect(isAlive({ kind: 'student', lastSeen: 0, expiresAt: 0 }, IDLE_MS.student - 1)).toBe(true)
  expect(isAlive({ kind: 'student', lastSeen: 0, expiresAt: HOUR }, IDLE_MS.student)).toBe(false)
  expect(isAlive({ kind: 'staff', lastSeen: 0, expiresAt: 0 }, 9 * HOUR)).toBe(true)
  expect(isAlive({ kind: 'staff', lastSeen: null, expiresAt: HOUR }, HOUR - 1)).toBe(true)
  expect(isAlive({ kind: 'staff', lastSeen: null, expiresAt: HOUR }, HOUR)).toBe(false)
})

test('ways back: up to six, and never fewer than needed by removing one', () => {
  expect([5, 6].map(addWayBackRefusal)).toEqual([null, 'enough-ways-back'])
  expect([1, 2].map((present) => removeWayBackRefusal('student', present))).toEqual(['last-way-back', null])
  expect([1, 2, 3].map((present) => removeWayBackRefusal('staff', present))).toEqual(['keep-two', 'keep-two', null])
  expect([0, 1, 2].map(isReadyForDuty)).toEqual([false, false, true])
})

test('a code survives being read aloud and typed: capitals, spaces, missing hyphens, o for 0, l and i for 1', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (random) => {
    const code = spellCode(random)
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){5}$/)
    const careless = code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')
    expect(readCode(careless)).toBe(readCode(code))
  }))
})

test('two random draws never spell the same code, and what is no code is told apart', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), fc.uint8Array({ minLength: 15, maxLength: 15 }), (one, other) => {
    expect(spellCode(one) === spellCode(other)).toBe(Buffer.compare(one, other) === 0)
  }))
  for (const wrong of ['', 'k3f9', 'u'.repeat(24), `${'a'.repeat(24)}a`]) expect(readCode(wrong), wrong).toBeNull()
})

test('what is typed back may have capitals and spaces, and must be the right word', () => {
  expect(isTypedBack(['one', 'two'], 2, ' Two ')).toBe(true)
  expect(isTypedBack(['one', 'two'], 2, 'one')).toBe(false)
  expect(isSamePhrase('one two', ' One-two')).toBe(true)
  expect(isSamePhrase('one two', 'two one')).toBe(false)
})
