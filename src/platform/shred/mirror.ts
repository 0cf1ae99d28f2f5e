import { destroyedIn, eraseFile, keyFilesIn, noteDestroyed, placeKey, readKey } from './key-folder.ts'

/** Deletions of either folder are applied to both before any key is copied, so that no destroyed key comes back. */
export async function agree(first: string, second: string): Promise<void> {
  const destroyed = await shareDeletions(first, second)
  await applyDeletions(first, destroyed)
  await applyDeletions(second, destroyed)
  await copyMissing(first, second)
  await copyMissing(second, first)
}

async function shareDeletions(first: string, second: string): Promise<Set<string>> {
  const inFirst = await destroyedIn(first)
  const inSecond = await destroyedIn(second)
  await noteDestroyed(first, [...inSecond].filter((id) => !inFirst.has(id)))
  await noteDestroyed(second, [...inFirst].filter((id) => !inSecond.has(id)))
  return new Set([...inFirst, ...inSecond])
}

async function applyDeletions(folder: string, destroyed: ReadonlySet<string>): Promise<void> {
  for (const file of await keyFilesIn(folder)) {
    const found = await readKey(folder, file)
    if (found === 'broken' || (found && destroyed.has(found.id))) await eraseFile(folder, file)
  }
}

async function copyMissing(from: string, to: string): Promise<void> {
  const there = new Set(await keyFilesIn(to))
  for (const file of await keyFilesIn(from)) {
    if (there.has(file)) continue
    const found = await readKey(from, file)
    if (found && found !== 'broken') await placeKey(to, file, found)
  }
}
