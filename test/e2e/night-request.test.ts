import type { Page } from '@playwright/test'
import { AMINA, BRUNO, CARLA } from '../people.ts'
import { expect, test } from './peerside.ts'
import { CODE, comeIn, fitsTheScreen, HOUR, openScene, type Scene } from './scene.ts'

/** Friday 9 October 2026, 23:40 in Montreal: nobody is on before Monday at 16:00. */
const FRIDAY_2340 = Date.UTC(2026, 9, 10, 3, 40)
const MONDAY_1605 = Date.UTC(2026, 9, 12, 20, 5)
const WORDS = 'I cannot sleep before the exam, and I do not know whom to tell.'

const onMondays = { weekday: 1, starts: 960, ends: 1080 }
const SLOW = { timeout: 30_000 }

/** From the poster's link to a request that waits, at an hour when nobody is here. */
async function askAtNight(page: Page, scene: Scene, words = WORDS): Promise<void> {
  await page.goto(`/${scene.slug}/?lang=en#code=${CODE}`)
  await page.getByRole('link', { name: /Write to someone/ }).click()
  await page.getByLabel('What would you like to say?').fill(words)
  await page.getByRole('button', { name: 'Ask for someone' }).click()
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByRole('heading', { name: 'Your request waits' })).toBeVisible(SLOW)
}

test('at 23:40 a student who was not onboarded writes, and on Monday Bruno reads it', async ({ server, device, turnTo, expectAccessible }) => {
  test.slow()
  const scene = await openScene(server)
  const { id } = await scene.addSupporter('Bruno', [onMondays])
  const amina = await device(AMINA.device)
  const sent: string[] = []
  amina.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await turnTo(FRIDAY_2340)
  await amina.goto(`/${scene.slug}/?lang=en#code=${CODE}`)
  await expect(amina.getByRole('heading', { name: 'Nobody is here at this hour' })).toBeVisible()
  await expect(amina.getByText('Bruno or another will read it by Monday 18:00')).toBeVisible()
  await expect(amina.getByRole('link', { name: /Help lines/ })).toBeVisible()
  await expectAccessible(amina)
  await amina.getByRole('link', { name: /Write to someone/ }).click()
  await amina.getByLabel('What would you like to say?').fill(WORDS)
  await expectAccessible(amina)
  await amina.getByRole('button', { name: 'Ask for someone' }).click()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByRole('heading', { name: 'Your request waits' })).toBeVisible(SLOW)
  await expect(amina.getByText('Bruno or another will read it by Monday 18:00.')).toBeVisible()
  await fitsTheScreen(amina)
  await expectAccessible(amina)
  await amina.reload()
  await expect(amina.getByRole('heading', { name: 'Your request waits' })).toBeVisible(SLOW)

  await turnTo(MONDAY_1605)
  const bruno = await device(BRUNO.device)
  await comeIn(bruno, scene, id, '/day')
  await expect(bruno.getByText('Somebody would like to write')).toBeVisible(SLOW)
  await expect(bruno.getByText('Enrolment and key not proven')).toBeVisible()
  await expect(bruno.getByText(/exam/)).toHaveCount(0)
  await expectAccessible(bruno)
  await bruno.getByRole('button', { name: 'Take it' }).click()

  await expect(amina).toHaveURL(/\/talk\//, SLOW)
  await expect(amina.locator('.line-said', { hasText: WORDS })).toBeVisible(SLOW)
  await expect(bruno.locator('.line-said', { hasText: WORDS })).toBeVisible(SLOW) // it is read aloud as well
  expect(sent.filter((request) => request.includes('whom to tell'))).toEqual([])
  expect(sent.some((request) => request.includes('/requests'))).toBe(true) // what is looked into is what was sent
})

test('a request that nobody can take says so, with what is open meanwhile, and can be taken back', async ({ server, device, turnTo, expectAccessible }) => {
  test.slow()
  const scene = await openScene(server)
  const { id } = await scene.addSupporter('Bruno', [onMondays])
  await scene.ask(`insert into supporter_pauses (program, person, paused_on) values ($1, $2, '2026-10-01')`, [scene.here.id, id])
  await scene.addSupporter('Chloé', []) // there, but never on
  const amina = await device(AMINA.device)
  await turnTo(FRIDAY_2340)
  await amina.goto(`/${scene.slug}/?lang=en#code=${CODE}`)
  await amina.getByRole('link', { name: /Write to someone/ }).click()
  await expect(amina.getByText(/Nobody is on in the coming week/)).toBeVisible()
  await amina.getByRole('button', { name: 'Ask for someone' }).click()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByRole('heading', { name: 'Nobody can take this just now' })).toBeVisible(SLOW)
  await expect(amina.getByRole('link', { name: 'All help lines' })).toBeVisible()
  await expectAccessible(amina)
  await amina.getByRole('button', { name: 'Take the request back' }).click()
  await expect(amina.getByRole('heading', { name: 'Taken back' })).toBeVisible()
  expect(await scene.ask('select 1 from requests where program = $1', [scene.here.id])).toEqual([])
})

test('taken back a moment after somebody took it, the request leads to them, and its words have gone to them', async ({ server, device, turnTo }) => {
  test.slow()
  const scene = await openScene(server)
  const { id } = await scene.addSupporter('Bruno', [onMondays])
  const amina = await device(AMINA.device), bruno = await device(BRUNO.device)
  await turnTo(MONDAY_1605)
  await askAtNight(amina, scene)
  await comeIn(bruno, scene, id, '/day')
  await amina.route('**/requests/mine', (route) => route.abort()) // her page does not hear of it
  await bruno.getByRole('button', { name: 'Take it', exact: true }).click(SLOW)
  await expect(bruno).toHaveURL(/\/staff\/talk\//, SLOW)
  await amina.getByRole('button', { name: 'Take the request back', exact: true }).click()
  await expect(amina).toHaveURL(/\/talk\//, SLOW)
  await expect(bruno.locator('.line-said', { hasText: WORDS })).toBeVisible(SLOW)
})

test('a day later Carla reads that one waits, and nothing else', async ({ server, device, turnTo }) => {
  test.slow()
  const scene = await openScene(server)
  await scene.addSupporter('Bruno', [onMondays])
  const carlas = await scene.addStaff('Carla Mendes', 'coordinator')
  const amina = await device(AMINA.device)
  await turnTo(FRIDAY_2340)
  await askAtNight(amina, scene)
  const carla = await device(CARLA.device)
  await comeIn(carla, scene, carlas, '')
  await expect(carla.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible(SLOW)
  await expect(carla.getByText(/waits longer than/)).toHaveCount(0)
  await turnTo(FRIDAY_2340 + 25 * HOUR)
  await expect(async () => {
    await carla.reload()
    await expect(carla.getByText('1 request waits longer than 24 hours')).toBeVisible({ timeout: 15_000 })
  }).toPass({ timeout: 150_000 }) // the clock of requests is turned once a minute
  await expect(carla.getByText(/Sleep|English|Friday/)).toHaveCount(0)
  await amina.reload()
  await expect(amina.getByRole('heading', { name: 'This takes longer than we said' })).toBeVisible(SLOW)
})

test('the screens of writing speak French and Chinese', async ({ server, device, turnTo, expectAccessible }) => {
  test.slow()
  const scene = await openScene(server)
  const { id } = await scene.addSupporter('Bruno', [onMondays])
  await scene.ask(`update supporters set languages = '{en,fr,zh}' where person = $1`, [id])
  for (const [locale, write, ask, waits] of [['fr-CA', 'Écrire à quelqu’un', 'Demander quelqu’un', 'Votre demande attend'], ['zh-CN', '写给一个人', '找一个人', '您的请求在等待']] as const) {
    const page = await device({ ...AMINA.device, locale })
    await turnTo(FRIDAY_2340)
    await page.goto(`/${scene.slug}/#code=${CODE}`)
    await page.getByRole('link', { name: new RegExp(write) }).click()
    await expect(page.getByRole('heading', { level: 1, name: write })).toBeVisible()
    await expectAccessible(page)
    await test.step('another language in between takes nothing of what was written', async () => {
      const box = page.getByRole('textbox').first()
      await box.fill(WORDS)
      await page.getByRole('combobox').first().selectOption('en')
      await expect(page.getByRole('heading', { level: 1, name: 'Write to someone' })).toBeVisible()
      await expect(box).toHaveValue(WORDS)
      await page.getByRole('combobox').first().selectOption(locale.slice(0, 2))
      await expect(page.getByRole('heading', { level: 1, name: write })).toBeVisible()
      await expect(box).toHaveValue(WORDS)
    })
    await page.getByRole('button', { name: ask }).click()
    await page.locator('.limits-text').waitFor()
    await page.locator('.ending button').first().click()
    await expect(page.getByRole('heading', { name: waits })).toBeVisible(SLOW)
    await fitsTheScreen(page)
    await expectAccessible(page)
  }
})
