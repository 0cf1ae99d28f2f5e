import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

interface Options {
  /** The worker's source, compiled on its own so that it imports nothing at run time. */
  source: string
  /** Its name in the output; without a hash, because its address must stay. */
  name: string
  /** Entries whose files are kept for the hours without network. */
  shell: readonly string[]
}

interface Chunk {
  type: 'chunk' | 'asset'
  fileName: string
  code?: string
  source?: string | Uint8Array
  isEntry?: boolean
  imports?: string[]
  facadeModuleId?: string | null
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

/** Builds the service worker beside the client and writes into it which files belong to the shell, and their version. */
export function shellWorker({ source, name, shell }: Options): Plugin {
  return {
    name: 'shell-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const { transformWithOxc } = await import('vite')
      const { readFile } = await import('node:fs/promises')
      const chunks = bundle as unknown as Record<string, Chunk>
      const files = shellFiles(chunks, shell)
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12)
      const typescript = await readFile(source, 'utf8')
      const { code } = await transformWithOxc(typescript, source, { lang: 'ts', sourcemap: false })
      const filled = code.replace('__FILES__', JSON.stringify(files.map((file) => `/${file}`))).replace('__VERSION__', JSON.stringify(version)).replace(/^export \{\s*\};?$/m, '')
      this.emitFile({ type: 'asset', fileName: name, source: filled })
    },
  }
}

function shellFiles(chunks: Record<string, Chunk>, entries: readonly string[]): string[] {
  const found = new Set<string>()
  const follow = (fileName: string) => {
    const chunk = chunks[fileName]
    if (!chunk || found.has(fileName)) return
    found.add(fileName)
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(file)
    for (const next of chunk.imports ?? []) follow(next)
  }
  for (const chunk of Object.values(chunks)) if (chunk.isEntry && entries.some((entry) => chunk.facadeModuleId?.endsWith(entry))) follow(chunk.fileName)
  for (const file of Object.keys(chunks)) if (file.endsWith('.woff2')) found.add(file)
  return [...found].toSorted()
}
