import { defineConfig } from 'vitest/config'

const withDatabase = { globalSetup: ['test/setup.ts'], setupFiles: ['test/loopback.ts'], testTimeout: 180_000, hookTimeout: 300_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'architecture', include: ['checks/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'], ...withDatabase } },
      // Races, kills and attackers: minutes, so `npm test` alone runs them, one file at a time.
      { test: { name: 'slow', include: ['test/slow/**/*.test.ts'], ...withDatabase, testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false } },
    ],
  },
})
