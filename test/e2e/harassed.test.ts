import { AMINA, BRUNO } from '../people.ts'
import { test } from './peerside.ts'
import { beginTalk, desk, expect, openMenu, picture, safetyScene, said, signStaffIn, write } from './safety-scene.ts'

test('the supporter who is harassed: one report, no proof, and the account rests; the student objects and is heard', async ({ device, server, expectAccessible }) => {
  test.setTimeout(400_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, locale: 'en-CA' }), bruno = await device({ ...BRUNO.device, locale: 'en-CA' }), dario = await device(desk)
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  const conv = await beginTalk(amina, bruno, scene, 'Hello, is somebody there?')

  await test.step('messages come that nobody should have to read', async () => {
    await write(amina, 'Answer me. I know which hospital you are at.')
    await expect(said(bruno, 'I know which hospital you are at')).toBeVisible()
    await picture(bruno, 'harassed-1-thread')
  })

  await test.step('Bruno reports from the menu, without a word if he likes', async () => {
    await openMenu(bruno)
    await picture(bruno, 'harassed-2-menu')
    await bruno.getByRole('button', { name: /^Report this student/ }).click()
    await expect(bruno.getByText('You do not have to put up with it.')).toBeVisible()
    await expect(bruno.getByText(/Dario Ricci and Nadia Ali learn that it was you/)).toBeVisible()
    await expectAccessible(bruno)
    await bruno.getByLabel('Do you want to tell them what happened?').fill('Night after night, and now where I work.')
    await picture(bruno, 'harassed-3-report')
    await bruno.getByRole('button', { name: 'Report and let the account rest' }).click()
    await expect(bruno.getByRole('heading', { level: 1, name: 'Done. You need not answer any more' })).toBeVisible()
    await expect(bruno.getByText('The account rests until 19 October 2026.')).toBeVisible()
    await picture(bruno, 'harassed-4-done')
  })

  await test.step('Amina is told, in her conversation and on a page of its own; she can read, and cannot ask anew', async () => {
    await amina.goto(`/${scene.slug}/talk/${conv}`)
    await expect(amina.getByText('Your account rests until 19 October 2026')).toBeVisible()
    await expect(said(amina, 'Hello, is somebody there?')).toBeVisible()
    await expect(amina.getByLabel('Your message')).toHaveCount(0)
    await picture(amina, 'harassed-5-student-thread')
    await amina.goto(`/${scene.slug}/write`)
    await amina.getByLabel('What would you like to say?').fill('Anybody?')
    await amina.getByRole('button', { name: 'Ask for someone' }).click()
    await expect(amina.getByText(/Your account rests for now\./)).toBeVisible()
    await amina.goto(`/${scene.slug}/standing`)
    await expect(amina.getByText(/so it is not a verdict about you/)).toBeVisible()
    await expect(amina.getByRole('link', { name: 'Help lines' })).toHaveAttribute('href', new RegExp(`/${scene.slug}/help`))
    await expectAccessible(amina)
    await picture(amina, 'harassed-6-standing')
    await amina.getByLabel('What should they know?').fill('I was scared that nobody would answer. I am sorry.')
    await amina.getByRole('button', { name: 'Send my side' }).click()
    await expect(amina.getByText(/Your words are with the safety contacts/)).toBeVisible()
  })

  await test.step('Dario reads both sides and lifts it', async () => {
    await signStaffIn(dario, scene, scene.dario, '/safety')
    await expect(dario.getByText('Reported by Bruno on 5 October 2026')).toBeVisible()
    await expect(dario.getByText('The student objects')).toBeVisible()
    await expectAccessible(dario)
    await picture(dario, 'harassed-7-desk')
    await dario.getByRole('button', { name: /^Open: About an account/ }).click()
    await expect(dario.getByText('Night after night, and now where I work.')).toBeVisible()
    await picture(dario, 'harassed-8-words')
    await dario.getByRole('button', { name: 'Close', exact: true }).click()
    await dario.getByRole('button', { name: /^Open: Objection to a rest/ }).click()
    await expect(dario.getByText('I was scared that nobody would answer. I am sorry.')).toBeVisible()
    await dario.getByRole('button', { name: 'Close', exact: true }).click()
    await dario.getByRole('button', { name: 'Lift the rest' }).click()
    await expect(dario.getByText('No account rests.')).toBeVisible()
  })

  await test.step('the account is like any other again; Bruno, who blocked it, stays out of reach', async () => {
    await amina.goto(`/${scene.slug}/standing`)
    await expect(amina.getByText('Nothing stands against your account.')).toBeVisible()
    await amina.goto(`/${scene.slug}/talk/${conv}`)
    await expect(said(amina, 'Hello, is somebody there?')).toBeVisible()
    await expect(amina.getByLabel('Your message')).toHaveCount(0)
    await picture(amina, 'harassed-9-after')
  })
})
