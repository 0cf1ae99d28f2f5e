import type { Page } from '@playwright/test'
import { AMINA } from '../people.ts'
import { expect, test } from './peerside.ts'
import { CODE, openScene, timeWith } from './scene.ts'
import type { TestServer } from './server.ts'
import { untilQuiet } from './talkers.ts'

const WORDS = 'I cannot sleep before the exam.'
const box = (page: Page) => page.getByLabel('What would you like to say?')
const again = (page: Page) => page.getByRole('button', { name: 'Try again' })
const toWrite = (page: Page) => page.getByRole('link', { name: /Write to someone/ })

async function openHome(page: Page, server: TestServer): Promise<void> {
  const { slug, addSupporter } = await openScene(server)
  await addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])
  await page.goto(`/${slug}/?lang=en#code=${CODE}`)
  await expect(toWrite(page)).toBeVisible()
}

test('a screen that cannot come says so, leaves the way home, and opens by itself when the network is back', async ({ device, server }) => {
  const page = await device(AMINA.device)
  await openHome(page, server)
  await page.context().setOffline(true)
  await toWrite(page).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/This page did not arrive/)
  await again(page).click() // it asks, and goes nowhere else
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible()
  await page.context().setOffline(false)
  await expect(box(page)).toBeVisible()
})

test('what she wrote outlives a network lost at each step, and goes out when it is back', async ({ device, server }) => {
  const page = await device(AMINA.device)
  await openHome(page, server)
  await toWrite(page).click()
  await box(page).fill(WORDS)
  await untilQuiet(page) // what the buttons need is here
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Ask for someone' }).click()
  await again(page).click()
  await page.context().setOffline(false)
  await again(page).click()
  await expect(page.getByRole('button', { name: 'I have read' })).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByText('We could not reach the server.')).toBeVisible()
  await expect(box(page)).toHaveValue(WORDS)
  await page.context().setOffline(false)
  await again(page).click()
  await expect(page.getByRole('heading', { name: 'Your request waits' })).toBeVisible()
})

test('where a part of the page is missing for good, her words stay and she is told what to do', async ({ device, server }) => {
  const page = await device({ ...AMINA.device, serviceWorkers: 'block' })
  await page.route(/\/assets\/hard-work-/, (route) => route.abort())
  await openHome(page, server)
  await page.clock.fastForward(60_000)
  await toWrite(page).click()
  await box(page).fill(WORDS)
  await page.getByRole('button', { name: 'Ask for someone' }).click()
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByRole('alert')).toContainText('Copy what you wrote here')
  await expect(page.getByRole('button', { name: 'Load again' })).toBeVisible()
  await expect(box(page)).toHaveValue(WORDS)
})

test('after an update a screen whose file is gone opens from the new version by itself', async ({ device, server }) => {
  const page = await device({ serviceWorkers: 'block' })
  let isUpdated = true
  await page.route(/\/assets\/(find|app)-[\w-]{8}\.js/, (route) => {
    const asks = route.request().method() === 'HEAD'
    if (!isUpdated || (!asks && route.request().url().includes('/app-'))) return route.continue()
    if (asks) isUpdated = false // the page that comes next is of the new version
    return route.fulfill({ status: 404 })
  })
  await openHome(page, server)
  await page.clock.fastForward(60_000)
  await page.getByRole('link', { name: /Book a time/ }).click()
  await expect(timeWith(page, 'Bruno', '18:00')).toBeVisible()
})
