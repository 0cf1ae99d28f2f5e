import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { openProgram, type OpenProgram } from '../open-program.ts'
import { AMINA, NARROW } from '../people.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

const HOUR = 3_600_000
const CODE = 'k3f9-27tm'
/** Tuesday 6 October 2026, 18:00 in Montreal. */
const TUESDAY_18 = Date.UTC(2026, 9, 6, 22)

interface Scene extends OpenProgram {
  readonly bruno: string
  readonly chloe: string
  readonly ask: (text: string, values?: unknown[]) => Promise<unknown[]>
}

/** A program that is open, with Bruno on Tuesday evening and Chloé beside him; an open door on Wednesday. */
async function ridgeway(server: TestServer): Promise<Scene> {
  const ask = async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
    const owner = new pg.Client(server.ownerUrl)
    await owner.connect()
    try { return (await owner.query<R>(text, [...values])).rows } finally { await owner.end() }
  }
  const slug = `p-${randomBytes(4).toString('hex')}`
  const scene = await openProgram({
    owner: ask,
    program: async (name = slug) => {
      const [made] = await ask<{ id: string }>(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
        values (gen_random_uuid(), $1, '{"en":"Ridgeway"}', '{"en":"Commons"}', 'CA', '{en,fr,zh}', 'America/Toronto') returning id`, [name])
      return { program: made!.id, pool: null as never }
    },
  }, slug)
  const bruno = await scene.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }, { weekday: 3, starts: 1080, ends: 1200, kind: 'drop-in', formats: ['in-person'] }])
  const chloe = await scene.addSupporter('Chloé', [{ weekday: 2, starts: 1080, ends: 1140, formats: ['video'] }])
  await ask(`insert into admission_codes (program, generation, code, made_on) values ($1, 1, $2, '2026-10-01')`, [scene.here.id, CODE])
  return { ...scene, bruno: bruno.id, chloe: chloe.id, ask: ask as Scene['ask'] }
}

const home = (page: Page, scene: Scene, fragment = '') => page.goto(`/${scene.here.slug}/${fragment}`)

const time = (page: Page, clock: string) => page.getByRole('list', { name: 'Times with Bruno' }).getByRole('link', { name: clock })

/** From home to a booking, as on a first visit. */
async function book(page: Page, clock: string, format = 'Video'): Promise<void> {
  await page.getByRole('link', { name: /Book a time/ }).click()
  await time(page, clock).click()
  await page.getByRole('radio', { name: new RegExp(format, 'i') }).check()
  await page.getByRole('button', { name: 'Book this time' }).click()
}

async function bookFirst(page: Page, scene: Scene, clock = '18:00'): Promise<void> {
  await home(page, scene, `#code=${CODE}`)
  await book(page, clock)
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(page.getByRole('heading', { name: 'It is booked' })).toBeVisible()
}

test('Amina opens the link on a poster and has a time within a minute, without giving a name', async ({ server, device, expectAccessible }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  let axe = 0 // what the look for defects takes is not her time
  const look = async () => {
    const from = performance.now()
    await expectAccessible(amina)
    axe += performance.now() - from
  }
  const started = performance.now()
  await home(amina, scene, `#code=${CODE}`)
  await expect(amina).toHaveURL(new RegExp(`/${scene.here.slug}/$`))
  await look()
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await expect(amina.getByRole('heading', { name: 'Find a time' })).toBeVisible()
  await look()
  await time(amina, '18:00').click()
  await expect(amina.getByText('Bruno will see you and hear your voice.')).toBeVisible()
  await amina.getByText('Add a topic or a few words').click()
  await amina.getByRole('textbox', { name: 'A few words' }).fill('The anatomy exam frightens me.')
  await look()
  await amina.getByRole('radio', { name: /in person/i }).check()
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await expect(amina.getByText('What you say stays between you.')).toBeVisible()
  await look()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByText('Room 12')).toBeVisible()
  await expect(amina.getByText('Not yet seen by Bruno.')).toBeVisible()
  expect(performance.now() - started - axe).toBeLessThan(60_000)
  await expectAccessible(amina)
  const rows = JSON.stringify(await scene.ask('select row_to_json(b)::text as whole from bookings b where program = $1', [scene.here.id]))
  expect(rows).not.toContain('anatomy')
})

test('Amina, who has been here before, needs three taps from home', async ({ server, device }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await bookFirst(amina, scene)
  await home(amina, scene)
  await expect(amina.getByRole('heading', { name: 'Your next conversation' })).toBeVisible()
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await time(amina, '18:30').click()
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await expect(amina.getByRole('heading', { name: 'It is booked' })).toBeVisible()
})

test('who was quicker gets the time; what Amina wrote is still there', async ({ server, device }) => {
  const scene = await ridgeway(server)
  const [amina, other] = [await device(AMINA.device), await device()]
  await bookFirst(amina, scene, '18:30')
  await home(amina, scene)
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await time(amina, '18:00').click()
  await amina.getByText('Add a topic or a few words').click()
  await amina.getByRole('textbox', { name: 'A few words' }).fill('Long story.')
  await bookFirst(other, scene, '18:00')
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await expect(amina.getByRole('alert')).toContainText('Someone else has just taken this time')
  await expect(amina.getByRole('textbox', { name: 'A few words' })).toHaveValue('Long story.')
  await amina.getByRole('link', { name: 'Other times' }).last().click()
  await expect(time(amina, '18:30').or(time(amina, '19:00')).first()).toBeVisible()
  await expect(time(amina, '18:00')).toHaveCount(0)
})

test('without a card or code she is asked for one; a wrong one says what to do', async ({ server, device }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await home(amina, scene)
  await book(amina, '18:00')
  await amina.getByRole('button', { name: 'I have read' }).click()
  await amina.getByRole('textbox', { name: 'Card or code' }).fill('hello')
  await amina.getByRole('button', { name: 'Continue' }).click()
  await expect(amina.getByText('A card has 16 letters and digits')).toBeVisible()
  await amina.getByRole('textbox', { name: 'Card or code' }).fill('0000-0000')
  await amina.getByRole('button', { name: 'Continue' }).click()
  await expect(amina.getByRole('alert')).toContainText('This is not the program’s code')
  await amina.getByRole('textbox', { name: 'Card or code' }).fill(CODE.toUpperCase())
  await amina.getByRole('button', { name: 'Continue' }).click()
  await expect(amina.getByRole('heading', { name: 'It is booked' })).toBeVisible()
})

test('at an hour when nobody is here the page says who is next and which lines are awake, and never "now"', async ({ server, device, turnTo, expectAccessible }) => {
  const scene = await ridgeway(server)
  await scene.ask(`update crisis_lines set hours = '24/7', text_number = '988' where program = $1 and kind = 'crisis'`, [scene.here.id])
  const amina = await device({ ...AMINA.device, ...NARROW })
  await turnTo(Date.UTC(2026, 9, 6, 5))
  await home(amina, scene)
  await expect(amina.getByRole('heading', { name: 'Nobody is here at this hour' })).toBeVisible()
  await expect(amina.getByText(/Next: today, 18:00, with /)).toBeVisible()
  await expect(amina.getByRole('link', { name: 'Call 988' })).toHaveAttribute('href', 'tel:988')
  await expect(amina.getByRole('link', { name: 'Text 988' })).toHaveAttribute('href', 'sms:988')
  await expect(amina.getByText('The next open door: tomorrow, 18:00')).toBeVisible()
  expect(await amina.getByRole('main').textContent()).not.toMatch(/\bnow\b/i)
  expect(await amina.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectAccessible(amina)
})

test('while a door is open the page says who is here, and she can say that she is on her way', async ({ server, device, turnTo, expectAccessible }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await turnTo(Date.UTC(2026, 9, 7, 22, 30))
  await home(amina, scene)
  await expect(amina.getByRole('heading', { name: 'What would help right now?' })).toBeVisible()
  await amina.getByRole('link', { name: /Come by now/ }).click()
  await expect(amina.getByText('Room 12').first()).toBeVisible()
  await expectAccessible(amina)
  await amina.getByRole('button', { name: 'I’m on my way' }).click()
  await expect(amina.getByText('Bruno sees that somebody is coming')).toBeVisible()
  await expect(amina.getByText('1 on the way, room for 4')).toBeVisible()
})

test('she hides somebody she knows, and nothing is sent that another visit would not send', async ({ server, device }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await bookFirst(amina, scene)
  await amina.goto('about:blank') // what the first visit still had to say is said or dropped
  const shared = amina.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/vault') && answer.ok())
  await home(amina, scene)
  await shared
  await amina.getByRole('link', { name: /Book a time/ }).click()
  const sent: string[] = []
  amina.on('request', (request) => { if (!['GET', 'HEAD'].includes(request.method())) sent.push(request.url()) })
  await amina.getByRole('button', { name: 'Hide Chloé' }).click()
  await expect(amina.getByRole('link', { name: /Chloé/ })).toHaveCount(0)
  expect(sent).toEqual([])
  await amina.reload()
  await expect(amina.getByText('One person you hid')).toBeVisible()
  await expect(amina.getByRole('button', { name: 'Hide Chloé' })).toHaveCount(0)
  // Each visit signs in and shares what it keeps, sealed, whether anything changed or not.
  expect(sent.filter((url) => !/\/(sessions|vault)/.test(url))).toEqual([])
})

test('she moves her time, her words travel with it, and then she cancels', async ({ server, device, expectAccessible }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await home(amina, scene, `#code=${CODE}`)
  await amina.getByRole('link', { name: /Book a time/ }).click()
  await time(amina, '18:00').click()
  await amina.getByText('Add a topic or a few words').click()
  await amina.getByRole('radio', { name: 'Sleep' }).check({ force: true })
  await amina.getByRole('radio', { name: /video/i }).check()
  await amina.getByRole('button', { name: 'Book this time' }).click()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await amina.getByRole('main').getByRole('link', { name: 'My times' }).click()
  await expect(amina.getByText('not yet seen')).toBeVisible()
  await expect(amina.getByText('Bruno can read your words.')).toBeVisible()
  await expectAccessible(amina)
  await amina.getByRole('link', { name: 'Move' }).click()
  await expect(amina.getByRole('heading', { name: 'Choose a new time' })).toBeVisible()
  await time(amina, '18:30').click()
  await amina.getByRole('button', { name: 'Move to this time' }).click()
  await expect(amina.getByRole('heading', { name: 'It is booked' })).toBeVisible()
  await amina.getByRole('main').getByRole('link', { name: 'My times' }).click()
  await expect(amina.getByRole('heading', { name: /18:30/ })).toBeVisible()
  await expect(amina.getByText('Bruno can read your words.')).toBeVisible()
  await amina.getByRole('button', { name: 'Cancel' }).click()
  await amina.getByRole('button', { name: 'Cancel this time' }).click()
  await expect(amina.getByText('Nothing booked')).toBeVisible()
})

test('one hour before the start it is too late to cancel, and the page says why nobody minds', async ({ server, device, turnTo }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await bookFirst(amina, scene)
  await turnTo(TUESDAY_18 - HOUR)
  await amina.getByRole('main').getByRole('link', { name: 'My times' }).click()
  await expect(amina.getByText('It is too late to change this here.')).toBeVisible()
  await expect(amina.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
})

test('when nothing fits she is told as soon as something opens', async ({ server, device }) => {
  const scene = await ridgeway(server)
  const amina = await device(AMINA.device)
  await bookFirst(amina, scene)
  await amina.getByRole('link', { name: 'Find' }).click()
  await amina.getByRole('button', { name: 'Tell me when something opens' }).click()
  await expect(amina.getByText(/your first page tells you/)).toBeVisible()
  await amina.getByRole('link', { name: 'Home' }).first().click()
  await expect(amina.getByText(/A time has opened/)).toBeVisible()
})

test('every screen speaks French and Chinese', async ({ server, device, expectAccessible }) => {
  const scene = await ridgeway(server)
  for (const [locale, found, booked] of [['fr-CA', 'Trouver une heure', 'C’est réservé'], ['zh-CN', '找个时间', '预约好了']] as const) {
    const page = await device({ ...AMINA.device, locale })
    await home(page, scene, `#code=${CODE}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await page.locator('a[href$="/find"]').first().click()
    await expect(page.getByRole('heading', { name: found })).toBeVisible()
    await expectAccessible(page)
    await page.locator('.slot-row').filter({ hasText: 'Bruno' }).first().click()
    await page.getByRole('radio').nth(1).check()
    await page.locator('.button-wide').click()
    await page.locator('.limits-text').waitFor()
    await page.locator('.ending button').first().click()
    await expect(page.getByRole('heading', { name: booked })).toBeVisible()
    await expectAccessible(page)
  }
})

test('a program that is closed says so and still shows the way to help', async ({ server, device }) => {
  const scene = await ridgeway(server)
  await scene.ask('insert into program_closings (program, opening, closed_at) select program, id, now() from program_openings where program = $1', [scene.here.id])
  const amina = await device(AMINA.device)
  await home(amina, scene)
  await expect(amina.getByRole('heading', { name: 'This program has not opened yet' })).toBeVisible()
  await expect(amina.getByRole('link', { name: /Help lines/ })).toBeVisible()
})

