import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { toBase64url } from '../../sealed/bytes.ts'
import { keyListHash, type KeyList, type KeySignature, keysMessage, rootFingerprint, successorMessage, type UnsignedKeyList } from '../../sealed/key-messages.ts'
import { isSuccessor, keyListFault, readRoot, rosterKeysOf } from './signed-keys.ts'

interface Holder { readonly key: string; readonly bytes: Uint8Array; readonly secret: KeyObject }

function holder(): Holder {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const bytes = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
  return { key: toBase64url(bytes), bytes, secret: privateKey }
}
const signedBy = (message: Uint8Array, ...holders: Holder[]): KeySignature[] => holders.map(({ key, secret }) => ({ key, signature: toBase64url(sign(null, message, secret)) }))

const [coordinator, advisor, printed, stranger] = [holder(), holder(), holder(), holder()]
const root = [coordinator.bytes, advisor.bytes, printed.bytes]
const roster = holder()
const first: UnsignedKeyList = { version: 1, previous: '', validUntil: '2027-08-31', entries: [{ purpose: 'issuer/2026-27/student', key: 'AAAA' }, { purpose: 'roster/1', key: roster.key }] }
const listed = (list: UnsignedKeyList, ...holders: Holder[]): KeyList => ({ ...list, signatures: signedBy(keysMessage('ridgeway', list), ...holders) })
const known = listed(first, coordinator, advisor)
const next: UnsignedKeyList = { ...first, version: 2, previous: await keyListHash('ridgeway', first), validUntil: '2027-09-30' }
const fault = (list: KeyList, before: KeyList | null = known) => keyListFault('ridgeway', root, before, list)

test('any two of the three root keys make a list valid', async () => {
  for (const two of [[coordinator, advisor], [advisor, printed], [printed, coordinator]]) expect(await fault(listed(first, ...two), null)).toBe(null)
  expect(await fault(listed(next, advisor, printed))).toBe(null)
  expect(rosterKeysOf(known)).toEqual([roster.bytes])
})

test.each([
  ['one of them', () => listed(first, coordinator)],
  ['one of them twice', () => listed(first, coordinator, coordinator)],
  ['one of them and a stranger', () => listed(first, coordinator, stranger)],
  ['two who signed another day', () => ({ ...known, validUntil: '2099-12-31' })],
  ['two who signed another key', () => ({ ...known, entries: [{ purpose: 'roster/1', key: stranger.key }] })],
  ['two, and a key that is not in its one spelling', () => ({ ...known, entries: [{ purpose: 'roster/1', key: 'AB' }] })],
])('%s does not', async (_, forged) => {
  expect(await fault(forged(), null)).toBe('forged')
})

test('a list signed for one program is nothing in another', async () => {
  expect(await keyListFault('westfield', root, null, known)).toBe('forged')
})

test('the chain goes forward, one by one, and a purpose keeps its issuer key', async () => {
  expect(await fault(known)).toBe('older')
  expect(await fault(listed({ ...next, version: 3 }, coordinator, advisor))).toBe('gap')
  expect(await fault(listed({ ...next, previous: toBase64url(new Uint8Array(32)) }, coordinator, advisor))).toBe('gap')
  expect(await fault(listed({ ...next, entries: [{ purpose: 'issuer/2026-27/student', key: 'BBBB' }] }, coordinator, advisor))).toBe('swapped')
  expect(await fault(listed({ ...next, entries: [...next.entries, { purpose: 'roster/1', key: stranger.key }] }, coordinator, advisor))).toBe('swapped')
})

test('a new root needs two of the old, for this program and these keys', async () => {
  const later = [holder(), holder(), holder()], bytes = later.map((each) => each.bytes)
  const message = successorMessage('ridgeway', await rootFingerprint('ridgeway', root), await rootFingerprint('ridgeway', bytes))
  expect(await isSuccessor('ridgeway', root, bytes, signedBy(message, printed, advisor))).toBe(true)
  expect(await isSuccessor('ridgeway', root, bytes, signedBy(message, printed, stranger))).toBe(false)
  expect(await isSuccessor('ridgeway', root, bytes.toReversed(), signedBy(message, printed, advisor))).toBe(false)
  expect(await isSuccessor('westfield', root, bytes, signedBy(message, printed, advisor))).toBe(false)
})

test('a root is three different keys', () => {
  const keys = [coordinator.key, advisor.key, printed.key]
  expect(readRoot(keys)).toEqual(root)
  for (const wrong of [keys.slice(0, 2), [...keys, stranger.key], [keys[0]!, keys[1]!, keys[0]!], [keys[0]!, keys[1]!, 'AAAA'], [keys[0]!, keys[1]!, '!']]) expect(readRoot(wrong)).toBe(null)
})
