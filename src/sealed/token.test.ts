import { beforeAll, describe, expect, test } from 'vitest'
import { newSigner, type Signer } from '../../test/signer.ts'
import { isTokenSignedBy } from '../platform/proofs/token.ts'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { type Bytes, randomBytes, toBase64url } from './bytes.ts'
import { newWords, wordsSecrets } from './recovery-words.ts'
import { askForSpare, openSpare, sealSpare } from './spare.ts'
import { type Certificate, blind, finalize, importIssuerKey, isCertified, isToken } from './token.ts'
import { isPreparedFor, prepare, surveyMessage, tokenMessage } from './token-messages.ts'

const HERE = { program: 'ridgeway', term: '2026-27', role: 'student' }
let issuer: Signer
let foreign: Signer
let keys: AccountKeys
let token: { prepared: Bytes; signature: Bytes }

beforeAll(async () => {
  ;[issuer, foreign] = [newSigner(), newSigner()]
  keys = await keysOf(newRoot())
  token = await issued(issuer, await tokenMessage(HERE, keys))
})

async function issued(by: Signer, message: Bytes) {
  const prepared = prepare(message)
  const { blinded, inv } = await blind(by.spki, prepared)
  return { prepared, signature: await finalize(by.spki, prepared, by.sign(blinded), inv) }
}

const listed = (spki: Bytes | null) => ({ issuerKey: (term: string, role: string) => (term === HERE.term && role === HERE.role ? spki : null) })
const certificate = (changed: Partial<Certificate> = {}): Certificate => ({ term: HERE.term, prepared: toBase64url(token.prepared), signature: toBase64url(token.signature), ...changed })

/** What another key makes of a message that was blinded for the program's own: drawn again while it does not fit the other modulus. */
async function answeredBy(other: Signer): Promise<{ answer: Uint8Array<ArrayBuffer>; inv: Uint8Array<ArrayBuffer> }> {
  for (;;) {
    const { blinded, inv } = await blind(issuer.spki, token.prepared)
    try { return { answer: other.sign(blinded), inv } } catch { /* too large for it */ }
  }
}

describe('a token', () => {
  test('blinded in the browser and signed by OpenSSL is a plain signature that both ends accept', async () => {
    expect(await isToken(issuer.spki, token.prepared, token.signature)).toBe(true)
    expect(isTokenSignedBy(issuer.spki, token.prepared, token.signature)).toBe(true)
    expect(await isCertified(listed(issuer.spki), HERE.program, certificate(), keys.pkAuth, keys.pkHpke)).toBe(true)
  })
  test('shows the issuer nothing that returns in it, and the same message never looks the same twice', async () => {
    const [once, again] = await Promise.all([blind(issuer.spki, token.prepared), blind(issuer.spki, token.prepared)])
    expect(once.blinded).not.toEqual(again.blinded)
    expect(once.blinded).not.toEqual(token.signature)
  })
  test('under a key that not everybody has is refused in the browser', async () => {
    const { answer, inv } = await answeredBy(foreign)
    await expect(finalize(issuer.spki, token.prepared, answer, inv)).rejects.toThrow('invalid signature')
  })
  test('of a foreign issuer is worth nothing at either end', async () => {
    expect(await isToken(foreign.spki, token.prepared, token.signature)).toBe(false)
    expect(isTokenSignedBy(foreign.spki, token.prepared, token.signature)).toBe(false)
    expect(await isCertified(listed(foreign.spki), HERE.program, certificate(), keys.pkAuth, keys.pkHpke)).toBe(false)
  })
  test('certifies these keys and no others, in one program, year and role', async () => {
    const others = await keysOf(newRoot())
    const certified = (program: string, shown: Certificate, by: AccountKeys = keys) => isCertified(listed(issuer.spki), program, shown, by.pkAuth, by.pkHpke)
    expect(await certified(HERE.program, certificate(), others)).toBe(false)
    expect(await certified('elsewhere', certificate())).toBe(false)
    expect(await certified(HERE.program, certificate({ term: '2027-28' }))).toBe(false)
    expect(await isCertified({ issuerKey: () => issuer.spki }, HERE.program, certificate({ term: '2027-28' }), keys.pkAuth, keys.pkHpke)).toBe(false)
    expect(isPreparedFor(token.prepared, await tokenMessage({ ...HERE, role: 'survey-1' }, keys))).toBe(false)
    expect(isPreparedFor(token.prepared, await tokenMessage(HERE, keys))).toBe(true)
    expect(isPreparedFor(token.prepared, surveyMessage(HERE.program, HERE.term, 1))).toBe(false)
  })
  test('breaks with every bit that is changed', async () => {
    for (const part of ['prepared', 'signature'] as const) {
      for (let at = 0; at < token[part].length; at += 7) {
        const bytes = { ...token, [part]: token[part].map((byte, i) => (i === at ? byte ^ (1 << at % 8) : byte)) }
        expect(isTokenSignedBy(issuer.spki, bytes.prepared, bytes.signature), `${part} ${at}`).toBe(false)
        expect(await isToken(issuer.spki, bytes.prepared, bytes.signature), `${part} ${at}`).toBe(false)
      }
    }
    expect(await isCertified(listed(issuer.spki), HERE.program, certificate({ prepared: '!' }), keys.pkAuth, keys.pkHpke)).toBe(false)
  })
  test('is refused, not thrown at, when it has another length, is nothing but zeros, or comes with a broken key', async () => {
    for (const signature of [new Uint8Array(0), new Uint8Array(384), randomBytes(385)]) {
      expect(isTokenSignedBy(issuer.spki, token.prepared, signature)).toBe(false)
      expect(await isToken(issuer.spki, token.prepared, signature)).toBe(false)
    }
    expect(isTokenSignedBy(randomBytes(40), token.prepared, token.signature)).toBe(false)
    expect(await isToken(randomBytes(40), token.prepared, token.signature)).toBe(false)
  })
  test('is never made under a key that is too small', async () => {
    const small = newSigner(2048)
    await expect(importIssuerKey(small.spki)).rejects.toThrow()
    expect(isTokenSignedBy(small.spki, token.prepared, token.signature)).toBe(false)
  })
  test('is not made of an answer of zeros or of another length', async () => {
    const { inv } = await blind(issuer.spki, token.prepared)
    await expect(finalize(issuer.spki, token.prepared, new Uint8Array(384), inv)).rejects.toThrow()
    await expect(finalize(issuer.spki, token.prepared, randomBytes(385), inv)).rejects.toThrow()
  })
})

describe('a spare', () => {
  const spare = () => ({ ...certificate(), root: toBase64url(newRoot()) })
  test('opens with its own words, in its own program', async () => {
    const words = newWords(), kept = spare()
    const { contentSealed } = await sealSpare(words, HERE.program, kept)
    expect(await openSpare(words, HERE.program, contentSealed)).toEqual(kept)
    await expect(openSpare(newWords(), HERE.program, contentSealed)).rejects.toThrow()
    await expect(openSpare(words, 'elsewhere', contentSealed)).rejects.toThrow()
  })
  test('lies where only its words say, with nothing of the account or the token readable in it', async () => {
    const words = newWords(), kept = spare()
    const sealed = await sealSpare(words, HERE.program, kept)
    expect((await askForSpare(words)).lookup).toBe(sealed.lookup)
    expect((await askForSpare(newWords())).lookup).not.toBe(sealed.lookup)
    for (const secret of [keys.account, kept.root, kept.prepared, kept.signature]) expect(JSON.stringify(sealed)).not.toContain(secret)
  })
  test('has the same size whatever the program is called, and its own words make another lookup than a way back', async () => {
    const [short, long] = await Promise.all([sealSpare(newWords(), 'ab', spare()), sealSpare(newWords(), 'a'.repeat(40), { ...spare(), prepared: 'x'.repeat(240) })])
    expect(short.contentSealed).toHaveLength(long.contentSealed.length)
    const words = newWords()
    expect((await askForSpare(words)).lookup).not.toBe(toBase64url((await wordsSecrets(words)).lookup))
  })
})
