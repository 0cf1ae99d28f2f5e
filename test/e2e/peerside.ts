import AxeBuilder from '@axe-core/playwright'
import { test as base, type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import type { Instant } from '../../src/platform/clock.ts'
import { startTestServer, type TestServer } from './server.ts'

export { expect }

/** A Monday in October, 10:00 in Montreal. */
export const MONDAY_TEN: Instant = Date.UTC(2026, 9, 5, 14)

interface Fixtures {
  /** A page of this person's own device, its clock set with the server's. */
  device: (options?: BrowserContextOptions) => Promise<Page>
  /** Turns the clock of the server and of every open device. */
  turnTo: (instant: Instant) => Promise<void>
  /** No finding of axe for WCAG 2.2 AA on this page, in light and in dark. */
  expectAccessible: (page: Page) => Promise<void>
}

/** One server per worker, on its own database; each test may make programs of its own in it. */
export const test = base.extend<Fixtures, { server: TestServer }>({
  server: [async ({}, use) => {
    const server = await startTestServer()
    await use(server)
    await server.stop()
  }, { scope: 'worker', timeout: 180_000 }],

  baseURL: async ({ server }, use) => use(server.address),

  device: async ({ browser, server }, use) => {
    await server.turnTo(MONDAY_TEN)
    const devices = new Set<Page>()
    await use((options) => open(browser, server, devices, options))
    for (const page of devices) await page.context().close()
  },

  turnTo: async ({ server, page }, use) => {
    await use(async (instant) => {
      await server.turnTo(instant)
      for (const context of page.context().browser()!.contexts()) await context.clock.setSystemTime(instant)
    })
  },

  expectAccessible: async ({}, use) => use(async (page) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible() // a page that still loads has nothing to look at
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion: a colour half-way between light and dark is nobody's contrast.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
      expect(violations.map(({ id, help, nodes }) => ({ colorScheme, id, help, at: nodes.map((node) => node.target.join(' ')) }))).toEqual([])
    }
    await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  }),
})

async function open(browser: Browser, server: TestServer, devices: Set<Page>, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.address, locale: 'en-CA', timezoneId: 'America/Toronto', viewport: { width: 390, height: 844 }, ...options })
  await context.clock.install({ time: MONDAY_TEN })
  const page = await context.newPage()
  devices.add(page)
  return page
}
