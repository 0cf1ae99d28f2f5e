import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { database, db, program, pushes, services, withPush, bruno } from '../../../../test/notice-scene.ts'
import { anAccount } from '../../../../test/sessions.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { announceNews, forgetNews } from '../../../platform/outbox.ts'
import { MOST_DEVICES, QUIET_MS } from '../rules.ts'
import { deliverNews } from './news.ts'
import { addDevice, removeDevice, studentDevices, sweepDevices } from './student-devices.ts'

const aStudent = async () => (await anAccount(database, program.here.id, 'student')).account
const told = (account: string) => inTransaction(db(), (tx) => announceNews(tx, account))
const deliver = () => deliverNews(db(), services)
const waiting = () => database.owner('select account from outbox where program = $1 and account is not null', [program.here.id])
const turnedOn = async (account: string, locale: 'en' | 'fr' = 'en') => {
  const phone = pushes.subscribe(), id = randomUUID()
  expect(await addDevice(db(), account, id, { ...phone.reach, locale }, services)).toEqual({ id })
  return { ...phone, id }
}

describe('a student who asked for it', () => {
  test('is told that there is something new, and the push holds nothing but the language', async () => {
    const amina = await aStudent(), phone = await turnedOn(amina, 'fr')
    await told(amina)
    await deliver()
    expect(pushes.received.map(({ body }) => JSON.parse(phone.open(body)))).toEqual([{ news: 'fr' }])
    expect(await waiting()).toEqual([])
  })
  test('gets one notice in a quiet period, however much is written, and the next one after it', async () => {
    const amina = await aStudent()
    await turnedOn(amina)
    for (let i = 0; i < 3; i += 1) {
      await told(amina)
      await deliver()
    }
    expect(pushes.received).toHaveLength(1)
    expect(await waiting()).toHaveLength(1)
    services.clock.pass(QUIET_MS)
    await deliver()
    expect(pushes.received).toHaveLength(2)
    expect(await waiting()).toEqual([])
  })
  test('is not told of what they have seen meanwhile', async () => {
    const amina = await aStudent()
    await turnedOn(amina)
    await told(amina)
    await inTransaction(db(), (tx) => forgetNews(tx, amina))
    await deliver()
    expect(pushes.received).toEqual([])
  })
  test('hears no more once it is turned off, and a device that is gone is forgotten with its key', async () => {
    const amina = await aStudent(), [first, second] = [await turnedOn(amina), await turnedOn(amina)]
    await removeDevice(db(), amina, first.id, services)
    pushes.answer(second, 410)
    await told(amina)
    await deliver()
    expect(pushes.received.map(({ path }) => path)).toEqual([second.path])
    expect((await studentDevices(db(), amina, services)).devices).toEqual([])
    expect(await services.keys.names('notices/student/')).toEqual([])
  })
  test('is told later when the push service did not answer', async () => {
    const amina = await aStudent(), phone = await turnedOn(amina)
    pushes.answer(phone, 500)
    await told(amina)
    await deliver()
    expect(await waiting()).toHaveLength(1)
    pushes.answer(phone, 201)
    services.clock.pass(60_000)
    await deliver()
    expect(await waiting()).toEqual([])
  })
})

test('whoever did not ask is never written to, and nothing waits for them', async () => {
  const amina = await aStudent()
  await told(amina)
  await deliver()
  expect(pushes.received).toEqual([])
  expect(await waiting()).toEqual([])
})

test('a device’s address is in no table, and with the account its row goes and then its key', async () => {
  const amina = await aStudent(), phone = await turnedOn(amina)
  const rows = await database.owner<{ whole: string }>('select d::text as whole from student_devices d where account = $1', [amina])
  expect(rows).toHaveLength(1)
  expect(rows[0]!.whole).toContain(phone.id) // what is looked for would be found
  expect(rows[0]!.whole).not.toContain(phone.path)
  expect(Buffer.from(rows[0]!.whole.match(/\\x([0-9a-f]+)/)![1]!, 'hex').toString('latin1')).not.toContain(phone.path)
  await database.owner('delete from accounts where id = $1', [amina])
  expect(await database.owner('select 1 from student_devices where account = $1', [amina])).toEqual([])
  await sweepDevices(db(), services, Date.now() + 2 * 3_600_000)
  expect(await services.keys.names('notices/student/')).toEqual([])
})

describe('refused is', () => {
  test('the address of somebody on staff: it would say that they are one person', async () => {
    const { reach } = await withPush(bruno)
    expect(await addDevice(db(), await aStudent(), randomUUID(), { ...reach, locale: 'en' }, services)).toEqual({ refused: 'device-of-staff' })
  })
  test('an address that is no push service', async () => {
    expect(await addDevice(db(), await aStudent(), randomUUID(), { ...pushes.subscribe().reach, endpoint: 'https://169.254.169.254/x', locale: 'en' }, services)).toEqual({ refused: 'not-a-push-service' })
  })
  test('one device too many', async () => {
    const amina = await aStudent()
    for (let i = 0; i < MOST_DEVICES; i += 1) await turnedOn(amina)
    expect(await addDevice(db(), amina, randomUUID(), { ...pushes.subscribe().reach, locale: 'en' }, services)).toEqual({ refused: 'too-many-devices' })
  })
})
