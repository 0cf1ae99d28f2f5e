import { build, type Plugin } from 'vite'

interface Output {
  output: { type: 'chunk' | 'asset'; fileName: string; isEntry?: boolean; code?: string; source?: string | Uint8Array }[]
}

/**
 * Builds the script and style of the server's own pages on their own, so that they share no file with the program: a page that must
 * open in the worst hour loads three small files. Their names are written to plain.json.
 */
export function plainPages(entry: string): Plugin {
  return {
    name: 'plain-pages',
    apply: 'build',
    async generateBundle() {
      const { root, build: options } = this.environment.config
      const made = (await build({
        root, configFile: false, logLevel: 'error', publicDir: false,
        build: {
          write: false, target: options.target, cssTarget: options.cssTarget, assetsInlineLimit: 0, modulePreload: false,
          rolldownOptions: { input: entry, output: { entryFileNames: 'assets/plain-[hash].js', chunkFileNames: 'assets/plain-[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]' } },
        },
      })) as Output
      for (const file of made.output) this.emitFile({ type: 'asset', fileName: file.fileName, source: file.code ?? file.source ?? '' })
      const script = made.output.find(({ isEntry }) => isEntry)?.fileName
      const styles = made.output.map(({ fileName }) => fileName).filter((name) => name.endsWith('.css'))
      this.emitFile({ type: 'asset', fileName: 'plain.json', source: JSON.stringify({ script, styles }) })
    },
  }
}
