import type { Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { test } from './peerside.ts'
import { beginTalk, desk, expect, openMenu, picture, safetyScene, type SafetyScene, said, signStaffIn, write } from './safety-scene.ts'
import { CODE, fitsTheScreen } from './scene.ts'

const SISTER = 'Leila, my sister', NUMBER = '514 555 0177'
const LOCALE = { locale: 'en-CA' }

/** All that this page sends and is given. */
function wireOf(page: Page): string[] {
  const wire: string[] = []
  page.on('request', (request) => wire.push(request.url() + (request.postData() ?? '')))
  page.on('response', async (response) => { if (response.url().includes('/api/')) wire.push(await response.text().catch(() => '')) })
  return wire
}

test('an emergency contact opens only with the supporter and somebody on call together, and each opening is shown to the student', async ({ device, server, expectAccessible }) => {
  test.setTimeout(400_000)
  const scene = await safetyScene(server, { emergencyContact: true })
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE }), owen = await device(desk)
  const wires = [amina, bruno, owen].map(wireOf)
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await signStaffIn(owen, scene, scene.owen, '/calls')

  const conv = await test.step('while she waits the program offers it; Amina names her sister, on her device alone', () =>
    beginTalk(amina, bruno, scene, 'I do not know how to go on.', async (page) => {
      await expect(page.getByText('It opens only with both, and you see each time it does.')).toBeVisible()
      await page.getByLabel('Who should be called?').fill(SISTER)
      await page.getByLabel('Phone number').fill(NUMBER)
      await expectAccessible(page)
      await picture(page, 'emergency-1-waiting')
      await page.getByRole('button', { name: 'Leave it' }).click()
      await expect(page.getByText('locked as soon as a supporter is there')).toBeVisible()
    }))

  await test.step('taken, it is locked in two halves before her first words; she reads who could open it', async () => {
    await expect(amina.getByText('You left an emergency contact, locked in two halves.')).toBeVisible()
    await expect(bruno.getByText('You have one of them.')).toBeVisible()
    await openMenu(amina)
    await amina.getByRole('button', { name: /^Emergency contact/ }).click()
    await expect(amina.getByText('It opens only if Bruno and one of these open it together: Owen Price.')).toBeVisible()
    await expect(amina.getByText('It was never opened.')).toBeVisible()
    await expectAccessible(amina)
    await picture(amina, 'emergency-2-in-place')
    await amina.goto(`/${scene.slug}/talk/${conv}`)
  })

  await test.step('one half alone opens nothing: Owen has nothing to open, Bruno can only begin', async () => {
    await owen.reload()
    await expect(owen.getByText('Nothing waits for you.')).toBeVisible()
    await picture(owen, 'emergency-3-nothing')
    await openMenu(bruno)
    await bruno.getByRole('button', { name: /^Emergency contact/ }).click()
    await expect(bruno.getByText('You cannot open it alone, and neither can the people on call.')).toBeVisible()
    await expectAccessible(bruno)
    await picture(bruno, 'emergency-4-supporter')
    await bruno.getByRole('button', { name: 'Open it together with on-call' }).click()
    await bruno.getByRole('button', { name: 'Cancel' }).click()
    await owen.reload()
    await expect(owen.getByText('Nothing waits for you.')).toBeVisible()
    await expect(amina.getByText('Your emergency contact was opened.')).toHaveCount(0)
  })

  await test.step('Bruno adds his half; Amina is told at once, before anybody has looked', async () => {
    await bruno.getByRole('button', { name: 'Open it together with on-call' }).click()
    await bruno.getByRole('button', { name: 'Yes, open it' }).click()
    await expect(bruno.getByText('Now reach who is on call: Owen Price.')).toBeVisible()
    await picture(bruno, 'emergency-5-begun')
    await expect(amina.getByText('Your emergency contact was opened.')).toBeVisible()
    await picture(amina, 'emergency-6-told')
    const readAnew = bruno.waitForResponse(/\/duty\/emergency-contacts\//)
    await write(amina, 'Please come.')
    await readAnew
    await expect(bruno.getByText('Now reach who is on call: Owen Price.')).toBeVisible()
    await amina.getByRole('link', { name: 'Look' }).click()
    await expect(amina.getByText('Bruno began to open it on 5 October 2026. Nobody on call has looked yet.')).toBeVisible()
  })

  await test.step('a half that is not the one he gave opens nothing; with it Owen reads whom to call', async () => {
    await owen.route('**/emergency-openings/*/reading', async (route) => {
      const answer = await route.fetch(), handed = await answer.json() as { fromSupporter: string; fromStudent: string }
      await route.fulfill({ response: answer, json: { ...handed, fromSupporter: handed.fromStudent } })
    })
    await owen.reload()
    await expect(owen.getByText('That you look is recorded, and the student sees it.')).toBeVisible()
    await picture(owen, 'emergency-7-call')
    await owen.getByRole('button', { name: 'Open with my half' }).click()
    await expect(owen.getByText(/^This does not open/)).toBeVisible()
    await picture(owen, 'emergency-8-broken')
    await expect(owen.getByText(NUMBER)).toHaveCount(0)
    await owen.unrouteAll()
    await owen.getByRole('button', { name: 'Open with my half' }).click()
    await expect(owen.getByText(SISTER)).toBeVisible()
    await expect(owen.getByRole('link', { name: NUMBER })).toHaveAttribute('href', 'tel:5145550177')
    await expectAccessible(owen)
    await fitsTheScreen(owen)
    await picture(owen, 'emergency-9-opened')
  })

  await test.step('Amina reads who looked; she takes it back, and nothing can be opened any more', async () => {
    await amina.reload()
    await expect(amina.getByText(/Seen by Owen Price\./)).toBeVisible()
    await fitsTheScreen(amina)
    await picture(amina, 'emergency-10-seen')
    await amina.getByRole('button', { name: 'Take it back' }).click()
    await expect(amina.getByLabel('Who should be called?')).toBeVisible()
    await expect(amina.getByText(/Seen by Owen Price\./)).toBeVisible()
    await bruno.reload()
    await expect(bruno.getByText('This student left no emergency contact.')).toBeVisible()
    await expect(bruno.getByRole('button', { name: 'Open it together with on-call' })).toHaveCount(0)
    await picture(bruno, 'emergency-11-taken-back')
  })

  await test.step('nobody’s wire has carried whom to call', () => {
    for (const wire of wires) {
      expect(wire.join('\n')).not.toMatch(/Leila, my|514\D?555\D?0177/)
      expect(wire.join('\n')).toContain(conv)
    }
  })
})

test('somebody who comes while a contact is being named waits for it; it is locked, and nobody needed a word', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const scene = await safetyScene(server, { emergencyContact: true })
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE })
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await askWithoutWords(amina, scene)
  await amina.getByLabel('Who should be called?').fill(SISTER)
  await bruno.goto(`/${scene.slug}/staff/day`)
  await bruno.getByRole('button', { name: 'Take it', exact: true }).click()
  await expect(amina.getByRole('heading', { level: 1, name: 'A supporter is here' })).toBeVisible()
  await expectAccessible(amina)
  await expect(amina.getByLabel('Who should be called?')).toHaveValue(SISTER)
  await amina.getByLabel('Phone number').fill(NUMBER)
  await amina.getByRole('button', { name: 'Leave it', exact: true }).click()
  await expect(amina).toHaveURL(/\/talk\//)
  await expect(said(amina, 'You left an emergency contact, locked in two halves.')).toBeVisible()
  await expect(said(bruno, 'You have one of them.')).toBeVisible()
})

async function askWithoutWords(page: Page, { slug }: SafetyScene): Promise<void> {
  await page.goto(`/${slug}/?lang=en#code=${CODE}`)
  await page.getByRole('link', { name: /Write to someone/ }).click()
  await page.getByRole('button', { name: 'Ask for someone', exact: true }).click()
  await page.getByRole('button', { name: 'I have read this', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your request waits' })).toBeVisible()
}

test('a program that does not offer it says so, and names the help lines', async ({ device, server }) => {
  test.setTimeout(300_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE })
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await beginTalk(amina, bruno, scene, 'Hello?', async (page) => { await expect(page.getByLabel('Who should be called?')).toHaveCount(0) })
  await write(bruno, 'I am here.')
  await openMenu(amina)
  await amina.getByRole('button', { name: /^Emergency contact/ }).click()
  await expect(amina.getByText(/^This program does not offer an emergency contact/)).toBeVisible()
  await expect(amina.getByLabel('Who should be called?')).toHaveCount(0)
  await picture(amina, 'emergency-12-not-offered')
})
