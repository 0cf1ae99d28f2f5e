import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { constants, createPrivateKey, generateKeyPairSync, privateEncrypt, randomBytes, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { RFC_PRIMES, RFC_VECTORS } from '../../test/rfc9474.ts'
import { blind, finalize } from '../sealed/token.ts'
import { prepare } from '../sealed/token-messages.ts'
import { blindSign, isBlinded, readSigningKey } from './blind-signature.ts'

const pemOf = () => generateKeyPairSync('rsa', { modulusLength: 3072, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).privateKey
const key = readSigningKey(pemOf())
const big = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const bytes = (number: bigint): string => Buffer.from(number.toString(16).padStart(Math.ceil(number.toString(16).length / 2) * 2, '0'), 'hex').toString('base64url')

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let b = base % modulus, e = exponent; e > 0n; e >>= 1n, b = (b * b) % modulus) if (e & 1n) result = (result * b) % modulus
  return result
}
/** Fermat: for a prime modulus. */
const inverse = (number: bigint, prime: bigint): bigint => power(number, prime - 2n, prime)

function euclid(number: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [number, modulus, 1n, 0n]
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return ((x % modulus) + modulus) % modulus
}

function rfcKey() {
  const [p, q] = [big(RFC_PRIMES.p), big(RFC_PRIMES.q)], d = euclid(65537n, (p - 1n) * (q - 1n))
  const jwk = { kty: 'RSA', e: 'AQAB', n: bytes(p * q), d: bytes(d), p: bytes(p), q: bytes(q), dp: bytes(d % (p - 1n)), dq: bytes(d % (q - 1n)), qi: bytes(inverse(q, p)) }
  return readSigningKey(createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }) as string)
}

test.each(RFC_VECTORS)('RFC 9474, $name: our signer answers as printed', ({ blinded, blindSignature, prepared, signature }) => {
  const theirs = rfcKey()
  expect(blindSign(theirs, blinded).toString('hex')).toBe(blindSignature.toString('hex'))
  if (signature) expect(verify('sha384', prepared, { key: theirs.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature)).toBe(true)
})

test('what a browser blinds and we sign is a token that OpenSSL verifies by itself', async () => {
  const message = prepare(new Uint8Array(40)), spki = new Uint8Array(key.spki)
  const { blinded, inv } = await blind(spki, message)
  const token = await finalize(spki, message, new Uint8Array(blindSign(key, blinded)), inv)
  expect(verify('sha384', message, { key: key.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, token)).toBe(true)
})

test('the browser’s library would have signed the same, byte for byte', async () => {
  const smaller = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } })
  const ours = readSigningKey(createPrivateKey({ key: smaller.privateKey, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }) as string)
  const theirs = await crypto.subtle.importKey('pkcs8', new Uint8Array(smaller.privateKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['sign'])
  const suite = RSABSSA.SHA384.PSS.Randomized({ supportsRSARAW: false })
  for (let round = 0; round < 2; round += 1) {
    const blinded = new Uint8Array(randomBytes(256))
    blinded[0] = 0
    expect(Buffer.from(await suite.blindSign(theirs, blinded)).equals(blindSign(ours, blinded))).toBe(true)
  }
})

test('the same message blinded twice shows the signer two different numbers', async () => {
  const message = prepare(new Uint8Array(40)), spki = new Uint8Array(key.spki)
  const [once, again] = [await blind(spki, message), await blind(spki, message)]
  expect(Buffer.from(once.blinded).equals(Buffer.from(again.blinded))).toBe(false)
})

test('whatever the signer saw fits every token: it cannot tell which one it made', async () => {
  const spki = new Uint8Array(key.spki), n = big(key.modulus)
  const seen = await Promise.all([1, 2, 3].map(async (i) => {
    const message = prepare(Buffer.from([i])), { blinded, inv } = await blind(spki, message)
    const answer = blindSign(key, blinded)
    return { blinded, token: await finalize(spki, message, new Uint8Array(answer), inv) }
  }))
  for (const { blinded } of seen) {
    for (const { token } of seen) {
      // The one r that would lead from this token to this transcript always exists.
      const encoded = power(big(token), 65537n, n)
      const r = power((big(blinded) * euclid(encoded, n)) % n, BigInt(`0x${Buffer.from(key.privateKey.export({ format: 'jwk' }).d!, 'base64url').toString('hex')}`), n)
      expect((encoded * power(r, 65537n, n)) % n).toBe(big(blinded))
    }
  }
})

test.each([
  ['zero', () => Buffer.alloc(384)],
  ['the modulus itself', () => key.modulus],
  ['more than the modulus', () => Buffer.alloc(384, 255)],
  ['one byte too few', () => randomBytes(383)],
  ['one byte too many', () => Buffer.concat([Buffer.alloc(1), randomBytes(384)])],
  ['nothing', () => Buffer.alloc(0)],
])('%s is not signed', (_, blinded) => {
  expect(isBlinded(key, blinded())).toBe(false)
  expect(() => blindSign(key, blinded())).toThrow('Broken promise')
})

test('a signature that does not open to what was asked does not leave: one faulty answer would give the key away', () => {
  const other = readSigningKey(pemOf()), blinded = Buffer.concat([Buffer.alloc(1), randomBytes(383)])
  expect(() => blindSign({ ...key, publicKey: other.publicKey }, blinded)).toThrow('opens to what was signed')
  // The control: with its own public half the same number is signed, as by OpenSSL’s other name for the operation.
  expect(blindSign(key, blinded).equals(privateEncrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, blinded))).toBe(true)
})
