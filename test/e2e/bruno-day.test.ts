import type { Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { expect, test } from './peerside.ts'
import { bookFirst, CODE, comeIn, HOUR, openScene, type Scene, timeWith, TUESDAY_18 } from './scene.ts'

const MINUTE = HOUR / 60
const PHONE = { ...BRUNO.device, locale: 'en-CA' }

/** Bruno is there on Tuesday evening; his keys are on his phone before anybody books. */
async function brunoIsReady(scene: Scene, page: Page): Promise<void> {
  const { id } = await scene.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1320 }])
  await comeIn(page, scene, id, '/day')
  await expect(page.getByText('No bookings in the next four weeks')).toBeVisible()
}

test('Bruno sees a new booking and its note, which only his device can open; then Amina sees that he has seen it', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  const bruno = await device(PHONE)
  await brunoIsReady(scene, bruno)
  const amina = await device(AMINA.device)
  await amina.goto(`/${scene.slug}/#code=${CODE}`)
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await timeWith(amina, 'Bruno', '18:00').click()
  await amina.getByText('Add a topic or a few words').click()
  await amina.getByRole('radio', { name: 'Sleep' }).check({ force: true })
  await amina.getByRole('textbox', { name: 'A few words' }).fill('Nights are long before the exam.')
  await amina.getByRole('radio', { name: /in person/i }).check()
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByText('Not yet seen by Bruno.')).toBeVisible()
  const word = await amina.locator('.meeting-word').textContent()

  const answers: string[] = []
  bruno.on('response', async (response) => { if (response.url().includes('/api/')) answers.push(await response.text().catch(() => '')) })
  const seen = bruno.waitForResponse((answer) => answer.url().endsWith('/duty/sightings') && answer.ok())
  await bruno.reload()
  await expect(bruno.getByText('New since you looked')).toBeVisible()
  await expect(bruno.getByText('Nights are long before the exam.')).toBeVisible()
  await expect(bruno.getByText('Room 12')).toBeVisible()
  await expect(bruno.getByText(word!)).toBeVisible()
  expect(answers.join('\n')).not.toContain('Nights are long')
  await expectAccessible(bruno)
  await seen
  await amina.reload()
  await expect(amina.getByText('This booking has reached Bruno.')).toBeVisible()
})

test('after the meeting Bruno logs the contact: six taps at most, well under thirty seconds', async ({ device, server, turnTo }) => {
  const scene = await openScene(server)
  const bruno = await device(PHONE)
  await brunoIsReady(scene, bruno)
  await bookFirst(await device(AMINA.device), { slug: scene.slug, clock: '18:00' })
  await turnTo(TUESDAY_18 + 25 * MINUTE)
  await bruno.reload()
  let taps = 0
  const tap = async (target: ReturnType<Page['getByRole']>) => {
    taps += 1
    await target.tap()
  }
  await bruno.getByRole('button', { name: 'We met' }).tap()
  const began = performance.now()
  await tap(bruno.getByRole('link', { name: 'Log this contact' }))
  await tap(bruno.getByText('Video', { exact: true }))
  await tap(bruno.getByText('15–29 min', { exact: true }))
  await tap(bruno.getByText('Sleep', { exact: true }))
  await tap(bruno.getByRole('button', { name: 'Save contact' }))
  await expect(bruno.getByText('Saved. You can change it until its week closes.')).toBeVisible()
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(`logging a contact: ${taps} taps, ${seconds.toFixed(1)} s by a machine's thumb\n`)
  expect(taps).toBeLessThanOrEqual(6)
  expect(seconds).toBeLessThan(30)
})

test('nobody came: ten minutes must pass, then the time is free again for somebody else', async ({ device, server, turnTo }) => {
  const scene = await openScene(server)
  const bruno = await device(PHONE)
  await brunoIsReady(scene, bruno)
  const amina = await device(AMINA.device)
  await bookFirst(amina, { slug: scene.slug, clock: '18:00' })
  await turnTo(TUESDAY_18 + 5 * MINUTE)
  await bruno.reload()
  await expect(bruno.getByText('Wait ten minutes from the start.')).toBeVisible()
  await expect(bruno.getByRole('button', { name: 'Nobody came' })).toBeDisabled()
  await turnTo(TUESDAY_18 + 11 * MINUTE)
  await bruno.reload()
  await bruno.getByRole('button', { name: 'Nobody came' }).tap()
  await expect(bruno.getByRole('button', { name: 'Somebody did come' })).toBeVisible()
  expect(await scene.ask('select 1 from bookings where program = $1', [scene.here.id])).toHaveLength(1)
})

test('Bruno calls a meeting off; Amina reads one kind sentence and is offered another time', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  const bruno = await device(PHONE)
  await brunoIsReady(scene, bruno)
  const amina = await device(AMINA.device)
  await bookFirst(amina, { slug: scene.slug, clock: '18:00' })
  await bruno.reload()
  await bruno.getByRole('button', { name: 'Call off' }).tap()
  const dialog = bruno.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Call off' })).toBeDisabled()
  await dialog.getByRole('radio', { name: 'I am ill' }).check()
  await expectAccessible(bruno)
  await dialog.getByRole('button', { name: 'Call off' }).tap()
  await expect(bruno.getByText('No bookings in the next four weeks')).toBeVisible()
  await amina.goto(`/${scene.slug}/`)
  await expect(amina.getByText(/was called off/)).toBeVisible()
  await amina.getByRole('link', { name: 'See it' }).click()
  await expect(amina.getByText('Bruno is ill and sorry to miss you. Please choose another time.')).toBeVisible()
})

test('a meeting late in the evening still belongs to today', async ({ device, server, turnTo }) => {
  const scene = await openScene(server)
  const bruno = await device(PHONE)
  await brunoIsReady(scene, bruno)
  await bookFirst(await device(AMINA.device), { slug: scene.slug, clock: '21:00' })
  await turnTo(TUESDAY_18 - 8 * HOUR)
  await bruno.reload()
  await expect(bruno.getByRole('heading', { name: 'Today' })).toBeVisible()
  await expect(bruno.getByRole('heading', { name: 'Coming up' })).toHaveCount(0)
})
