import { describe, expect, test } from 'vitest'
import { entriesToSign, keysSteps, listValidUntil, mayConfirm, offerRefusal, rosterChange, rosterKeysNow, type StepFacts, termName, termsToSign, warningDue } from './rules.ts'

const CARLA = { person: 'carla', roles: ['coordinator'] as const, key: 'a' }, DARIO = { person: 'dario', roles: ['psychologist'] as const, key: 'b' }

describe('who makes which key', () => {
  test.each([
    ['the coordinator makes the first', 1, CARLA, [], null],
    ['the psychologist does not', 1, DARIO, [], 'seat-not-yours'],
    ['the psychologist makes the second', 2, DARIO, [], null],
    ['a supporter makes none', 3, { ...CARLA, roles: ['supporter'] as const }, [], 'seat-not-yours'],
    ['either draws the one for the envelope', 3, DARIO, [{ seat: 2, person: 'dario', key: 'c' }], null],
    ['who is both makes only one of the two that are kept', 2, { ...CARLA, roles: ['coordinator', 'faculty-advisor'] as const }, [{ seat: 1, person: 'carla', key: 'c' }], 'two-seats'],
    ['a second coordinator comes too late', 1, CARLA, [{ seat: 1, person: 'colin', key: 'c' }], 'seat-taken'],
    ['the same key sent again is the same key', 1, CARLA, [{ seat: 1, person: 'carla', key: 'a' }], null],
    ['one key fills no two seats', 2, { ...DARIO, key: 'a' }, [{ seat: 1, person: 'carla', key: 'a' }], 'key-known'],
  ] as const)('%s', (_, seat, by, offers, refusal) => {
    expect(offerRefusal(seat, by, offers)).toBe(refusal)
  })
})

describe('when somebody is warned', () => {
  test.each([['2026-10-20', null], ['2026-10-19', 14], ['2026-10-13', 14], ['2026-10-12', 7], ['2026-10-06', 1], ['2026-10-05', 1], ['2026-10-04', 0]] as const)('a list until %s on 5 October: %s', (until, due) => {
    expect(warningDue(until, '2026-10-05')).toBe(due)
  })
})

describe('years', () => {
  test('have the names of two calendar years, also at the turn of a century', () => {
    expect([termName(2026), termName(2099)]).toEqual(['2026-27', '2099-00'])
  })
  test('a list lives three months longer than its year', () => {
    expect([listValidUntil(2026, 8), listValidUntil(2026, 1)]).toEqual(['2027-10-31', '2027-03-31'])
  })
  test('the next one can be signed four months ahead, not earlier', () => {
    expect(termsToSign('2027-03-31', 2026, 8)).toEqual(['2026-27'])
    expect(termsToSign('2027-04-01', 2026, 8)).toEqual(['2026-27', '2027-28'])
  })
})

describe('the steps', () => {
  const facts: StepFacts = { offers: 0, hasRoot: false, replaces: false, forming: null, listWaits: false, rosterDue: true }
  const now = (over: Partial<StepFacts>) => keysSteps({ ...facts, ...over }).find(({ state }) => state === 'now')?.step ?? null
  test('come one at a time, in the order of a first ceremony', () => {
    expect(now({})).toBe('keys')
    expect(now({ offers: 2 })).toBe('keys')
    expect(now({ forming: { since: 'first', signatures: 0 } })).toBe('list')
    expect(now({ forming: { since: 'first', signatures: 0 }, listWaits: true })).toBe('list')
    expect(now({ hasRoot: true })).toBe('people')
    expect(now({ hasRoot: true, rosterDue: false })).toBeNull()
  })
  test('a replacement asks for the hand-over first, a rescue does not', () => {
    expect(now({ hasRoot: true, rosterDue: false, replaces: true })).toBe('keys')
    expect(now({ hasRoot: true, offers: 1 })).toBe('keys')
    expect(now({ hasRoot: true, forming: { since: 'signed', signatures: 1 } })).toBe('hand-over')
    expect(now({ hasRoot: true, forming: { since: 'signed', signatures: 2 } })).toBe('list')
    expect(now({ hasRoot: true, forming: { since: 'rescue', signatures: 0 } })).toBe('list')
  })
})

describe('entries', () => {
  const signed = [{ role: 'supporter', name: 'Bruno', account: 'x' }]
  test('are signed anew only when keys, name or role have changed', () => {
    expect(entriesToSign([{ role: 'supporter', name: 'Bruno' }], signed, 'x')).toEqual([])
    expect(entriesToSign([{ role: 'supporter', name: 'Bruno T.' }], signed, 'x')).toHaveLength(1)
    expect(entriesToSign([{ role: 'supporter', name: 'Bruno' }], signed, 'y')).toHaveLength(1)
    expect(entriesToSign([{ role: 'on-call', name: 'Bruno' }], signed, 'x')).toHaveLength(1)
  })
  test('with new keys both leave and join, so that both must sign', () => {
    const [old, fresh] = ['x', 'y'].map((account) => ({ role: 'supporter', person: 'bruno', name: 'Bruno', account }))
    expect(rosterChange([old!], [fresh!])).toEqual({ added: [fresh], removed: [old] })
    expect(rosterChange([old!], [old!])).toEqual({ added: [], removed: [] })
  })
})

describe('who signs the list of people', () => {
  const signers = { 1: [{ person: 'colin', key: 'c' }, { person: 'carla', key: 'a' }], 2: [{ person: 'dario', key: 'b' }] }
  const makers = [{ seat: 1, person: 'carla' }, { seat: 2, person: 'dario' }] as const
  test('is who does so today, else who made the root key, else whoever could', () => {
    expect(rosterKeysNow({ list: { entries: [{ purpose: 'roster/1', key: 'c' }] }, makers, signers })).toEqual(['c', 'b'])
    expect(rosterKeysNow({ list: { entries: [{ purpose: 'roster/1', key: 'gone' }] }, makers, signers })).toEqual(['a', 'b'])
    expect(rosterKeysNow({ list: null, makers: [], signers: { 1: signers[1], 2: [] } })).toEqual(['c', ''])
  })
  test('is nobody else, and nobody twice', () => {
    const list = { entries: [{ purpose: 'roster/1', key: 'a' }, { purpose: 'issuer/2026-27/student', key: 'z' }] }
    expect([mayConfirm({ list }, 'a'), mayConfirm({ list }, 'z'), mayConfirm({ list }, 'a', [{ key: 'a' }]), mayConfirm({ list: null }, 'a')]).toEqual([true, false, false, false])
  })
})
