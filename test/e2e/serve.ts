import { readConfiguration } from '../../src/main/configuration.ts'
import { openHouse } from '../../src/main/house.ts'
import { startServer } from '../../src/main/server.ts'
import { currentSetupCode } from '../../src/main/setup-code.ts'

// The real server in a process of its own; only its clock is in the test's hand.
let ahead = 0
const clock = { now: () => Date.now() + ahead }

const house = await openHouse(readConfiguration(process.env), clock)
const running = await startServer(house)

process.on('message', (asked: { turnTo?: number; stop?: true }) => {
  if (asked.turnTo !== undefined) {
    ahead = asked.turnTo - Date.now()
    process.send!({ turned: asked.turnTo })
  }
  if (asked.stop) void running.stop().then(() => house.close()).then(() => process.exit(0))
})
process.send!({ port: running.port, setupCode: await currentSetupCode(house) })
