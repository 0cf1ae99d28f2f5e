import { AMINA, BRUNO } from '../people.ts'
import { test } from './peerside.ts'
import { beginTalk, desk, expect, openMenu, picture, safetyScene, said, signStaffIn, write } from './safety-scene.ts'

test('the student whose supporter misbehaves: two safety contacts see what was proven, and take the supporter off duty', async ({ device, server, expectAccessible }) => {
  test.setTimeout(400_000)
  const scene = await safetyScene(server)
  const amina = await device({ ...AMINA.device, locale: 'en-CA' }), bruno = await device({ ...BRUNO.device, locale: 'en-CA' }), nadia = await device(desk), carla = await device(desk)
  await signStaffIn(bruno, scene, scene.bruno, '/day')
  const conv = await beginTalk(amina, bruno, scene, 'I failed my exam.')
  await write(bruno, 'You are special. Where do you live? I could come by.')
  await expect(said(amina, 'Where do you live?')).toBeVisible()
  await write(amina, 'I would rather not say.')

  await test.step('Amina chooses a message of his and one of hers, and sends them', async () => {
    await openMenu(amina)
    await picture(amina, 'misbehaving-1-menu')
    await amina.getByRole('button', { name: /^Report a supporter/ }).click()
    await expect(amina.getByRole('heading', { level: 1, name: 'Report Bruno' })).toBeVisible()
    await expect(amina.getByText(/Dario Ricci and Nadia Ali will read it/)).toBeVisible()
    await amina.getByRole('checkbox', { name: /Where do you live/ }).check()
    await amina.getByRole('checkbox', { name: /I would rather not say/ }).check()
    await amina.getByLabel('What happened, in your own words').fill('It frightened me.')
    await expectAccessible(amina)
    await picture(amina, 'misbehaving-2-report')
    await amina.getByRole('button', { name: 'Send the report' }).click()
    await expect(amina.getByRole('heading', { level: 1, name: 'It is with them now' })).toBeVisible()
    await picture(amina, 'misbehaving-3-sent')
    await amina.goto(`/${scene.slug}/standing`)
    await expect(amina.getByText('Received')).toBeVisible()
  })

  await test.step('Nadia sees what Bruno wrote, proven; what Amina wrote, as a quotation', async () => {
    await signStaffIn(nadia, scene, scene.nadia, '/safety')
    await nadia.getByRole('button', { name: /^Open: About a supporter/ }).click()
    await expect(nadia.getByText('It frightened me.')).toBeVisible()
    const his = nadia.getByRole('listitem').filter({ hasText: 'Where do you live?' }), hers = nadia.getByRole('listitem').filter({ hasText: 'I would rather not say.' })
    await expect(his.getByText('Proven: Bruno wrote this')).toBeVisible()
    await expect(hers.getByText('The student’s own words, quoted')).toBeVisible()
    await picture(nadia, 'misbehaving-4-opened')
    await nadia.getByRole('button', { name: 'Close this report' }).click()
    await expect(nadia.getByText('Closed', { exact: true })).toBeVisible()
  })

  await test.step('she takes him off duty: his pages close, to everybody else it looks like a pause', async () => {
    await nadia.getByRole('button', { name: 'Take a supporter off duty' }).click()
    await nadia.getByLabel('Who?').selectOption({ label: 'Bruno' })
    await picture(nadia, 'misbehaving-5-suspend')
    await nadia.getByRole('button', { name: 'Take off duty', exact: true }).click()
    await expect(nadia.getByText(/Off duty since 5 October 2026/)).toBeVisible()
    await expectAccessible(nadia)
    await picture(nadia, 'misbehaving-6-desk')
    await bruno.goto(`/${scene.slug}/staff/standing`)
    await expect(bruno.getByText(/resting for now, by decision of the safety contacts/)).toBeVisible()
    await picture(bruno, 'misbehaving-7-supporter')
  })

  await test.step('Amina reads that it was closed; her conversation stands open for somebody else, if she likes', async () => {
    await amina.goto(`/${scene.slug}/standing`)
    await expect(amina.getByText('Closed')).toBeVisible()
    await picture(amina, 'misbehaving-8-status')
    await amina.goto(`/${scene.slug}/talk/${conv}`)
    await expect(said(amina, 'I failed my exam.')).toBeVisible()
    await picture(amina, 'misbehaving-9-thread')
  })

  await test.step('Carla, who coordinates, learns that there are fewer than five, and nothing else', async () => {
    await signStaffIn(carla, scene, scene.carla, '')
    await expect(carla.getByText('fewer than 5').first()).toBeVisible()
    expect((await carla.request.get(`/api/${scene.slug}/safety`)).status()).toBe(401)
    await picture(carla, 'misbehaving-10-coordinator')
  })
})
