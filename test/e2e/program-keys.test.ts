import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { AMINA, CARLA, COLIN, DARIO } from '../people.ts'
import { expect, test } from './peerside.ts'
import { comeIn, fitsTheScreen, HOUR, openScene, type Scene } from './scene.ts'

const KEYS = '/program-keys'
const step = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
async function groupsOn(page: Page): Promise<string> {
  await expect(page.locator('.key-groups li')).toHaveCount(13)
  return (await page.locator('.key-groups li').allTextContents()).join(' ')
}

async function look(page: Page, name: string): Promise<void> {
  if (process.env.LOOK) await page.screenshot({ path: `/tmp/look/${name}.png`, fullPage: true })
}

/** One of the three keys, made on this device. Answers with the words of its sheet. */
async function makeKey(page: Page, name: string): Promise<string[]> {
  await page.getByRole('button', { name: `Make: ${name}` }).click()
  await expect(page.locator('.key-words li')).toHaveCount(24)
  const words = await page.locator('.key-words li').allTextContents()
  await look(page, `key-sheet-${words[0]}`)
  await page.getByRole('button', { name: /^(I have printed it: offer this key|It is printed and in the envelope)$/ }).click()
  await expect(page.locator('.key-words')).toHaveCount(0) // not before the desk shows the key
  return words
}

interface Signed { readonly scene: Scene; readonly carla: Page; readonly dario: Page; readonly envelope: string[]; readonly ids: { carla: string; dario: string } }

/** However late the desk answers: the sheet stays, and no other can be begun and lost below it. */
async function expectSheetToStay(page: Page, name: string): Promise<void> {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.getByRole('button', { name: `Make: ${name}` }).click()
  await expect(page.locator('.key-words li')).toHaveCount(24)
  await page.route('**/program-keys', async (route) => {
    await held
    await route.continue()
  })
  const [asked] = await Promise.all([page.waitForRequest('**/program-keys'), page.getByRole('button', { name: /^I have printed it/ }).click()])
  await expect(page.getByRole('button', { name: 'I have printed it: offer this key' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByRole('button', { name: /^Make: / })).toHaveCount(0)
  release()
  await asked.response()
  await expect(page.locator('.key-words')).toHaveCount(0)
  await expect(page.getByRole('button', { name: `Make: ${name}` })).toHaveCount(0)
  await page.unroute('**/program-keys')
}

/** The ceremony on two devices, from the first key to the list of people. */
async function ceremony(device: (options?: object) => Promise<Page>, scene: Scene): Promise<Signed> {
  const ids = { carla: await scene.addStaff(CARLA.name, 'coordinator'), dario: await scene.addStaff(DARIO.name, 'psychologist') }
  const carla = await device(CARLA.device), dario = await device(DARIO.device)
  await comeIn(carla, scene, ids.carla, KEYS)
  await comeIn(dario, scene, ids.dario, KEYS)
  await makeKey(carla, 'The coordinator’s key')
  const envelope = await makeKey(carla, 'The key in the envelope')
  await dario.reload()
  await makeKey(dario, 'The advisor’s key')
  await carla.reload()
  expect(await groupsOn(carla)).toBe(await groupsOn(dario))
  await carla.getByRole('button', { name: 'Sign with my key' }).click()
  await expect(carla.getByText('You have signed.')).toBeVisible({ timeout: 60_000 })
  await dario.reload()
  await dario.getByRole('button', { name: 'Add the second signature' }).click()
  await expect(step(dario, 'The list of keys').getByText('Done')).toBeVisible()
  await dario.getByRole('button', { name: 'Confirm for 35 days' }).click()
  await expect(dario.getByText('You have signed.')).toBeVisible()
  await carla.reload()
  await carla.getByRole('button', { name: 'I know them: sign' }).click()
  await expect(step(carla, 'The list of people').getByText('Done')).toBeVisible()
  return { scene, carla, dario, envelope, ids }
}

async function posterOf(page: Page, scene: Scene): Promise<string> {
  await page.goto(`/${scene.slug}/staff${KEYS}/poster`)
  return groupsOn(page)
}

const fingerprintOf = async (scene: Scene): Promise<string> => (await scene.ask<{ fingerprint: string }>('select fingerprint from program_roots where program = $1 order by number desc limit 1', [scene.here.id]))[0]!.fingerprint

test('Carla and Dario sign the keys of their program on two devices, and a student compares the poster', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const scene = await openScene(server)
  const bruno = await device({ viewport: { width: 390, height: 844 } })
  const supporter = await scene.addSupporter('Bruno')
  await comeIn(bruno, scene, supporter.id, '/day')
  await expect(bruno.getByRole('heading', { level: 1 })).toBeVisible()
  await expect.poll(async () => (await scene.ask('select 1 from roster_entries where person = $1', [supporter.id])).length).toBe(1)

  const { carla, dario } = await ceremony(device, scene)
  await look(carla, 'keys-done-1280-light')
  for (const [language, width] of [['fr', 390], ['zh', 390]] as const) {
    await carla.setViewportSize({ width, height: 844 })
    await carla.goto(`/${scene.slug}/staff${KEYS}?lang=${language}`)
    await expect(carla.locator('.key-groups li')).toHaveCount(13)
    await fitsTheScreen(carla)
    await carla.emulateMedia({ colorScheme: language === 'fr' ? 'dark' : 'light' })
    await look(carla, `keys-${language}-${width}`)
  }
  await carla.emulateMedia({ colorScheme: null })
  await carla.setViewportSize({ width: 1280, height: 800 })
  await carla.goto(`/${scene.slug}/staff${KEYS}?lang=en`)
  await expect(step(carla, 'The list of people').getByText('Done')).toBeVisible()
  await expectAccessible(carla)
  const poster = await posterOf(carla, scene)
  await expectAccessible(carla)
  await look(carla, 'poster-1280')
  await dario.reload()
  await expect(step(dario, 'The list of people').getByText('entries, confirmed until 9 November 2026.')).toBeVisible()

  const amina = await device(AMINA.device)
  await amina.goto(`/${scene.slug}/check?lang=en`)
  await expect(amina.getByRole('heading', { name: 'Compare these groups with a poster' })).toBeVisible()
  expect(await groupsOn(amina)).toBe(poster)
  await expect(amina.getByText('Bruno · Supporter')).toBeVisible()
  await expectAccessible(amina)
  await fitsTheScreen(amina)
  await look(amina, 'check-unconfirmed-390')
  await amina.getByRole('button', { name: 'They are the same' }).click()
  await expect(amina.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()

  const scanned = await device(AMINA.device)
  await scanned.goto(`/${scene.slug}/check?lang=en#root=${await fingerprintOf(scene)}`)
  await expect(scanned.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()
  expect(scanned.url()).not.toContain('#')

  const wrong = await device(AMINA.device)
  await wrong.goto(`/${scene.slug}/check?lang=en#root=${randomBytes(32).toString('base64url')}`)
  await expect(wrong.getByRole('heading', { name: 'Check the keys' })).toBeVisible()
  await expect(wrong.getByText('The server shows other keys than the poster or link you followed')).toBeVisible()
  await look(wrong, 'check-other-root-390')
  await wrong.getByRole('button', { name: 'Leave that link aside' }).click()
  await expect(wrong.getByRole('heading', { name: 'Compare these groups with a poster' })).toBeVisible()
})

test('a swapped key is refused in words, whoever swaps it', async ({ device, server }) => {
  test.setTimeout(300_000)
  const scene = await openScene(server)
  const bruno = await device({ viewport: { width: 390, height: 844 } })
  const supporter = await scene.addSupporter('Bruno')
  await comeIn(bruno, scene, supporter.id, '/day')
  await expect.poll(async () => (await scene.ask('select 1 from roster_entries where person = $1', [supporter.id])).length).toBe(1)
  await ceremony(device, scene)

  const amina = await device(AMINA.device)
  await amina.goto(`/${scene.slug}/check?lang=en`)
  await expect(amina.getByText('Bruno · Supporter')).toBeVisible()
  const [row] = await scene.ask<{ entries: { name: string; pkHpke: string }[] }>('select entries from rosters where program = $1 order by version desc limit 1', [scene.here.id])
  const swapped = row!.entries.map((entry) => ({ ...entry, pkHpke: randomBytes(32).toString('base64url') }))
  await scene.ask('update rosters set entries = $2 where program = $1', [scene.here.id, JSON.stringify(swapped)])
  await amina.reload()
  await expect(amina.getByText('These keys were not signed by the program. Nothing was sent.')).toBeVisible()
  await scene.ask('update rosters set entries = $2 where program = $1', [scene.here.id, JSON.stringify(row!.entries)])
  await amina.reload()
  await expect(amina.getByText('Bruno · Supporter')).toBeVisible()
})

test('Carla has lost every key: an invitation, a rescue and a new poster', async ({ device, server, turnTo, expectAccessible }) => {
  test.setTimeout(360_000)
  const scene = await openScene(server)
  const { dario, ids } = await ceremony(device, scene)
  const amina = await device(AMINA.device)
  await amina.goto(`/${scene.slug}/check?lang=en#root=${await fingerprintOf(scene)}`)
  await expect(amina.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()
  const old = await groupsOn(amina)

  // Her laptop and the envelope are gone: one key of three is left, and `peerside rescue` is run on the server.
  const fresh = await device(CARLA.device)
  await comeIn(fresh, scene, ids.carla, KEYS)
  await scene.ask(`insert into root_rescues (program, permitted_on) values ($1, '2026-10-05')`, [scene.here.id])
  await fresh.reload()
  await expect(fresh.getByText('New keys are permitted without the old ones')).toBeVisible()
  await fresh.getByRole('button', { name: 'Make three new keys without the old ones' }).click()
  await makeKey(fresh, 'The coordinator’s key')
  await makeKey(fresh, 'The key in the envelope')
  await dario.goto(`/${scene.slug}/staff${KEYS}`)
  await makeKey(dario, 'The advisor’s key')
  await fresh.reload()
  await look(fresh, 'rescue-1280')
  await fresh.getByRole('button', { name: 'Sign with my key' }).click()
  // The issuer keeps its root until its operator writes the new fingerprint into the configuration.
  const without = fresh.getByLabel('Sign without the enrolment service’s keys for now')
  await expect(without.or(fresh.getByText('You have signed.'))).toBeVisible({ timeout: 60_000 })
  if (await without.count()) {
    await without.check()
    await fresh.getByRole('button', { name: 'Sign with my key' }).click()
  }
  await expect(fresh.getByText('You have signed.')).toBeVisible()
  await dario.reload()
  await dario.getByRole('button', { name: 'Add the second signature' }).click()
  await expect(step(dario, 'The list of keys').getByText('Done')).toBeVisible()
  await dario.getByRole('button', { name: 'Confirm for 35 days' }).click()
  await expect(dario.getByText('You have signed.')).toBeVisible()
  await fresh.reload()
  await fresh.getByRole('button', { name: 'I know them: sign' }).click()
  await expect(step(fresh, 'The list of people').getByText('Done')).toBeVisible()
  const poster = await posterOf(fresh, scene)
  expect(poster).not.toBe(old)

  const visitor = await device(AMINA.device)
  await visitor.goto(`/${scene.slug}/check?lang=en`)
  await expect(visitor.getByRole('heading', { name: 'Compare these groups with a poster' })).toBeVisible()
  expect(await groupsOn(visitor)).toBe(poster)

  await amina.reload()
  await expect(amina.getByRole('heading', { name: 'The program has new keys' })).toBeVisible()
  expect(await groupsOn(amina)).toBe(poster)
  await expectAccessible(amina)
  await look(amina, 'rescued-390')
  await turnTo(Date.UTC(2026, 9, 5, 14) + 80 * HOUR)
  await amina.reload()
  await expect(amina.getByRole('heading', { name: 'The program has new keys' })).toBeVisible()
  await amina.getByRole('button', { name: 'They are the same' }).click()
  await expect(amina.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()
  expect(await groupsOn(amina)).toBe(poster)
})

test('three new keys are handed over by two of the old, one of them from the envelope', async ({ device, server }) => {
  test.setTimeout(360_000)
  const scene = await openScene(server)
  const { dario, envelope, ids } = await ceremony(device, scene)
  const amina = await device(AMINA.device)
  await amina.goto(`/${scene.slug}/check?lang=en#root=${await fingerprintOf(scene)}`)
  await expect(amina.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()

  const fresh = await device(COLIN.device)
  await comeIn(fresh, scene, ids.carla, KEYS)
  await fresh.getByRole('button', { name: 'Make three new keys' }).click()
  await expectSheetToStay(fresh, 'The coordinator’s key')
  await makeKey(fresh, 'The key in the envelope')
  await dario.goto(`/${scene.slug}/staff${KEYS}`)
  await makeKey(dario, 'The advisor’s key')
  await dario.getByRole('button', { name: 'Sign the new keys with mine' }).click()
  await expect(dario.getByText('1 of 2 signatures are there.')).toBeVisible()
  await fresh.reload()
  await fresh.getByLabel('The twenty-four words on the sheet').fill(['peerside', ...envelope.slice(1)].join(' '))
  await fresh.getByRole('button', { name: 'Sign with these words' }).click()
  await expect(fresh.getByText('Neither the key of this account nor the words you typed is one of the three.')).toBeVisible()
  await fresh.getByLabel('The twenty-four words on the sheet').fill(envelope.join(' '))
  await fresh.getByRole('button', { name: 'Sign with these words' }).click()
  await expect(step(fresh, 'Hand over from the old keys').getByText('Done')).toBeVisible()
  await fresh.getByRole('button', { name: 'Sign with my key' }).click()
  await expect(fresh.getByText('You have signed.')).toBeVisible({ timeout: 60_000 })
  await dario.reload()
  await dario.getByRole('button', { name: 'Add the second signature' }).click()
  await expect(step(dario, 'The list of keys').getByText('Done')).toBeVisible()

  await amina.reload()
  await expect(amina.getByRole('heading', { name: 'These are the keys on the poster' })).toBeVisible()
  expect(await groupsOn(amina)).toBe((await posterOf(dario, scene)))
})
