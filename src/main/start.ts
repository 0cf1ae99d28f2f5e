import type { House } from './house.ts'
import type { Issuer } from './issuer.ts'
import { startServer, type Running } from './server.ts'

/** App and issuer in one process: for trying out, and for a small school. Each learns the other's address and nothing else. */
export async function startBoth(house: House, issuer: Issuer): Promise<Running> {
  await issuer.start()
  // An issuer on this machine's own address serves nobody whose app is open to the world.
  if (!house.issuerOrigin && house.configuration.loopbackBecause) house.issuerOrigin = issuer.origin()
  house.issuerIsHere = house.issuerOrigin !== null
  const running = await startServer(house)
  issuer.appIsAt(issuer.configuration.appOrigin ?? house.services.origin)
  return {
    port: running.port,
    stop: async () => {
      await running.stop()
      await issuer.close()
    },
  }
}
