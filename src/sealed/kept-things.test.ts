import { beforeEach, expect, test } from 'vitest'
import { type AccountKeys, keysOf, newRoot } from './account-keys.ts'
import { NOTE_BYTES, noteFits, openBookingNote, sealBookingNote } from './booking-note.ts'
import { type Bytes, randomBytes } from './bytes.ts'
import { KEPT_MS, eraseFromDevice, findOnDevice, keepOnDevice, unwrapRoot, wrapRoot } from './device.ts'
import { draftNames, loadDraft, removeDraft, saveDraft } from './drafts.ts'
import { memoryDrawer } from './drawer.ts'
import { pad, unpad } from './padding.ts'
import { openVault, sealVault } from './vault.ts'

let amina: AccountKeys, bruno: AccountKeys, eve: AccountKeys
beforeEach(async () => { [amina, bruno, eve] = await Promise.all([keysOf(newRoot()), keysOf(newRoot()), keysOf(newRoot())]) })

const place = () => ({ program: 'ridgeway', booking: '4f0c', slot: '1760000000000', supporter: bruno.account })

test('a booking note opens for the supporter and says which pseudonym wrote it', async () => {
  const sealed = await sealBookingNote(amina, bruno.pkHpke, place(), { topic: 'exams', words: 'Je dors mal 😔' })
  expect(await openBookingNote(bruno, place(), sealed)).toEqual({ from: amina.account, note: { topic: 'exams', words: 'Je dors mal 😔' } })
})

test('a long note and an empty one have the same size, and one too long is refused before it is sealed', async () => {
  const short = await sealBookingNote(amina, bruno.pkHpke, place(), {})
  const long = await sealBookingNote(amina, bruno.pkHpke, place(), { words: 'x'.repeat(490) })
  expect(short.length).toBe(32 + 32 + 32 + NOTE_BYTES + 16)
  expect(long.length).toBe(short.length)
  expect(noteFits({ words: 'x'.repeat(490) })).toBe(true)
  expect(noteFits({ words: 'é'.repeat(300) })).toBe(false)
  await expect(sealBookingNote(amina, bruno.pkHpke, place(), { words: 'x'.repeat(600) })).rejects.toThrow()
})

test('a note copied to another booking, slot, program or supporter, or changed by one bit, does not open', async () => {
  const sealed = await sealBookingNote(amina, bruno.pkHpke, place(), { words: 'hello' })
  for (const other of [{ program: 'other' }, { booking: '4f0d' }, { slot: '1760000000001' }, { supporter: eve.account }])
    await expect(openBookingNote(bruno, { ...place(), ...other }, sealed)).rejects.toThrow()
  await expect(openBookingNote(eve, place(), sealed)).rejects.toThrow()
  for (let i = 0; i < sealed.length; i += 7) await expect(openBookingNote(bruno, place(), flip(sealed, i))).rejects.toThrow()
})

test('nobody can write a note in the name of another student', async () => {
  const sealed = await sealBookingNote(eve, bruno.pkHpke, place(), { words: 'I am Amina' })
  sealed.set(amina.pkAuth, 0)
  sealed.set(amina.pkHpke, 32)
  await expect(openBookingNote(bruno, place(), sealed)).rejects.toThrow()
})

test('the vault opens for its account and version only, and hides how much is in it', async () => {
  const box = await sealVault(amina.vault, amina.account, 3, { hidden: ['p1'] })
  expect(await openVault(amina.vault, amina.account, 3, box)).toEqual({ hidden: ['p1'] })
  expect(box.length).toBe((await sealVault(amina.vault, amina.account, 3, { hidden: ['p1', 'p2', 'p3'] })).length)
  await expect(openVault(amina.vault, amina.account, 2, box)).rejects.toThrow()
  await expect(openVault(eve.vault, eve.account, 3, box)).rejects.toThrow()
  await expect(openVault(amina.vault, amina.account, 3, flip(box, 20))).rejects.toThrow()
})

test('a reload loses nothing: the device opens the same account and can still add a way back', async () => {
  const drawer = memoryDrawer()
  const root = newRoot()
  const keys = await keysOf(root)
  await keepOnDevice(drawer, 'ridgeway', await wrapRoot(root, keys, 'student'))
  const kept = await findOnDevice(drawer, 'ridgeway', 'student', Date.now() + 400 * KEPT_MS)
  expect(kept?.keys.account).toBe(keys.account)
  expect(await unwrapRoot(kept!)).toEqual(root)
  expect(await findOnDevice(drawer, 'other', 'student', 0)).toBeNull()
})

test('nothing kept on the device shows the root or a private key', async () => {
  const root = newRoot()
  const kept = await wrapRoot(root, await keysOf(root), 'student')
  const keys = [kept.wrapKey, kept.keys.auth, kept.keys.vault, kept.keys.hpke.privateKey]
  expect(keys.every((key) => !key.extractable)).toBe(true)
  expect(Buffer.from(kept.rootWrapped).includes(Buffer.from(root))).toBe(false)
})

test('after its time, and when told to forget, the device has neither account nor drafts', async () => {
  const drawer = memoryDrawer()
  const root = newRoot()
  const kept = { ...(await wrapRoot(root, await keysOf(root), 'student')), until: 1000 }
  await keepOnDevice(drawer, 'ridgeway', kept)
  await saveDraft(drawer, kept.keys, 'ridgeway', 'note', 'words')
  expect(await findOnDevice(drawer, 'ridgeway', 'student', 999)).not.toBeNull()
  expect(await findOnDevice(drawer, 'ridgeway', 'student', 1000)).toBeNull()
  expect(await drawer.names('device')).toEqual([])
  expect(await drawer.names('drafts')).toEqual([])
  await keepOnDevice(drawer, 'ridgeway', kept)
  await eraseFromDevice(drawer, 'ridgeway', kept)
  expect(await findOnDevice(drawer, 'ridgeway', 'student', 0)).toBeNull()
})

test('a supporter who seeks help keeps both accounts on one phone, and forgetting one leaves the other', async () => {
  const drawer = memoryDrawer()
  const [asStudent, asStaff] = await Promise.all([wrapRoot(newRoot(), amina, 'student'), wrapRoot(newRoot(), bruno, 'staff')])
  await keepOnDevice(drawer, 'ridgeway', asStudent)
  await keepOnDevice(drawer, 'ridgeway', asStaff)
  expect((await findOnDevice(drawer, 'ridgeway', 'staff', 0))?.keys.account).toBe(bruno.account)
  await eraseFromDevice(drawer, 'ridgeway', asStaff)
  expect(await findOnDevice(drawer, 'ridgeway', 'staff', 0)).toBeNull()
  expect((await findOnDevice(drawer, 'ridgeway', 'student', 0))?.keys.account).toBe(amina.account)
})

test('a draft comes back to whoever wrote it, and to nobody else on the same device', async () => {
  const drawer = memoryDrawer()
  await saveDraft(drawer, bruno, 'ridgeway', 'interaction/1', { minutes: 20 })
  expect(await loadDraft(drawer, bruno, 'ridgeway', 'interaction/1')).toEqual({ minutes: 20 })
  expect(await loadDraft(drawer, eve, 'ridgeway', 'interaction/1')).toBeNull()
  expect(await loadDraft(drawer, { ...eve, account: bruno.account }, 'ridgeway', 'interaction/1')).toBeNull()
  expect(await draftNames(drawer, bruno, 'ridgeway', 'interaction/')).toEqual(['interaction/1'])
  await removeDraft(drawer, bruno, 'ridgeway', 'interaction/1')
  expect(await loadDraft(drawer, bruno, 'ridgeway', 'interaction/1')).toBeNull()
})

test('padding gives back exactly what was padded, and broken padding is refused', () => {
  const content = randomBytes(60)
  expect(unpad(pad(content, 64))).toEqual(content)
  expect(() => pad(content, 63)).toThrow()
  expect(() => unpad(new Uint8Array([255, 255, 255, 255, 0]))).toThrow()
  expect(() => unpad(new Uint8Array(3))).toThrow()
})

function flip(original: Uint8Array, i: number): Bytes {
  const changed = Uint8Array.from(original)
  changed[i]! ^= 1 << (i % 8)
  return changed
}
