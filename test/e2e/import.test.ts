import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import { SEED_TOPICS } from '../../src/rooms/programs/rules/topics.ts'
import { canon } from '../../src/sealed/canon.ts'
import { CARLA } from '../people.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

const DEMO = join(import.meta.dirname, '../../demo')

/** An empty program with its topics, and Carla with an invitation to coordinate it. */
async function setTheScene(server: TestServer): Promise<{ slug: string; link: string; ask: (text: string) => Promise<number> }> {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  const slug = `p-${randomBytes(4).toString('hex')}`, program = randomUUID(), person = randomUUID()
  await owner.query(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values ($1, $2, '{"en":"Ridgeway School of Medicine"}', '{"en":"Commons"}', 'CA', '{en,fr,zh}', 'America/Toronto')`, [program, slug])
  for (const [position, { key, names }] of SEED_TOPICS.entries()) await owner.query('insert into topics (program, key, names, position) values ($1, $2, $3, $4)', [program, key, names, position])
  await owner.query(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-08-01')`, [program, person, CARLA.name])
  await owner.query(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'coordinator', '2026-08-01')`, [program, person])
  const code = spellCode(randomBytes(15))
  await owner.query(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')`, [program, person, createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()])
  await owner.end()
  const ask = async (table: string): Promise<number> => {
    const client = new pg.Client(server.ownerUrl)
    await client.connect()
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table} where program = $1`, [program])
    await client.end()
    return Number(rows[0]!.n)
  }
  return { slug, link: `/${slug}/join#${code}`, ask }
}

async function signIn(page: Page, slug: string, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  await page.goto(`/${slug}/staff/import`)
  await expect(page.getByRole('heading', { level: 1, name: 'Import last year’s spreadsheets' })).toBeVisible()
}

const choose = (page: Page, name: string, content: Buffer | string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

test('Carla imports last year’s supporters and contacts, and the second time nothing is counted twice', async ({ device, server, expectAccessible }) => {
  const { slug, link, ask } = await setTheScene(server)
  const page = await device(CARLA.device)
  await signIn(page, slug, link)
  await expectAccessible(page)

  await choose(page, 'supporters.csv', readFileSync(join(DEMO, 'supporters.csv')))
  await expect(page.getByRole('heading', { name: 'Which column is which?' })).toBeVisible()
  await expect(page.getByLabel('Year or cohort')).toHaveValue('2')
  await expect(page.getByRole('row', { name: /Amara Okafor/ })).toContainText('English · French')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('These years or cohorts will be added: Year 2, Year 3, Year 4.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Bring in 35 supporters' }).click()
  await expect(page.getByText('35 supporters came in')).toBeVisible()
  expect(await ask('supporters')).toBe(35)

  await expect(page.getByRole('button', { name: 'Import another file' })).toBeDisabled()
  await page.getByRole('button', { name: 'Answer the yearly question' }).click()
  for (const year of [2, 3, 4]) await page.getByRole('group', { name: new RegExp(`in Year ${year}`) }).getByText('No', { exact: true }).click()
  await page.getByRole('button', { name: 'Send my answers' }).click()

  await page.getByRole('radio', { name: 'Past contacts' }).check()
  for (const said of ['303 contacts came in', 'No contact is new']) {
    await choose(page, 'interactions.csv', readFileSync(join(DEMO, 'interactions.csv')))
    await expect(page.getByRole('row', { name: /2018-08/ }).first()).toContainText('Student')
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByText('“supporter” only helps to tell rows apart.')).toBeVisible()
    await page.getByRole('button', { name: 'Bring in 303 contacts' }).click()
    await expect(page.getByText(said)).toBeVisible()
    await page.getByRole('button', { name: 'Import another file' }).click()
  }
  expect(await ask('interactions')).toBe(303)

  await expect(page.getByText('338 rows are remembered.')).toBeVisible()
  await page.getByRole('button', { name: 'Finish the import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Finish the import' }).click()
  await expect(page.getByText('Nothing is remembered.')).toBeVisible()
  expect(await ask('imported_rows')).toBe(0)
})

test('a file with bad rows is refused whole, row by row, and a date that can mean two days is asked about', async ({ device, server, expectAccessible }) => {
  const { slug, link, ask } = await setTheScene(server)
  const page = await device({ ...CARLA.device, viewport: { width: 390, height: 844 } })
  await signIn(page, slug, link)
  await page.getByRole('radio', { name: 'Past contacts' }).check()

  await choose(page, 'broken.csv', 'date,format,initiated_by,minutes,topics,notes\n2018-08-27,by pigeon,student,30-59,stress,Met Zubin Okonjo\n2018-08-28,phone,student,25,stress,\n')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { name: 'One cell needs to be mended' })).toBeVisible()
  await expect(page.getByRole('row', { name: /by pigeon/ })).toContainText('Use in person, phone, video or messaging.')
  await expect(page.getByText('“notes” is not kept. In one line it seems to hold a name.')).toBeVisible()
  await expect(page.getByText('Zubin')).toHaveCount(0)
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.getByRole('button', { name: 'Choose another file' }).click()

  await choose(page, 'dates.csv', 'date,format,initiated_by,minutes,topics\n03/04/2019,phone,student,25,stress\n')
  await expect(page.getByText('“03/04/2019” can mean two different days. We never guess.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled()
  await page.getByRole('radio', { name: 'The day (27/08/2018)' }).check()
  await expect(page.getByRole('row', { name: /2019-04/ })).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Bring in one contact' }).click()
  await expect(page.getByText('One contact came in')).toBeVisible()
  expect(await ask('interactions')).toBe(1)

  await page.getByRole('button', { name: 'Import another file' }).click()
  await choose(page, 'note.csv', 'only one line')
  await expect(page.getByText('The file has no rows below its header. Choose another file.')).toBeVisible()
})
