import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type BuildManifest, manifestOf, manifestText } from '../../src/main/build-manifest.ts'
import { sourceNames } from '../../src/main/source.ts'

const ROOT = join(import.meta.dirname, '../..')
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  folders.push(folder)
  return folder
}

/** What a site hands out as its source, in a folder of another name. */
function elsewhere(): string {
  const folder = join(scratch(), 'une copie, ailleurs')
  for (const part of sourceNames(ROOT)) cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function build(root: string, env: Record<string, string>): { manifest: BuildManifest; published: string } {
  const folder = scratch()
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'], { cwd: root, env: { ...process.env, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
  return { manifest: manifestOf(folder), published: readFileSync(join(folder, 'build.json'), 'utf8') }
}

test('the same sources give the same files, byte for byte, in any folder, time zone and language', () => {
  const here = build(ROOT, { TZ: 'America/Toronto', LANG: 'en_CA.UTF-8' })
  expect(Object.keys(here.manifest.files).length).toBeGreaterThan(20)
  expect(here.published).toBe(manifestText(here.manifest)) // what a site publishes is what its files are
  const copy = elsewhere()
  expect(build(copy, { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toEqual(here)
  // The control: one word changed in one file is another build.
  writeFileSync(join(copy, 'index.html'), readFileSync(join(copy, 'index.html'), 'utf8').replace('noindex', 'noindex, nofollow'))
  expect(build(copy, {}).manifest.build).not.toBe(here.manifest.build)
})
