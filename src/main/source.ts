import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
/** Named one by one: beside the code may lie a data folder, a dump, a certificate's key, and none of that may ever be handed out. */
const FOLDERS = ['src', 'migrations', 'packs', 'demo', 'docs', 'checks', 'bench', 'test', '.ci']
const FILES = /^([A-Z]+\.md|LICENSE|index\.html|package(-lock)?\.json|tsconfig(\.[a-z]+)?\.json|[a-z]+\.config\.ts|\.npmrc|\.gitignore|\.oxlintrc\.json)$/
const MOST_BYTES = 64 * 1024 * 1024

let packed: Promise<Buffer> | undefined

/** The source of the very code that runs, as a .tar.gz: the licence gives it to everyone who uses it over a network. */
export function sourceArchive(): Promise<Buffer> {
  packed ??= pack().catch((failure: unknown) => {
    packed = undefined
    throw failure
  })
  return packed
}

async function pack(): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('tar', ['-czf', '-', '-C', ROOT, ...sourceNames(ROOT)], { encoding: 'buffer', maxBuffer: MOST_BYTES })
  return stdout
}

export const sourceNames = (root: string): string[] =>
  readdirSync(root, { withFileTypes: true }).filter((entry) => (entry.isDirectory() ? FOLDERS.includes(entry.name) : FILES.test(entry.name))).map(({ name }) => name)
