import { expect, test } from './peerside.ts'
import { bookFirst, fitsTheScreen, ridgewayOf, signIn } from './scene.ts'

test('Amina sees every row about her, and how long each stays, and finds the page about limits beside it', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const school = await ridgewayOf(server)
  const page = await device()
  await bookFirst(page, { slug: 'ridgeway', code: school.code, name: 'Joana', clock: '21:00', format: /in person/i })
  await page.goto('/ridgeway/keys?lang=en')
  await page.getByRole('link', { name: 'What this place holds about me' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What this place holds about me' })).toBeVisible()
  const meetings = page.locator('section', { has: page.getByRole('heading', { name: 'Times you booked' }) })
  await expect(meetings.getByText('A booking under a keyed hash')).toBeVisible()
  await expect(meetings.getByText(/^1 row, /).first()).toBeVisible()
  await expect(meetings.getByText('Goes on 6 October 2026').first()).toBeVisible()
  await expect(page.getByText('Two public keys')).toBeVisible()
  await expect(page.getByText('A way back: your key')).toHaveCount(0)
  await fitsTheScreen(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'What this can protect, and what it cannot' }).click()
  await expect(page.getByRole('heading', { name: 'What is kept, and for how long' })).toBeVisible()
  await fitsTheScreen(page)
})

test('a member of staff sees theirs, with what names them', async ({ device, server, expectAccessible }) => {
  const school = await ridgewayOf(server)
  const page = await device({ viewport: { width: 1280, height: 900 } })
  await signIn(page, school, school.waysIn.find(({ role }) => role === 'supporter')!.name, '/held')
  await expect(page.getByText('Your name, your contact details')).toBeVisible()
  await expect(page.getByText('Your hours, and the days you took off.')).toBeVisible()
  await expect(page.getByText('Times you booked')).toHaveCount(0)
  await expectAccessible(page)
})
