import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import { SEED_TOPICS } from '../../src/rooms/programs/rules/topics.ts'
import { canon } from '../../src/sealed/canon.ts'
import { BRUNO } from '../people.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

const PHONE = { ...BRUNO.device, locale: 'en-CA' }

interface Scene {
  readonly link: string
  readonly slug: string
  /** How many contacts the database holds in open weeks. */
  readonly pending: () => Promise<number>
}

/** A program with its topics, and Bruno, a supporter with an invitation. */
async function setTheScene(server: TestServer): Promise<Scene> {
  const owner = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> => {
    const client = new pg.Client(server.ownerUrl)
    await client.connect()
    const { rows } = await client.query<R>(text, values)
    await client.end()
    return rows
  }
  const slug = `p-${randomBytes(4).toString('hex')}`
  const [program, person] = [randomUUID(), randomUUID()]
  await owner(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values ($1, $2, '{"en":"Peer support"}', '{"en":"Commons"}', 'CA', '{en,fr,zh}', 'America/Toronto')`, [program, slug])
  for (const [position, { key, names, escalates, retired }] of SEED_TOPICS.entries()) {
    if (!retired) await owner('insert into topics (program, key, names, position, escalates) values ($1, $2, $3, $4, $5)', [program, key, names, position, escalates ?? false])
  }
  await owner(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-08-01')`, [program, person, BRUNO.name])
  await owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-08-01')`, [program, person])
  const code = spellCode(randomBytes(15))
  const hash = createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()
  await owner(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')`, [program, person, hash])
  return {
    slug, link: `/${slug}/join#${code}`,
    pending: async () => Number((await owner<{ n: string }>('select count(*) as n from interactions_pending where program = $1', [program]))[0]!.n),
  }
}

async function signIn(page: Page, { link, slug }: Scene): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  await page.goto(`/${slug}/staff/log`)
  await expect(page.getByRole('heading', { level: 1, name: 'Log a contact' })).toBeVisible()
}

const tap = (page: Page, ...labels: string[]) =>
  labels.reduce(async (before, label) => {
    await before
    await page.getByText(label, { exact: true }).filter({ visible: true }).tap()
  }, Promise.resolve())

const save = (page: Page) => page.getByRole('button', { name: 'Save contact' }).tap()

test('Bruno logs a check-in with five taps on the form, corrects it and takes it back', async ({ device, server, expectAccessible }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await expectAccessible(page)
  await tap(page, 'Phone', '15–29 min', 'Feeling low', 'I checked in')
  await save(page)
  await expect(page.getByText('Saved. You can change it until its week closes.')).toBeVisible()
  expect(await scene.pending()).toBe(1)

  const entry = page.getByRole('listitem').filter({ hasText: 'Feeling low' }).last()
  await expect(entry).toContainText('15–29 min')
  await entry.getByRole('button', { name: 'Change' }).tap()
  await tap(page, '30–59 min')
  await page.getByRole('button', { name: 'Save change' }).tap()
  await expect(entry).toContainText('30–59 min')
  expect(await scene.pending()).toBe(1)

  await entry.getByRole('button', { name: 'Take back' }).tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).tap()
  await expect(entry).toHaveCount(0)
  expect(await scene.pending()).toBe(0)
})

test('a half-filled contact stays while an older one is changed', async ({ device, server }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await tap(page, 'Phone', '15–29 min', 'Feeling low')
  await save(page)
  await expect(page.getByText('Saved. You can change it until its week closes.')).toBeVisible()
  await tap(page, 'Video', '30–59 min')
  await page.getByRole('button', { name: 'Change', exact: true }).tap()
  await page.getByRole('button', { name: 'Leave it as it was', exact: true }).tap()
  await expect(page.getByRole('radio', { name: 'Video', exact: true })).toBeChecked()
  await expect(page.getByRole('radio', { name: '30–59 min', exact: true })).toBeChecked()
})

test('what is missing is said, and nothing is sent', async ({ device, server }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await tap(page, 'Video')
  await save(page)
  await expect(page.getByRole('alert')).toHaveText('Still to choose: how long, a topic.')
  expect(await scene.pending()).toBe(0)
})

test('without a connection the contact is kept on the phone, locked, and sent once when it is back', async ({ device, server }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await page.context().setOffline(true)
  await tap(page, 'In person', '60–89 min', 'Burnout or sleep')
  await save(page)
  await expect(page.getByText('Waiting to be sent')).toBeVisible()
  expect(await scene.pending()).toBe(0)
  expect(await page.evaluate(readDrawer)).not.toContain('in-person')
  await page.context().setOffline(false)
  await expect(page.getByText('Waiting to be sent')).toHaveCount(0)
  expect(await scene.pending()).toBe(1)
})

test('an answer that was lost on the way makes no second contact', async ({ device, server }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await page.route('**/interactions', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await tap(page, 'Phone', 'Under 15 min', 'Studies and exams')
  await save(page)
  await expect(page.getByText('Waiting to be sent')).toBeVisible()
  expect(await scene.pending()).toBe(1)
  await page.unroute('**/interactions')
  await page.reload()
  await expect(page.getByText('Studies and exams').last()).toBeVisible()
  await expect(page.getByText('Waiting to be sent')).toHaveCount(0)
  expect(await scene.pending()).toBe(1)
})

test('a half-filled form is still there after the tab was closed', async ({ device, server }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await tap(page, 'Video', 'Money and housing')
  await page.waitForTimeout(2_500) // each tap is kept a moment after it; that something is kept says nothing of the last
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Video' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Money and housing' })).toBeChecked()
})

test('thoughts of suicide show what to do now, and saving stays possible', async ({ device, server, expectAccessible }) => {
  const scene = await setTheScene(server)
  const page = await device(PHONE)
  await signIn(page, scene)
  await tap(page, 'Messages', '30–59 min', 'Thoughts of suicide or self-harm')
  const panel = page.getByRole('region', { name: 'What to do now' })
  await expect(panel.getByText('Ask plainly')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Emergency number and crisis lines' })).toHaveAttribute('href', `/${scene.slug}/help?lang=en`)
  await expectAccessible(page)
  await save(page)
  await expect.poll(scene.pending).toBe(1)
})

/** Everything in the browser's own storage, as text: what is sealed cannot be found in it. */
async function readDrawer(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => name!)
  const texts: string[] = []
  for (const name of names) {
    const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result) })
    for (const shelf of database.objectStoreNames) {
      const values = await new Promise<unknown[]>((resolve) => { const asked = database.transaction(shelf).objectStore(shelf).getAll(); asked.onsuccess = () => resolve(asked.result) })
      for (const value of values) if (value instanceof Uint8Array) texts.push(new TextDecoder('latin1').decode(value))
    }
    database.close()
  }
  return texts.join('\n')
}
