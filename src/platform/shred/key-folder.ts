import { createHmac, randomBytes } from 'node:crypto'
import { constants, statSync } from 'node:fs'
import { link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeKeyFile, encodeKeyFile, KEY_FILE_BYTES, type StoredKey } from './key-file.ts'

/** Files and folders only; which key may exist is decided in key-store.ts. Every function returns after its fsync. */
const KEY_FILE = /^[0-9a-f]{64}$/
const HALF_MADE = /^making-[0-9a-f]{32}$/
export const SALT = 'salt'
const DESTROYED = 'destroyed'

export const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

export const folderIsThere = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false

/** The file name of a key. Salted per store, so that a listing cannot be compared with guessed names. */
export const fileOf = (salt: Buffer, name: string): string => createHmac('sha256', salt).update(name).digest('hex')

export const readSalt = (folder: string): Promise<Buffer | null> => readOrNull(join(folder, SALT))

/** Writes the salt unless there is one; answers the one that stands. */
export async function settleSalt(folder: string, salt: Buffer): Promise<Buffer> {
  await linkIntoPlace(folder, SALT, salt)
  const settled = await readSalt(folder)
  if (!settled) throw new Error(`the key folder ${folder} lost its salt while it was being opened`)
  return settled
}

/** False when a file of this name is there already: whoever linked first has won. */
export const placeKey = (folder: string, file: string, key: StoredKey): Promise<boolean> =>
  linkIntoPlace(folder, file, encodeKeyFile(key))

/** Null: no file. 'broken': a file that holds no key, left by a destruction that was interrupted. */
export async function readKey(folder: string, file: string): Promise<StoredKey | 'broken' | null> {
  const bytes = await readOrNull(join(folder, file))
  return bytes && (decodeKeyFile(bytes) ?? 'broken')
}

/** Changes whenever another process destroys or replaces the file. Synchronous: two microseconds, once per use of a key. */
export function traceOf(folder: string, file: string): string | null {
  const found = statSync(join(folder, file), { throwIfNoEntry: false })
  return found ? `${found.ino}:${found.mtimeMs}` : null
}

export const keyFilesIn = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => KEY_FILE.test(name))

export const writtenAt = async (folder: string, file: string): Promise<number> => (await stat(join(folder, file))).mtimeMs

/** Overwrites, flushes, removes the name, flushes the folder. Safe to repeat after a crash at any point. */
export async function eraseFile(folder: string, file: string): Promise<void> {
  const path = join(folder, file)
  const handle = await open(path, constants.O_RDWR).catch(absentAsNull)
  if (handle) {
    try {
      const size = Math.max((await handle.stat()).size, KEY_FILE_BYTES)
      await handle.write(randomBytes(size), 0, size, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await unlink(path).catch(absentAsNull)
  }
  await syncFolder(folder)
}

/** What a crash during creation left. The second name of a finished key is only a name; anything else is overwritten too. */
export async function eraseHalfMade(folder: string, writtenBefore: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!HALF_MADE.test(name)) continue
    const found = await stat(join(folder, name)).catch(absentAsNull)
    if (!found || found.mtimeMs >= writtenBefore) continue
    if (found.nlink > 1) await unlink(join(folder, name)).catch(absentAsNull)
    else await eraseFile(folder, name)
  }
}

/** Ids of destroyed keys, so that a mirror that was away cannot bring one back. A line torn by a crash is ignored. */
export async function destroyedIn(folder: string): Promise<Set<string>> {
  const text = (await readOrNull(join(folder, DESTROYED)))?.toString('latin1') ?? ''
  return new Set(text.split('\n').filter((line) => /^[0-9a-f]{32}$/.test(line)))
}

export async function noteDestroyed(folder: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const handle = await open(join(folder, DESTROYED), 'a', 0o600)
  try {
    await handle.write(ids.map((id) => `\n${id}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(folder)
}

async function linkIntoPlace(folder: string, name: string, bytes: Buffer): Promise<boolean> {
  const halfName = `making-${randomBytes(16).toString('hex')}`
  const half = join(folder, halfName)
  const handle = await open(half, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } catch (failure) {
    // A full disk: without this every try would leave another file behind.
    await unlink(half).catch(absentAsNull)
    throw failure
  } finally {
    await handle.close()
  }
  const won = await link(half, join(folder, name)).then(() => true, takenAsFalse)
  if (won) await unlink(half)
  else await eraseFile(folder, halfName)
  await syncFolder(folder)
  return won
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const readOrNull = (path: string): Promise<Buffer | null> => readFile(path).catch(absentAsNull)

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

function absentAsNull(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

function takenAsFalse(error: unknown): false {
  if (codeOf(error) === 'EEXIST') return false
  throw error
}
