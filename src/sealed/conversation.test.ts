import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { type Bytes, fromBase64url, randomBytes, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import {
  type EpochSecret, type MemberKeys, type MessageContent, type MessagePlace, type Tails, MESSAGE_SIZES, NO_TAIL, bytesLeft, hashBox, makeEpoch, newConversationId, newMessageId, openEpoch, openMessage,
  readHeader, sealMessage,
} from './conversation.ts'
import { seal } from './hpke.ts'

let amina: AccountKeys, bruno: AccountKeys, eve: AccountKeys
let conv: string, header: Bytes, wraps: Record<string, Bytes>, secret: EpochSecret
const both = (): MemberKeys[] => [amina, bruno]

beforeAll(async () => {
  [amina, bruno, eve] = await Promise.all([keysOf(newRoot()), keysOf(newRoot()), keysOf(newRoot())])
  conv = newConversationId()
  const made = await epochBy(bruno)
  ;({ header, secret } = made)
  wraps = made.wraps
})

async function epochBy(creator: AccountKeys, how: { epoch?: number; members?: MemberKeys[]; previousHeader?: Bytes | null; tails?: Tails } = {}) {
  const made = await makeEpoch({ conv, epoch: 0, creator, members: both(), previousHeader: null, tails: {}, ...how })
  return { ...made, wraps: Object.fromEntries(made.wraps.map(({ member, wrap }) => [member, wrap])) }
}

const opening = () => ({ conv, epoch: 0, mine: amina, members: both(), student: amina.account, previousHeader: null as Bytes | null | undefined, header, wrap: wraps[amina.account]! })
const isOpen = (found: object): found is EpochSecret => !('fault' in found)

async function opened(how: Partial<ReturnType<typeof opening>> = {}): Promise<EpochSecret> {
  const found = await openEpoch({ ...opening(), ...how })
  if (!isOpen(found)) throw new Error(`fault: ${found.fault}`)
  return found
}

const first = (sender: AccountKeys): MessagePlace => ({ sender: sender.account, seq: 1, msgId: newMessageId(), prevHash: NO_TAIL.hash })
const HELLO: MessageContent = { k: 'text', text: 'Je dors mal 😔' }

test('whom the claimer wrapped the key for can open it, and what one seals the other reads', async () => {
  const hers = await opened()
  const his = await opened({ mine: bruno, wrap: wraps[bruno.account]! })
  const place = first(amina)
  expect(await openMessage(his, place, await sealMessage(hers, place, HELLO, false), false)).toEqual(HELLO)
  const back = first(bruno)
  const read = await openMessage(hers, back, await sealMessage(his, back, HELLO, true), true)
  expect(read).toMatchObject(HELLO)
  expect(fromBase64url(String(read['kf']))).toHaveLength(32)
})

test('an epoch’s key cannot be read out of WebCrypto', async () => {
  const { ck } = await opened()
  expect(ck.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', ck)).rejects.toThrow()
})

test('1,500 wraps with one flipped bit: none opens, and the right one does', async () => {
  const right = wraps[amina.account]!
  const tries = Array.from({ length: 1_500 }, (_, at) => openEpoch({ ...opening(), wrap: flip(right, at % (right.length * 8)) }))
  expect((await Promise.all(tries)).filter(isOpen)).toEqual([])
  expect(isOpen(await openEpoch(opening()))).toBe(true)
})

test('3,000 boxes with one flipped bit: none opens, and the right one does', async () => {
  const hers = await opened()
  const [place, back] = [first(amina), first(bruno)]
  const sealed = [{ place, box: await sealMessage(hers, place, HELLO, false), franked: false }, { place: back, box: await sealMessage(secret, back, HELLO, true), franked: true }]
  let refused = 0
  for (let n = 0; n < 3_000; n += 1) {
    const { place: at, box, franked } = sealed[n % 2]!
    const bit = Math.floor(Math.random() * box.box.length * 8)
    refused += await openMessage(hers, at, { ...box, box: flip(box.box, bit) }, franked).then(() => 0, () => 1)
  }
  expect(refused).toBe(3_000)
  for (const { place: at, box, franked } of sealed) expect(await openMessage(hers, at, box, franked)).toMatchObject(HELLO)
})

test('a header with one flipped bit opens nothing', async () => {
  for (let bit = 0; bit < header.length * 8; bit += 1) expect(isOpen(await openEpoch({ ...opening(), header: flip(header, bit) })), `bit ${bit}`).toBe(false)
  expect(isOpen(await openEpoch(opening()))).toBe(true)
})

test('a message moved to another conversation, epoch, sender, number, name or place in the chain does not open', async () => {
  const place = first(amina)
  const sealed = await sealMessage(secret, place, HELLO, false)
  const elsewhere: [Partial<EpochSecret>, Partial<MessagePlace>][] = [
    [{ conv: newConversationId() }, {}], [{ epoch: 1 }, {}], [{ membersHash: randomBytes(32) }, {}],
    [{}, { sender: bruno.account }], [{}, { seq: 2 }], [{}, { seq: 0 }], [{}, { msgId: newMessageId() }], [{}, { prevHash: randomBytes(32) }],
  ]
  for (const [inEpoch, at] of elsewhere) await expect(openMessage({ ...secret, ...inEpoch }, { ...place, ...at }, sealed, false)).rejects.toThrow()
  const [other, sameAgain] = [await epochBy(bruno), await opened()]
  await expect(openMessage(other.secret, place, sealed, false)).rejects.toThrow()
  expect(await openMessage(sameAgain, place, sealed, false)).toEqual(HELLO)
})

test('a wrap for one member, conversation or epoch does not open as another’s', async () => {
  const faultOf = async (how: Partial<ReturnType<typeof opening>>) => { const found = await openEpoch({ ...opening(), ...how }); return isOpen(found) ? 'open' : found.fault }
  expect(await faultOf({})).toBe('open')
  expect(await faultOf({ wrap: wraps[bruno.account]! })).toBe('wrap')
  expect(await faultOf({ mine: eve })).toBe('wrap')
  expect(await faultOf({ conv: newConversationId() })).toBe('place')
  expect(await faultOf({ epoch: 1, previousHeader: header })).toBe('place')
  expect(await faultOf({ previousHeader: header })).toBe('place')
})

test('a ghost member is noticed, whether the header names them or hides them', async () => {
  const withGhost = await epochBy(bruno, { members: [...both(), eve] })
  expect(await openEpoch({ ...opening(), header: withGhost.header, wrap: withGhost.wraps[amina.account]! })).toEqual({ fault: 'members' })
  expect(await openEpoch({ ...opening(), members: [...both(), eve] })).toEqual({ fault: 'members' })
  expect(isOpen(await openEpoch({ ...opening(), members: [bruno, amina] }))).toBe(true)
})

test('swapped keys are noticed: an account is the hash of its keys', async () => {
  const swapped = { ...bruno, pkHpke: eve.pkHpke }
  expect(await openEpoch({ ...opening(), members: [amina, swapped] })).toEqual({ fault: 'members' })
  expect(await openEpoch({ ...opening(), members: [amina, { ...bruno, pkAuth: eve.pkAuth }] })).toEqual({ fault: 'members' })
  await expect(makeEpoch({ conv, epoch: 0, creator: amina, members: [amina, swapped], previousHeader: null, tails: {} })).rejects.toThrow()
})

test('nobody can make an epoch in the name of another', async () => {
  const ck = randomBytes(32)
  const members = readHeader(header)!.membersHash
  const forged = canon('ps1/epoch', conv, 0, bruno.account, members, new Uint8Array(32), await sha256(canon('ps1/ck', ck)), canon())
  const info = canon('ps1/wrap', conv, 0, bruno.account, await sha256(forged), amina.account)
  expect(await openEpoch({ ...opening(), header: forged, wrap: await seal({ to: amina.pkHpke, from: eve.hpke, info }, ck) })).toEqual({ fault: 'wrap' })
  expect(isOpen(await openEpoch({ ...opening(), header: forged, wrap: await seal({ to: amina.pkHpke, from: bruno.hpke, info }, ck) }))).toBe(true)
  const byEve = await epochBy(eve)
  expect(await openEpoch({ ...opening(), header: byEve.header, wrap: byEve.wraps[amina.account]! })).toEqual({ fault: 'members' })
})

test('an epoch with another key than its header names is refused', async () => {
  const info = canon('ps1/wrap', conv, 0, bruno.account, await sha256(header), amina.account)
  const other = await seal({ to: amina.pkHpke, from: bruno.hpke, info }, randomBytes(32))
  expect(await openEpoch({ ...opening(), wrap: other })).toEqual({ fault: 'key' })
  const long = await seal({ to: amina.pkHpke, from: bruno.hpke, info }, randomBytes(33))
  expect(await openEpoch({ ...opening(), wrap: long })).toEqual({ fault: 'key' })
})

test('a forked history is refused: the next header follows the one that was seen, and no other', async () => {
  const fork = await epochBy(bruno)
  const next = await epochBy(amina, { epoch: 1, previousHeader: header })
  const forked = await epochBy(amina, { epoch: 1, previousHeader: fork.header })
  const follow = (made: typeof next, previousHeader: Bytes | null | undefined) => openEpoch({ ...opening(), epoch: 1, mine: bruno, previousHeader, header: made.header, wrap: made.wraps[bruno.account]! })
  expect(isOpen(await follow(next, header))).toBe(true)
  expect(await follow(forked, header)).toEqual({ fault: 'chain' })
  expect(await follow(next, fork.header)).toEqual({ fault: 'chain' })
  expect(await follow(next, null)).toEqual({ fault: 'place' })
  expect(isOpen(await follow(next, undefined))).toBe(true)
})

test('only the student changes who reads: the same change by the supporter is refused', async () => {
  const changed = (creator: AccountKeys) => epochBy(creator, { epoch: 1, members: [amina, eve], previousHeader: header })
  const asEve = async (creator: AccountKeys, made: Awaited<ReturnType<typeof changed>>) =>
    openEpoch({ ...opening(), epoch: 1, mine: eve, members: [amina, eve], previousHeader: header, header: made.header, wrap: made.wraps[eve.account]! })
  expect(isOpen(await asEve(amina, await changed(amina)))).toBe(true)
  const byEve = await changed(eve)
  expect(await openEpoch({ ...opening(), epoch: 1, members: [amina, eve], previousHeader: header, header: byEve.header, wrap: byEve.wraps[amina.account]! })).toEqual({ fault: 'change' })
  const kept = await epochBy(bruno, { epoch: 1, previousHeader: header })
  expect(isOpen(await openEpoch({ ...opening(), epoch: 1, previousHeader: header, header: kept.header, wrap: kept.wraps[amina.account]! }))).toBe(true)
})

test('the next header closes what each sender had said', async () => {
  const hash = randomBytes(32)
  const next = await epochBy(amina, { epoch: 1, previousHeader: header, tails: { [bruno.account]: { seq: 7, hash }, [amina.account]: NO_TAIL } })
  expect(readHeader(next.header)).toMatchObject({ conv, epoch: 1, creator: amina.account, tails: { [bruno.account]: { seq: 7, hash }, [amina.account]: NO_TAIL } })
})

test('a supporter’s message whose commitment does not open is refused, and so is one without, and a student’s with one', async () => {
  const place = first(bruno)
  const sealed = await sealMessage(secret, place, HELLO, true)
  expect(await openMessage(secret, place, sealed, true)).toMatchObject(HELLO)
  await expect(openMessage(secret, place, { ...sealed, com: flip(sealed.com!, 9) }, true)).rejects.toThrow()
  await expect(openMessage(secret, place, { ...sealed, com: null }, true)).rejects.toThrow()
  await expect(openMessage(secret, place, sealed, false)).rejects.toThrow()
  const silent = await sealMessage(secret, place, HELLO, false)
  await expect(openMessage(secret, place, silent, true)).rejects.toThrow()
})

test('every kind of message of one length class has the same size: a reveal looks like thanks', async () => {
  const sizeOf = async (content: MessageContent, franked = false) => (await sealMessage(secret, first(amina), content, franked)).box.length
  const thanks = await sizeOf({ k: 'text', text: 'Thanks' })
  expect(await sizeOf({ k: 'reveal', name: 'Amina Haddad', contact: '514 555 0199' })).toBe(thanks)
  expect(await sizeOf({ k: 'text', text: 'Thanks' }, true)).toBe(thanks)
  expect(thanks).toBe(12 + 256 + 16)
  const sizes = await Promise.all([300, 2_000, 9_000].map((length) => sizeOf({ k: 'text', text: 'x'.repeat(length) })))
  expect(sizes).toEqual(MESSAGE_SIZES.slice(1).map((size) => 12 + size + 16))
})

test('what fits is counted in bytes as it is written, with room for the commitment’s key', async () => {
  const full = { k: 'text', text: '' }
  const room = bytesLeft(full)
  expect(room).toBeGreaterThan(16_000)
  expect(bytesLeft({ ...full, text: 'é'.repeat(100) })).toBe(room - 200)
  expect(bytesLeft({ ...full, text: '"\n' })).toBe(room - 4)
  await sealMessage(secret, first(bruno), { ...full, text: 'x'.repeat(room) }, true)
  await expect(sealMessage(secret, first(bruno), { ...full, text: 'x'.repeat(room + 1) }, true)).rejects.toThrow()
})

test('headers: the bytes are the same exactly when the fields are, and what is not spelt so is no header', async () => {
  const account = () => fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => toBase64url(Uint8Array.from(bytes)))
  const tails = fc.dictionary(account(), fc.record({ seq: fc.nat(), hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes)) }), { maxKeys: 3 })
  await fc.assert(fc.asyncProperty(fc.nat(5_000), tails, fc.nat(), async (epoch, said, at) => {
    const made = await makeEpoch({ conv, epoch, creator: amina, members: [amina], previousHeader: null, tails: said })
    expect(readHeader(made.header)).toMatchObject({ epoch, tails: { ...said } })
    expect(readHeader(made.header.slice(0, at % made.header.length))).toBeNull()
    expect(readHeader(new Uint8Array([...made.header, 0]))).toBeNull()
  }), { numRuns: 100 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => { expect(readHeader(Uint8Array.from(bytes))).toBeNull() }), { numRuns: 2_000 })
})

test('a dropped message is noticed by the next one, and the one after that holds again', async () => {
  const chain: { place: MessagePlace; box: Bytes }[] = []
  let tail = NO_TAIL
  for (let seq = 1; seq <= 4; seq += 1) {
    const place = { sender: amina.account, seq, msgId: newMessageId(), prevHash: tail.hash }
    const { box, hash } = await sealMessage(secret, place, { k: 'text', text: String(seq) }, false)
    tail = { seq, hash }
    chain.push({ place, box })
  }
  const [one, , three, four] = chain
  const after = async (before: Bytes, { place, box }: typeof chain[number]) => openMessage(secret, { ...place, prevHash: await hashBox(before) }, { box, com: null }, false)
  await expect(after(one!.box, three!)).rejects.toThrow()
  expect(await after(three!.box, four!)).toMatchObject({ text: '4' })
  await expect(after(four!.box, three!)).rejects.toThrow()
})

// Made by the first release that had conversations: whoever kept one must be able to read it with every later release.
const KEPT = {
  conv: 'AAECAwQFBgcICQoLDA0ODw',
  header: 'AAAACXBzMS9lcG9jaAAAABZBQUVDQXdRRkJnY0lDUW9MREEwT0R3AAAAATAAAAAWRTlpeVB0RW5HWUdFZVdFeFM1TlNSZwAAACAoENvo9qvjak7TJOrBvvw52rqYtIcDlSS9y1WDRTA3wwAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACCTNiqUEDPXOsWXnCWiGVcs1YyAbCP6BcNH-IsyrcT-RQAAAAA',
  wrap: '860ozzYFAuos_WS3qvWSE_Cwua6OSqC8E-XGjDhzd3AJRDQKgri_hdaRetxDV2Ir7e9fY3qi2wPF1qq4y9KUpnXYoa9m-UiMqJcWg_BAoCA',
  box: 'sBka8MohVth-R4gDr_P9LL-WVbcMmMgByhQhmV0yXcJemRwg5h52QCV3CUhtpkvQz9n66_GMDk_TvUVrLQgTFmHda-HzQ7eFwx-xDwR8Xq6QGgLP9RC1Ixwc0WDeGhpKTiFPhrZP1aCPLncSKEXR93bzfpUDUg77cUzd0phyaB2IUGJfHhwPFaPlK_5vw-To8ySTWkGVjX5CmNZptTUZUS284arntOyIFMLN3znEfjDOCcGZ1vBVKQ82UIbX93VdTq3KTtJwcJlZLHp5JjTFheLcIRvYiOnJIPcI2LO1ghIIKorWvuwJ66bL9TK5omSck89MoQ-zw4nmoneXmrM8kmCW8LwvmIF8oo2zfgLIZH8NaNDPdNqLmHoEdws',
  franked: 'EBgkPWsxe9o4ufqTytHF0mwtn3uT8ir29TOf8jwJ-1ektmlcwYN536kB9dDJ58qxJRsggw9egLB-rJJhMEBTs6SeWhltBZA0pee8r_GsIInGBQ_abeJPQV6KD4l0TR2wPmkjgP8hIolDR3gCQiWYpvjGviFXqtRUt1JA2I5mmQOJe65XF9fCIGT2vhhFx_JYD7EYgeeG3yEwdQwnil-lPsgEKaCqieIR1VJV5zWHVol50WFIzmo6L5eBWMrTF76D_SKWCXK6tNWdtd5PZrpz-V0g-v6q0fM4E5Yr49obKYz5DJVv93KQD9K_P5lSI9037cFI0xVqOXz84v9xNaCWeiRbCanhfyDRZZuwlEerNePEMnc9BxwcRVIzzHI',
  com: 'gYg3kJ58xrUAmG2dsEmA2KiOmBFM5g4Vk0hTQJLafS0',
}

test('what an old version sealed still opens', async () => {
  const [old, older] = await Promise.all([0, 32].map((from) => keysOf(Uint8Array.from({ length: 32 }, (_, i) => i + from))))
  const kept = await openEpoch({ conv: KEPT.conv, epoch: 0, mine: old!, members: [old!, older!], student: old!.account, previousHeader: null, header: fromBase64url(KEPT.header), wrap: fromBase64url(KEPT.wrap) })
  if (!isOpen(kept)) throw new Error(kept.fault)
  const hers = { ...first(old!), msgId: 'EBESExQVFhcYGRobHB0eHw' }
  expect(await openMessage(kept, hers, { box: fromBase64url(KEPT.box), com: null }, false)).toEqual({ k: 'text', text: 'Je dors mal' })
  const his = { ...first(older!), msgId: 'ICEiIyQlJicoKSorLC0uLw' }
  expect(await openMessage(kept, his, { box: fromBase64url(KEPT.franked), com: fromBase64url(KEPT.com) }, true)).toMatchObject({ k: 'text', text: 'Thank you for writing' })
})

function flip(original: Uint8Array, bit: number): Bytes {
  const changed = Uint8Array.from(original)
  changed[bit >> 3]! ^= 1 << (bit & 7)
  return changed
}
