import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Challenges } from './challenges.ts'
import { isSignedBy } from './ed25519.ts'
import { Pace } from './pace.ts'

const here = Buffer.from('here'), there = Buffer.from('there')
const MINUTE = 60_000

test('a question is open once, where it was asked, for five minutes', () => {
  const challenges = new Challenges()
  const ticket = challenges.ask(here, 0)
  expect(challenges.isOpen(here, ticket, 5 * MINUTE - 1)).toBe(true)
  expect(challenges.isOpen(here, ticket, 5 * MINUTE)).toBe(false)
  expect(challenges.isOpen(there, ticket, 0)).toBe(false)
  expect(challenges.close(ticket, 0)).toBe(true)
  expect(challenges.isOpen(here, ticket, 0)).toBe(false)
  expect(challenges.close(ticket, 0)).toBe(false)
})

test('a question of another process, one changed by a bit, and nonsense are not open', () => {
  const challenges = new Challenges()
  const ticket = challenges.ask(here, 0)
  for (let i = 0; i < ticket.length; i += 1) {
    const changed = Buffer.from(ticket)
    changed[i]! ^= 1
    expect(challenges.isOpen(here, changed, 0)).toBe(false)
  }
  expect(new Challenges().isOpen(here, ticket, 0)).toBe(false)
  for (const length of [0, 15, 16, 39, 41]) expect(challenges.isOpen(here, randomBytes(length), 0)).toBe(false)
})

test('the secret of a question cannot be told from its ticket', () => {
  const challenges = new Challenges()
  const ticket = challenges.ask(here, 0)
  expect(challenges.secretOf(here, ticket)).toHaveLength(32)
  expect(challenges.secretOf(here, ticket)).toEqual(challenges.secretOf(here, ticket))
  expect(challenges.secretOf(there, ticket)).not.toEqual(challenges.secretOf(here, ticket))
  expect(new Challenges().secretOf(here, ticket)).not.toEqual(challenges.secretOf(here, ticket))
})

test('answered questions are forgotten once they could no longer be answered', () => {
  const challenges = new Challenges()
  const first = challenges.ask(here, 0)
  challenges.close(first, 0)
  challenges.close(challenges.ask(here, 6 * MINUTE), 6 * MINUTE)
  expect(challenges.close(first, 6 * MINUTE)).toBe(true)
  expect(challenges.isOpen(here, first, 6 * MINUTE)).toBe(false)
})

test('one thing may be tried so often in so long, and another is not held up by it', () => {
  const pace = new Pace({ limit: 2, perMs: MINUTE })
  expect([pace.allows('a', 0), pace.allows('a', 1), pace.allows('a', 2), pace.allows('b', 3)]).toEqual([true, true, false, true])
  expect(pace.allows('a', MINUTE + 1)).toBe(true)
})

test('what was tried yesterday is forgotten with yesterday’s key', () => {
  const pace = new Pace({ limit: 1, perMs: 48 * 60 * MINUTE })
  pace.allows('a', 0)
  expect(pace.allows('a', 1)).toBe(false)
  expect(pace.allows('a', 24 * 60 * MINUTE)).toBe(true)
})

test('a signature check never throws, whatever it is given', () => {
  for (const [key, signature] of [[0, 64], [31, 64], [32, 63], [32, 64], [33, 64]] as const)
    expect(isSignedBy(randomBytes(key), here, randomBytes(signature))).toBe(false)
})

test('a key of small order, which would fit many messages, signs nothing', () => {
  const small = ['01', '00', 'ec'].map((first, i) => Buffer.from(first + (i === 2 ? `${'ff'.repeat(30)}7f` : '00'.repeat(31)), 'hex'))
  for (const key of small) for (const r of small) for (let i = 0; i < 8; i += 1)
    expect(isSignedBy(key, Buffer.from([i]), Buffer.concat([r, Buffer.alloc(32)]))).toBe(false)
})
