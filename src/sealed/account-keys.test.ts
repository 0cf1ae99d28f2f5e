import { expect, test } from 'vitest'
import { isSignedBy } from '../platform/proofs/ed25519.ts'
import { accountId, keysOf, newRoot } from './account-keys.ts'
import { fromBase64url, hkdf, utf8 } from './bytes.ts'
import { open, seal } from './hpke.ts'
import { sign } from './signature.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const ROOT = Uint8Array.from({ length: 32 }, (_, i) => i)

test('HKDF gives the answers of RFC 5869, test case 3', async () => {
  const okm = await hkdf(bytes('0b'.repeat(22)), new Uint8Array(0), 42)
  expect(hex(okm)).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8')
})

test('the same root always gives the same account', async () => {
  const keys = await keysOf(ROOT)
  expect({ account: keys.account, auth: hex(keys.pkAuth), hpke: hex(keys.pkHpke) }).toMatchInlineSnapshot(`
    {
      "account": "VZKW_ubX5gmfaoHUH1y4_w",
      "auth": "1ca4e5a165cc1ecd7926ca6ac6ec3d1f2f59cda552629366aacf2209283275ff",
      "hpke": "5a2c0fbbc2c43ff330081ec8c9d2dd40b2a1d33f17c7a6e0aed5017b01a1115d",
    }
  `)
  expect((await keysOf(ROOT)).account).toBe(keys.account)
  expect((await keysOf(newRoot())).account).not.toBe(keys.account)
})

test('an account id is 16 bytes of a hash over both public keys', async () => {
  const { account, pkAuth, pkHpke } = await keysOf(ROOT)
  expect(fromBase64url(account)).toHaveLength(16)
  expect(await accountId(pkAuth, pkHpke)).toBe(account)
  expect(await accountId(pkHpke, pkAuth)).not.toBe(account)
})

test('no private key can be read out of WebCrypto', async () => {
  const { auth, hpke, vault } = await keysOf(newRoot())
  for (const key of [auth, hpke.privateKey, vault]) {
    expect(key.extractable).toBe(false)
    for (const format of ['pkcs8', 'raw'] as const) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow()
  }
})

test('the server takes a signature by the account and no other, over this message and no other', async () => {
  const [keys, others] = await Promise.all([keysOf(newRoot()), keysOf(newRoot())])
  const message = utf8('message')
  const signature = await sign(keys.auth, message)
  expect(isSignedBy(keys.pkAuth, message, signature)).toBe(true)
  expect(isSignedBy(others.pkAuth, message, signature)).toBe(false)
  expect(isSignedBy(keys.pkAuth, utf8('massage'), signature)).toBe(false)
  expect(isSignedBy(keys.pkAuth.slice(1), message, signature)).toBe(false)
  for (let i = 0; i < signature.length; i += 1) expect(isSignedBy(keys.pkAuth, message, flip(signature, i))).toBe(false)
})

test('Ed25519 is checked as in RFC 8032, test 2', () => {
  const pk = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = bytes('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00')
  expect(isSignedBy(pk, bytes('72'), signature)).toBe(true)
  expect(isSignedBy(pk, bytes('73'), signature)).toBe(false)
})

test('what is sealed to an account opens with its key, its info and its sender only', async () => {
  const [bruno, amina, eve] = await Promise.all([keysOf(newRoot()), keysOf(newRoot()), keysOf(newRoot())])
  const info = utf8('ps1/test')
  const sealed = await seal({ to: bruno.pkHpke, from: amina.hpke, info }, utf8('hello'))
  const opening = { with: bruno.hpke, from: amina.pkHpke, info }
  expect(new TextDecoder().decode(await open(opening, sealed))).toBe('hello')
  await expect(open({ ...opening, with: eve.hpke }, sealed)).rejects.toThrow()
  await expect(open({ ...opening, from: eve.pkHpke }, sealed)).rejects.toThrow()
  await expect(open({ with: bruno.hpke, info }, sealed)).rejects.toThrow()
  await expect(open({ ...opening, info: utf8('ps1/tost') }, sealed)).rejects.toThrow()
  for (let i = 0; i < sealed.length; i += 1) await expect(open(opening, flip(sealed, i))).rejects.toThrow()
})

function flip(original: Uint8Array, i: number): Uint8Array<ArrayBuffer> {
  const changed = Uint8Array.from(original)
  changed[i]! ^= 1 << (i % 8)
  return changed
}
