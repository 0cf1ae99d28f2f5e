import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { measureIssuing } from './issuing.ts'
import { measureMessaging } from './messaging.ts'
import { measureBooking, measureListing } from './slots.ts'

/** npm run bench -- --json [--only booking|listing|messaging|issuing]: the house under load, each part beside its reference, in one run on one database. */
interface Started { port: number; slug: string; program: string; tokens: string[]; ownerUrl: string; appUrl: string }

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null
const json = process.argv.includes('--json')
const say = (line: string): void => { if (!json) process.stdout.write(`${line}\n`) }

const child = fork(join(import.meta.dirname, 'house.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
const [house] = (await once(child, 'message')) as [Started]
const owner = new pg.Client(house.ownerUrl)
await owner.connect()
await owner.query(`set peerside.program = '${house.program}'`)

const bookable = { ...house, owner, say }
const parts = {
  booking: () => measureBooking(bookable),
  listing: () => measureListing(bookable),
  issuing: () => measureIssuing(say),
  messaging: async () => ({ messageBytes: 200, boxBytes: 284, runs: await measureMessaging({ house: child, port: house.port, slug: house.slug, say }) }),
}
const figures: Record<string, unknown> = { machine: { cores: availableParallelism(), node: process.version } }
for (const [name, measure] of Object.entries(parts)) if (!only || only === name) figures[name] = await measure()
if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)

await owner.end()
child.send('stop')
await once(child, 'exit')
