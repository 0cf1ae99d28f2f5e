import { startIdentityProvider, type IdentityProvider } from '../identity-provider.ts'
import { MONDAY_TEN, test as base } from './peerside.ts'
import { openSchool, type School } from './school.ts'
import { startTestServer, type TestServer } from './server.ts'

/** A server whose issuer knows a school with a real sign-on. */
export const test = base.extend<{ school: School }, { idp: IdentityProvider; server: TestServer }>({
  idp: [async ({}, use) => {
    const idp = await startIdentityProvider()
    await use(idp)
    await idp.stop()
  }, { scope: 'worker' }],
  server: [async ({ idp }, use) => {
    const server = await startTestServer({ ...idp.env })
    await use(server)
    await server.stop()
  }, { scope: 'worker', timeout: 180_000 }],
  school: async ({ server }, use) => {
    await server.turnTo(MONDAY_TEN)
    await use(await openSchool(server))
  },
})
