import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const STAMP = join(ROOT, 'dist/client.sources')
const SOURCES = ['src', 'index.html', 'vite.config.ts', 'package-lock.json', 'public']

/** Builds the browser's half when it is missing or older than its sources. The release carries it built already. */
export async function buildClient(progress: (line: string) => void): Promise<void> {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  progress('Building the pages, once ...')
  await buildAfresh(join(ROOT, 'dist/client'))
  writeFileSync(STAMP, wanted)
}

/** Builds into a folder, whatever lies in it. */
export async function buildAfresh(folder: string): Promise<void> {
  const { build } = await import('vite')
  process.env.NODE_ENV = 'production' // else whoever develops or tests would build React's heavy half
  await build({ root: ROOT, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap((name) => filesIn(join(ROOT, name))).toSorted()) {
    if (path.endsWith('.test.ts')) continue
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)))
}
