import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { anAccountId, booked, bruno, chloe, database, db, deliver, here, HOUR, mails, program, pushes, seenBy, services, testAlert, TUESDAY_18, waiting, withMail, withoutScenesBox, withPush } from '../../../../test/notice-scene.ts'
import { vapidOf } from '../../../../test/push-service.ts'
import { MONDAY_NOON } from '../../../../test/services.ts'
import { pushKeys } from '../../../platform/channels/push.ts'
import { openPool } from '../../../platform/db/pool.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { runOnce } from '../../../platform/jobs.ts'
import { cancelBooking, moveBooking } from '../../bookings/actions/booking.ts'
import { askForCover, listDuty, seeBookings, takeCover } from '../../bookings/actions/duty.ts'
import { waitForTime } from '../../bookings/actions/my-bookings.ts'
import { voidUnclaimed } from '../../bookings/actions.ts'
import { jobs } from '../jobs.ts'
import { MOST_TRIES, waitBeforeTry } from '../rules.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'
import { myChannels, removeChannel, subscribeToPush, supportersReach } from './channels.ts'
import { deliverWaiting } from './delivery.ts'

const deliveries = jobs.find(({ outgoing }) => outgoing)!

describe('a booking reaches its supporter', () => {
  test('by a push that only their browser opens, in their language, and that says nothing', async () => {
    const phone = await withPush(bruno, 'fr')
    const booking = await booked()
    expect(await seenBy(booking)).toBe(false)
    await deliver()
    const [received] = pushes.received
    expect(pushes.received).toHaveLength(1)
    expect(received!.path).toBe(phone.path)
    expect(JSON.parse(phone.open(received!.body))).toEqual({ title: fr.alert_subject, body: fr.alert_new })
    expect(await seenBy(booking)).toBe(true)
    expect(await waiting()).toEqual([])
  })
  test('the push service is shown who sends, by the key that browsers subscribe to, and for how long to keep it', async () => {
    await withPush(bruno)
    await booked()
    await deliver()
    const vapid = vapidOf(pushes.received[0]!)!
    expect(vapid.key).toBe(pushKeys(services.dataFolder).publicKey)
    expect((await myChannels(db(), bruno, services)).pushKey).toBe(vapid.key)
    expect(vapid.claims).toMatchObject({ aud: `https://${pushes.host}`, sub: 'https://commons.example' })
    expect(vapid.claims.exp - Date.now() / 1000).toBeLessThanOrEqual(24 * 3600)
    expect(pushes.received[0]!.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' })
    expect(JSON.stringify(pushes.received[0]!.headers)).not.toMatch(/ridgeway|bruno|p-[0-9a-f]{8}/i)
  })
  test('every push has the same length, whatever it says and in whatever language', async () => {
    for (const [person, locale] of [[bruno, 'zh'], [chloe, 'fr']] as const) await withPush(person, locale)
    await booked()
    await testAlert(chloe)
    await deliver()
    expect(new Set(pushes.received.map(({ body }) => body.length)).size).toBe(1)
  })
  test('by a mail whose subject and text say only that there is something new', async () => {
    await withMail(bruno, 'bruno@ridgeway.example', 'zh')
    await booked()
    await deliver()
    const [mail] = mails.received
    expect(mail).toMatchObject({ to: 'bruno@ridgeway.example', from: 'commons@commons.example', subject: zh.alert_subject })
    expect(mail!.text).toBe(`${zh.alert_new}\n\nhttps://commons.example/${program.here.slug}/staff`)
    expect(mail!.raw).not.toMatch(/Bruno Tremblay|18:00|2026-10|html/)
  })
  test('on all their channels at once; one that takes it is enough', async () => {
    const [phone, tablet] = [await withPush(bruno), await withPush(bruno)]
    await withMail(bruno, 'bruno@ridgeway.example')
    pushes.answer(tablet, 500)
    mails.refuse('451 later')
    const booking = await booked()
    await deliver()
    expect(pushes.received.map(({ path }) => path).toSorted()).toEqual([phone.path, tablet.path].toSorted())
    expect(await seenBy(booking)).toBe(true)
    expect(await waiting()).toEqual([])
  })
  test('three bookings that wait together are one notice, and all three count as delivered', async () => {
    await withPush(bruno)
    const bookings = [await booked(), await booked(undefined, { slot: 1 }), await booked(undefined, { slot: 2 })]
    await deliver()
    expect(pushes.received).toHaveLength(1)
    expect(await Promise.all(bookings.map(seenBy))).toEqual([true, true, true])
  })
  test('without a channel nothing is sent, nothing waits, and it stays "not yet seen" for both', async () => {
    const booking = await booked()
    await withoutScenesBox(bruno)
    await deliver()
    expect(await waiting()).toEqual([])
    expect(await seenBy(booking)).toBe(false)
    expect(await listDuty(here(), bruno, { from: services.clock.now(), to: services.clock.now() + 48 * HOUR })).toMatchObject([{ id: booking.id, seen: false, delivered: false }])
  })
  test('a delivered booking stays new on the supporter’s page until the page has shown it', async () => {
    await withPush(bruno)
    const booking = await booked()
    await deliver()
    const onPage = () => listDuty(here(), bruno, { from: services.clock.now(), to: services.clock.now() + 48 * HOUR })
    expect(await onPage()).toMatchObject([{ seen: false, delivered: true }])
    await seeBookings(here(), bruno, [booking.id])
    expect(await onPage()).toMatchObject([{ seen: true }])
  })
  test('whoever has left is told nothing any more', async () => {
    await withPush(bruno)
    await booked()
    await database.owner(`insert into departures (program, person, left_on) values ($1, $2, '2026-10-05')`, [program.here.id, bruno])
    await deliver()
    expect([pushes.received, await waiting()]).toEqual([[], []])
  })
})

describe('what is told, and to whom', () => {
  const told = async () => (await waiting()).map(({ fact, person }) => [fact, person === bruno ? 'Bruno' : person === chloe ? 'Chloé' : person]).toSorted((a, b) => a.join().localeCompare(b.join()))
  const settled = () => database.owner('delete from outbox where program = $1', [program.here.id])

  test('a new booking, to its supporter', async () => {
    await booked()
    expect(await told()).toEqual([['booking-new', 'Bruno']])
  })
  test('a move to another time, to the supporter of both', async () => {
    const { account, id } = await booked()
    await settled()
    await moveBooking(here(), account, id, { id: randomUUID(), supporter: bruno, startsAt: TUESDAY_18 + HOUR, format: 'in-person', language: 'en' })
    expect(await told()).toEqual([['booking-moved', 'Bruno']])
  })
  test('a move to somebody else, to the one who loses it and the one who gains it', async () => {
    const { account, id } = await booked()
    await settled()
    await moveBooking(here(), account, id, { id: randomUUID(), supporter: chloe, startsAt: TUESDAY_18, format: 'in-person', language: 'en' })
    expect(await told()).toEqual([['booking-cancelled', 'Bruno'], ['booking-new', 'Chloé']])
  })
  test('a cancellation, to its supporter, even where the booking had been seen', async () => {
    const { account, id } = await booked()
    await seeBookings(here(), bruno, [id])
    await settled()
    await cancelBooking(here(), account, id)
    expect(await told()).toEqual([['booking-cancelled', 'Bruno']])
    expect(await listDuty(here(), bruno, { from: services.clock.now(), to: services.clock.now() + 48 * HOUR })).toMatchObject([{ state: 'cancelled', seen: false }])
  })
  test('a stand-in, to the one who asked for it', async () => {
    const { id } = await booked()
    await seeBookings(here(), bruno, [id])
    await askForCover(here(), bruno, id)
    await settled()
    expect(await takeCover(here(), chloe, id, randomUUID())).toHaveProperty('id')
    expect(await told()).toEqual([['booking-cancelled', 'Bruno']])
    expect(await listDuty(here(), bruno, { from: services.clock.now(), to: services.clock.now() + 48 * HOUR })).toMatchObject([{ state: 'replaced', seen: false }])
  })
  test('a code that was replaced, to each supporter whose unclaimed booking it voids', async () => {
    const [first, second] = [await booked(), await booked(undefined, { supporter: chloe })]
    await seeBookings(here(), bruno, [first.id])
    await settled()
    await database.owner('update bookings set generation = 1 where id = any($1)', [[first.id, second.id]])
    expect(await inTransaction(db(), (tx) => voidUnclaimed(tx, 2, services.clock.now()))).toBe(2)
    expect(await told()).toEqual([['booking-cancelled', 'Bruno'], ['booking-cancelled', 'Chloé']])
    expect(await listDuty(here(), bruno, { from: services.clock.now(), to: services.clock.now() + 48 * HOUR })).toMatchObject([{ state: 'cancelled', seen: false }])
  })
  test('a student who waits for a time, to nobody', async () => {
    await waitForTime(here(), anAccountId(), { id: randomUUID(), language: null, topic: null })
    expect(await told()).toEqual([])
  })
  test('a booking that was refused, to nobody', async () => {
    await booked()
    await settled()
    await expect(booked()).rejects.toThrow('slot-taken')
    expect(await told()).toEqual([])
  })
})

describe('a channel that fails', () => {
  test('is tried again less and less often, until it works', async () => {
    const phone = await withPush(bruno)
    pushes.answer(phone, 503)
    const booking = await booked()
    const triedAt: number[] = []
    for (let second = 0; second <= 200; second += 1) {
      const before = pushes.received.length
      services.clock.turnTo(MONDAY_NOON + second * 1000)
      await deliver()
      if (pushes.received.length > before) triedAt.push(second)
    }
    expect(triedAt).toEqual([0, 5, 15, 35, 75, 155])
    expect(await seenBy(booking)).toBe(false)
    expect(await waiting()).toMatchObject([{ fact: 'booking-new', tries: 6 }])
    pushes.answer(phone, 201)
    services.clock.pass(3 * 60_000)
    await deliver()
    expect(await seenBy(booking)).toBe(true)
    expect(await waiting()).toEqual([])
  })
  test('is given up after a day, and the booking stays "not yet seen"', async () => {
    await withMail(bruno, 'bruno@ridgeway.example')
    mails.refuse('550 no such box')
    const booking = await booked()
    await deliver()
    await database.owner('update outbox set tries = $2 where program = $1', [program.here.id, MOST_TRIES - 1])
    services.clock.pass(waitBeforeTry(1)!)
    await deliver() // another process has tried it meanwhile, so it seems, and so this one waits as long as that one would
    expect(await waiting()).toMatchObject([{ tries: MOST_TRIES - 1 }])
    services.clock.pass(waitBeforeTry(MOST_TRIES - 1)!)
    await deliver()
    expect(await waiting()).toEqual([])
    expect(await seenBy(booking)).toBe(false)
    expect(mails.received).toEqual([])
  })
  test('holds up no new booking: the next one is told at once, and the old one with it', async () => {
    await withMail(bruno, 'bruno@ridgeway.example')
    mails.refuse('451 later')
    const first = await booked()
    await deliver()
    mails.refuse(null)
    await deliver()
    expect(mails.received).toHaveLength(0)
    const second = await booked(undefined, { slot: 1 })
    await deliver()
    expect(mails.received).toHaveLength(1)
    expect(await Promise.all([first, second].map(seenBy))).toEqual([true, true])
  })
  test.each([404, 410])('an address that the push service answers with %i is removed, and its confirmation with it', async (gone) => {
    const phone = await withPush(bruno)
    await database.owner(`update alert_confirmations set confirmed_on = '2026-10-01' where person = $1`, [bruno])
    pushes.answer(phone, gone)
    const booking = await booked()
    await deliver()
    expect(await myChannels(db(), bruno, services)).toMatchObject({ channels: [], confirmed: false })
    expect((await supportersReach(db())).find(({ person }) => person === bruno)!.reach).toBe('none')
    expect(await seenBy(booking)).toBe(false)
    expect(await waiting()).toEqual([])
  })
  test('where one address is gone and another works, the other stays, and so does the confirmation', async () => {
    const [old, phone] = [await withPush(bruno), await withPush(bruno)]
    pushes.answer(old, 410)
    const booking = await booked()
    await deliver()
    expect(await myChannels(db(), bruno, services)).toMatchObject({ channels: [{ kind: 'push' }], confirmed: true })
    expect(pushes.received.map(({ path }) => path)).toContain(phone.path)
    expect(await seenBy(booking)).toBe(true)
  })
  test('a push address without usable keys is removed: nothing could ever be sealed to it', async () => {
    const { reach } = pushes.subscribe()
    await booked()
    await withoutScenesBox(bruno)
    await subscribeToPush(db(), bruno, { ...reach, p256dh: Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url') }, 'en', services)
    await deliver()
    expect(pushes.received).toEqual([])
    expect((await myChannels(db(), bruno, services)).channels).toEqual([])
  })
  test('one who answers nothing fails after ten seconds, and meanwhile no transaction is open and no row is locked', async () => {
    const phone = await withPush(bruno)
    pushes.answer(phone, 'silence')
    await booked()
    const started = performance.now()
    const run = runOnce({ pool: database.pool, services, onDefect: (_, failure) => { throw failure } }, deliveries, program.here)
    await expect.poll(() => pushes.received.length).toBe(1)
    const open = await database.owner(`select pid from pg_stat_activity where datname = current_database() and backend_type <> 'autovacuum worker' and xact_start is not null and pid <> pg_backend_pid()`)
    expect(open).toEqual([])
    // What it is about can be changed and removed at once.
    await database.owner(`set lock_timeout = '1s'; update outbox set tries = tries; update notice_channels set locale = locale; reset lock_timeout`)
    expect(await removeChannel(db(), bruno, (await myChannels(db(), bruno, services)).channels[0]!.id)).toEqual({ removed: true })
    await run
    expect(performance.now() - started).toBeLessThan(13_000)
    expect(await waiting()).toMatchObject([{ tries: 1 }])
  })
})

describe('two processes on one database', () => {
  test('tell each booking once', async () => {
    await withPush(bruno)
    await booked()
    const other = openPool(database.appUrl, 4), otherServices = { ...services }
    const onDefect = (_: string, failure: unknown) => { throw failure }
    for (let round = 0; round < 5; round += 1) {
      await booked(undefined, { slot: round + 1 })
      await Promise.all([
        runOnce({ pool: database.pool, services, onDefect }, deliveries, program.here),
        runOnce({ pool: other, services: otherServices, onDefect }, deliveries, program.here),
      ])
      expect(await waiting()).toEqual([])
    }
    expect(pushes.received).toHaveLength(5)
    await other.end()
  })
  test('together try no more often than one alone', async () => {
    const phone = await withPush(bruno)
    pushes.answer(phone, 500)
    await booked()
    const other = { ...services }
    for (let second = 0; second <= 60; second += 1) {
      services.clock.turnTo(MONDAY_NOON + second * 1000)
      await deliver()
      await deliverWaiting(db(), program.here, other)
    }
    expect(pushes.received.length).toBeLessThanOrEqual(5)
  })
  test('one that is cut off while it sends leaves its booking to be told again', async () => {
    const phone = await withPush(bruno)
    pushes.answer(phone, 'silence')
    const booking = await booked()
    const doomed = openPool(database.appUrl, 4)
    const defects: unknown[] = []
    const run = runOnce({ pool: doomed, services: { ...services }, onDefect: (_, failure) => defects.push(failure) }, deliveries, program.here)
    await expect.poll(() => pushes.received.length).toBe(1)
    // As kill -9 leaves it: its connections end, and nothing was settled.
    await database.owner(`select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database()) and l.pid <> pg_backend_pid()`)
    pushes.answer(phone, 201)
    await expect.poll(async () => {
      await runOnce({ pool: database.pool, services, onDefect: () => {} }, deliveries, program.here)
      return seenBy(booking)
    }).toBe(true)
    expect(pushes.received).toHaveLength(2)
    pushes.hangUp()
    await run
    await doomed.end()
    expect(await waiting()).toEqual([])
  })
})
