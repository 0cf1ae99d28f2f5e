import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { integrityOf, MANIFEST, manifestOf, manifestText } from '../build-manifest.ts'

const LOADS = /<(?:script|link)\b[^>]*\b(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"[^>]*?\s*\/?>/g

/** Once every file is written: the shell says the hash of each file it loads, and the manifest that of every file there is. */
export const accounted = (): Plugin => ({
  name: 'accounted',
  apply: 'build',
  writeBundle({ dir = 'dist/client' }) {
    const shell = join(dir, 'index.html')
    const { files } = manifestOf(dir)
    writeFileSync(shell, readFileSync(shell, 'utf8').replace(LOADS, (tag, file: string) => tag.replace(/\s*\/?>$/, ` integrity="${integrityOf(files[file]!)}">`)))
    writeFileSync(join(dir, MANIFEST), manifestText(manifestOf(dir)))
  },
})
