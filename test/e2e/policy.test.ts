import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, type Browser, type Page } from '@playwright/test'
import { expect, MONDAY_TEN } from './peerside.ts'
import { bookFirst, ridgewayOf, signIn } from './scene.ts'
import { startTestServer, type TestServer } from './server.ts'

/** Stands between browser and server and adds one thing: an address to which the browser reports what its policy stopped. */
interface Reporting {
  readonly server: TestServer
  readonly address: string
  readonly reports: string[]
  stop(): Promise<void>
}

async function startReporting(): Promise<Reporting> {
  const reports: string[] = []
  const front = createServer((asked, answer) => {
    if (asked.url === '/csp-reports') {
      let report = ''
      asked.on('data', (part: Buffer) => { report += part.toString() })
      asked.on('end', () => {
        reports.push(report)
        answer.writeHead(204).end()
      })
      return
    }
    const behind = request({ host: '127.0.0.1', port: new URL(server.address).port, path: asked.url, method: asked.method, headers: asked.headers }, (came) => {
      const policy = came.headers['content-security-policy']
      answer.writeHead(came.statusCode!, { ...came.headers, ...(policy ? { 'content-security-policy': `${String(policy)}; report-uri /csp-reports` } : {}) })
      came.pipe(answer)
    })
    behind.on('error', () => answer.destroy())
    asked.pipe(behind)
  })
  const address = `http://localhost:${await listening(front)}`
  const server = await startTestServer({ PEERSIDE_ORIGIN: address })
  return {
    server, address, reports,
    stop: async () => {
      front.closeAllConnections()
      front.close()
      await server.stop()
    },
  }
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const test = base.extend<{ visit: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page> }, { site: Reporting }>({
  site: [async ({}, use) => {
    const site = await startReporting()
    await use(site)
    await site.stop()
  }, { scope: 'worker', timeout: 180_000 }],
  visit: async ({ browser, site }, use) => {
    const opened: Page[] = []
    await use(async () => {
      const context = await browser.newContext({ baseURL: site.address, locale: 'en-CA', timezoneId: 'America/Toronto', viewport: { width: 390, height: 844 } })
      await context.clock.install({ time: MONDAY_TEN })
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },
})

test('everything runs under the policy: workers, Argon2, the service worker, every kind of page; nothing is reported', async ({ visit, site }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(site.server)
  const amina = await visit()
  await bookFirst(amina, { slug: 'ridgeway', code: school.code, name: 'Amara', clock: '21:30', format: /in person/i })
  expect(await amina.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL)).toContain('/ridgeway/worker.js')
  await amina.goto('/ridgeway/keys?lang=en')
  await amina.getByRole('button', { name: /Add a way back/ }).click()
  await amina.getByRole('button', { name: /passphrase/i }).click()
  await amina.getByLabel('Type the passphrase once').fill((await amina.locator('.secret-line').nth(1).textContent())!)
  await amina.getByRole('button', { name: 'Keep this way back' }).click()
  await expect(amina.getByText('Kept. You can come back with it.')).toBeVisible({ timeout: 30_000 }) // Argon2 has run
  for (const path of ['held', 'help', 'privacy', 'not-there', 'mine']) {
    await amina.goto(`/ridgeway/${path}?lang=fr`)
    await expect(amina.getByRole('heading', { level: 1 })).toBeVisible()
  }
  const carla = await visit()
  await signIn(carla, school, school.waysIn.find(({ role }) => role === 'coordinator')!.name)
  for (const path of ['', '/people', '/reports', '/keys', '/held', '/program/limits']) {
    await carla.goto(`/ridgeway/staff${path}`)
    await expect(carla.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(site.reports).toEqual([])
})

test('what the policy stops is reported to this test, and does not happen', async ({ visit, site }) => {
  await ridgewayOf(site.server)
  const page = await visit()
  await page.goto('/ridgeway/help')
  const before = site.reports.length
  const tried = await page.evaluate(async () => {
    const done: Record<string, string> = {}
    await fetch('https://stats.example/').then(() => { done.asked = 'answered' }, () => { done.asked = 'stopped' })
    try {
      done.worker = `began ${typeof new Worker('/assets/other.js')}`
    } catch { done.worker = 'stopped' }
    const script = document.createElement('script')
    try {
      script.textContent = 'document.documentElement.dataset.ran = "yes"'
      document.head.append(script)
    } catch { done.inline = 'stopped' }
    try {
      const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      trustedTypes.createPolicy('another', { createScriptURL: (url: string) => url })
      done.policy = 'made'
    } catch { done.policy = 'stopped' }
    return { ...done, ran: document.documentElement.dataset.ran ?? 'no' }
  })
  expect(tried).toEqual({ asked: 'stopped', worker: 'stopped', inline: 'stopped', policy: 'stopped', ran: 'no' })
  await expect.poll(() => site.reports.length - before).toBeGreaterThanOrEqual(3)
})
