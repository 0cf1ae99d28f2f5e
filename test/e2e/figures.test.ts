import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import { SEED_TOPICS } from '../../src/rooms/programs/rules/topics.ts'
import { canon } from '../../src/sealed/canon.ts'
import { CARLA } from '../people.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

/** A program with a year of contacts, one kind of which is rare, and Carla with an invitation. */
async function setTheScene(server: TestServer): Promise<{ slug: string; link: string }> {
  const owner = new pg.Client(server.ownerUrl)
  await owner.connect()
  const slug = `p-${randomBytes(4).toString('hex')}`
  const [program, person] = [randomUUID(), randomUUID()]
  await owner.query(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values ($1, $2, '{"en":"Ridgeway School of Medicine"}', '{"en":"Commons"}', 'CA', '{en,fr,zh}', 'America/Toronto')`, [program, slug])
  const topics: string[] = []
  for (const [position, { key, names }] of SEED_TOPICS.slice(0, 3).entries()) {
    const { rows } = await owner.query<{ id: string }>('insert into topics (program, key, names, position) values ($1, $2, $3, $4) returning id', [program, key, names, position])
    topics.push(rows[0]!.id)
  }
  for (let n = 0; n < 60; n += 1) {
    await owner.query(`insert into interactions (program, period, format, initiator, duration, topics, referral, safety, follow_up) values ($1, $2, $3, $4, '15-29', $5, $6, 'none', false)`,
      [program, `2026-0${3 + (n % 4)}`, n < 2 ? 'phone' : n < 22 ? 'video' : 'in-person', n % 3 ? 'student' : 'supporter', [topics[n % 2]], n % 4 ? 'none' : 'counselling'])
  }
  await owner.query(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-08-01')`, [program, person, CARLA.name])
  await owner.query(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'coordinator', '2026-08-01')`, [program, person])
  const code = spellCode(randomBytes(15))
  const hash = createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()
  await owner.query(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')`, [program, person, hash])
  await owner.end()
  return { slug, link: `/${slug}/join#${code}` }
}

test('Carla reads the year’s figures, exports and prints them, and never sees a small count', async ({ device, server, expectAccessible }) => {
  const { slug, link } = await setTheScene(server)
  const page = await device(CARLA.device)
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  await page.goto(`/${slug}/staff/reports`)
  await expect(page.getByRole('heading', { level: 1, name: 'Figures' })).toBeVisible()
  await expect(page.getByText('Ridgeway School of Medicine · August 2025 – July 2026')).toBeVisible()
  await expect(page.locator('.figure-card').filter({ hasText: 'Contacts' }).first()).toContainText('60')
  const met = page.getByRole('img', { name: /^How they met/ })
  await expect(met).toHaveAccessibleName('How they met: In person 38; Phone hidden; Video hidden; Messages 0')
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const csv = readFileSync(await (await download).path(), 'utf8')
  expect(csv).toContain('In person,38')
  expect(csv).toContain('Phone,hidden')
  expect(csv).not.toMatch(/,[1-4]\r?\n/)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(CARLA.name)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print report' })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Contacts per month' })).toBeVisible()
})
