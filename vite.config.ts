import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { budget } from './checks/budget.ts'
import { plainPages } from './src/main/build/plain-pages.ts'
import { shellWorker } from './src/main/build/shell-worker.ts'

/** One file of words per language and circle: what a student's home says, what comes after it, and what only staff read. */
const WORDS = /src\/(ui|main\/pages(?:\/setup-words)?|rooms\/\w+)\/words\/(\w+)\.ts$/
const HOME = ['ui', 'main/pages', 'rooms/students', 'rooms/bookings']
const AFTER = ['rooms/accounts', 'rooms/programs']
const circleOf = (place: string) => (HOME.includes(place) ? 'words' : AFTER.includes(place) ? 'more-words' : 'staff-words')

function wordsFile(id: string): string | null {
  const found = WORDS.exec(id)
  return found ? `${circleOf(found[1]!)}-${found[2]}` : null
}

export default defineConfig({
  plugins: [react(), plainPages('src/main/pages/plain.ts'), budget(), shellWorker({ source: 'src/main/worker/worker.ts', name: 'worker.js', shell: ['index.html'] })],
  // wouter brings a shim for old Reacts.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
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
      input: { app: 'index.html' },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: {
          groups: [
            { debugName: 'words', name: wordsFile, priority: 2 },
            { name: 'app', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
})
