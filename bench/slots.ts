import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type pg from 'pg'
import { unpackSlots, type ListedSlot, type Listing } from '../src/rooms/bookings/rules/listing.ts'
import { drive, figureOf, requestText, type Figure, type Load } from './load.ts'
import { openClients, rawBookings } from './raw-bookings.ts'

/** Slot listing and booking through HTTP, each beside its reference, on one database. */
const CONNECTIONS = [1, 16, 64]
const LISTING_SECONDS = 4
const BOOKING_ROUNDS = 12
const WARM_ROUNDS = 2
const BOOKED = 0.6

export interface Bookable {
  readonly port: number
  readonly slug: string
  readonly program: string
  readonly tokens: readonly string[]
  readonly appUrl: string
  /** Past row-level security, bound to the program. */
  readonly owner: pg.Client
  say(line: string): void
}

export interface BookingRun { readonly connections: number; readonly peerside: Figure; readonly statements: Figure; readonly ratio: number }
export interface ListingRun { readonly connections: number; readonly peerside: Figure; readonly bareServer: Figure; readonly ratio: number }

export async function measureBooking(house: Bookable): Promise<{ slotsARound: number; rounds: number; runs: BookingRun[] }> {
  house.say('Booking, every free slot of the next seven days, round after round ...')
  const runs: BookingRun[] = []
  for (const connections of CONNECTIONS) {
    const peerside: Load[] = [], statements: Load[] = []
    const clients = await openClients(house.appUrl, connections)
    for (let round = 0; round < WARM_ROUNDS + BOOKING_ROUNDS; round += 1) {
      await clearBookings(house)
      peerside.push(await bookAll(house, connections, await freeSlots(house)))
      await clearBookings(house)
      statements.push(await rawBookings({ clients, program: house.program, slots: await freeSlots(house) }))
    }
    await Promise.all(clients.map((client) => client.end()))
    const pair = { peerside: figureOf(peerside.slice(WARM_ROUNDS)), statements: figureOf(statements.slice(WARM_ROUNDS)) }
    runs.push({ connections, ...pair, ratio: ratio(pair.peerside, pair.statements) })
    house.say(`  ${connections} connections: ${pair.peerside.perSecond}/s beside ${pair.statements.perSecond}/s of the same statements`)
  }
  await clearBookings(house)
  return { slotsARound: (await freeSlots(house)).length, rounds: BOOKING_ROUNDS, runs }
}

export async function measureListing(house: Bookable): Promise<{ answerBytes: number; slotsFree: number; slotsOfTheWeek: number; runs: ListingRun[] }> {
  house.say('Listing, the next seven days with 60 % booked ...')
  await clearBookings(house)
  const all = await freeSlots(house)
  await bookAll(house, 16, all.slice(0, Math.round(all.length * BOOKED)))
  const listed = await ask(house, '/slots')
  const bare: ChildProcess = fork(join(import.meta.dirname, 'bare-server.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  bare.send(listed)
  const [barePort] = (await once(bare, 'message')) as [number]
  const runs: ListingRun[] = []
  for (const connections of CONNECTIONS) {
    const request = (n: number): string => requestText('GET', `/api/${house.slug}/slots`, bearer(house, n))
    await drive({ port: house.port, connections, seconds: 1, request })
    const peerside = figureOf([await drive({ port: house.port, connections, seconds: LISTING_SECONDS, request })])
    const bareServer = figureOf([await drive({ port: barePort, connections, seconds: LISTING_SECONDS, request })])
    runs.push({ connections, peerside, bareServer, ratio: ratio(peerside, bareServer) })
    house.say(`  ${connections} connections: ${peerside.perSecond}/s beside ${bareServer.perSecond}/s of a bare server`)
  }
  bare.kill()
  return { answerBytes: Buffer.byteLength(listed), slotsFree: unpackSlots(JSON.parse(listed) as Listing).length, slotsOfTheWeek: all.length, runs }
}

async function bookAll(house: Bookable, connections: number, slots: readonly ListedSlot[]): Promise<Load> {
  const bodies = slots.map((slot, n) => requestText('POST', `/api/${house.slug}/bookings`, bearer(house, n),
    JSON.stringify({ id: randomUUID(), supporter: slot.supporter, startsAt: slot.startsAt, format: slot.formats[0], language: 'en', limitsRead: 1 })))
  const load = await drive({ port: house.port, connections, seconds: 60, requests: bodies.length, request: (n) => bodies[n]! })
  if (Object.keys(load.statuses).some((status) => status !== '200')) throw new Error(`Bookings were refused: ${JSON.stringify(load.statuses)}`)
  return load
}

const bearer = ({ tokens }: Bookable, n: number) => ({ authorization: `Bearer ${tokens[n % tokens.length]}` })

async function ask(house: Bookable, path: string): Promise<string> {
  const answer = await fetch(`http://localhost:${house.port}/api/${house.slug}${path}`, { headers: bearer(house, 0) })
  return answer.text()
}

const freeSlots = async (house: Bookable): Promise<ListedSlot[]> => unpackSlots(JSON.parse(await ask(house, '/slots')) as Listing)

// Not truncate: it makes every connection plan its statements anew, and a round would measure that.
const clearBookings = ({ owner }: Bookable): Promise<unknown> => owner.query('delete from bookings; delete from outbox')

const ratio = (a: Figure, b: Figure): number => Math.round((a.perSecond / b.perSecond) * 100) / 100
