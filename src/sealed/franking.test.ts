import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64url, randomBytes, toBase64url } from './bytes.ts'
import { type MessageContent, checkFrank, frank } from './franking.ts'

const PLACE = { conv: 'AAECAwQFBgcICQoLDA0ODw', epoch: 3, seq: 12, msgId: 'EBESExQVFhcYGRobHB0eHw' }
const KF = Uint8Array.from({ length: 32 }, (_, i) => i)
const SAID: MessageContent = { k: 'text', text: 'You should not tell anybody.' }
const withKf = (kf: Uint8Array, content: MessageContent = SAID): MessageContent => ({ ...content, kf: toBase64url(kf) })

test('a known message under a known key has a known commitment', async () => {
  expect(toBase64url(await frank(PLACE, KF, SAID))).toMatchInlineSnapshot(`"u7R4zWNhgE-9vtXZkAIHO20XCAgoEqCPAG1N6ZBy5Bw"`)
})

test('the commitment opens with its key and words, in whatever order the fields stand', async () => {
  const com = await frank(PLACE, KF, { ...SAID, re: 4 })
  expect(await checkFrank(PLACE, com, { re: 4, kf: toBase64url(KF), text: SAID['text']!, k: 'text' })).toBe(true)
})

test('other words, another place, another key or a changed commitment do not open, and the right ones do', async () => {
  const com = await frank(PLACE, KF, SAID)
  for (const place of [{ conv: 'BAECAwQFBgcICQoLDA0ODw' }, { epoch: 4 }, { seq: 13 }, { msgId: 'FBESExQVFhcYGRobHB0eHw' }]) expect(await checkFrank({ ...PLACE, ...place }, com, withKf(KF))).toBe(false)
  for (const content of [{ ...SAID, text: 'You should tell somebody.' }, { ...SAID, more: null }, { k: 'reveal', text: SAID['text']! }, { k: 'text' }]) expect(await checkFrank(PLACE, com, withKf(KF, content))).toBe(false)
  expect(await checkFrank(PLACE, com, withKf(randomBytes(32)))).toBe(false)
  for (let bit = 0; bit < com.length * 8; bit += 1) {
    const changed = Uint8Array.from(com)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    expect(await checkFrank(PLACE, changed, withKf(KF))).toBe(false)
  }
  expect(await checkFrank(PLACE, com, withKf(KF))).toBe(true)
})

test('a key has exactly 32 bytes: HMAC would take a longer or a shorter one for the same', async () => {
  const short = KF.slice(1)
  const com = await frank(PLACE, short, SAID)
  // The positive control: HMAC itself sees no difference between the short key and the one filled up with a zero.
  expect(await frank(PLACE, new Uint8Array([...short, 0]), SAID)).toEqual(com)
  expect(await checkFrank(PLACE, com, withKf(short))).toBe(false)
  expect(await checkFrank(PLACE, com, withKf(new Uint8Array([...short, 0])))).toBe(true)
  for (const kf of [null, 5, 'AB', '', `${toBase64url(KF)}A`]) expect(await checkFrank(PLACE, com, { ...SAID, kf })).toBe(false)
})

test('two contents have one commitment exactly when they say the same', async () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
  const content = fc.dictionary(fc.string({ maxLength: 4 }).filter((name) => name !== 'kf' && name !== '__proto__'), value, { maxKeys: 4 }).map((fields): MessageContent => ({ ...fields, k: 'text' }))
  const spelt = (said: MessageContent) => JSON.stringify(Object.entries(said).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  await fc.assert(fc.asyncProperty(content, content, async (one, other) => {
    expect(await checkFrank(PLACE, await frank(PLACE, KF, one), withKf(KF, other))).toBe(spelt(one) === spelt(other))
  }), { numRuns: 2_000 })
  expect(fromBase64url(toBase64url(KF))).toEqual(KF)
})
