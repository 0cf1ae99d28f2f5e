import type { Page } from '@playwright/test'
import { AMINA, BRUNO } from '../people.ts'
import { test } from './peerside.ts'
import { beginTalk, expect, openMenu, picture, safetyScene, type SafetyScene, said, signStaffIn, write } from './safety-scene.ts'
import { fitsTheScreen } from './scene.ts'

const LOCALE = { locale: 'en-CA' }

/** Amina asks for somebody else; Farah says that she would go on. */
async function farahWould(amina: Page, farah: Page, scene: SafetyScene): Promise<void> {
  await amina.getByRole('link', { name: 'Ask somebody else in' }).click()
  await expect(amina.getByRole('heading', { level: 1, name: 'Ask somebody else in' })).toBeVisible()
  await picture(amina, 'hand-over-3-ask')
  await amina.getByRole('button', { name: 'Ask for somebody else' }).click()
  await expect(amina.getByText(/nothing changes\.$/)).toBeVisible()
  await picture(amina, 'hand-over-4-waiting')
  await farah.goto(`/${scene.slug}/staff/day`)
  await expect(farah.getByText(/^Goes on from another supporter/)).toBeVisible()
  await picture(farah, 'hand-over-5-offered')
  await farah.getByRole('button', { name: 'Take it' }).click()
  await expect(farah.getByText('Once the student lets you in, the conversation is on your page.')).toBeVisible()
}

test('a conversation goes to somebody else with the student’s consent alone: the new one reads from then on, the former one nothing more', async ({ device, server, expectAccessible }) => {
  test.setTimeout(400_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE }), farah = await device({ ...BRUNO.device, ...LOCALE })
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await signStaffIn(farah, scene, scene.farah, '/day')
  const conv = await beginTalk(amina, bruno, scene, 'I keep thinking of the exam.')
  const epochs = () => scene.ask<{ epoch: number; supporter: string }>('select epoch, supporter from conversation_epochs where conv = $1 order by epoch', [conv])

  await test.step('Bruno wishes it, without a reason; Amina decides, and nothing has changed', async () => {
    await openMenu(bruno)
    await bruno.getByRole('button', { name: /^Ask for somebody else to take over/ }).click()
    await expect(bruno.getByText('It is for the student to decide.')).toBeVisible()
    await picture(bruno, 'hand-over-1-wished')
    await expect(amina.getByText('Bruno asks whether somebody else may take over.')).toBeVisible()
    await expectAccessible(amina)
    await picture(amina, 'hand-over-2-asked')
    await write(bruno, 'Until then I am here.')
    await expect(said(amina, 'Until then I am here.')).toBeVisible()
  })

  await test.step('Farah would; Amina leaves it as it is, and Farah is let in nowhere', async () => {
    await farahWould(amina, farah, scene)
    await expect(amina.getByRole('heading', { level: 1, name: 'Farah would go on with you' })).toBeVisible()
    await expectAccessible(amina)
    await picture(amina, 'hand-over-6-taker')
    await farah.goto(`/${scene.slug}/staff/talk/${conv}`)
    await expect(farah.getByText('This conversation is not here')).toBeVisible()
    await picture(farah, 'hand-over-7-not-here')
    await amina.getByRole('button', { name: 'Leave it as it is' }).click()
    await expect(amina.getByText('Farah would go on with you')).toHaveCount(0)
    await picture(amina, 'hand-over-8-left')
    await amina.goto(`/${scene.slug}/talk/${conv}`)
    await write(amina, 'Only for Bruno.')
    await expect(said(bruno, 'Only for Bruno.')).toBeVisible()
    await farah.reload()
    await expect(farah.getByText('This conversation is not here')).toBeVisible()
    expect(await epochs()).toEqual([{ epoch: 0, supporter: scene.bruno.device.keys.account }])
  })

  await test.step('asked again she lets Farah in: new keys, made on her device', async () => {
    const made: string[] = []
    for (const [name, page] of Object.entries({ amina, bruno, farah })) page.on('request', (request) => { if (request.method() === 'POST' && request.url().endsWith('/epochs')) made.push(name) })
    await farahWould(amina, farah, scene)
    await amina.getByRole('button', { name: 'Let Farah in' }).click()
    await expect(amina.getByRole('heading', { level: 1, name: 'With Farah' })).toBeVisible()
    await expect(said(amina, 'I keep thinking of the exam.')).toBeVisible()
    await expect(amina.getByText('From here on: Farah.')).toBeVisible()
    await expect(said(amina, 'Until then')).toContainText('Before: ')
    expect(made).toEqual(['amina'])
    expect(await epochs()).toEqual([{ epoch: 0, supporter: scene.bruno.device.keys.account }, { epoch: 1, supporter: scene.farah.device.keys.account }])
    await picture(amina, 'hand-over-9-with-farah')
  })

  await test.step('Farah reads from then on, and nothing from before', async () => {
    await write(amina, 'Hello Farah. It is about the exam.')
    await farah.goto(`/${scene.slug}/staff/talk/${conv}`)
    await expect(said(farah, 'Hello Farah.')).toBeVisible()
    await expect(farah.getByText(/I keep thinking|Only for Bruno|Until then/)).toHaveCount(0)
    await write(farah, 'Tell me.')
    await expect(said(amina, 'Tell me.')).toBeVisible()
    await expectAccessible(farah)
    await fitsTheScreen(farah)
    await picture(farah, 'hand-over-10-farah')
  })

  await test.step('Bruno reads nothing new: his page lost the conversation while it was open, and keeps it lost', async () => {
    await expect(bruno.getByText('This conversation is not here')).toBeVisible()
    await expect(bruno.getByText(/Hello Farah|Tell me/)).toHaveCount(0)
    await picture(bruno, 'hand-over-11-bruno')
    await bruno.goto(`/${scene.slug}/staff/talk`)
    await expect(bruno.getByText('No conversation yet')).toBeVisible()
  })
})

test('whoever is asked may say no without a reason; when nobody is left, the student hears at once what is open now', async ({ device, server, expectAccessible }) => {
  test.setTimeout(300_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE }), farah = await device({ ...BRUNO.device, ...LOCALE })
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await signStaffIn(farah, scene, scene.farah, '/day')
  await amina.goto(`/${scene.slug}/?lang=en#code=k3f9-27tm`)
  await expect(amina.getByRole('heading', { level: 1 })).toBeVisible()
  await amina.goto(`/${scene.slug}/write`)
  await amina.getByLabel('What would you like to say?').fill('It is about my flat-mate.')
  await amina.getByRole('button', { name: 'Ask for someone' }).click()
  await amina.getByRole('button', { name: 'I have read' }).click()
  await expect(amina.getByRole('heading', { level: 1, name: 'Your request waits' })).toBeVisible()

  await test.step('Bruno says no: his page forgets it, hers does not change', async () => {
    const sent: string[] = []
    bruno.on('request', (request) => { if (request.url().endsWith('/decline')) sent.push(request.postData() ?? '') })
    await expect(bruno.getByText(/^What they want to say comes once you have taken it/)).toBeVisible()
    await expectAccessible(bruno)
    await picture(bruno, 'decline-1-offered')
    await bruno.getByRole('button', { name: 'Not me' }).click()
    await expect(bruno.getByRole('button', { name: 'Take it' })).toHaveCount(0)
    expect(sent).toEqual(['']) // no reason, nothing at all
    await expect(amina.getByRole('heading', { level: 1, name: 'Your request waits' })).toBeVisible()
  })

  await test.step('Farah does too: Amina is told at once, with what is open', async () => {
    await expect(farah.getByRole('button', { name: 'Not me' })).toBeVisible()
    await farah.getByRole('button', { name: 'Not me' }).click()
    await expect(amina.getByRole('heading', { level: 1, name: 'Nobody can take this just now' })).toBeVisible()
    await expect(amina.getByText('Open meanwhile')).toBeVisible()
    await expect(amina.getByRole('link', { name: 'All help lines' })).toBeVisible()
    await expect(amina.getByText(/Bruno|Farah/)).toHaveCount(0)
    await expectAccessible(amina)
    await fitsTheScreen(amina)
    await picture(amina, 'decline-2-nobody')
  })

  await test.step('her words never left, and she takes the request back', async () => {
    await amina.getByRole('button', { name: 'Take the request back' }).click()
    await expect(amina.getByRole('heading', { level: 1, name: 'Taken back' })).toBeVisible()
    expect(await scene.ask('select 1 from conversations where program = $1', [scene.here.id])).toEqual([])
  })
})

test('a supporter leaves without a reason: the student is told, keeps her words, and may ask somebody else in', async ({ device, server }) => {
  test.setTimeout(300_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, ...LOCALE }), bruno = await device({ ...BRUNO.device, ...LOCALE })
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  await beginTalk(amina, bruno, scene, 'I keep thinking of the exam.')
  await openMenu(bruno)
  await bruno.getByRole('button', { name: /^Leave this conversation/ }).click()
  await picture(bruno, 'leave-1-sure')
  await bruno.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
  await expect(bruno.getByText('You left this conversation.')).toBeVisible()
  await expect(amina.getByText(/^Bruno has left this conversation\./)).toBeVisible()
  await expect(said(amina, 'I keep thinking of the exam.')).toBeVisible()
  await expect(amina.getByLabel('Your message')).toHaveCount(0)
  await expect(amina.getByRole('link', { name: 'Ask somebody else in' })).toBeVisible()
  await picture(amina, 'leave-2-told')
  await picture(bruno, 'leave-3-left')
})
