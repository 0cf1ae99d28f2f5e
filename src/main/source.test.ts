import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceNames } from './source.ts'

test('what an operator leaves beside the code is never handed out with it', () => {
  const root = mkdtempSync(join(tmpdir(), 'peerside-source-'))
  for (const folder of ['src', 'migrations', 'data', 'ridgeway-data', 'backups', 'certs', 'node_modules', '.git', 'dist']) mkdirSync(join(root, folder))
  for (const file of ['package.json', 'LICENSE', 'vite.config.ts', 'secret', '.env', 'tls.key', 'cert.pem', 'dump.sql', 'dump.json', 'notes.txt', 'start.sh']) writeFileSync(join(root, file), '')
  expect(sourceNames(root).toSorted()).toEqual(['LICENSE', 'migrations', 'package.json', 'src', 'vite.config.ts'])
  rmSync(root, { recursive: true })
})

test('everything the program is built from is handed out', () => {
  const root = join(import.meta.dirname, '../..'), names = sourceNames(root)
  expect(names).toEqual(expect.arrayContaining(['src', 'migrations', 'packs', 'docs', 'checks', 'test', 'package.json', 'package-lock.json', 'vite.config.ts', 'index.html', 'LICENSE']))
  expect(readdirSync(root).filter((name) => name.startsWith('tsconfig')).filter((name) => !names.includes(name))).toEqual([])
})
