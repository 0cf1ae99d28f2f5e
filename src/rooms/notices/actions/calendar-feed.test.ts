import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../../test/open-program.ts'
import { MONDAY_NOON, testServices } from '../../../../test/services.ts'
import { calendarFeed } from './calendar-feed.ts'
import { openCalendar } from './channels.ts'

let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
let bruno: string

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  bruno = (await program.addSupporter('Bruno Tremblay, MD; "third year"')).id
})

const db = () => database.of(program.here.id)
const read = (secret: string) => calendarFeed(db(), secret, services.clock.now())
async function opened(person = bruno, locale: 'en' | 'fr' | 'zh' = 'en'): Promise<string> {
  const { address } = await openCalendar(db(), person, locale, program.here, services)
  return new RegExp(`^http://localhost/feeds/${program.here.slug}/([\\w-]{32})\\.ics$`).exec(address)![1]!
}
async function booked(startsAt: string, minutes = 30, supporter = bruno): Promise<string> {
  const id = randomUUID(), ends = new Date(Date.parse(startsAt) + minutes * 60_000)
  await database.owner(`insert into bookings (program, id, supporter, starts_at, ends_at, format, meeting_word) values ($1, $2, $3, $4, $5, 'in-person', 'maple lantern')`, [program.here.id, id, supporter, startsAt, ends])
  await database.owner(`insert into taken_slots (program, booking, supporter, during) values ($1, $2, $3, tstzrange($4, $5))`, [program.here.id, id, supporter, startsAt, ends])
  return id
}
/** The calendar's events as another program reads them: lines end in CRLF, and a line that begins with a space goes on the one above. */
const eventsIn = (feed: string) => feed.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1)
  .map((event) => Object.fromEntries(event.split('END:VEVENT')[0]!.trim().split('\r\n').map((line) => [line.slice(0, line.search(/[;:]/)), line.slice(line.indexOf(':') + 1)])))

test('a supporter’s booked times are "Busy" at the right instant, before and after the clocks go back', async () => {
  const secret = await opened()
  // Six in the evening in Montreal, in summer time and, a week later, in standard time; and in the hour that comes twice.
  for (const starts of ['2026-10-27T18:00:00-04:00', '2026-11-03T18:00:00-05:00', '2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00']) await booked(starts)
  const events = eventsIn((await read(secret))!)
  expect(events.map(({ DTSTART, DTEND, SUMMARY }) => [DTSTART, DTEND, SUMMARY])).toEqual([
    ['20261027T220000Z', '20261027T223000Z', 'Busy'],
    ['20261101T053000Z', '20261101T060000Z', 'Busy'],
    ['20261101T063000Z', '20261101T070000Z', 'Busy'],
    ['20261103T230000Z', '20261103T233000Z', 'Busy'],
  ])
})

test('line by line, it holds what a calendar needs and nothing else', async () => {
  const secret = await opened()
  const id = await booked('2026-10-06T18:00:00-04:00')
  const feed = (await read(secret))!
  const [event] = eventsIn(feed)
  expect(feed.trimEnd().split('\r\n').map((line) => line.replace(event!.UID!, 'UID'))).toEqual([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Peerside//Busy//EN',
    'BEGIN:VEVENT', 'UID:UID', 'SEQUENCE:0', 'DTSTAMP:20261006T220000Z', 'DTSTART:20261006T220000Z', 'DTEND:20261006T223000Z', 'SUMMARY:Busy', 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY', 'END:VEVENT',
    'END:VCALENDAR',
  ])
  expect(event!.UID).toMatch(/^[0-9a-f]{32}@busy$/)
  expect(feed).not.toContain(id)
  expect(feed).not.toMatch(/Bruno|Tremblay|maple|lantern|in-person|Ridgeway/i)
})

test('an event keeps its identity from one look to the next, and another address gives it another', async () => {
  const secret = await opened()
  await booked('2026-10-06T18:00:00-04:00')
  const [first, again] = [eventsIn((await read(secret))!), eventsIn((await read(secret))!)]
  expect(again).toEqual(first)
  const renewed = await opened()
  expect(eventsIn((await read(renewed))!)[0]!.UID).not.toBe(first[0]!.UID)
})

test.each(['en', 'fr', 'zh'] as const)('no line is longer than 75 bytes, and every line ends as the standard says (%s)', async (locale) => {
  const secret = await opened(bruno, locale)
  await booked('2026-10-06T18:00:00-04:00')
  const feed = (await read(secret))!
  expect(feed.split('\r\n').map((line) => Buffer.byteLength(line)).toSorted((a, b) => b - a)[0]).toBeLessThanOrEqual(75)
  expect(feed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(feed).toContain(`SUMMARY:${{ en: 'Busy', fr: 'Occupé', zh: '忙碌' }[locale]}\r\n`)
})

test('what was called off, what is over, what is months away and what is another’s is not there', async () => {
  const chloe = (await program.addSupporter('Chloé Roy')).id
  const secret = await opened()
  const called = await booked('2026-10-06T18:00:00-04:00')
  await database.owner('delete from taken_slots where booking = $1', [called])
  await booked('2026-10-05T11:00:00-04:00')
  await booked('2027-03-02T18:00:00-05:00')
  await booked('2026-10-07T18:00:00-04:00', 30, chloe)
  expect(eventsIn((await read(secret))!)).toEqual([])
})

test('the address alone opens it: a wrong one, a replaced one, one that was removed and one of another program open nothing', async () => {
  const secret = await opened()
  expect(await read(secret)).not.toBeNull()
  expect(await read(randomBytes(24).toString('base64url'))).toBeNull()
  const newer = await opened()
  expect(await read(secret)).toBeNull()
  expect(await read(newer)).not.toBeNull()
  const elsewhere = await database.program(`q-${randomBytes(4).toString('hex')}`)
  expect(await calendarFeed(elsewhere, newer, MONDAY_NOON)).toBeNull()
  await database.owner(`delete from notice_channels where person = $1 and kind = 'calendar'`, [bruno])
  expect(await read(newer)).toBeNull()
})

test('whoever has left has no feed any more', async () => {
  const secret = await opened()
  await database.owner(`insert into departures (program, person, left_on) values ($1, $2, '2026-10-05')`, [program.here.id, bruno])
  expect(await read(secret)).toBeNull()
})

test('the tables hold no address from which a feed could be read', async () => {
  const secret = await opened()
  expect(JSON.stringify(await database.owner('select * from notice_channels where person = $1', [bruno]))).not.toContain(secret)
})
