import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a build serves: each file by its address and SHA-256, and one number for all of them. */
export interface BuildManifest {
  /** SHA-256 of the lines "address SHA-256", in order: two builds with the same number are the same, byte for byte. */
  readonly build: string
  readonly files: Readonly<Record<string, string>>
}

/** Where a build publishes it. */
export const MANIFEST = '/build.json'
// Packed copies hold the same content again, and the bundler's own list is served to nobody.
const NOT_COUNTED = /\.br$|^\/manifest\.json$|^\/build\.json$/

export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')

/** Read from the files themselves, never from a list that lies beside them. */
export function manifestOf(folder: string): BuildManifest {
  const names = filesIn(folder, '').filter((name) => !NOT_COUNTED.test(name)).toSorted()
  const files = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]))
  return { build: sha256(names.map((name) => `${name} ${files[name]}\n`).join('')), files }
}

export const manifestText = (manifest: BuildManifest): string => `${JSON.stringify(manifest, null, 1)}\n`

/** The same hash as a page states it beside a file, so that a browser refuses any other. */
export const integrityOf = (hash: string): string => `sha256-${Buffer.from(hash, 'hex').toString('base64')}`

const filesIn = (folder: string, at: string): string[] =>
  readdirSync(join(folder, at)).flatMap((name) => (statSync(join(folder, at, name)).isDirectory() ? filesIn(folder, `${at}/${name}`) : [`${at}/${name}`]))
