import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from '@playwright/test'
import { expect, MONDAY_TEN, test } from './peerside.ts'
import { bookFirst, HOUR, ridgewayOf, signIn, timeWith } from './scene.ts'

const FOLDER = join(import.meta.dirname, '../../docs/screenshots')
/** `SCREENSHOTS=1 npx playwright test screenshots` writes the pictures of the README anew. */
const WRITE = process.env.SCREENSHOTS === '1'

const MINUTE = HOUR / 60
const phone = (colorScheme: 'light' | 'dark'): BrowserContextOptions => ({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme, reducedMotion: 'reduce' })
const desk = (colorScheme: 'light' | 'dark'): BrowserContextOptions => ({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: 'reduce' })

/** A picture is taken on every run; what is compared is that the README's own one is there and of the same size. */
async function picture(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('One moment', { exact: true })).toHaveCount(0)
  // Not a quiet network: a page that listens for messages never has one.
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0) // nothing is drawn as pointed at
  const taken = await page.screenshot()
  const path = join(FOLDER, `${name}.png`)
  if (WRITE) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(path, taken)
  }
  expect(existsSync(path), `docs/screenshots/${name}.png is there`).toBe(true)
  expect(sizeOf(readFileSync(path)), name).toEqual(sizeOf(taken))
}

const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) })

test('the pictures of the README can be taken again: a student, by day and at night', async ({ device, server, turnTo }) => {
  test.setTimeout(300_000)
  const { code } = await ridgewayOf(server)
  const amina = await device(phone('light'))
  await turnTo(MONDAY_TEN + 8.25 * HOUR)
  await amina.goto('/ridgeway/?lang=en')
  await expect(amina.getByRole('heading', { name: 'What would help right now?' })).toBeVisible()
  await picture(amina, 'home')
  await turnTo(MONDAY_TEN)
  await amina.goto('/ridgeway/find?lang=en')
  await expect(timeWith(amina, 'Bruno', '17:00')).toBeVisible()
  await picture(amina, 'find')
  await bookFirst(amina, { slug: 'ridgeway', code, name: 'Bruno', clock: '17:00', format: /in person/i })
  await picture(amina, 'booked')

  const night = await device(phone('dark'))
  await turnTo(MONDAY_TEN + 13 * HOUR + 40 * MINUTE)
  await night.goto('/ridgeway/?lang=en')
  await expect(night.getByRole('heading', { name: 'Nobody is here at this hour' })).toBeVisible()
  await picture(night, 'night')
  await night.goto('/ridgeway/help?lang=en')
  await picture(night, 'help')
})

test('the pictures of the README can be taken again: a supporter', async ({ device, server }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(server)
  const amina = await device(phone('light'))
  await bookFirst(amina, { slug: 'ridgeway', code: school.code, name: 'Fiona', clock: '12:00', format: /in person/i })
  const fiona = await device(phone('light'))
  await signIn(fiona, school, 'Fiona Doyle', '/day')
  await expect(fiona.getByText('New since you looked')).toBeVisible()
  await picture(fiona, 'day')
  await fiona.goto('/ridgeway/staff/log')
  await expect(fiona.getByRole('heading', { name: 'Log a contact' })).toBeVisible()
  await picture(fiona, 'log')
})

test('the pictures of the README can be taken again: a coordinator', async ({ device, server }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(server)
  const carla = await device(desk('light'))
  await signIn(carla, school, 'Renée Lavoie')
  await expect(carla.getByRole('heading', { name: 'Coverage this week' })).toBeVisible()
  await picture(carla, 'overview')
  await carla.goto('/ridgeway/staff/reports')
  await expect(carla.getByRole('heading', { name: 'Contacts per month' })).toBeVisible()
  await picture(carla, 'figures')
  const dark = await device(desk('dark'))
  await signIn(dark, school, 'Renée Lavoie', '/coverage')
  await picture(dark, 'coverage')
})
