import type { Locator, Page } from '@playwright/test'
import { AMINA } from '../people.ts'
import { expect, test } from './peerside.ts'
import { CODE, openScene, timeWith } from './scene.ts'

const FAR = 60

/** Presses Tab until this has the focus, as somebody without a mouse does; the ring must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < FAR; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const ring = await target.evaluate((element) => {
        const own = getComputedStyle(element), around = getComputedStyle(element.closest('label') ?? element)
        return [own, around].some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      })
      expect(ring, `the focus is seen on ${String(target)}`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(target)}`)
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

test('Amina books, moves and cancels without touching a mouse, and each page begins at its heading', async ({ device, server }) => {
  const scene = await openScene(server)
  await scene.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])
  const page = await device({ ...AMINA.device, hasTouch: false, viewport: { width: 1280, height: 800 } })
  const begins = async (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
  await page.goto(`/${scene.slug}/#code=${CODE}`)
  await press(page, page.getByRole('main').getByRole('link', { name: /Book a time/ }))
  await begins('Find a time')
  await press(page, timeWith(page, 'Bruno', '18:00'))
  await begins(/18:00/)
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /video/i })).toBeChecked()
  await press(page, page.getByRole('button', { name: 'Book this time' }))
  await begins(/what stays/i)
  await press(page, page.getByRole('button', { name: 'I have read' }))
  await begins('It is booked')
  await press(page, page.getByRole('main').getByRole('link', { name: 'My times' }))
  await begins('My times')
  await press(page, page.getByRole('main').getByRole('link', { name: 'Move' }))
  await begins('Choose a new time')
  await press(page, timeWith(page, 'Bruno', '19:00'))
  await press(page, page.getByRole('button', { name: 'Move to this time' }))
  await begins('It is booked')
  await press(page, page.getByRole('main').getByRole('link', { name: 'My times' }))
  await press(page, page.getByRole('button', { name: 'Cancel' }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Keep it' }))
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await press(page, page.getByRole('button', { name: 'Cancel' }))
  await press(page, page.getByRole('dialog').getByRole('button', { name: 'Cancel this time' }))
  await expect(page.getByText('Nothing booked')).toBeVisible()
})

test('the first press of Tab offers to skip the menu', async ({ device, server }) => {
  const scene = await openScene(server)
  const page = await device()
  await page.goto(`/${scene.slug}/help?lang=en`)
  await page.goto(`/${scene.slug}/mine?lang=en`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Skip to the page' }).focus()
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})
