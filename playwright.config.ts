import { defineConfig } from '@playwright/test'
import { browserLaunch } from './test/e2e/browser.ts'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  globalSetup: './test/e2e/global-setup.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // A busy machine is no defect: what a test waits for decides, not how long it took.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: { actionTimeout: 120_000, launchOptions: browserLaunch(), trace: 'off', screenshot: 'only-on-failure' },
})
