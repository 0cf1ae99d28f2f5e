import { push } from '../../../platform/channels/push.ts'
import type { Delivery } from '../../../platform/channels/within.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import { settle, tryLater, waitingNews } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import { QUIET_MS, waitBeforeTry } from '../rules.ts'
import { newsScheduleOf, quietOf } from './schedule.ts'
import { addressesOf, removeDevice, type DeviceAddress } from './student-devices.ts'

const NEWS_AT_ONCE = 200

/**
 * Tells students who asked for it that there is something new: nothing else, in a push as long as every other. One in a quiet period,
 * however much is written; what came meanwhile waits for its end.
 */
export async function deliverNews(db: Db, services: Services): Promise<void> {
  const now = services.clock.now(), schedule = newsScheduleOf(services, db.program), quiet = quietOf(services, db.program)
  const due = await inTransaction(db, async (tx) => {
    const waiting = (await waitingNews(tx, NEWS_AT_ONCE)).filter((news) => schedule.isDue(news, now) && !quiet.holds(news.account, now))
    const devices = waiting.length ? await addressesOf(tx, services.keys, waiting.map(({ account }) => account)) : []
    return waiting.map((news) => ({ ...news, devices: devices.filter(({ account }) => account === news.account) }))
  })
  for (const { id, account, devices } of due) {
    const outcomes = await Promise.all(devices.map(async (device) => ({ device, outcome: await send(device.address, services) })))
    for (const { device, outcome } of outcomes) if (outcome === 'gone') await removeDevice(db, account, device.id, services)
    const delivered = outcomes.some(({ outcome }) => outcome === 'delivered'), failed = outcomes.some(({ outcome }) => outcome === 'failed')
    if (delivered) quiet.begin(account, now + QUIET_MS)
    await inTransaction(db, async (tx) => {
      const [tried] = failed && !delivered ? await tryLater(tx, [id]) : []
      if (tried) schedule.wasTried(tried, now)
      if (!tried || waitBeforeTry(tried.tries) === null) {
        await settle(tx, [id])
        schedule.forget([id])
      }
    })
  }
}

/** What it says is chosen by the device itself: see the worker. */
const send = (address: DeviceAddress, services: Services): Promise<Delivery> => push(address, JSON.stringify({ news: address.locale }), services)
