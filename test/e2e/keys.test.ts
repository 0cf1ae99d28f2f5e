import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { readCode, spellCode } from '../../src/rooms/accounts/rules.ts'
import { canon } from '../../src/sealed/canon.ts'
import { BRUNO, CARLA, NARROW } from '../people.ts'
import { watchSecrets, withPasskeys } from './passkeys.ts'
import { expect, test } from './peerside.ts'
import type { TestServer } from './server.ts'

/** A program with one person, who holds an invitation. */
async function invited(server: TestServer, name: string): Promise<{ slug: string; link: string; invite: () => Promise<string> }> {
  const slug = `p-${randomBytes(4).toString('hex')}`
  const [program, person] = [randomUUID(), randomUUID()]
  const ask = async (text: string, values: unknown[]) => {
    const owner = new pg.Client(server.ownerUrl)
    await owner.connect()
    await owner.query(text, values)
    await owner.end()
  }
  await ask(`insert into programs (id, slug, names, public_names, country, locales, time_zone)
    values ($1, $2, '{"en":"Peer support"}', '{"en":"Commons"}', 'CA', '{en,fr,zh}', 'America/Toronto')`, [program, slug])
  await ask(`insert into people (program, id, full_name, joined_on) values ($1, $2, $3, '2026-08-01')`, [program, person, name])
  await ask(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'coordinator', '2026-08-01')`, [program, person])
  const invite = async () => {
    const code = spellCode(randomBytes(15))
    const hash = createHash('sha256').update(canon('ps1/invitation', readCode(code)!)).digest()
    await ask(`insert into invitations (program, subject, key_hash, expires_on) values ($1, $2, $3, '2027-12-31')
      on conflict (program, subject) do update set key_hash = excluded.key_hash`, [program, person, hash])
    return `/${slug}/join#${code}`
  }
  return { slug, link: await invite(), invite }
}

/** What a credential of the browser calls its parts. Three letters alone also stand in a signature, by chance: those count as a word, or before a colon. */
const OF_THE_LOCK = /attestation|clientExtension|\bprf\b|prf\w*\\?":/i

async function keepTwelveWords(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: 'Twelve words on paper' }).click()
  const list = page.getByRole('listitem').filter({ hasText: /^[a-z]+$/ })
  await expect(list).toHaveCount(12)
  const words = await list.allTextContents()
  await page.getByRole('button', { name: 'I have them' }).click()
  for (const label of await page.locator('label', { hasText: /^Word \d+$/ }).allTextContents()) {
    await page.getByLabel(label, { exact: true }).fill(words[Number(label.slice(5)) - 1]!)
  }
  await page.getByRole('button', { name: 'Keep this way back' }).click()
  return words
}

test('Carla goes from her invitation to an account with two ways back, and a reload asks her nothing', async ({ device, server, expectAccessible }) => {
  const { slug, link } = await invited(server, CARLA.name)
  const page = await device(CARLA.device)
  await withPasskeys(page)
  const secrets = await watchSecrets(page), posted: string[] = []
  page.on('request', (request) => posted.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`))
  await page.goto(link)
  await expect(page.getByText('Valid until 31 December 2027.')).toBeVisible()
  expect(page.url()).not.toContain('#')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Passkey/ }).click()
  await expect(page.getByText('One more to go')).toBeVisible()
  const words = await keepTwelveWords(page)
  await expect(page.getByText('All set.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(CARLA.name)).toBeVisible()
  expect(page.url()).toBe(`${server.address}/${slug}/staff`)
  await page.reload()
  await expect(page.getByText(CARLA.name)).toBeVisible()
  expect(secrets.length).toBeGreaterThan(0) // the lock did hand one over
  for (const secret of secrets) expect(posted.join('\n')).not.toContain(secret)
  for (const told of ['{"prf":{}}', '{"prfOutput":""}', String.raw`"{\"clientExtensionResults\":1,\"prf\":1}"`]) expect(told).toMatch(OF_THE_LOCK)
  expect(posted.join('\n')).not.toMatch(OF_THE_LOCK)
  expect(posted.join('\n')).not.toContain(words.slice(0, 3).join(' '))
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
})

test('on another computer Carla comes back with her words; a slip is named, and a shared one forgets her', async ({ device, server, expectAccessible }) => {
  const { slug, link } = await invited(server, CARLA.name)
  const first = await device(CARLA.device)
  await first.goto(link)
  await first.getByRole('button', { name: 'Accept the invitation' }).click()
  const words = await keepTwelveWords(first)
  await expect(first.getByText('One more to go')).toBeVisible()

  const other = await device(NARROW)
  await other.goto(`/${slug}/staff`)
  await expect(other.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible()
  await expectAccessible(other)
  await other.getByRole('button', { name: /^Use my twelve words/ }).click()
  await other.getByLabel('Your twelve words').fill(words.slice(1).join(' '))
  await other.getByRole('button', { name: 'Open' }).click()
  await expect(other.getByText('Those are 11 words. There should be twelve.')).toBeVisible()
  await other.getByLabel('Your twelve words').fill(['peerside', ...words.slice(1)].join(' '))
  await other.getByRole('button', { name: 'Open' }).click()
  await expect(other.getByText('Word 1 is not in the list.')).toBeVisible()
  await other.getByLabel('This is a shared device').check()
  await other.getByLabel('Your twelve words').fill(words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n'))
  await other.getByRole('button', { name: 'Open' }).click()
  await expect(other.getByText(CARLA.name)).toBeVisible()
  await other.reload()
  await expect(other.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible()
})

test('quick exit closes the account; it opens again with the passkey, and forgetting the device leaves nothing', async ({ device, server }) => {
  const { slug, link } = await invited(server, CARLA.name)
  const page = await device(CARLA.device)
  await withPasskeys(page)
  await page.route('https://www.wikipedia.org/**', (route) => route.fulfill({ body: 'elsewhere' }))
  await page.goto(link)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await page.getByRole('button', { name: /^Passkey/ }).click()
  await expect(page.getByText('One more to go')).toBeVisible()
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift')
  await page.waitForURL('https://www.wikipedia.org/')
  await page.goto(`/${slug}/staff/keys`)
  await expect(page.getByRole('heading', { level: 1, name: 'Closed for now' })).toBeVisible()
  await page.getByRole('button', { name: 'Open again' }).click()
  await expect(page.getByText(CARLA.name)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'My keys' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove: Passkey' }).click()
  await expect(page.getByText('Staff keep two ways back.')).toBeVisible()
  await page.getByRole('button', { name: 'Forget this device' }).click()
  await page.getByRole('button', { name: 'Forget me here' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible()
  await page.goto(`/${slug}/staff`)
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible()
  await page.getByRole('button', { name: /^Use a passkey/ }).click()
  await expect(page.getByText(CARLA.name)).toBeVisible()
})

test('a used invitation opens nothing for whoever finds it, and a passkey that cannot hold a key is refused in words', async ({ device, server }) => {
  const { link } = await invited(server, BRUNO.name)
  const bruno = await device({ ...BRUNO.device, locale: 'en-CA' })
  await withPasskeys(bruno, false)
  await bruno.goto(link)
  await bruno.getByRole('button', { name: 'Accept the invitation' }).click()
  await bruno.getByRole('button', { name: /^Passkey/ }).click()
  await expect(bruno.getByText('This passkey cannot hold a key here.')).toBeVisible()
  const finder = await device()
  await finder.goto(link)
  await expect(finder.getByText('This invitation was used, replaced or has run out.')).toBeVisible()
})

test('Bruno lost every way in: a new invitation gives him new keys and names what is lost', async ({ device, server }) => {
  const { link, invite, slug } = await invited(server, BRUNO.name)
  const old = await device({ ...BRUNO.device, locale: 'en-CA' })
  await old.goto(link)
  await old.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(old.getByRole('heading', { level: 1, name: 'Keep a way back' })).toBeVisible()
  const fresh = await device({ ...BRUNO.device, locale: 'fr-CA' })
  await fresh.goto(await invite())
  await fresh.getByRole('button', { name: 'Accepter l’invitation' }).click()
  await expect(fresh.getByText('Les brouillons sur vos anciens appareils')).toBeVisible()
  await fresh.getByRole('button', { name: 'Continuer' }).click()
  await expect(fresh.getByRole('heading', { level: 1, name: 'Gardez un moyen de retour' })).toBeVisible()
  await old.goto(`/${slug}/staff`)
  await expect(old.getByRole('heading', { level: 1, name: 'This account does not open here' })).toBeVisible()
})
