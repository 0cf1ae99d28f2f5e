import type { Page } from '@playwright/test'
import { AMINA, CARLA, COLIN } from '../people.ts'
import { expect, test } from './peerside.ts'
import { startTestServer } from './server.ts'

const heading = (page: Page, name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true }).click()

async function withPasskeys(page: Page): Promise<void> {
  const chrome = await page.context().newCDPSession(page)
  await chrome.send('WebAuthn.enable')
  await chrome.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, hasPrf: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

async function keepTwoWaysBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Passkey/ }).click()
  await expect(page.getByText('One more to go')).toBeVisible()
  await page.getByRole('button', { name: 'Twelve words on paper' }).click()
  const list = page.getByRole('listitem').filter({ hasText: /^[a-z]+$/ })
  await expect(list).toHaveCount(12)
  const words = await list.allTextContents()
  await page.getByRole('button', { name: 'I have them' }).click()
  for (const position of Array.from({ length: 12 }, (_, i) => i + 1)) {
    const box = page.getByLabel(`Word ${position}`, { exact: true })
    if (await box.count()) await box.fill(words[position - 1]!)
  }
  await page.getByRole('button', { name: 'Keep this way back' }).click()
  await expect(page.getByText('All set.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
}

const answerNo = async (page: Page) => {
  await heading(page, 'Whom do you assess?')
  for (const answer of await page.getByRole('radio', { name: 'No', exact: true }).all()) await answer.check({ force: true })
  await page.getByRole('button', { name: 'Send my answers' }).click()
}

test('on a fresh server Carla makes the program with the printed code, sets it up and invites Colin, while students find closed doors and open help', async ({ browser, expectAccessible }) => {
  test.setTimeout(300_000)
  const fresh = await startTestServer() // the one-time code is used up here, so this server is nobody else's
  const open = async (person: typeof CARLA) => (await browser.newContext({ baseURL: fresh.address, ...person.device })).newPage()
  const carla = await open(CARLA)
  await withPasskeys(carla)

  await test.step('a wrong code and unanswered questions are named, and nothing typed is lost', async () => {
    await carla.goto('/setup')
    await heading(carla, 'Set up a program')
    await expectAccessible(carla)
    await carla.getByRole('button', { name: 'Set up' }).click()
    await expect(carla.getByText('Type the code that the server printed.')).toBeVisible()
    await carla.getByLabel('Set-up code').fill('AAAA-BBBB-CCCC')
    await carla.getByLabel('Name of the program').fill('Side by Side')
    await carla.getByLabel('Word in the address').fill('Commons')
    await carla.getByLabel('Your name').fill(CARLA.name)
    await carla.getByLabel('Time zone').selectOption('America/Toronto')
    for (const language of ['Français', '中文']) await carla.getByRole('main').getByText(language, { exact: true }).click()
    await carla.getByRole('button', { name: 'Set up' }).click()
    await expect(carla.getByText(/code/i).filter({ hasText: /not|wrong/i }).first()).toBeVisible()
    await expect(carla.getByLabel('Name of the program')).toHaveValue('Side by Side')
  })

  await test.step('the right code makes her the coordinator, and works once', async () => {
    await carla.getByLabel('Set-up code').fill(fresh.setupCode.toLowerCase())
    await carla.getByRole('button', { name: 'Set up' }).click()
    await heading(carla, 'The program is there')
    await carla.getByRole('link', { name: 'Open my invitation' }).click()
    await expect(carla).toHaveURL(/\/commons\/join$/)
    await carla.getByRole('button', { name: 'Accept the invitation' }).click()
    await heading(carla, 'Keep a way back')
    await keepTwoWaysBack(carla)
    await expect(carla.getByText(CARLA.name)).toBeVisible()
    const other = await open(COLIN)
    const answer = await other.request.post('/setup/program', { data: { code: fresh.setupCode, slug: 'second', name: 'Second', yourName: 'Colin', country: 'CA', timeZone: 'UTC', locales: ['en'] } })
    expect(answer.status()).toBe(403)
    await other.context().close()
  })

  await test.step('students find closed doors, and help that is open', async () => {
    const amina = await open(AMINA)
    await amina.goto('/commons/')
    await heading(amina, 'This program has not opened yet')
    await expectAccessible(amina)
    await amina.getByRole('main').getByRole('link', { name: /Help lines/ }).click()
    await expect(amina.getByRole('link', { name: /^Call\s+9.?8.?8/ }).first()).toBeVisible()
    await amina.goto('/commons/find')
    await expect(amina.getByRole('link', { name: /Bruno/ })).toHaveCount(0)
    await amina.context().close()
  })

  await test.step('the wizard asks one question at a time', async () => {
    await carla.goto('/commons/staff/setup')
    await heading(carla, 'What is your program called?')
    await next(carla)
    await heading(carla, /neutral name/)
    await next(carla)
    await heading(carla, 'Where is your school?')
    await carla.getByLabel('Province or territory').selectOption('Ontario')
    await next(carla)
    await heading(carla, 'Which languages, and which clock?')
    await next(carla)
    await heading(carla, /Which cohorts/)
    await carla.getByLabel('Cohort 1 in English').fill('Nursing, year 1')
    await next(carla)
    await answerNo(carla)
    await heading(carla, 'Where do they study?')
    await carla.getByRole('button', { name: 'Add a site' }).click()
    await carla.getByLabel('Site 1 in English').fill('North campus')
    await next(carla)
    await heading(carla, 'What may students bring?')
    await next(carla)
    await heading(carla, 'How do people meet?')
    await carla.getByLabel('Program video link').fill('http://meet.example/room')
    await next(carla)
    await expect(carla.getByText(/starts with https/).last()).toBeVisible()
    await carla.getByLabel('Program video link').fill('https://meet.example/room')
    await next(carla)
    await heading(carla, /Who answers an emergency/)
    await carla.getByLabel('Name of the service in English').fill('Campus security')
    await carla.getByLabel('Phone number').fill('613 555 0100')
    await next(carla)
    await carla.getByRole('link', { name: 'See the opening checklist' }).click()
  })

  await test.step('the checklist says what is missing, and the doors do not open', async () => {
    await heading(carla, 'Opening checklist')
    const toDo = carla.getByRole('listitem').filter({ hasText: 'to do' })
    for (const missing of ['reviewed by a named person', 'under 18', 'crisis line', 'Two coordinators', 'Two supporters']) await expect(toDo.filter({ hasText: missing }).first()).toBeVisible()
    await expect(carla.getByRole('listitem').filter({ hasText: 'At least one cohort' })).toContainText('done')
    await expect(carla.getByRole('listitem').filter({ hasText: 'Somebody answers emergencies' })).toContainText('done')
    await expect(carla.getByRole('button', { name: 'Open the doors to students' })).toBeDisabled()
  })

  await test.step('Colin becomes the second coordinator by his link, and must say whom he assesses first', async () => {
    await carla.goto('/commons/staff/people')
    await carla.getByRole('button', { name: 'Add a person' }).click()
    await carla.getByLabel('Full name').fill(COLIN.name)
    await carla.getByRole('dialog').getByText('Coordinator', { exact: true }).click()
    await carla.getByRole('button', { name: 'Add and make an invitation' }).click()
    const link = (await carla.getByText(/\/commons\/join#/).textContent())!.trim()
    const colin = await open(COLIN)
    await withPasskeys(colin)
    await colin.goto(link)
    await expect(colin).not.toHaveURL(/#/)
    await colin.getByRole('button', { name: 'Accept the invitation' }).click()
    await keepTwoWaysBack(colin)
    await answerNo(colin)
    await colin.goto('/commons/staff/program/opening')
    await expect(colin.getByRole('listitem').filter({ hasText: 'Two coordinators' })).toContainText('done')
    await colin.context().close()
  })

  await carla.context().close()
  await fresh.stop()
})
