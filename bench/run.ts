import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { unpackSlots, type ListedSlot, type Listing } from '../src/rooms/bookings/rules/listing.ts'
import { drive, figureOf, requestText, type Figure, type Load } from './load.ts'
import { openClients, rawBookings } from './raw-bookings.ts'

/** npm run bench -- --json: slot listing and booking through HTTP, each beside its reference, in one run on one database. */
const CONNECTIONS = [1, 16, 64]
const LISTING_SECONDS = 4
const BOOKING_ROUNDS = 12
const WARM_ROUNDS = 2
const BOOKED = 0.6

interface Started { port: number; slug: string; program: string; tokens: string[]; ownerUrl: string; appUrl: string }

const json = process.argv.includes('--json')
const say = (line: string): void => { if (!json) process.stdout.write(`${line}\n`) }

const child = fork(join(import.meta.dirname, 'house.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
const [house] = (await once(child, 'message')) as [Started]
const owner = new pg.Client(house.ownerUrl)
await owner.connect()
await owner.query(`set peerside.program = '${house.program}'`)

say('Booking, every free slot of the next seven days, round after round ...')
const booking: { connections: number; peerside: Figure; statements: Figure; ratio: number }[] = []
for (const connections of CONNECTIONS) {
  const peerside: Load[] = [], statements: Load[] = []
  const clients = await openClients(house.appUrl, connections)
  for (let round = 0; round < WARM_ROUNDS + BOOKING_ROUNDS; round += 1) {
    await clearBookings()
    peerside.push(await bookAll(connections, await freeSlots()))
    await clearBookings()
    statements.push(await rawBookings({ clients, program: house.program, slots: await freeSlots() }))
  }
  await Promise.all(clients.map((client) => client.end()))
  const pair = { peerside: figureOf(peerside.slice(WARM_ROUNDS)), statements: figureOf(statements.slice(WARM_ROUNDS)) }
  booking.push({ connections, ...pair, ratio: ratio(pair.peerside, pair.statements) })
  say(`  ${connections} connections: ${pair.peerside.perSecond}/s beside ${pair.statements.perSecond}/s of the same statements`)
}

say('Listing, the next seven days with 60 % booked ...')
await clearBookings()
const all = await freeSlots()
await bookAll(16, all.slice(0, Math.round(all.length * BOOKED)))
const listed = await ask('/slots')
const bare = fork(join(import.meta.dirname, 'bare-server.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
bare.send(listed)
const [barePort] = (await once(bare, 'message')) as [number]
const listing: { connections: number; peerside: Figure; bareServer: Figure; ratio: number }[] = []
for (const connections of CONNECTIONS) {
  const request = (n: number): string => requestText('GET', `/api/${house.slug}/slots`, { authorization: `Bearer ${house.tokens[n % house.tokens.length]}` })
  await drive({ port: house.port, connections, seconds: 1, request })
  const peerside = figureOf([await drive({ port: house.port, connections, seconds: LISTING_SECONDS, request })])
  const bareServer = figureOf([await drive({ port: barePort, connections, seconds: LISTING_SECONDS, request })])
  listing.push({ connections, peerside, bareServer, ratio: ratio(peerside, bareServer) })
  say(`  ${connections} connections: ${peerside.perSecond}/s beside ${bareServer.perSecond}/s of a bare server`)
}

const figures = {
  machine: { cores: availableParallelism(), node: process.version },
  listing: { answerBytes: Buffer.byteLength(listed), slotsFree: unpackSlots(JSON.parse(listed) as Listing).length, slotsOfTheWeek: all.length, runs: listing },
  booking: { slotsARound: all.length, rounds: BOOKING_ROUNDS, runs: booking },
}
process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : `An answer of the listing holds ${figures.listing.answerBytes} bytes.\n`)
await Promise.all([end(bare), end(child), owner.end()])

async function bookAll(connections: number, slots: readonly ListedSlot[]): Promise<Load> {
  const bodies = slots.map((slot, n) => requestText('POST', `/api/${house.slug}/bookings`, { authorization: `Bearer ${house.tokens[n % house.tokens.length]}` },
    JSON.stringify({ id: randomUUID(), supporter: slot.supporter, startsAt: slot.startsAt, format: slot.formats[0], language: 'en', limitsRead: 1 })))
  const load = await drive({ port: house.port, connections, seconds: 60, requests: bodies.length, request: (n) => bodies[n]! })
  if (Object.keys(load.statuses).some((status) => status !== '200')) throw new Error(`Bookings were refused: ${JSON.stringify(load.statuses)}`)
  return load
}

async function ask(path: string): Promise<string> {
  const answer = await fetch(`http://localhost:${house.port}/api/${house.slug}${path}`, { headers: { authorization: `Bearer ${house.tokens[0]}` } })
  return answer.text()
}

async function freeSlots(): Promise<ListedSlot[]> {
  return unpackSlots(JSON.parse(await ask('/slots')) as Listing)
}

// Not truncate: it makes every connection plan its statements anew, and a round would measure that.
async function clearBookings(): Promise<void> {
  await owner.query('delete from bookings; delete from outbox')
}
function ratio(a: Figure, b: Figure): number {
  return Math.round((a.perSecond / b.perSecond) * 100) / 100
}
async function end(process: ChildProcess): Promise<void> {
  if (process === child) process.send('stop')
  else process.kill()
  await once(process, 'exit')
}
