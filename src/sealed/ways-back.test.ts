import { expect, test } from 'vitest'
import { newRoot, keysOf } from './account-keys.ts'
import { type Bytes, fromBase64url, randomBytes, sha256, toBase64url } from './bytes.ts'
import { ARGON2, handleLookup, newHandle, newPassphrase, newSalt, passphraseSecrets, randomBelow } from './passphrase.ts'
import { newWords, positionsToTypeBack, readWords, wordsSecrets } from './recovery-words.ts'
import { type WayBackSecrets, makeSlot, openSlot, secretsOf } from './slots.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const ZERO_WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'.split(' ')

async function slotOf(secrets: WayBackSecrets) {
  const root = newRoot()
  const { account } = await keysOf(root)
  return { root, account, slot: await makeSlot(secrets, account, root) }
}

test('the twelve words open the root they were made for', async () => {
  const words = newWords()
  expect(words).toHaveLength(12)
  const { root, account, slot } = await slotOf(await wordsSecrets(words))
  expect(await openSlot(await wordsSecrets(words), account, slot.version, fromBase64url(slot.rootSealed))).toEqual(root)
})

test('other words, another account, kind or version, or one changed bit do not open it', async () => {
  const secrets = await wordsSecrets(newWords())
  const { account, slot } = await slotOf(secrets)
  const box = fromBase64url(slot.rootSealed)
  const other = (await keysOf(newRoot())).account
  await expect(openSlot(await wordsSecrets(newWords()), account, 1, box)).rejects.toThrow()
  await expect(openSlot(secrets, other, 1, box)).rejects.toThrow()
  await expect(openSlot({ ...secrets, kind: 'passkey' }, account, 1, box)).rejects.toThrow()
  await expect(openSlot(secrets, account, 2, box)).rejects.toThrow()
  for (let i = 0; i < box.length; i += 1) await expect(openSlot(secrets, account, 1, flip(box, i))).rejects.toThrow()
})

test('the server gets a hash of the proof, and neither the proof nor the key', async () => {
  const secrets = await secretsOf('passkey', randomBytes(32))
  const { slot, root } = await slotOf(secrets)
  const sent = JSON.stringify(slot)
  for (const secret of [secrets.proof, secrets.kek, root]) expect(sent).not.toContain(toBase64url(secret))
  expect(slot.proofHash).toBe(toBase64url(await sha256(secrets.proof)))
})

test('known words give known places, so that a slot of today opens in years', async () => {
  const secrets = await wordsSecrets(ZERO_WORDS)
  expect({ lookup: hex(secrets.lookup), proof: hex(secrets.proof), kek: hex(secrets.kek) }).toMatchInlineSnapshot(`
    {
      "kek": "7bc5deaf0b5172442743cbcdc6b9dabe9334ec6821bd79a5106147c56ea808ca",
      "lookup": "c8b996d371d74d1221e522d1f15472c5",
      "proof": "b6fe16ea3c0a850c053b7e55c710d4dadabe3e783788f5b0474d760e57286e30",
    }
  `)
})

test('a passkey and words of the same secret would lie in different places', async () => {
  const secret = randomBytes(16)
  expect((await secretsOf('passkey', secret)).lookup).not.toEqual((await secretsOf('words', secret)).lookup)
})

test('words are read in any case, with numbers and line breaks; a slip is named', () => {
  const words = newWords()
  const typed = words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n')
  expect(readWords(typed)).toEqual({ words })
  expect(readWords(words.slice(1).join(' '))).toEqual({ fault: 'count', count: 11 })
  expect(readWords(['peerside', ...words.slice(1)].join(' '))).toEqual({ fault: 'unknown', position: 1 })
  expect(readWords([...ZERO_WORDS.slice(0, 11), 'zoo'].join(' '))).toEqual({ fault: 'checksum' })
})

test('two different places are drawn to type back', () => {
  for (let i = 0; i < 200; i += 1) {
    const [first, second] = positionsToTypeBack(randomBelow)
    expect(first).toBeLessThan(second)
    expect(first).toBeGreaterThanOrEqual(1)
    expect(second).toBeLessThanOrEqual(12)
  }
})

test('a passphrase costs 64 MiB and three passes, and opens with its handle and salt only', async () => {
  expect(ARGON2).toMatchObject({ memorySize: 65_536, iterations: 3, parallelism: 1 })
  const [handle, passphrase, salt] = [newHandle(), newPassphrase(), newSalt()]
  expect(handle).toMatch(/^[a-z]+-[a-z]+-\d\d$/)
  expect(passphrase.split(' ')).toHaveLength(6)
  const secrets = await passphraseSecrets(handle, passphrase, salt)
  const sloppy = await passphraseSecrets(` ${handle.toUpperCase()}`, passphrase.replaceAll(' ', '  '), salt)
  expect(sloppy).toEqual(secrets)
  expect((await passphraseSecrets(handle, passphrase, newSalt())).kek).not.toEqual(secrets.kek)
  expect((await passphraseSecrets(handle, newPassphrase(), salt)).proof).not.toEqual(secrets.proof)
  expect(await handleLookup(handle)).toEqual(secrets.lookup)
})

test('a known passphrase gives known secrets', async () => {
  const secrets = await passphraseSecrets('quiet-heron-42', 'abandon ability able about above absent', new Uint8Array(16))
  expect({ lookup: hex(secrets.lookup), proof: hex(secrets.proof), kek: hex(secrets.kek) }).toMatchInlineSnapshot(`
    {
      "kek": "a3ce32036760fcd02aabde18aa9f5854edd8e73ab5b5f1f01fd1523a3381fd32",
      "lookup": "a6ada03f3c4c3b6a1db208ed4545b8ef",
      "proof": "30f0413dacb3fcacd4f7c8c2f287e529e3f8a8fb8438e2f14508b0e7ed626e2c",
    }
  `)
})

function flip(original: Uint8Array, i: number): Bytes {
  const changed = Uint8Array.from(original)
  changed[i]! ^= 1 << (i % 8)
  return changed
}
