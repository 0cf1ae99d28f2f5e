import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { announce } from '../src/platform/outbox.ts'
import type { Tx } from '../src/platform/db/transaction.ts'
import type { ListedSlot } from '../src/rooms/bookings/rules/listing.ts'
import { addBooking, factsOf, lockAccount } from '../src/rooms/bookings/store/bookings.ts'
import type { Load } from './load.ts'

/** Connections of the app's own role, so that row-level security costs both sides the same. Kept from round to round, as a pool is. */
export const openClients = (url: string, count: number): Promise<pg.Client[]> => Promise.all(Array.from({ length: count }, async () => {
  const client = new pg.Client({ connectionString: url, pipeline: true } as pg.ClientConfig)
  await client.connect()
  return client
}))

interface Plan {
  readonly clients: readonly pg.Client[]
  readonly program: string
  readonly slots: readonly ListedSlot[]
}

interface Statement { readonly name: string; readonly text: string; readonly values: unknown[] }

const HALF_DAYS = 60
const names = new Map<string, string>()

/** The reference for booking: the statements of a booking through the same driver, prepared, without HTTP, rules or keys. */
export async function rawBookings({ clients, program, slots }: Plan): Promise<Load> {
  const work = await Promise.all(slots.map(statementsOf))
  const times: number[] = []
  let next = 0
  const started = performance.now()
  await Promise.all(clients.map(async (client) => {
    while (next < work.length) {
      const statements = work[next++]!
      const begun = performance.now()
      void client.query(`begin; set local peerside.program = '${program}'`)
      for (const statement of statements) await client.query(statement)
      await client.query('commit')
      times.push(performance.now() - begun)
    }
  }))
  const seconds = (performance.now() - started) / 1000
  return { connections: clients.length, seconds, times, statuses: {}, answerBytes: 0 }
}

/** Asks the store for its statements without running them, so that the reference can never drift from the product. */
async function statementsOf({ supporter, startsAt, endsAt, formats }: ListedSlot): Promise<Statement[]> {
  const said: Statement[] = []
  const connection = {
    statement: async (text: string, values: readonly unknown[]) => {
      if (!names.has(text)) names.set(text, `raw${names.size}`)
      said.push({ name: names.get(text)!, text, values: [...values] })
      return { rows: [{}], rowCount: 1 }
    },
  }
  const tx = { program: '', connection } as unknown as Tx
  const id = randomUUID(), holders = Array.from({ length: HALF_DAYS }, () => randomBytes(32))
  await lockAccount(tx, randomBytes(8).readBigInt64BE().toString())
  await factsOf(tx, { account: randomBytes(16).toString('base64url'), holders, marks: [randomBytes(32)], id, now: Date.now() })
  await addBooking(tx, {
    id, supporter, startsAt, endsAt, format: formats[0]!, place: null, meetingWord: 'amber otter', generation: null,
    holder: holders[0]!, absenceSealed: randomBytes(60), noteSealed: null,
  })
  await announce(tx, { fact: 'booking-new', person: supporter, booking: id })
  return said
}
