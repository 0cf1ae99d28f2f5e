import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { openKeyStore } from './key-store.ts'

const database = await freshDatabase()
// An owner who is no superuser is not told, and could not read it.
const dataFolder = (await database.owner<{ data_directory: string }>('show data_directory').catch(() => []))[0]?.data_directory ?? ''

async function filesWith(bytes: Buffer, folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const found: string[] = []
  for (const { parentPath, name } of names) {
    const content = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0))
    if (content.includes(bytes)) found.push(name)
  }
  return found
}

/** One promise, asked of two places to keep keys: after it is destroyed, the key's bytes are in no file. */
interface Place {
  keep(): Promise<Buffer>
  destroy(): Promise<void>
  readonly folder: string
}

async function keptAndDestroyed(place: Place): Promise<{ before: string[]; after: string[] }> {
  const key = await place.keep()
  const before = await filesWith(key, place.folder)
  await place.destroy()
  return { before, after: await filesWith(key, place.folder) }
}

describe('a destroyed key', () => {
  test('is in no file of the key store', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shred-'))
    const keys = await openKeyStore(folder)
    const found = await keptAndDestroyed({ folder, keep: () => keys.keep('week'), destroy: () => keys.destroy('week') })
    expect(found.before).toHaveLength(1)
    expect(found.after).toEqual([])
    await rm(folder, { recursive: true })
  })

  // The reason for the key store, kept as a test: should PostgreSQL ever pass, the store could go.
  test.skipIf(!existsSync(dataFolder))('is still on disk when a PostgreSQL table had kept it, after DELETE and VACUUM', async () => {
    const found = await keptAndDestroyed({
      folder: dataFolder,
      keep: async () => {
        const key = randomBytes(32)
        await database.owner('create table keys_in_a_table (name text primary key, key bytea)')
        await database.owner(`insert into keys_in_a_table values ('week', $1), ('other', $2)`, [key, randomBytes(32)])
        await database.owner('checkpoint')
        return key
      },
      destroy: async () => {
        await database.owner(`delete from keys_in_a_table where name = 'week'`)
        await database.owner('vacuum keys_in_a_table')
        await database.owner('checkpoint')
      },
    })
    expect(found.before.length).toBeGreaterThan(0)
    expect(found.after.length).toBeGreaterThan(0)
  })
})
