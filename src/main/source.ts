import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const LEFT_OUT = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', 'playwright-report'])
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
  const names = readdirSync(ROOT).filter((name) => !LEFT_OUT.has(name) && !name.endsWith('.log') && existsSync(join(ROOT, name)))
  const { stdout } = await promisify(execFile)('tar', ['-czf', '-', '-C', ROOT, ...names], { encoding: 'buffer', maxBuffer: MOST_BYTES })
  return stdout
}
