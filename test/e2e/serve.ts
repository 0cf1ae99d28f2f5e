import '../loopback.ts'
import { readConfiguration } from '../../src/main/configuration.ts'
import { buildRidgeway } from '../../src/main/demo/ridgeway.ts'
import { openHouse } from '../../src/main/house.ts'
import { openIssuer } from '../../src/main/issuer.ts'
import { currentSetupCode } from '../../src/main/setup-code.ts'
import { startBoth } from '../../src/main/start.ts'

// The real server in a process of its own; only its clock is in the test's hand.
let ahead = 0
const clock = { now: () => Date.now() + ahead }

const house = await openHouse(readConfiguration(process.env), clock)
const running = await startBoth(house, await openIssuer(house.configuration.issuer, house.postgres, clock))

process.on('message', (asked: { turnTo?: number; ridgeway?: true; stop?: true }) => {
  if (asked.turnTo !== undefined) {
    ahead = asked.turnTo - Date.now()
    process.send!({ turned: asked.turnTo })
  }
  if (asked.ridgeway) void buildRidgeway(house).then(({ code, waysIn }) => process.send!({ code, waysIn: waysIn.map(({ name, role, words }) => ({ name, role, words })) }))
  if (asked.stop) void running.stop().then(() => house.close()).then(() => process.exit(0))
})
process.send!({ port: running.port, issuer: house.issuerOrigin, setupCode: await currentSetupCode(house) })
