import { describe, expect, test } from 'vitest'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { type Bytes, randomBytes, toBase64url } from './bytes.ts'
import { contactFits, openContact, type OnCall, sealContact, sealHalf } from './emergency.ts'
import { boxKey, unlock } from './locked-box.ts'

const [amina, bruno, dario, nadia, server] = await Promise.all([0, 1, 2, 3, 4].map(() => keysOf(newRoot()))) as [AccountKeys, AccountKeys, AccountKeys, AccountKeys, AccountKeys]
const onCall = (keys: AccountKeys, person: string): OnCall => ({ person, account: keys.account, pkHpke: keys.pkHpke })
const place = { program: 'ridgeway', conv: toBase64url(randomBytes(16)), epoch: 0, version: 1 }
const opening = { ...place, opening: toBase64url(randomBytes(16)), student: amina.account }
const contact = { name: 'Leila Haddad, my sister', reach: '+1 613 555 0199' }
const sealed = await sealContact(amina, place, [onCall(dario, 'dario'), onCall(nadia, 'nadia')], contact)
const fromStudent = sealed.halves.find((one) => one.person === 'dario')!.half
const fromSupporter = await sealHalf(bruno, opening, onCall(dario, 'dario'), sealed.half)
const whole = { place: opening, box: sealed.box, student: amina, supporter: bruno, fromStudent, fromSupporter }

describe('an emergency contact', () => {
  test('opens for whoever is on call once the supporter adds their half', async () => {
    expect(await openContact(dario, whole)).toEqual(contact)
  })
  test('does not open for the supporter alone: their half is no key, and the other half is not theirs to open', async () => {
    await expect(boxKey(sealed.half).then((key) => unlock(key, sealed.box, new Uint8Array(0)))).rejects.toThrow()
    await expect(openContact(bruno, whole)).rejects.toThrow()
  })
  test('does not open for on-call alone, whatever stands in for the supporter’s half', async () => {
    await expect(openContact(dario, { ...whole, fromSupporter: fromStudent })).rejects.toThrow()
    const made = await sealHalf(dario, opening, onCall(dario, 'dario'), randomBytes(32))
    await expect(openContact(dario, { ...whole, supporter: dario, fromSupporter: made })).rejects.toThrow()
  })
  test('does not open for the server, which has the box and every sealed half', async () => {
    await expect(openContact(server, whole)).rejects.toThrow()
    for (const { half } of sealed.halves) await expect(openContact(server, { ...whole, fromStudent: half })).rejects.toThrow()
  })
  test('a half for one on-call contact serves no other', async () => {
    await expect(openContact(nadia, whole)).rejects.toThrow()
    const toNadia = await sealHalf(bruno, opening, onCall(nadia, 'nadia'), sealed.half)
    await expect(openContact(nadia, { ...whole, fromSupporter: toNadia })).rejects.toThrow()
    expect(await openContact(nadia, { ...whole, fromStudent: sealed.halves[1]!.half, fromSupporter: toNadia })).toEqual(contact)
  })
  test('made anew, the halves from before fit no more', async () => {
    const again = await sealContact(amina, { ...place, epoch: 1, version: 2 }, [onCall(dario, 'dario')], contact)
    await expect(openContact(dario, { ...whole, box: again.box })).rejects.toThrow()
    await expect(openContact(dario, { ...whole, place: { ...opening, epoch: 1, version: 2 }, box: again.box, fromStudent: again.halves[0]!.half })).rejects.toThrow()
  })
  test('a half given for one opening opens no second one', async () => {
    await expect(openContact(dario, { ...whole, place: { ...opening, opening: toBase64url(randomBytes(16)) } })).rejects.toThrow()
  })
  test('with other keys for the student than the supporter’s conversation had, nothing opens', async () => {
    const ghost = await sealContact(server, place, [onCall(dario, 'dario')], { name: 'Mallory', reach: '1' })
    await expect(openContact(dario, { ...whole, student: server, box: ghost.box, fromStudent: ghost.halves[0]!.half })).rejects.toThrow('other keys')
  })
  test('a long contact and a short one look alike', async () => {
    const long = await sealContact(amina, place, [], { name: 'x'.repeat(300), reach: 'y'.repeat(100) })
    expect(long.box.length).toBe(sealed.box.length)
    expect([contactFits(contact), contactFits({ name: 'x'.repeat(500), reach: '' })]).toEqual([true, false])
  })
  test('one changed bit of the box or of a half is refused', async () => {
    const flipped = (bytes: Bytes, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    for (const at of [0, 20, 300, sealed.box.length - 1]) await expect(openContact(dario, { ...whole, box: flipped(sealed.box, at) })).rejects.toThrow()
    for (const at of [0, 31, 32, 79]) await expect(openContact(dario, { ...whole, fromStudent: flipped(fromStudent, at) })).rejects.toThrow()
  })
})
