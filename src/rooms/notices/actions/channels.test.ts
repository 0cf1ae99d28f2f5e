import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../../test/open-program.ts'
import { testServices } from '../../../../test/services.ts'
import { contract } from '../contract.ts'
import { chooseMail, myChannels, openCalendar, removeChannel, subscribeToPush, supportersReach } from './channels.ts'

let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
let bruno: string, chloe: string

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  const base = await testServices()
  services = { ...base, outgoing: { smtpUrl: 'smtp://localhost:1', mailFrom: 'commons@commons.example', pushHosts: [] } }
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
  bruno = (await program.addSupporter('Bruno Tremblay')).id
  chloe = (await program.addSupporter('Chloé Roy')).id
  await database.owner('delete from notice_channels where program = $1', [program.here.id])
})

const db = () => database.of(program.here.id)
const anAddress = (path = randomBytes(8).toString('hex')) => ({ endpoint: `https://fcm.googleapis.com/fcm/send/${path}`, p256dh: randomBytes(65).toString('base64url'), auth: randomBytes(16).toString('base64url') })
const push = (person = bruno, reach = anAddress()) => subscribeToPush(db(), person, reach, 'en', services)
const mail = (address: string, person = bruno) => chooseMail(db(), person, address, 'en', services)
const calendar = (person = bruno) => openCalendar(db(), person, 'en', program.here, services)
const channels = async (person = bruno) => (await myChannels(db(), person, services)).channels.map(({ kind, address }) => [kind, kind === 'push' ? null : address])
const confirmed = async (person = bruno) => (await myChannels(db(), person, services)).confirmed
const idOf = (answer: object) => (answer as { id: string }).id

test('a person may have several devices, one mail box and one calendar', async () => {
  await push()
  await push()
  await mail('old@ridgeway.example')
  await mail('new@ridgeway.example')
  await calendar()
  await calendar()
  expect(await channels()).toEqual([['calendar', null], ['mail', 'new@ridgeway.example'], ['push', null], ['push', null]])
  expect(await channels(chloe)).toEqual([])
})

test('the same device turned on twice is one channel, with the newest keys', async () => {
  const reach = anAddress()
  const [first, second] = [await push(bruno, reach), await push(bruno, { ...reach, auth: randomBytes(16).toString('base64url') })]
  expect(idOf(second)).toBe(idOf(first))
  expect(await channels()).toHaveLength(1)
})

test('a device is told from others by its address, which its owner alone reads', async () => {
  const reach = anAddress()
  await push(bruno, reach)
  expect((await myChannels(db(), bruno, services)).channels).toMatchObject([{ kind: 'push', address: reach.endpoint }])
})

test('what is removed is gone; a stranger’s channel is not found, and stays', async () => {
  const id = idOf(await mail('bruno@ridgeway.example'))
  expect(await removeChannel(db(), chloe, id)).toEqual({ refused: 'not-found' })
  expect(await channels()).toHaveLength(1)
  expect(await removeChannel(db(), bruno, id)).toEqual({ removed: true })
  expect(await removeChannel(db(), bruno, id)).toEqual({ refused: 'not-found' })
  expect(await channels()).toEqual([])
})

test('a channel of another program is not found', async () => {
  const id = idOf(await mail('bruno@ridgeway.example'))
  const elsewhere = await database.program(`q-${randomBytes(4).toString('hex')}`)
  expect(await removeChannel(elsewhere, bruno, id)).toEqual({ refused: 'not-found' })
})

test('the confirmation goes with the last channel that alerts; a calendar is none', async () => {
  const [phone, box] = [idOf(await push()), idOf(await mail('bruno@ridgeway.example'))]
  await calendar()
  await removeChannel(db(), bruno, phone)
  expect(await confirmed()).toBe(true)
  await removeChannel(db(), bruno, box)
  expect(await confirmed()).toBe(false)
  expect(await confirmed(chloe)).toBe(true)
})

test('a new mail address was never tried, so it needs a new test, unless a device is turned on beside it', async () => {
  await database.owner(`insert into notice_channels (program, person, kind, reach, locale) values ($1, $2, 'mail', '{"address":"bruno@ridgeway.example"}', 'en')`, [program.here.id, bruno])
  await mail('bruno@ridgeway.example')
  expect(await confirmed()).toBe(true)
  await mail('other@ridgeway.example')
  expect(await confirmed()).toBe(false)
  await push(chloe)
  await mail('chloe@ridgeway.example', chloe)
  expect(await confirmed(chloe)).toBe(true)
})

test.each(['https://169.254.169.254/latest/meta-data', 'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://localhost:5432/'])('a push address of %s is refused', async (endpoint) => {
  expect(await push(bruno, { ...anAddress(), endpoint })).toEqual({ refused: 'not-a-push-service' })
  expect(await channels()).toEqual([])
})

test('without a mail server nobody can choose mail', async () => {
  services = { ...services, outgoing: { ...services.outgoing, smtpUrl: null } }
  expect(await mail('bruno@ridgeway.example')).toEqual({ refused: 'no-mail-here' })
  expect((await myChannels(db(), bruno, services)).mailOffered).toBe(false)
})

test.each(['bruno', 'bruno@ridgeway.example\r\nBcc: everyone@ridgeway.example', 'a@b.example, c@d.example', ''])('"%s" is no mail address', (address) => {
  expect(contract['POST /notices/channels/mail'].body.safeParse({ address }).success).toBe(false)
})

test('the door takes what browsers send as keys, and nothing else', () => {
  const { body } = contract['POST /notices/channels/push']
  expect(body.safeParse(anAddress()).success).toBe(true)
  expect(body.safeParse({ ...anAddress(), auth: 'short' }).success).toBe(false)
  expect(body.safeParse({ ...anAddress(), p256dh: '!'.repeat(87) }).success).toBe(false)
})

test('the coordinator sees of each supporter whether they can be reached, never how', async () => {
  const farah = (await program.addSupporter('Farah Nasser')).id
  await push(bruno)
  await calendar(chloe)
  await database.owner(`delete from alert_confirmations where person = $1`, [farah])
  const reach = await supportersReach(db())
  expect(reach.map(({ name, reach: how }) => [name, how])).toEqual([['Bruno Tremblay', 'confirmed'], ['Chloé Roy', 'calendar-only'], ['Farah Nasser', 'unconfirmed']])
  expect(JSON.stringify(reach)).not.toMatch(/@|https|endpoint/)
  await database.owner('delete from notice_channels where person = $1', [farah])
  expect((await supportersReach(db())).at(-1)!.reach).toBe('none')
  await database.owner(`insert into departures (program, person, left_on) values ($1, $2, '2026-10-05')`, [program.here.id, farah])
  expect((await supportersReach(db())).map(({ name }) => name)).toEqual(['Bruno Tremblay', 'Chloé Roy'])
})
