import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { AMINA, BRUNO, CARLA } from '../people.ts'
import { expect, test as peerside } from './peerside.ts'
import { bookFirst, comeIn, openScene, type Scene, timeWith } from './scene.ts'
import { startTestServer, type TestServer } from './server.ts'

/** The same server, with a mail server beside it. */
const test = peerside.extend<object, { mails: MailServer }>({
  mails: [async ({}, use) => {
    const mails = await startMailServer()
    await use(mails)
    await mails.stop()
  }, { scope: 'worker' }],
  server: [async ({ mails }, use) => {
    const server = await startTestServer({ SMTP_URL: mails.url, MAIL_FROM: 'Commons <commons@commons.example>' })
    await use(server)
    await server.stop()
  }, { scope: 'worker', timeout: 180_000 }],
})

const PHONE = { ...BRUNO.device, locale: 'en-CA' }

interface Team extends Scene { readonly bruno: string; readonly carla: string }

/** Bruno has hours but no channel yet, Chloé has neither channel nor test, Carla coordinates. */
async function team(server: TestServer): Promise<Team> {
  const scene = await openScene(server)
  const bruno = (await scene.addSupporter(BRUNO.name, [{ weekday: 2, starts: 1080, ends: 1260 }])).id
  await scene.addSupporter('Chloé Roy')
  for (const table of ['notice_channels', 'alert_confirmations']) await scene.ask(`delete from ${table} where program = $1`, [scene.here.id])
  await scene.ask(`update supporters set display_name = 'Bruno' where person = $1`, [bruno])
  return { ...scene, bruno, carla: await scene.addStaff(CARLA.name, 'coordinator') }
}

const digitsOf = (mails: MailServer): string => /\d{4}/.exec(mails.received.at(-1)!.text)![0]
const mailed = (mails: MailServer, count: number) => expect.poll(() => mails.received.length, { timeout: 60_000 }).toBe(count)

async function reachable(page: Page, scene: Team, mails: MailServer): Promise<void> {
  await comeIn(page, scene, scene.bruno, '/notices')
  await page.getByLabel('Mail address').fill(BRUNO.email)
  await page.getByRole('button', { name: 'Send me mails' }).click()
  const before = mails.received.length
  await page.getByRole('button', { name: 'Send the test' }).click()
  await mailed(mails, before + 1)
  await page.getByLabel('The four digits').fill(digitsOf(mails))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Confirmed. Bookings will reach you.')).toBeVisible()
}

test('Bruno turns on mail, mistypes the test’s digits, asks for another and confirms it', async ({ server, mails, device, expectAccessible }) => {
  const scene = await team(server)
  const bruno = await device(PHONE)
  // Where an invitation leads when both ways back are kept.
  await comeIn(bruno, scene, scene.bruno, '/welcome')
  await expect(bruno.getByRole('heading', { level: 1, name: 'How we reach you' })).toBeVisible()
  await expect(bruno.getByText('Nothing is turned on yet.')).toBeVisible()
  await expectAccessible(bruno)
  await bruno.getByLabel('Mail address').fill(BRUNO.email)
  await bruno.getByRole('button', { name: 'Send me mails' }).click()
  await expect(bruno.getByText(`Mail to ${BRUNO.email}`)).toBeVisible()
  const before = mails.received.length
  await bruno.getByRole('button', { name: 'Send the test' }).click()
  await expect(bruno.getByText('Sent. It should arrive within a minute.')).toBeVisible()
  await mailed(mails, before + 1)
  const wrong = String((Number(digitsOf(mails)) + 1) % 10_000).padStart(4, '0')
  await bruno.getByLabel('The four digits').fill(wrong)
  await bruno.getByRole('button', { name: 'Confirm' }).click()
  await expect(bruno.getByText('Those are not the digits of the last test.')).toBeVisible()
  await expectAccessible(bruno)
  await bruno.getByRole('button', { name: 'Send another test' }).click()
  await mailed(mails, before + 2)
  await bruno.getByLabel('The four digits').fill(digitsOf(mails))
  await bruno.getByRole('button', { name: 'Confirm' }).click()
  await expect(bruno.getByText('Confirmed. Bookings will reach you.')).toBeVisible()
  await expectAccessible(bruno)
  expect(mails.received.at(-1)).toMatchObject({ to: BRUNO.email, subject: 'Something new for you' })

  await bruno.getByRole('button', { name: `Remove: Mail to ${BRUNO.email}` }).click()
  await expect(bruno.getByRole('dialog')).toContainText('students can no longer book you')
  await bruno.getByRole('button', { name: 'Keep it' }).click()
  await expect(bruno.getByText(`Mail to ${BRUNO.email}`)).toBeVisible()
})

test('without a mail address the form says so, and a browser without push says what to do', async ({ server, device }) => {
  const scene = await team(server)
  const bruno = await device(PHONE)
  await comeIn(bruno, scene, scene.bruno, '/notices')
  await bruno.getByRole('button', { name: 'Turn on for this device' }).click()
  await expect(bruno.getByText(/(does not allow|cannot receive) notices/)).toBeVisible()
  await bruno.getByRole('button', { name: 'Send me mails' }).click()
  await expect(bruno.getByText('Nothing is turned on yet.')).toBeVisible()
})

test('Carla sees who has no channel, and never which channel somebody has', async ({ server, mails, device, expectAccessible }) => {
  const scene = await team(server)
  const bruno = await device(PHONE), carla = await device(CARLA.device)
  await reachable(bruno, scene, mails)
  await comeIn(carla, scene, scene.carla, '/supporters')
  const reach = carla.getByRole('table', { name: 'Who can be reached' })
  await expect(reach.getByRole('row').nth(1)).toContainText('Chloé Roy')
  await expect(reach.getByRole('row', { name: /Chloé Roy/ })).toContainText('Nothing turned on')
  await expect(reach.getByText(BRUNO.name)).toHaveCount(0)
  await expect(carla.getByText('1 of 2 can be reached')).toBeVisible()
  await carla.getByRole('button', { name: 'Show everybody' }).click()
  await expect(reach.getByRole('row', { name: new RegExp(BRUNO.name) })).toContainText('Yes, test confirmed')
  await expect(carla.getByText(BRUNO.email)).toHaveCount(0)
  await expectAccessible(carla)
})

test('a booking that no channel delivered says "not yet seen" to both; a delivered one does not', async ({ server, mails, device, expectAccessible }) => {
  const scene = await team(server)
  const bruno = await device(PHONE), amina = await device(AMINA.device)
  await reachable(bruno, scene, mails)
  mails.refuse('451 come back later')
  await bookFirst(amina, { slug: scene.slug, clock: '18:00' })
  await expect(amina.getByText('Not yet seen by Bruno.')).toBeVisible()
  await bruno.goto(`/${scene.slug}/staff/day`)
  await expect(bruno.getByRole('listitem').filter({ hasText: /New: / })).toContainText('not yet seen')
  await expect(bruno.getByText('No notice of this reached you')).toBeVisible()
  await expectAccessible(bruno)
  await bruno.getByRole('link', { name: 'How we reach you' }).click()
  await expect(bruno.getByRole('heading', { level: 1, name: 'How we reach you' })).toBeVisible()

  mails.refuse(null)
  await amina.goto(`/${scene.slug}/`)
  await expect(amina.getByRole('heading', { name: 'Your next conversation' })).toBeVisible()
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await timeWith(amina, 'Bruno', '18:30').click()
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await expect(amina.getByRole('heading', { name: 'It is booked' })).toBeVisible()
  // The first one is tried again meanwhile; whether it comes alone or with the second, both count.
  await expect(async () => {
    await amina.goto(`/${scene.slug}/mine`)
    await expect(amina.getByText('has reached them')).toHaveCount(2, { timeout: 15_000 })
  }).toPass({ timeout: 90_000 })
  expect(mails.received.at(-1)!.text).toBe(`There is something new for you. Open the page to see it.\n\n${server.address}/${scene.slug}/staff`)
  await bruno.goto(`/${scene.slug}/staff/day`)
  const news = bruno.getByRole('listitem').filter({ hasText: /New: / })
  await expect(news).toHaveCount(1)
  await expect(news).not.toContainText('not yet seen')
})

test('Bruno’s calendar shows "Busy" and nothing else; a guessed address, a replaced one and one of no program are not found, alike', async ({ server, mails, device, request, expectAccessible }) => {
  const scene = await team(server)
  const bruno = await device(PHONE), amina = await device(AMINA.device)
  await reachable(bruno, scene, mails)
  await bookFirst(amina, { slug: scene.slug, clock: '18:00' })
  await bruno.getByRole('button', { name: 'Make my calendar address' }).click()
  const shown = bruno.getByLabel('Your calendar address. It is shown only now, so copy it.')
  const address = await shown.inputValue()
  expect(address).toMatch(new RegExp(`^${server.address}/feeds/${scene.slug}/[\\w-]{32}\\.ics$`))
  await expectAccessible(bruno)
  const feed = await request.get(address)
  expect(feed.headers()).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store' })
  const lines = (await feed.text()).split('\r\n')
  expect(lines.filter((line) => /^(SUMMARY|DTSTART|DTEND)/.test(line))).toEqual(['DTSTART:20261006T220000Z', 'DTEND:20261006T223000Z', 'SUMMARY:Busy'])

  await bruno.reload()
  await bruno.getByRole('button', { name: 'Make a new address (the old one stops working)' }).click()
  await expect(shown).not.toHaveValue(address)
  const notFound = []
  for (const path of [address, address.replace(/[\w-]{32}\.ics/, `${randomBytes(24).toString('base64url')}.ics`), address.replace(scene.slug, 'nowhere'), `${server.address}/feeds/${scene.slug}/short.ics`]) {
    const answer = await request.get(path)
    notFound.push([answer.status(), await answer.text()])
  }
  expect(new Set(notFound.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify([404, 'Not found'])]))
  expect((await request.get(await shown.inputValue())).status()).toBe(200)
})

test('nothing of this is left on the server’s outputs', async ({ server }) => {
  expect(server.said()).not.toMatch(/bruno|tremblay|amina|feeds|@|defect/i)
})
