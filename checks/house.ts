import { dirname, join } from 'node:path/posix'
import { filesUnder, textOf } from './source-files.ts'

/** The whole house in memory: path to text. A sabotage is one more entry. */
export type House = ReadonlyMap<string, string>

export const readHouse = (): House =>
  new Map(['src', 'migrations', 'docs', 'checks', 'test', 'bench'].flatMap(filesUnder)
    .filter((path) => /\.(tsx?|css|sql|md)$/.test(path)).map((path) => [path, textOf(path)]))

export interface Import {
  readonly from: string
  /** A path inside the house, or the name of a package. */
  readonly to: string
  /** Gone once compiled: `import type`. */
  readonly typeOnly: boolean
  /** What is taken by name. */
  readonly names: readonly string[]
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([\w*{}\s,$]+?)\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, taken, named, lazy]) => {
    const target = (named ?? lazy)!
    const names = /\{([^}]*)\}/.exec(taken ?? '')?.[1]?.split(',').map((name) => name.trim()).filter(Boolean) ?? ['*']
    return { from: path, to: target.startsWith('.') ? join(dirname(path), target.replace(/\?.*$/, '')) : target, typeOnly: Boolean(type), names }
  })
}

/** The rest of the file without comments, so that prose is never taken for code. */
export const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** Everything that the pages load, by imports that survive compilation. */
export function reachable(house: House, entries: readonly string[]): Import[] {
  const seen = new Set(entries), found: Import[] = []
  for (const path of seen) {
    for (const link of importsOf(path, house.get(path) ?? '')) {
      if (link.typeOnly) continue
      found.push(link)
      if (house.has(link.to)) seen.add(link.to)
    }
  }
  return found
}
