import { startIdentityProvider, type IdentityProvider } from '../identity-provider.ts'
import { AMINA } from '../people.ts'
import { expect, MONDAY_TEN, test as base } from './peerside.ts'

import { openSchool, readSheet, type School, signInAtSchool, typeBack, withPasskeys } from './school.ts'
import { startTestServer, type TestServer } from './server.ts'

/** A server whose issuer knows a school with a real sign-on. */
const test = base.extend<{ school: School }, { idp: IdentityProvider; server: TestServer }>({
  idp: [async ({}, use) => {
    const idp = await startIdentityProvider()
    await use(idp)
    await idp.stop()
  }, { scope: 'worker' }],
  server: [async ({ idp }, use) => {
    const server = await startTestServer({ ...idp.env })
    await use(server)
    await server.stop()
  }, { scope: 'worker', timeout: 60_000 }],
  school: async ({ server }, use) => {
    await server.turnTo(MONDAY_TEN)
    await use(await openSchool(server))
  },
})

let student = 0
const nextStudent = (): string => `student${(student += 1)}`
const heading = (name: string) => ({ level: 1, name }) as const

test('onboarding week takes a student well under two minutes: sign in, one tap, the spare on paper, done', async ({ device, school, server }) => {
  const page = await device(AMINA.device)
  await withPasskeys(page)
  const toApp: string[] = [], toIssuer: string[] = []
  page.on('request', (request) => {
    const said = `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`
    if (request.url().startsWith(server.address)) toApp.push(said)
    if (request.url().startsWith(server.issuer)) toIssuer.push(said)
  })
  const begun = Date.now()
  await page.goto(`/${school.slug}/enrol?lang=en#root=${school.signed.root.fingerprint}`)
  await expect(page.getByRole('heading', heading('Two minutes, once'))).toBeVisible()
  expect(page.url()).not.toContain('#')
  await page.getByRole('button', { name: /^Sign in with my school/ }).click()
  await signInAtSchool(page, nextStudent())
  await expect(page.getByRole('heading', heading('Keep a way back'))).toBeVisible()
  expect(page.url()).toBe(`${server.address}/${school.slug}/enrol`)
  await page.getByRole('button', { name: /^Passkey/ }).click()
  await expect(page.getByRole('heading', heading('A spare, for the worst case'))).toBeVisible()
  const sheet = await readSheet(page)
  expect(sheet.map((half) => half.length)).toEqual([12])
  await typeBack(page, sheet)
  await expect(page.getByRole('heading', heading('That was it'))).toBeVisible()
  expect(Date.now() - begun).toBeLessThan(60_000)

  // Neither service has heard what belongs to the other.
  const ticket = /ticket":"([\w-]{43})/.exec(toIssuer.join('\n'))![1]!, t = /"t":"([\w-]{43})/.exec(toIssuer.join('\n'))![1]!
  const account = /"pkAuth":"([\w-]{43})/.exec(toApp.join('\n'))![1]!, token = /"signature":"([\w-]{512})/.exec(toApp.join('\n'))![1]!
  for (const secret of [ticket, t]) expect(toApp.join('\n')).not.toContain(secret)
  for (const secret of [account, token, school.slug === '' ? 'x' : '"prepared"']) expect(toIssuer.join('\n')).not.toContain(secret)
  expect([...toApp, ...toIssuer].join('\n')).not.toMatch(/cookie|referer/i)
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toContain('drawer')
  // What is needed to lose nothing is gone once nothing can be lost.
  expect(await kept(page, school.slug)).toBe(false)
})

/** Whether something of an unfinished enrolment lies on this device. */
const kept = (page: import('@playwright/test').Page, slug: string): Promise<boolean> => page.evaluate(async (name) => {
  const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('drawer'); asked.onsuccess = () => resolve(asked.result) })
  const found = await new Promise((resolve) => { const asked = database.transaction('device').objectStore('device').get(`${name}/enrolment`); asked.onsuccess = () => resolve(asked.result) })
  database.close()
  return found !== undefined
}, slug)
