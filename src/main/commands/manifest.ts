import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAfresh } from '../build-client.ts'
import { manifestOf, manifestText } from '../build-manifest.ts'
import { EXIT, print, type Command } from './command.ts'

export const manifest: Command = {
  summary: 'prints the SHA-256 of every file that this source builds to',
  help: `npm run peerside -- manifest [--json]

Builds the pages afresh, in a folder of its own, and prints the hash of each file a browser can be given. The same source gives the same hashes on
every machine, in any folder, time zone and language. With --json it prints exactly what a site of this source serves at /build.json.`,
  async run(call) {
    const folder = mkdtempSync(join(tmpdir(), 'peerside-manifest-'))
    try {
      await buildAfresh(folder)
      const made = manifestOf(folder)
      if (call.json) process.stdout.write(manifestText(made))
      else print(call, made, [...Object.entries(made.files).map(([file, hash]) => `${hash}  ${file}`), '', `${made.build}  all of them`])
      return EXIT.done
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
