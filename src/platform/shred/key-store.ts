import { randomBytes } from 'node:crypto'
import { newKey, type StoredKey } from './key-file.ts'
import {
  eraseFile,
  eraseHalfMade,
  fileOf,
  folderIsThere,
  keyFilesIn,
  makeFolder,
  noteDestroyed,
  placeKey,
  readKey,
  readSalt,
  SALT,
  settleSalt,
  traceOf,
  writtenAt,
} from './key-folder.ts'
import { agree } from './mirror.ts'

/** Keys whose destruction is real: outside the database and its log, in no backup. Losing a key is the point. */
export interface KeyStore {
  /** The key of this name, made and flushed to disk first where there is none. 32 bytes, a copy of the caller's own. */
  keep(name: string): Promise<Buffer>
  /** Null when there is no such key, or no longer. */
  open(name: string): Promise<Buffer | null>
  /** Returns once the bytes are overwritten and the name is gone from disk. Repeating it does no harm. */
  destroy(name: string): Promise<void>
  names(prefix: string): Promise<string[]>
  /** Destroys keys of the prefix that nothing needs and that are older than an hour; answers how many. */
  sweep(prefix: string, needed: (name: string) => Promise<boolean>, now: number): Promise<number>
  /** Brings the mirror up to date: deletions first, then copies. */
  mirror(): Promise<MirrorState>
  /** Erases what a crash left half made an hour ago or longer, and brings the mirror up to date. */
  tidy(now: number): Promise<MirrorState>
}

export type MirrorState = 'none' | 'together' | 'away'

const HOUR_MS = 3_600_000

export async function openKeyStore(folder: string, mirror?: string): Promise<KeyStore> {
  await makeFolder(folder)
  const salt = await agreedSalt(folder, mirror)
  const store = new FolderKeyStore(folder, mirror ?? null, salt)
  await store.mirror()
  return store
}

/** A replaced disk takes the salt of its mirror, otherwise it could not find the keys it gets back. */
async function agreedSalt(folder: string, mirror: string | undefined): Promise<Buffer> {
  const second = mirror && folderIsThere(mirror) ? mirror : null
  const known = (await readSalt(folder)) ?? (second ? await readSalt(second) : null) ?? randomBytes(32)
  const salt = await settleSalt(folder, known)
  if (second && !(await settleSalt(second, salt)).equals(salt)) throw new Error(`the key folders ${folder} and ${second} belong to two different stores`)
  return salt
}

class FolderKeyStore implements KeyStore {
  private readonly folder: string
  private readonly second: string | null
  private readonly salt: Buffer
  private readonly cache = new Map<string, { key: Buffer; trace: string }>()
  private readonly making = new Map<string, Promise<Buffer>>()
  private last: Promise<unknown> = Promise.resolve()

  constructor(folder: string, second: string | null, salt: Buffer) {
    this.folder = folder
    this.second = second
    this.salt = salt
  }

  async open(name: string): Promise<Buffer | null> {
    const file = fileOf(this.salt, name)
    const trace = traceOf(this.folder, file)
    const cached = this.cache.get(name)
    if (cached && cached.trace === trace) return Buffer.from(cached.key)
    this.forget(name)
    if (trace === null) return this.absent()
    const found = await readKey(this.folder, file)
    if (found === null || found === 'broken') return null
    this.cache.set(name, { key: Buffer.from(found.key), trace })
    return found.key
  }

  /** A folder that was unmounted holds no salt either: "no such key" would let its records be given up. */
  private absent(): null {
    if (traceOf(this.folder, SALT) === null) throw new Error(`the key folder ${this.folder} is not there`)
    return null
  }

  async keep(name: string): Promise<Buffer> {
    const there = await this.open(name)
    if (there) return there
    const alreadyMaking = this.making.get(name)
    if (alreadyMaking) return Buffer.from(await alreadyMaking)
    const made = this.make(name)
    this.making.set(name, made)
    try {
      return Buffer.from(await made)
    } finally {
      this.making.delete(name)
    }
  }

  async destroy(name: string): Promise<void> {
    await this.alone(() => this.destroyNow(name, fileOf(this.salt, name)))
  }

  private async destroyNow(name: string, file: string): Promise<void> {
    this.forget(name)
    const found = await readKey(this.folder, file)
    const ids = found && found !== 'broken' ? [found.id] : []
    // A full disk may refuse the note; erasing takes no room, gives some back, and must not wait for it.
    const noted = await noteDestroyed(this.folder, ids).then(() => true, () => false)
    await eraseFile(this.folder, file)
    if (!noted) await noteDestroyed(this.folder, ids)
    await this.onSecond(async (second) => {
      await noteDestroyed(second, ids)
      await eraseFile(second, file)
    })
    this.forget(name)
  }

  async names(prefix: string): Promise<string[]> {
    const names: string[] = []
    for (const file of await keyFilesIn(this.folder)) {
      const found = await readKey(this.folder, file)
      if (found && found !== 'broken' && found.name.startsWith(prefix)) names.push(found.name)
    }
    return names.toSorted()
  }

  async sweep(prefix: string, needed: (name: string) => Promise<boolean>, now: number): Promise<number> {
    let swept = 0
    for (const name of await this.names(prefix)) {
      const writtenMs = await writtenAt(this.folder, fileOf(this.salt, name)).catch(() => now)
      if (writtenMs > now - HOUR_MS || (await needed(name))) continue
      await this.destroy(name)
      swept += 1
    }
    return swept
  }

  async tidy(now: number): Promise<MirrorState> {
    await eraseHalfMade(this.folder, now - HOUR_MS)
    await this.onSecond((second) => eraseHalfMade(second, now - HOUR_MS))
    return this.mirror()
  }

  async mirror(): Promise<MirrorState> {
    const second = this.second
    if (!second) return 'none'
    if (!folderIsThere(second)) return 'away'
    try {
      await settleSalt(second, this.salt)
      await this.alone(() => agree(this.folder, second))
      return 'together'
    } catch {
      return 'away'
    }
  }

  private async make(name: string): Promise<Buffer> {
    const file = fileOf(this.salt, name)
    for (;;) {
      const fresh = newKey(name)
      if (await placeKey(this.folder, file, fresh)) return this.remember(file, fresh)
      const winner = await readKey(this.folder, file)
      if (winner === 'broken') await eraseFile(this.folder, file)
      else if (winner) return this.remember(file, winner)
    }
  }

  private async remember(file: string, key: StoredKey): Promise<Buffer> {
    if (this.second) await this.alone(() => this.copyToSecond(file, key))
    const trace = traceOf(this.folder, file)
    if (trace) this.cache.set(key.name, { key: Buffer.from(key.key), trace })
    return key.key
  }

  private async copyToSecond(file: string, key: StoredKey): Promise<void> {
    if (traceOf(this.folder, file) !== null) await this.onSecond((second) => placeKey(second, file, key))
  }

  private forget(name: string): void {
    this.cache.get(name)?.key.fill(0)
    this.cache.delete(name)
  }

  /** One at a time, so that a copy to the mirror never overtakes a destruction. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work, work)
    this.last = mine.catch(() => undefined)
    return mine
  }

  /** A mirror that cannot be reached must not stop the program: mirror() catches it up later. */
  private async onSecond(work: (second: string) => Promise<unknown>): Promise<void> {
    if (!this.second || !folderIsThere(this.second)) return
    await work(this.second).catch(() => undefined)
  }
}
