import '../loopback.ts'
import { inTransaction } from '../../src/platform/db/transaction.ts'
import { isRefused } from '../../src/platform/refusals.ts'
import type { ProgramHere } from '../../src/platform/http/doors.ts'
import { type Beginning, beginConversation } from '../../src/rooms/conversations/actions.ts'
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

process.on('message', (asked: { id: number; turnTo?: number; ridgeway?: true; begin?: Beginning & { program: ProgramHere }; stop?: true }) => {
  if (asked.turnTo !== undefined) {
    ahead = asked.turnTo - Date.now()
    process.send!({ id: asked.id, turned: asked.turnTo })
  }
  if (asked.ridgeway) void buildRidgeway(house).then(({ code, waysIn }) => process.send!({ id: asked.id, code, waysIn: waysIn.map(({ name, role, words }) => ({ name, role, words })) }))
  if (asked.begin) {
    const { program, ...beginning } = asked.begin
    const here = { db: { program: program.id, pool: house.pool }, program, services: house.services, now: clock.now() }
    void inTransaction(here.db, (tx) => beginConversation(tx, here, beginning)).then((refused) => process.send!({ id: asked.id, begun: refused && isRefused(refused) ? refused.refused : true }))
  }
  if (asked.stop) void running.stop().then(() => house.close()).then(() => process.exit(0))
})
process.send!({ port: running.port, issuer: house.issuerOrigin, setupCode: await currentSetupCode(house) })
