import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

function build(env: Record<string, string>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: 'ignore' })
  return Object.fromEntries(filesIn(folder).map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]))
}

const filesIn = (folder: string): string[] => readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]))

test('the same sources give the same files, byte for byte, in any time zone and language', () => {
  const here = build({ TZ: 'America/Toronto', LANG: 'en_CA.UTF-8' })
  expect(Object.keys(here).length).toBeGreaterThan(20)
  expect(build({ TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' })).toEqual(here)
})
