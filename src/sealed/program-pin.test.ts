import { beforeAll, describe, expect, test } from 'vitest'
import { type DrawnRoot, drawRoot, rosterKeysOf, type RosterPerson, signedEntry, signedList, signedRoster } from '../main/demo/program-keys.ts'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { toBase64url } from './bytes.ts'
import { handOverMessage, hashOf, spellFingerprint } from './key-list.ts'
import { followKeys, followRoster, listsSince, packPin, type PinFault, type ProgramPin, RESCUE_WAIT_MS, type ShownKeys, type TravellingPin, unpackPin } from './program-pin.ts'
import { readSeed, rootKeyOf, signAsRoot, spellSeed } from './root-keys.ts'
import type { KeyEntry, KeyList, ProgramRoot, Roster } from './signed-shapes.ts'

const PROGRAM = 'ridgeway', TODAY = '2026-10-05', NOW = Date.UTC(2026, 9, 5, 16), UNTIL = '2026-11-09', HOUR = 3_600_000
const ISSUER: KeyEntry = { purpose: 'issuer/2026-27/student', key: 'QUJD'.repeat(20) }

let root: DrawnRoot, stranger: DrawnRoot
let carla: AccountKeys, dario: AccountKeys, bruno: AccountKeys, mallory: AccountKeys
let first: KeyList
beforeAll(async () => {
  [root, stranger] = [await drawRoot(PROGRAM), await drawRoot(PROGRAM)]
  ;[carla, dario, bruno, mallory] = await Promise.all(Array.from({ length: 4 }, () => keysOf(newRoot()))) as [AccountKeys, AccountKeys, AccountKeys, AccountKeys]
  first = await listOf({})
})

const listOf = (over: Partial<KeyList>, by = [0, 1], from = root): Promise<KeyList> =>
  signedList(from, { version: 1, previous: root.fingerprint, validUntil: '2027-10-31', entries: [...rosterKeysOf([carla, dario]), ISSUER], ...over }, by)
const shownRoot = (of: DrawnRoot, over: Partial<ProgramRoot> = {}): ProgramRoot => ({ program: of.program, keys: of.keys, fingerprint: of.fingerprint, since: 'first', signatures: [], previous: null, ...over })
const at = (over: object = {}) => ({ program: PROGRAM, today: TODAY, now: NOW, poster: null, ...over })
const follow = (pin: ProgramPin | null, shown: ShownKeys, over = {}) => followKeys(pin, shown, at(over))
const faultOf = async (outcome: ReturnType<typeof followKeys>): Promise<PinFault | null> => { const got = await outcome; return 'fault' in got ? got.fault : null }
async function believed(outcome: ReturnType<typeof followKeys>): Promise<ProgramPin> {
  const got = await outcome
  if ('fault' in got) throw new Error(`not believed: ${got.fault}`)
  return got.pin
}
const pinned = (over = {}) => believed(follow(null, { root: shownRoot(root), lists: [first] }, over))

describe('the first sight of a program', () => {
  test('is taken as shown and marked unconfirmed; with the poster in hand it is confirmed', async () => {
    expect((await pinned()).confirmed).toBe(false)
    expect((await pinned({ poster: root.fingerprint })).confirmed).toBe(true)
  })
  test('is refused where the poster names other keys', async () => {
    expect(await faultOf(follow(null, { root: shownRoot(root), lists: [first] }, { poster: stranger.fingerprint }))).toBe('other-root')
  })
  test('of a program that has signed nothing says so', async () => {
    expect(await faultOf(follow(null, { root: null, lists: [] }))).toBe('none-yet')
  })
  test.each<[string, PinFault, () => Promise<ShownKeys>]>([
    ['a list signed by strangers', 'forged', async () => ({ root: shownRoot(root), lists: [await listOf({}, [0, 1], { ...stranger, fingerprint: root.fingerprint })] })],
    ['one changed letter of an entry', 'forged', async () => ({ root: shownRoot(root), lists: [{ ...first, entries: [...first.entries.slice(0, 2), { ...ISSUER, key: 'QUJE'.repeat(20) }] }] })],
    ['a later last day', 'forged', async () => ({ root: shownRoot(root), lists: [{ ...first, validUntil: '2030-01-01' }] })],
    ['one signature', 'one-signature', async () => ({ root: shownRoot(root), lists: [await listOf({}, [1])] })],
    ['the same key twice', 'same-key-twice', async () => ({ root: shownRoot(root), lists: [await listOf({}, [1, 1])] })],
    ['another program’s list', 'other-program', async () => ({ root: shownRoot(root), lists: [{ ...first, program: 'elsewhere' }] })],
    ['another program’s root', 'other-program', async () => ({ root: shownRoot(root, { program: 'elsewhere' }), lists: [first] })],
    ['two keys for one purpose', 'second-key', async () => ({ root: shownRoot(root), lists: [await listOf({ entries: [ISSUER, { ...ISSUER, key: 'QUJE'.repeat(20) }] })] })],
    ['a root under another’s fingerprint', 'forged', async () => ({ root: shownRoot(root, { keys: stranger.keys }), lists: [first] })],
    ['a root of one key three times', 'forged', async () => ({ root: shownRoot(root, { keys: [root.keys[0]!, root.keys[0]!, root.keys[0]!] }), lists: [first] })],
    ['what is no base64url', 'forged', async () => ({ root: shownRoot(root), lists: [{ ...first, previous: '!' }] })],
  ])('%s is not believed: %s', async (_, fault, shown) => {
    expect(await faultOf(follow(null, await shown()))).toBe(fault)
  })
})

describe('a device that knows the program', () => {
  const next = async (over: Partial<KeyList> = {}, by = [0, 2]): Promise<KeyList> => listOf({ version: 2, previous: await hashOf(first), ...over }, by)

  test('follows the chain, whichever two of the three have signed', async () => {
    const more = { purpose: 'issuer/2027-28/student', key: 'QUJE'.repeat(20) }
    const pin = await believed(follow(await pinned(), { root: shownRoot(root), lists: [await next({ entries: [...first.entries, more] })] }))
    expect([pin.list!.version, pin.list!.entries.length]).toEqual([2, 4])
  })
  test('refuses an older list, a fork, a gap and a second key for one purpose', async () => {
    const pin = await believed(follow(await pinned(), { root: shownRoot(root), lists: [await next()] }))
    expect(await faultOf(follow(pin, { root: shownRoot(root), lists: [first] }))).toBe('older')
    expect(await faultOf(follow(pin, { root: shownRoot(root), lists: [await next({ validUntil: '2028-10-31' })] }))).toBe('forked')
    expect(await faultOf(follow(await pinned(), { root: shownRoot(root), lists: [await next({ previous: root.fingerprint })] }))).toBe('forked')
    expect(await faultOf(follow(await pinned(), { root: shownRoot(root), lists: [await next({ version: 3 })] }))).toBe('forked')
    for (const entries of [[...first.entries.slice(0, 2), { ...ISSUER, key: 'QUJE'.repeat(20) }], first.entries.slice(0, 2)]) {
      expect(await faultOf(follow(await pinned(), { root: shownRoot(root), lists: [await next({ entries })] }))).toBe('second-key')
    }
  })
  test('lets roster keys change, because people do', async () => {
    expect(await faultOf(follow(await pinned(), { root: shownRoot(root), lists: [await next({ entries: [...rosterKeysOf([bruno, dario]), ISSUER] })] }))).toBeNull()
  })
  test('is not talked out of what it knows: no root, or another one, is refused', async () => {
    expect(await faultOf(follow(await pinned(), { root: null, lists: [] }))).toBe('older')
    const other = await signedList(stranger, { ...first, previous: stranger.fingerprint })
    expect(await faultOf(follow(await pinned(), { root: shownRoot(stranger), lists: [other] }))).toBe('other-root')
  })
  test('that never compared a poster takes the one the poster names', async () => {
    const other = await signedList(stranger, { ...first, previous: stranger.fingerprint })
    const poster = { poster: stranger.fingerprint }
    expect(await believed(follow(await pinned(), { root: shownRoot(stranger), lists: [other] }, poster))).toMatchObject({ confirmed: true, root: { fingerprint: stranger.fingerprint } })
    expect(await faultOf(follow(await pinned({ poster: root.fingerprint }), { root: shownRoot(stranger), lists: [other] }, poster))).toBe('other-root')
  })
  test('carries its pin to another device, which follows from there', async () => {
    const pin = await believed(follow(await pinned({ poster: root.fingerprint }), { root: shownRoot(root), lists: [await next()] }))
    const fresh = unpackPin(JSON.parse(JSON.stringify(packPin(pin))) as TravellingPin)
    expect(listsSince(fresh)).toBe(1)
    expect(await believed(follow(fresh, { root: shownRoot(root), lists: [await next()] }))).toMatchObject({ confirmed: true, list: { version: 2 } })
    expect(await faultOf(follow(fresh, { root: shownRoot(root), lists: [await next({ validUntil: '2028-10-31' })] }))).toBe('forked')
    expect(await faultOf(follow(fresh, { root: shownRoot(root), lists: [first] }))).toBe('older')
  })
})

describe('a new root', () => {
  const handedOver = async (to: DrawnRoot, by: readonly number[], from = root): Promise<ProgramRoot> => {
    const message = await handOverMessage(PROGRAM, from.fingerprint, to.keys)
    return shownRoot(to, { since: 'signed', previous: shownRoot(root), signatures: await Promise.all(by.map((seat) => signAsRoot(from.seeds[seat]!, message))) })
  }
  const firstOf = async (of: DrawnRoot): Promise<KeyList> => signedList(of, { ...first, version: 2, previous: await hashOf(first) })

  test('signed by two of the old is taken at once, and stays confirmed', async () => {
    const fresh = await drawRoot(PROGRAM)
    const shown = { root: await handedOver(fresh, [0, 2]), lists: [await firstOf(fresh)] }
    expect(await believed(follow(await pinned({ poster: root.fingerprint }), shown))).toMatchObject({ confirmed: true, root: { fingerprint: fresh.fingerprint }, list: { version: 2 } })
    // The poster on the wall is still the old one.
    expect(await believed(follow(null, shown, { poster: root.fingerprint }))).toMatchObject({ confirmed: true, root: { fingerprint: fresh.fingerprint } })
  })
  test('signed by one of the old, by one twice, or by strangers is refused', async () => {
    const fresh = await drawRoot(PROGRAM), lists = [await firstOf(fresh)]
    expect(await faultOf(follow(await pinned(), { root: await handedOver(fresh, [1]), lists }))).toBe('one-signature')
    expect(await faultOf(follow(await pinned(), { root: await handedOver(fresh, [1, 1]), lists }))).toBe('same-key-twice')
    expect(await faultOf(follow(await pinned(), { root: await handedOver(fresh, [0, 1], stranger), lists }))).toBe('forged')
  })
  test('ends the power of the old one: keys that were handed over sign no later list', async () => {
    const fresh = await drawRoot(PROGRAM), second = await firstOf(fresh)
    const shown = { root: await handedOver(fresh, [0, 1]), lists: [second, await listOf({ version: 3, previous: await hashOf(second) })] }
    expect(await faultOf(follow(await pinned(), shown))).toBe('forged')
  })

  describe('that no old key signed', () => {
    const rescued = async (): Promise<{ fresh: DrawnRoot; shown: ShownKeys }> => {
      const fresh = await drawRoot(PROGRAM)
      return { fresh, shown: { root: shownRoot(fresh, { since: 'rescue', previous: shownRoot(root) }), lists: [await firstOf(fresh)] } }
    }
    test('is what a new visitor sees at once', async () => {
      const { fresh, shown } = await rescued()
      expect(await believed(follow(null, shown))).toMatchObject({ confirmed: false, root: { fingerprint: fresh.fingerprint }, rescue: null })
      expect(await faultOf(follow(null, shown, { poster: root.fingerprint }))).toBe('other-root')
    })
    test('waits seventy-two hours from this device’s own first sight, and for the new poster', async () => {
      const { fresh, shown } = await rescued()
      let pin = await believed(follow(await pinned({ poster: root.fingerprint }), shown))
      expect(pin).toMatchObject({ root: { fingerprint: root.fingerprint }, list: { version: 1 }, rescue: { seenAt: NOW, confirmed: false } })
      pin = await believed(follow(pin, shown, { now: NOW + 80 * HOUR }))
      expect(pin).toMatchObject({ root: { fingerprint: root.fingerprint }, rescue: { seenAt: NOW } })
      pin = await believed(follow(pin, shown, { now: NOW + 80 * HOUR, poster: fresh.fingerprint }))
      expect(pin).toMatchObject({ root: { fingerprint: fresh.fingerprint }, confirmed: true, list: { version: 2 }, rescue: null })
    })
    test('does not come sooner because the poster was compared sooner', async () => {
      const { fresh, shown } = await rescued()
      let pin = await believed(follow(await pinned(), shown, { poster: fresh.fingerprint }))
      expect(pin).toMatchObject({ root: { fingerprint: root.fingerprint }, rescue: { confirmed: true } })
      pin = await believed(follow(pin, shown, { now: NOW + RESCUE_WAIT_MS - 1 }))
      expect(pin.root.fingerprint).toBe(root.fingerprint)
      pin = await believed(follow(pin, shown, { now: NOW + RESCUE_WAIT_MS }))
      expect(pin.root.fingerprint).toBe(fresh.fingerprint)
    })
    test('a second rescue starts the clock anew', async () => {
      const one = await rescued(), two = await rescued()
      const pin = await believed(follow(await pinned(), one.shown))
      expect((await believed(follow(pin, two.shown, { now: NOW + 70 * HOUR }))).rescue!.seenAt).toBe(NOW + 70 * HOUR)
    })
  })
})

describe('the roster', () => {
  const person = (name: string, keys: AccountKeys, role = 'supporter'): RosterPerson => ({ person: `00000000-0000-4000-8000-0000000000${name.length}0`, role, name, keys })
  const rosterOf = async (people: readonly RosterPerson[], over: Partial<Roster> = {}, by = [carla, dario]): Promise<Roster> =>
    signedRoster({ program: PROGRAM, version: 1, validUntil: UNTIL, entries: await Promise.all(people.map((one) => signedEntry(PROGRAM, one))), ...over }, by)
  const see = async (base: Roster, current = base, pin?: ProgramPin) => followRoster(pin ?? (await pinned()), { base, current }, { program: PROGRAM, today: TODAY })

  test('signed by both is believed, and a shorter one by either', async () => {
    const base = await rosterOf([person('Bruno', bruno), person('Farah N', mallory)])
    for (const holder of [carla, dario]) {
      const pin = await believed(see(base, await rosterOf([person('Bruno', bruno)], { version: 2 }, [holder])))
      expect(pin.roster!.pair.current.entries.map(({ name }) => name)).toEqual(['Bruno'])
    }
  })
  test.each<[string, PinFault, () => ReturnType<typeof see>]>([
    ['one signature under the whole', 'one-signature', async () => see(await rosterOf([person('Bruno', bruno)], {}, [carla]))],
    ['the same key twice', 'same-key-twice', async () => see(await rosterOf([person('Bruno', bruno)], {}, [carla, carla]))],
    ['keys that are in no key list', 'forged', async () => see(await rosterOf([person('Bruno', bruno)], {}, [carla, mallory]))],
    ['another program', 'other-program', async () => see(await rosterOf([person('Bruno', bruno)], { program: 'elsewhere' }))],
    ['an addition with one signature', 'unconfirmed-addition', async () => see(await rosterOf([person('Bruno', bruno)]), await rosterOf([person('Bruno', bruno), person('Mallory', mallory)], { version: 2 }, [carla]))],
    ['a key put in another’s place with one signature', 'unconfirmed-addition', async () => see(await rosterOf([person('Bruno', bruno)]), await rosterOf([person('Bruno', mallory)], { version: 2 }, [dario]))],
    ['the same person and role twice', 'second-key', async () => see(await rosterOf([person('Bruno', bruno), person('Bruno', mallory)]))],
    ['a validity of more than 35 days', 'forged', async () => see(await rosterOf([person('Bruno', bruno)], { validUntil: '2026-12-31' }))],
  ])('%s is not believed: %s', async (_, fault, seen) => {
    expect(await faultOf(seen())).toBe(fault)
  })
  test('an entry whose key was swapped after its person signed is refused, whoever signed the list', async () => {
    const entry = await signedEntry(PROGRAM, person('Bruno', bruno))
    for (const swapped of [{ ...entry, pkHpke: toBase64url(mallory.pkHpke) }, { ...entry, account: mallory.account }, { ...entry, name: 'Another' }, { ...entry, role: 'safety-contact' }]) {
      expect(await faultOf(see(await signedRoster({ program: PROGRAM, version: 1, validUntil: UNTIL, entries: [swapped] }, [carla, dario])))).toBe('forged')
    }
    expect(await faultOf(see(await signedRoster({ program: PROGRAM, version: 1, validUntil: UNTIL, entries: [entry] }, [carla, dario])))).toBeNull()
  })
  test('a replayed roster, a fork, and somebody brought back by one signature are refused', async () => {
    const base = await rosterOf([person('Bruno', bruno), person('Mallory', mallory)]), shorter = await rosterOf([person('Bruno', bruno)], { version: 2 }, [carla])
    const pin = await believed(see(base, shorter))
    expect(await faultOf(see(base, base, pin))).toBe('older')
    expect(await faultOf(see(base, await rosterOf([], { version: 2 }, [carla]), pin))).toBe('forked')
    expect(await faultOf(see(base, await rosterOf([person('Bruno', bruno), person('Mallory', mallory)], { version: 3 }, [carla]), pin))).toBe('unconfirmed-addition')
    const whole = await rosterOf([person('Bruno', bruno), person('Mallory', mallory)], { version: 3 })
    expect(await faultOf(see(whole, whole, pin))).toBeNull()
  })
  test('after its last day it is still believed, with its age, and while a rescued root waits the old one stays', async () => {
    const base = await rosterOf([person('Bruno', bruno)], { validUntil: '2026-09-01' })
    expect(await faultOf(see(base))).toBeNull()
    const pin = await believed(see(await rosterOf([person('Bruno', bruno)])))
    const waiting = { ...pin, rescue: { root: { keys: stranger.keys, fingerprint: stranger.fingerprint }, seenAt: NOW, confirmed: false } }
    const strange = await rosterOf([person('Mallory', mallory)], { version: 2 }, [mallory, bruno])
    expect((await believed(see(strange, strange, waiting))).roster!.pair.current.entries.map(({ name }) => name)).toEqual(['Bruno'])
    expect(await faultOf(see(strange, strange, pin))).toBe('forged')
  })
})

describe('what is printed', () => {
  test('twenty-four words give the same key back; a slip is noticed', async () => {
    const seed = root.seeds[0]!, words = spellSeed(seed)
    expect(words).toHaveLength(24)
    expect(await rootKeyOf(readSeed(words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n'))!)).toBe(root.keys[0])
    expect(readSeed(words.slice(1).join(' '))).toBeNull()
    expect(readSeed(['peerside', ...words.slice(1)].join(' '))).toBeNull()
  })
  test('a fingerprint is thirteen groups of four letters, none of them mistakable', () => {
    const groups = spellFingerprint(root.fingerprint)
    expect(groups).toHaveLength(13)
    for (const group of groups) expect(group).toMatch(/^[0-9a-hjkmnp-tv-z]{4}$/)
    expect(new Set([root, stranger].map(({ fingerprint }) => spellFingerprint(fingerprint).join(' '))).size).toBe(2)
  })
})
