import { expect, test } from '@playwright/test'

test('the browser that npm brings draws a page and knows modern script', async ({ page }) => {
  await page.setContent('<h1>Hello</h1>')
  await expect(page.getByRole('heading', { name: 'Hello' })).toBeVisible()
  expect(await page.evaluate(() => 'showPopover' in HTMLElement.prototype && Boolean(crypto.getRandomValues))).toBe(true)
})
