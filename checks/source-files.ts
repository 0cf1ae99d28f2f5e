import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const FOLDERS = ['src', 'checks', 'test', 'bench']

/** Every file under a folder of the house, named from its root with slashes. */
export const filesUnder = (folder: string): string[] => {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1).replaceAll('\\', '/'))
      .toSorted()
  } catch { return [] }
}

/** All TypeScript that is ours. */
export const sourceFiles = (): string[] => FOLDERS.flatMap(filesUnder).filter((path) => /\.tsx?$/.test(path))

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
