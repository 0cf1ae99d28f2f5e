import type { Page } from '@playwright/test'
import { AMINA } from '../people.ts'
import { expect as quick, test } from './peerside.ts'
import { enrolWithCard, openSchool, readSheet, type School, typeBack } from './school.ts'
import { fitsTheScreen } from './scene.ts'

const expect = quick.configure({ timeout: 30_000 })
const heading = (name: string) => ({ level: 1, name }) as const

/** Enrols with both halves of the sheet on paper. Answers with the words of each half. */
async function enrolOnPaper(page: Page, school: School): Promise<string[][]> {
  await enrolWithCard(page, school)
  await page.getByRole('button', { name: /^Twelve words on paper/ }).click()
  const halves = await readSheet(page)
  await typeBack(page, halves)
  await expect(page.getByRole('heading', heading('That was it'))).toBeVisible()
  return halves
}

async function typeSpare(page: Page, words: string): Promise<void> {
  await page.getByLabel('The twelve words of your spare').fill(words)
  await page.getByRole('button', { name: 'Open a new account' }).click()
}

async function askForSomeone(page: Page, school: School): Promise<void> {
  await page.goto(`/${school.slug}/write`)
  await page.getByRole('button', { name: 'Ask for someone' }).click()
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByRole('heading', { name: 'Your request waits' })).toBeVisible()
}

/** Accounts that are written with their certificate, which a first contact does at once. */
const certified = ({ ask, here }: School) => ask<{ account: string }>('select account from account_certificates where program = $1', [here.id])

test('who lost everything types the lower half of her sheet, and is a student again with proof and without a past', async ({ device, server, expectAccessible }) => {
  test.setTimeout(180_000)
  const school = await openSchool(server)
  await school.addSupporter('Bruno', [{ weekday: 1, starts: 960, ends: 1080 }])
  const lost = await device(AMINA.device)
  const [upper, lower] = await enrolOnPaper(lost, school)

  const page = await device(AMINA.device)
  await page.goto(`/${school.slug}/return?lang=en`)
  await page.getByRole('link', { name: 'I have lost every way back' }).click()
  await expect(page.getByText('What you and your supporter wrote; they still have their side until it is shredded.')).toBeVisible()
  await expect(page.getByText('Times you booked. They are kept for you: come, and say that you lost your account.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^I have a spare/ }).click()
  await expectAccessible(page)
  await fitsTheScreen(page)

  await test.step('other words are refused in one sentence each', async () => {
    await typeSpare(page, lower!.slice(1).join(' '))
    await expect(page.getByText('These are not twelve words of a sheet. Compare them once more.')).toBeVisible()
    await typeSpare(page, upper!.join(' '))
    await expect(page.getByText('Nothing opens with these words.')).toBeVisible()
    await expect(page.getByRole('heading', heading('I have a spare'))).toBeVisible()
  })

  await typeSpare(page, lower!.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'))
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  await expect(page.getByText('Only this device has your account.')).toBeVisible()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.goto(`/${school.slug}/enrol`)
  await expect(page.getByRole('heading', heading('You are enrolled'))).toBeVisible()
  expect(await certified(school)).toHaveLength(0)
  await askForSomeone(page, school)
  expect(await certified(school)).toHaveLength(1)

  // The account of before stands where it was, and is another one.
  await askForSomeone(lost, school)
  expect(await certified(school)).toHaveLength(2)
})

test('a sheet whose halves both arrived, though no answer did, is kept by a second press', async ({ device, server }) => {
  test.setTimeout(120_000)
  const school = await openSchool(server)
  const page = await device(AMINA.device)
  await enrolWithCard(page, school)
  await page.getByRole('button', { name: /^Twelve words on paper/ }).click()
  const halves = await readSheet(page), unreachable = page.getByText('We could not reach the server.')
  for (const [step, lost] of [/\/ways-back$/, /\/spares$/].entries()) {
    const gone = new Promise<void>((resolve) => void page.route(lost, async (route) => {
      await route.fetch()
      await route.abort()
      resolve()
    }, { times: 1 }))
    if (step === 0) await typeBack(page, halves)
    else await page.getByRole('button', { name: 'Keep them', exact: true }).click()
    await gone
    await expect(unreachable).toBeVisible()
  }
  await page.getByRole('button', { name: 'Keep them', exact: true }).click()
  await expect(page.getByRole('heading', heading('That was it'))).toBeVisible()
  expect(await school.ask('select from spares where program = $1', [school.here.id])).toHaveLength(1)

  const found = await device(AMINA.device)
  await found.goto(`/${school.slug}/lost?lang=en`)
  await found.getByRole('button', { name: /^I have a spare/ }).click()
  await typeSpare(found, halves[1]!.join(' '))
  await expect(found.getByRole('heading', heading('Keep a way back'))).toBeVisible()
})

test('without a spare she begins again with a card, and is told to tell her supporter herself', async ({ device, server, expectAccessible }) => {
  test.setTimeout(180_000)
  const school = await openSchool(server)
  const page = await device(AMINA.device)
  await page.goto(`/${school.slug}/lost?lang=en`)
  await expect(page.getByText('Then tell your supporter, in your own words, that you are the one who wrote before. Nothing here tells them, and nothing proves it.')).toBeVisible()
  await page.getByRole('button', { name: /^Begin again with a card/ }).click()
  await page.getByRole('button', { name: /^I have a card or a code/ }).click()
  await expectAccessible(page)
  await page.getByLabel('The letters on it').fill('hello')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('That is not one of our cards or codes.')).toBeVisible()
  await page.getByLabel('The letters on it').fill(await school.printCard())
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
})
