import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { shellWorker } from './src/main/build/shell-worker.ts'

/** Words that only staff read; everything else a student may meet, and comes in one file per language. */
const STAFF_ROOMS = /src\/rooms\/(people|imports|evaluation|interactions|notices|retention|programs)\/words\/(\w+)\.ts$/
const WORDS = /src\/(?:ui|main\/pages|rooms\/\w+)\/words\/(\w+)\.ts$/

export default defineConfig({
  plugins: [react(), shellWorker({ source: 'src/main/worker/worker.ts', name: 'worker.js', shell: ['index.html'] })],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    // Old phones get the colours too: light-dark() is lowered for them.
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    cssTarget: ['chrome109', 'firefox115', 'safari16'],
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { app: 'index.html', plain: 'src/main/pages/plain.ts' },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
            { name: (id) => (STAFF_ROOMS.test(id) ? `staff-words-${STAFF_ROOMS.exec(id)![2]}` : null), priority: 3 },
            { name: (id) => (WORDS.test(id) ? `words-${WORDS.exec(id)![1]}` : null), priority: 2 },
          ],
        },
      },
    },
  },
})
