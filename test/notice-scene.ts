import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { globalAgent } from 'node:https'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { isRefused } from '../src/platform/refusals.ts'
import { bookSlot } from '../src/rooms/bookings/actions/booking.ts'
import { listMine } from '../src/rooms/bookings/actions/my-bookings.ts'
import { sendTestAlert } from '../src/rooms/notices/actions/alerts.ts'
import { chooseMail, subscribeToPush } from '../src/rooms/notices/actions/channels.ts'
import { deliverWaiting } from '../src/rooms/notices/actions/delivery.ts'
import { canon } from '../src/sealed/canon.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { openProgram, type OpenProgram } from './open-program.ts'
import { type PushService, startPushService } from './push-service.ts'
import { testServices } from './services.ts'

/** A program with two supporters on Tuesday evening, a push service and a mail server: anew for each test of the file that imports this. */
export const HOUR = 3_600_000
/** Tuesday 6 October 2026, 18:00 in Montreal. */
export const TUESDAY_18 = Date.UTC(2026, 9, 6, 22)
export let database: TestDatabase
export let pushes: PushService
export let mails: MailServer
export let program: OpenProgram
export let services: Awaited<ReturnType<typeof serviced>>
export let bruno: string, chloe: string
let trusted: unknown

const serviced = async () => ({ ...await testServices(), origin: 'https://commons.example', outgoing: { smtpUrl: mails.url, mailFrom: 'Commons <commons@commons.example>', pushHosts: [pushes.host] } })

beforeAll(async () => {
  [database, pushes, mails] = await Promise.all([freshDatabase(), startPushService(), startMailServer()])
  trusted = globalAgent.options.ca
  globalAgent.options.ca = pushes.cert
})
afterAll(async () => {
  globalAgent.options.ca = trusted as string
  await Promise.all([pushes.stop(), mails.stop()])
})
beforeEach(async () => {
  pushes.received.length = mails.received.length = 0
  mails.refuse(null)
  services = await serviced()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  bruno = (await program.addSupporter('Bruno Tremblay', [{ weekday: 2, starts: 1080, ends: 1260 }])).id
  chloe = (await program.addSupporter('Chloé Roy', [{ weekday: 2, starts: 1080, ends: 1140 }])).id
})

export const db = () => database.of(program.here.id)
export const here = () => ({ db: db(), services, now: services.clock.now(), program: program.here })
export const testAlert = (person: string) => sendTestAlert(db(), person, services.clock.now(), services.outgoing)
export const deliver = () => deliverWaiting(db(), program.here, services)
/** In place of the scene's mail box, which nobody looks into. */
export const withPush = async (person: string, locale: 'en' | 'fr' | 'zh' = 'en') => {
  await withoutScenesBox(person)
  const subscription = pushes.subscribe()
  expect(await subscribeToPush(db(), person, subscription.reach, locale, services)).toHaveProperty('id')
  return subscription
}
export const withMail = async (person: string, address: string, locale: 'en' | 'fr' | 'zh' = 'en') => {
  await chooseMail(db(), person, address, locale, services)
  await database.owner(`insert into alert_confirmations (program, person, confirmed_on) values ($1, $2, '2026-09-01') on conflict do nothing`, [program.here.id, person])
}
export const withoutScenesBox = (person: string) => database.owner(`delete from notice_channels where person = $1 and reach ->> 'address' like $1::text || '%'`, [person])
export const waiting = () => database.owner<{ fact: string; person: string; tries: number }>('select fact, person, tries from outbox where program = $1 order by fact, person', [program.here.id])

/** A student's account; a booking by one. */
export const anAccountId = () => createHash('sha256').update(canon('ps1/account', randomBytes(32), randomBytes(32))).digest().subarray(0, 16).toString('base64url')
export async function booked(account = anAccountId(), over: { supporter?: string; slot?: number } = {}) {
  const answer = await bookSlot(here(), account, { id: randomUUID(), supporter: over.supporter ?? bruno, startsAt: TUESDAY_18 + (over.slot ?? 0) * HOUR / 2, format: 'in-person', language: 'en', limitsRead: 1 })
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return { account, id: answer.id }
}
export const seenBy = async ({ account, id }: { account: string; id: string }) => (await listMine(here(), account)).bookings.find((one) => one.id === id)!.seen
