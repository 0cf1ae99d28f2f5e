import { AMINA, BRUNO, CARLA, DARIO } from '../people.ts'
import { expect, test } from './peerside.ts'
import { bookFirst, comeIn, openScene } from './scene.ts'

test('Carla sees how many meetings lie ahead, and never one booking, its person or its word', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  await scene.addSupporter('Bruno', [{ weekday: 2, starts: 1080, ends: 1260 }])
  const amina = await device(AMINA.device)
  await bookFirst(amina, { slug: scene.slug, clock: '18:00' })
  const word = (await amina.locator('.meeting-word').textContent())!
  const carla = await device(CARLA.device)
  const answers: string[] = []
  carla.on('response', async (response) => { if (response.url().includes('/api/')) answers.push(await response.text().catch(() => '')) })
  await comeIn(carla, scene, await scene.addStaff(CARLA.name, 'coordinator'), '')
  await expect(carla.getByRole('heading', { name: 'Meetings ahead' })).toBeVisible()
  await expect(carla.getByText('fewer than 5').first()).toBeVisible()
  await expectAccessible(carla)
  await carla.waitForLoadState('networkidle')
  const [booking] = await scene.ask<{ id: string }>('select id from bookings where program = $1', [scene.here.id])
  expect(answers.join('\n')).not.toContain(booking!.id)
  expect(answers.join('\n')).not.toContain(word)
  for (const path of ['day', 'log', 'hours', 'profile']) {
    await carla.goto(`/${scene.slug}/staff/${path}`)
    await expect(carla.getByRole('heading', { name: 'This page is not here' })).toBeVisible()
  }
})

test('Bruno, who lost every way in, gets a new invitation from Carla; the old phone opens nothing any more', async ({ device, server }) => {
  const scene = await openScene(server)
  const { id } = await scene.addSupporter(BRUNO.name, [{ weekday: 2, starts: 1080, ends: 1260 }])
  const old = await device({ ...BRUNO.device, locale: 'en-CA' })
  await comeIn(old, scene, id, '/day')
  await expect(old.getByRole('heading', { name: 'My day' })).toBeVisible()
  const carla = await device(CARLA.device)
  await comeIn(carla, scene, await scene.addStaff(CARLA.name, 'coordinator'), '/people')
  await carla.getByRole('button', { name: `Details of ${BRUNO.name}` }).click()
  await expect(carla.getByText('For somebody who lost every way in.')).toBeVisible()
  await carla.getByRole('button', { name: 'Invite again' }).click()
  const link = (await carla.getByText(new RegExp(`/${scene.slug}/join#`)).textContent())!.trim()
  const fresh = await device({ ...BRUNO.device, locale: 'en-CA' })
  await fresh.goto(link)
  await fresh.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(fresh.getByText('What could not come along')).toBeVisible()
  await fresh.getByRole('button', { name: 'Go on' }).click()
  await expect(fresh.getByRole('heading', { name: 'Keep a way back' })).toBeVisible()
  await old.reload()
  await expect(old.getByRole('heading', { name: 'This account does not open here' })).toBeVisible()
})

test('Carla cannot invite herself anew, and is told who can', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await comeIn(carla, scene, await scene.addStaff(CARLA.name, 'coordinator'), '/people')
  await carla.getByRole('button', { name: `Details of ${CARLA.name}` }).click()
  await expect(carla.getByRole('dialog').getByRole('button', { name: 'Invite again' })).toHaveCount(0)
})

test('the code on the poster prints without menu, name or alert', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  const carla = await device(CARLA.device)
  await comeIn(carla, scene, await scene.addStaff(CARLA.name, 'coordinator'), '/cards')
  await expect(carla.getByRole('img', { name: 'QR code that opens the program with this code' })).toBeVisible()
  await expectAccessible(carla)
  await carla.emulateMedia({ media: 'print' })
  await expect(carla.getByRole('img', { name: 'QR code that opens the program with this code' })).toBeVisible()
  await expect(carla.getByText(CARLA.name)).toBeHidden()
  await expect(carla.getByRole('navigation')).toBeHidden()
})

test('Dario, whose page has little to do yet, still finds the keys he may sign with, his roles and his yearly answer in the menu', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  const dario = await device(DARIO.device)
  await comeIn(dario, scene, await scene.addStaff(DARIO.name, 'psychologist'), '')
  await expect(dario.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText(['Keys of the program', 'My roles'])
  await expect(dario.getByRole('heading', { name: 'Your roles' })).toBeVisible()
  await dario.goto(`/${scene.slug}/staff/people`)
  await expect(dario.getByRole('heading', { name: 'This page is not here' })).toBeVisible()
  await expectAccessible(dario)
})
