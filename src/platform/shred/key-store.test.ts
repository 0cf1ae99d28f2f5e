import { randomBytes } from 'node:crypto'
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeKeyFile, newKey } from './key-file.ts'
import { openKeyStore } from './key-store.ts'

let root: string
const folder = () => join(root, 'keys')
const mirror = () => join(root, 'second')

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'shred-'))
})
afterEach(() => rm(root, { recursive: true }))

async function everyByteIn(place: string): Promise<Buffer> {
  const files = await readdir(place)
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(place, file)))))
}

const anHourLater = () => Date.now() + 3_700_000

describe('a key that is destroyed', () => {
  test('is on disk before and nowhere in the folder afterwards', async () => {
    const keys = await openKeyStore(folder())
    const key = await keys.keep('week/2026-W47')
    expect((await everyByteIn(folder())).includes(key)).toBe(true)
    await keys.destroy('week/2026-W47')
    expect((await everyByteIn(folder())).includes(key)).toBe(false)
    expect(await keys.open('week/2026-W47')).toBeNull()
  })

  test('is gone for a second process that had read it', async () => {
    const one = await openKeyStore(folder())
    const two = await openKeyStore(folder())
    expect(await two.keep('a')).toEqual(await one.keep('a'))
    await one.destroy('a')
    expect(await two.open('a')).toBeNull()
    expect(await two.keep('a')).toEqual(await one.keep('a'))
  })

  test('may be destroyed twice, and a name may be used again for another key', async () => {
    const keys = await openKeyStore(folder())
    const first = await keys.keep('a')
    await keys.destroy('a')
    await keys.destroy('a')
    expect(await keys.keep('a')).not.toEqual(first)
  })

  test('is overwritten also where a full disk refuses the note that it was', async () => {
    const keys = await openKeyStore(folder())
    const key = await keys.keep('a')
    // Nobody can write into a folder's name, as nobody can append to a list on a full disk.
    await mkdir(join(folder(), 'destroyed'))
    await keys.destroy('a').catch(() => {})
    await rm(join(folder(), 'destroyed'), { recursive: true })
    expect((await everyByteIn(folder())).includes(key)).toBe(false)
    expect(await keys.open('a')).toBeNull()
  })
  test('stays destroyed when the machine stopped between overwriting and removing it', async () => {
    const keys = await openKeyStore(folder())
    await keys.keep('a')
    const [file] = (await readdir(folder())).filter((name) => name.length === 64)
    await writeFile(join(folder(), file!), randomBytes(4096))
    const restarted = await openKeyStore(folder())
    expect(await restarted.open('a')).toBeNull()
    expect(await restarted.names('')).toEqual([])
    expect(await restarted.keep('a')).toHaveLength(32)
  })
})

describe('a key that is kept', () => {
  test('is the same for everyone who asked at once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openKeyStore(folder())))
    for (let round = 0; round < 20; round += 1) {
      const asked = await Promise.all(Array.from({ length: 32 }, (_, n) => stores[n % 4]!.keep(`half-day/${round}`)))
      expect(new Set(asked.map((key) => key.toString('hex'))).size).toBe(1)
    }
    expect((await readdir(folder())).filter((name) => name.startsWith('making-'))).toEqual([])
  })

  test('survives a restart', async () => {
    const key = await (await openKeyStore(folder())).keep('a')
    expect(await (await openKeyStore(folder())).open('a')).toEqual(key)
  })

  test('is not taken for destroyed when its disk went away', async () => {
    const keys = await openKeyStore(folder())
    const key = await keys.keep('a')
    await rename(folder(), `${folder()}-away`)
    await expect(keys.open('a')).rejects.toThrow('is not there')
    await expect(keys.keep('b')).rejects.toThrow('is not there')
    await rename(`${folder()}-away`, folder())
    expect(await keys.open('a')).toEqual(key)
  })
  test('is readable by its owner alone and its file name says nothing', async () => {
    const keys = await openKeyStore(folder())
    await keys.keep('week/2026-W47')
    for (const file of await readdir(folder())) {
      expect((await stat(join(folder(), file))).mode & 0o777).toBe(0o600)
      expect(file).not.toContain('W47')
    }
    expect((await stat(folder())).mode & 0o777).toBe(0o700)
  })

  test('cannot be spoiled by whoever received it', async () => {
    const keys = await openKeyStore(folder())
    ;(await keys.keep('a')).fill(0)
    expect((await keys.keep('a')).equals(Buffer.alloc(32))).toBe(false)
  })

  test('is listed by the beginning of its name', async () => {
    const keys = await openKeyStore(folder())
    for (const name of ['week/b', 'week/a', 'half-day/c']) await keys.keep(name)
    expect(await keys.names('week/')).toEqual(['week/a', 'week/b'])
  })
})

describe('what is left over', () => {
  test('is swept when nothing needs the key and it is an hour old', async () => {
    const keys = await openKeyStore(folder())
    for (const name of ['week/needed', 'week/orphan', 'half-day/other']) await keys.keep(name)
    const needed = async (name: string) => name === 'week/needed'
    expect(await keys.sweep('week/', needed, Date.now())).toBe(0)
    expect(await keys.sweep('week/', needed, anHourLater())).toBe(1)
    expect(await keys.names('')).toEqual(['half-day/other', 'week/needed'])
  })

  test('is erased when a crash left it half made, and never the finished key behind it', async () => {
    const keys = await openKeyStore(folder())
    const kept = await keys.keep('a')
    const [file] = (await readdir(folder())).filter((name) => name.length === 64)
    await link(join(folder(), file!), join(folder(), `making-${'a'.repeat(32)}`))
    const orphan = newKey('b')
    await writeFile(join(folder(), `making-${'b'.repeat(32)}`), encodeKeyFile(orphan))
    expect((await everyByteIn(folder())).includes(orphan.key)).toBe(true)
    await keys.tidy(Date.now())
    expect((await everyByteIn(folder())).includes(orphan.key)).toBe(true)
    await keys.tidy(anHourLater())
    expect((await everyByteIn(folder())).includes(orphan.key)).toBe(false)
    expect((await readdir(folder())).filter((name) => name.startsWith('making-'))).toEqual([])
    expect(await keys.open('a')).toEqual(kept)
  })
})

describe('the mirror', () => {
  test('holds every key and loses every destroyed one', async () => {
    await mkdir(mirror())
    const keys = await openKeyStore(folder(), mirror())
    const key = await keys.keep('a')
    expect((await everyByteIn(mirror())).includes(key)).toBe(true)
    await keys.destroy('a')
    expect((await everyByteIn(mirror())).includes(key)).toBe(false)
  })

  test('that was away forgets what was destroyed meanwhile, before anything is served', async () => {
    await mkdir(mirror())
    const keys = await openKeyStore(folder(), mirror())
    const gone = await keys.keep('gone')
    await keys.keep('stays')
    await rename(mirror(), `${mirror()}-unplugged`)
    await keys.destroy('gone')
    const made = await keys.keep('made meanwhile')
    expect(await keys.mirror()).toBe('away')
    await rename(`${mirror()}-unplugged`, mirror())
    expect((await everyByteIn(mirror())).includes(gone)).toBe(true)
    const restarted = await openKeyStore(folder(), mirror())
    expect((await everyByteIn(mirror())).includes(gone)).toBe(false)
    expect((await everyByteIn(mirror())).includes(made)).toBe(true)
    expect(await restarted.names('')).toEqual(['made meanwhile', 'stays'])
  })

  test('gives the keys back when the first disk had to be replaced', async () => {
    await mkdir(mirror())
    const key = await (await openKeyStore(folder(), mirror())).keep('a')
    await rm(folder(), { recursive: true })
    expect(await (await openKeyStore(folder(), mirror())).open('a')).toEqual(key)
  })

  test('of another store is refused', async () => {
    await openKeyStore(folder())
    await openKeyStore(mirror())
    await expect(openKeyStore(folder(), mirror())).rejects.toThrow('two different stores')
  })
})

test('a file damaged by its disk is no key, rather than a wrong key', async () => {
  const keys = await openKeyStore(folder())
  await keys.keep('a')
  const [file] = (await readdir(folder())).filter((name) => name.length === 64)
  const bytes = await readFile(join(folder(), file!))
  bytes[10]! ^= 1
  await writeFile(join(folder(), file!), bytes)
  await utimes(join(folder(), file!), 1, 1)
  expect(await keys.open('a')).toBeNull()
})
