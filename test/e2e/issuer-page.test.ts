import { expect, test } from './peerside.ts'

const TITLES = { en: 'Proof of enrolment', fr: 'Preuve d’inscription', zh: '在读证明' } as const

test('the issuer shows one plain page in three languages, readable by everybody, without a script', async ({ browser, server, expectAccessible }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  for (const [locale, title] of Object.entries(TITLES)) {
    await page.goto(`${server.issuer}/ridgeway?lang=${locale}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expectAccessible(page)
  }
  expect(await page.locator('script').count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('link', { name: 'To the program' })).toHaveAttribute('href', `${server.address}/`)
  await context.close()
})

test('its page runs under a policy that lets nothing run', async ({ page, server }) => {
  const broken: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') broken.push(message.text()) })
  await page.goto(`${server.issuer}/`)
  expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none') // our one style is let through
  expect(broken).toEqual([])
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "ran"'
    document.head.append(script)
    return document.title
  })
  expect(ran).toBe('Proof of enrolment')
})
