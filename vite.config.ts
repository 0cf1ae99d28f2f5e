import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { budget } from './checks/budget.ts'
import { accounted } from './src/main/build/accounted.ts'
import { besideScreens } from './src/main/build/beside-screens.ts'
import { packed } from './src/main/build/packed.ts'
import { plainPages } from './src/main/build/plain-pages.ts'
import { shellWorker } from './src/main/build/shell-worker.ts'
import { smallIcons } from './src/main/build/small-icons.ts'

/** One file of words per language and circle: what a student's home says, what comes after it, what is read once a year, and what only staff read. */
const WORDS = /src\/(ui|main\/pages(?:\/\w+)?|rooms\/\w+)\/words\/(home-)?(\w+)\.ts$/
const AFTER_HOME = ['rooms/bookings', 'rooms/accounts', 'rooms/conversations', 'rooms/requests']

function wordsFile(id: string): string | null {
  const [, place, home, language] = WORDS.exec(id) ?? []
  if (!place) return null
  if (home || place === 'ui' || place === 'main/pages') return `words-${language}`
  // With the conversation, not when somebody reports or reveals.
  if (place === 'rooms/reports') return `safety-words-${language}`
  if (place === 'rooms/retention') return `held-words-${language}`
  if (place === 'rooms/enrolment') return `enrol-words-${language}`
  // Needed by a student only when a key does not fit, or to compare a poster.
  if (place === 'rooms/roster') return `keys-words-${language}`
  return `${AFTER_HOME.includes(place) ? 'more-words' : 'staff-words'}-${language}`
}

export default defineConfig({
  plugins: [react(), smallIcons('src/ui/drawn-icon.ts'), plainPages('src/main/pages/plain.ts'), shellWorker({ source: 'src/main/worker/worker.ts', name: 'worker.js', shell: ['index.html'] }), besideScreens(), packed(), accounted(), budget()],
  // wouter brings a shim for old Reacts.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  // The page's policy and the server's headers know a worker by this name.
  worker: { rolldownOptions: { output: { entryFileNames: 'assets/worker-[name]-[hash].js', chunkFileNames: 'assets/worker-[name]-[hash].js' } } },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    manifest: 'manifest.json',
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
            { debugName: 'words', name: wordsFile, priority: 3 },
            // To make an account, or to open it, takes all of these.
            { name: 'keys', test: /src\/sealed\/(account-keys|ed25519-seed|hpke|slots|vault)\.ts|\/@hpke\//, priority: 1 },
            { name: 'twelve-words', test: /src\/sealed\/recovery-words\.ts|\/@scure\/bip39\//, priority: 1 },
            // Each alone is smaller than the request for it.
            { name: 'icons', test: /lucide/, priority: 1 },
            { name: 'app', tags: ['$initial'], priority: 2 },
          ],
        },
      },
    },
  },
})
