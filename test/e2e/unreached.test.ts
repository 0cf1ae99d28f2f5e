import { CARLA } from '../people.ts'
import { expect, test } from './peerside.ts'
import { comeIn, openScene } from './scene.ts'

const OWEN = 'Owen Price'

test('Owen, on call, is offered another try when one answer is lost, not told that his page is not here', async ({ device, server, expectAccessible }) => {
  const scene = await openScene(server)
  const owen = await device({ ...CARLA.device, locale: 'en-CA' })
  await owen.route('**/api/*/me', (route) => route.abort())
  await comeIn(owen, scene, await scene.addStaff(OWEN, 'on-call'), '/calls')
  const again = owen.getByRole('button', { name: 'Try again', exact: true })
  await expect(again).toBeVisible()
  await expect(owen.getByRole('heading', { name: 'This page is not here' })).toHaveCount(0)
  await owen.unroute('**/api/*/me')
  await again.click()
  await expect(owen.getByRole('heading', { level: 1, name: 'Emergency contacts to open' })).toBeVisible()
  await expect(again).toHaveCount(0)
  await expectAccessible(owen)
})

test('Carla reads that nobody could look for late requests, and tries again', async ({ device, server }) => {
  const scene = await openScene(server)
  const carla = await device({ ...CARLA.device, locale: 'en-CA' })
  await carla.route('**/requests/unanswered', (route) => route.abort())
  await comeIn(carla, scene, await scene.addStaff(CARLA.name, 'coordinator'), '')
  const again = carla.getByRole('button', { name: 'Try again', exact: true })
  await expect(again).toBeVisible()
  await carla.unroute('**/requests/unanswered')
  await again.click()
  await expect(again).toHaveCount(0)
})
