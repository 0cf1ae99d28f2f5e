import type { Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { expect as quick } from './peerside.ts'
import { bookFirst, comeIn, fitsTheScreen } from './scene.ts'
import { type School, signInAtSchool } from './school.ts'
import { test } from './sign-on.ts'

const expect = quick.configure({ timeout: 30_000 })
const WORDS = 'I failed the exam, and I have told nobody.'
const EVENINGS = [{ weekday: 1, starts: 1080, ends: 1200 }, { weekday: 2, starts: 1080, ends: 1200 }]

async function write(page: Page): Promise<void> {
  await page.getByLabel('What would you like to say?').fill(WORDS)
}
const askForSomeone = (page: Page) => page.getByRole('button', { name: 'Ask for someone' }).click()
const waits = (page: Page) => expect(page.getByRole('heading', { name: 'Your request waits' })).toBeVisible()
const certified = ({ ask, here }: School) => ask('select 1 from account_certificates where program = $1', [here.id])

test('who was not there in onboarding week writes first, signs in now, and the request goes out with proof', async ({ device, school, server, expectAccessible }) => {
  test.setTimeout(240_000)
  const { id } = await school.addSupporter('Bruno', EVENINGS)
  const amina = await device(AMINA.device)
  const sent: string[] = []
  amina.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await amina.goto(`/${school.slug}/write?lang=en`)
  await write(amina)
  await askForSomeone(amina)
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByRole('heading', { level: 1, name: 'First, an account without a name' })).toBeVisible()
  await expectAccessible(amina)
  await fitsTheScreen(amina)
  await amina.getByRole('button', { name: /^With my school’s sign-in, now/ }).click()
  await signInAtSchool(amina, 'student801')
  await expect(amina).toHaveURL(`${server.address}/${school.slug}/write`)
  await expect(amina.getByLabel('What would you like to say?')).toHaveValue(WORDS)
  await askForSomeone(amina)
  await waits(amina)
  expect(await certified(school)).toHaveLength(1)
  expect(sent.filter((request) => request.includes('told nobody'))).toEqual([])
  expect(sent.some((request) => request.includes('/requests'))).toBe(true) // what is looked into is what was sent

  const bruno = await device(BRUNO.device)
  await comeIn(bruno, school, id, '/day')
  await expect(bruno.getByText('Enrolment and key proven')).toBeVisible()
})

test('an account that came by code fetches a token for the keys it has before its first request', async ({ device, school, expectAccessible }) => {
  test.setTimeout(240_000)
  const { id } = await school.addSupporter('Bruno', EVENINGS)
  const amina = await device(AMINA.device)
  await bookFirst(amina, { slug: school.slug, clock: '18:00' })
  const before = await school.ask<{ id: string }>(`select id from accounts where program = $1 and kind = 'student'`, [school.here.id])
  await amina.goto(`/${school.slug}/write?lang=en`)
  await write(amina)
  await expect(amina.getByRole('heading', { name: 'Show that a student holds this account' })).toBeVisible()
  await expectAccessible(amina)
  await amina.getByRole('button', { name: 'Get the proof' }).click()
  await amina.getByRole('button', { name: /^Sign in with my school/ }).click()
  await signInAtSchool(amina, 'student802')
  await expect(amina.getByLabel('What would you like to say?')).toHaveValue(WORDS)
  await expect(amina.getByRole('heading', { name: 'Show that a student holds this account' })).toHaveCount(0)
  expect(await certified(school)).toEqual([]) // not beside the sign-in
  await askForSomeone(amina)
  await waits(amina)
  expect(await certified(school)).toHaveLength(1)
  expect(await school.ask(`select id from accounts where program = $1 and kind = 'student'`, [school.here.id])).toEqual(before)

  const bruno = await device(BRUNO.device)
  await comeIn(bruno, school, id, '/day')
  await expect(bruno.getByText('Enrolment and key proven')).toBeVisible()
})

test('an account that came by code may also write without proof, and the supporter is told so', async ({ device, school }) => {
  test.setTimeout(240_000)
  const { id } = await school.addSupporter('Bruno', EVENINGS)
  const amina = await device(AMINA.device)
  await bookFirst(amina, { slug: school.slug, clock: '18:00' })
  await amina.goto(`/${school.slug}/write?lang=en`)
  await amina.getByRole('button', { name: 'Not now' }).click()
  await askForSomeone(amina)
  await waits(amina)
  const bruno = await device(BRUNO.device)
  await comeIn(bruno, school, id, '/day')
  await expect(bruno.getByText('Enrolment and key not proven')).toBeVisible()
})
