import { expect, test } from './peerside.ts'
import { ridgewayOf, signIn } from './scene.ts'

test('in the demonstration a report would reach two safety contacts, and an emergency somebody on call, all signed', async ({ device, server }) => {
  const school = await ridgewayOf(server)
  const answer = await fetch(`${server.address}/api/ridgeway/roster`)
  const { current } = await answer.json() as { current: { entries: { role: string; name: string }[] } }
  const signedFor = (role: string) => current.entries.filter((entry) => entry.role === role).map(({ name }) => name).toSorted()
  expect(signedFor('safety-contact')).toEqual(['Samira Haddad', 'Étienne Roy'])
  expect(signedFor('on-call')).toEqual(['Grace Adeyemi'])
  expect(signedFor('supporter').length).toBeGreaterThan(20)
  const grace = await device()
  await signIn(grace, school, 'Grace Adeyemi')
  await expect(grace.getByRole('heading', { level: 1, name: 'Emergency contacts to open' })).toBeVisible()
  const etienne = await device()
  await signIn(etienne, school, 'Étienne Roy')
  await expect(etienne.getByText('No report is kept at the moment.')).toBeVisible()
  await etienne.goto('/ridgeway/staff/notices')
  await expect(etienne.getByText('When a report arrives, somebody should look soon.')).toBeVisible()
  await expect(etienne.getByText(/book you|Bookings/)).toHaveCount(0)
  const renee = await device()
  await signIn(renee, school, 'Renée Lavoie', '/notices')
  await expect(renee.getByText(/^When a request waits longer than promised/)).toBeVisible()
  await expect(renee.getByText(/book you|Bookings|“Busy”/)).toHaveCount(0)
  const bruno = await device()
  await signIn(bruno, school, 'Bruno Silva', '/notices')
  await expect(bruno.getByText(/^Students book you at odd hours/)).toBeVisible()
  await expect(bruno.getByText(/“Busy”/)).toBeVisible()
})

test('a supporter who logs an emergency is shown whom to call at this hour, a tap away', async ({ device, server }) => {
  const school = await ridgewayOf(server)
  const bruno = await device()
  await signIn(bruno, school, 'Bruno Silva', '/log')
  await bruno.getByText('Emergency, now', { exact: true }).click()
  const panel = bruno.getByRole('region', { name: 'What to do now' })
  await expect(panel.getByText('On call now')).toBeVisible()
  await expect(panel.getByRole('listitem').filter({ hasText: 'Grace Adeyemi' }).getByRole('link', { name: '+1 555 010 0142' })).toHaveAttribute('href', 'tel:+15550100142')
  await expect(panel.getByRole('link', { name: '555-0100' })).toHaveAttribute('href', 'tel:5550100')
})

test('whoever signs in arrives at what is theirs, and never at an empty page', async ({ device, server }) => {
  const school = await ridgewayOf(server)
  for (const [name, heading] of [['Renée Lavoie', 'Overview'], ['Bruno Silva', 'My day'], ['Samira Haddad', 'Reports'], ['Grace Adeyemi', 'Emergency contacts to open'], ['Mei Chen', 'Your roles']] as const) {
    const page = await device()
    await signIn(page, school, name)
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true }), name).toBeVisible()
  }
})
