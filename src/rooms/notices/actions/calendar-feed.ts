import { createHash } from 'node:crypto'
import ical, { ICalEventBusyStatus } from 'ical-generator'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import type { Instant } from '../../../platform/clock.ts'
import { busyTimes } from '../../bookings/actions.ts'
import * as store from '../store.ts'
import { words as en } from '../words/en.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'
import { hashOf } from './channels.ts'

const WORDS = { en, fr, zh } as const
const WEEKS_AHEAD = 10
const WEEK_MS = 7 * 24 * 3_600_000

/** What a calendar's maker learns of a booking matches no row of ours. */
const uidOf = (secret: string, booking: string): string => `${createHash('sha256').update(`ps1/busy/${secret}/${booking}`).digest('hex').slice(0, 32)}@busy`

/** A supporter's booked times as "Busy", in UTC instants with stable ids, ten weeks ahead; null where the secret opens nothing. */
export const calendarFeed = (db: Db, secret: string, now: Instant): Promise<string | null> =>
  inTransaction(db, async (tx) => {
    const feed = await store.feedOf(tx, hashOf(secret))
    if (!feed) return null
    const calendar = ical({ prodId: { company: 'Peerside', product: 'Busy', language: feed.locale.toUpperCase() } })
    for (const { id, startsAt, endsAt } of await busyTimes(tx, feed.person, now, now + WEEKS_AHEAD * WEEK_MS)) {
      calendar.createEvent({
        id: uidOf(secret, id), start: new Date(startsAt), end: new Date(endsAt), stamp: new Date(startsAt),
        summary: WORDS[feed.locale].busy, busystatus: ICalEventBusyStatus.BUSY,
      })
    }
    return calendar.toString()
  })
