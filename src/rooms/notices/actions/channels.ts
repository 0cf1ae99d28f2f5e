import { createHash, randomBytes } from 'node:crypto'
import { pushKeys } from '../../../platform/channels/push.ts'
import { inTransaction, type Db } from '../../../platform/db/transaction.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import { refuse } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import type { Locale } from '../../../ui/same-words.ts'
import type { MyChannels, SupporterReach } from '../contract.ts'
import { mayPushTo, reachOf } from '../rules.ts'
import * as store from '../store.ts'
import { forgetUnreachable } from './delivery.ts'

export const hashOf = (secret: string): string => createHash('sha256').update(`ps1/feed/${secret}`).digest('base64url')

export const myChannels = (db: Db, person: string, services: Services): Promise<MyChannels> =>
  inTransaction(db, async (tx) => ({
    channels: (await store.channelsOf(tx, person)).map(({ id, kind, reach }) => ({ id, kind, address: reach.address ?? reach.endpoint ?? null })),
    confirmed: await store.isConfirmed(tx, person),
    pushKey: pushKeys(services.dataFolder).publicKey,
    mailOffered: services.outgoing.smtpUrl !== null,
  }))

export const subscribeToPush = (db: Db, person: string, reach: store.PushReach, locale: Locale, services: Services) =>
  inTransaction(db, async (tx) => {
    if (!mayPushTo(reach.endpoint, services.outgoing.pushHosts)) return refuse('not-a-push-service')
    // As this parser reads it: another one might find another host in the same text.
    return { id: await store.addPush(tx, person, { ...reach, endpoint: new URL(reach.endpoint).href }, locale) }
  })

/** A box that replaces another was never tried, so an earlier confirmation stands only if there is a push address beside it. */
export const chooseMail = (db: Db, person: string, address: string, locale: Locale, services: Services) =>
  inTransaction(db, async (tx) => {
    if (!services.outgoing.smtpUrl) return refuse('no-mail-here')
    const before = await store.channelsOf(tx, person)
    const tried = before.some(({ kind, reach }) => kind === 'push' || (kind === 'mail' && reach.address === address))
    if (!tried) await store.removeConfirmation(tx, person)
    return { id: await store.setMail(tx, person, address, locale) }
  })

/** The feed's address holds its only secret; the server keeps the hash. */
export const openCalendar = (db: Db, person: string, locale: Locale, program: ProgramHere, services: Services) =>
  inTransaction(db, async (tx) => {
    const secret = randomBytes(24).toString('base64url')
    const id = await store.setCalendar(tx, person, hashOf(secret), locale)
    return { id, address: `${services.origin}/feeds/${program.slug}/${secret}.ics` }
  })

export const removeChannel = (db: Db, person: string, channel: string) =>
  inTransaction(db, async (tx) => {
    if (!(await store.removeChannel(tx, channel, person))) return refuse('not-found')
    await forgetUnreachable(tx, person)
    return { removed: true as const }
  })

export const supportersReach = (db: Db): Promise<SupporterReach[]> =>
  inTransaction(db, async (tx) => (await store.reachOfSupporters(tx)).map(({ person, name, alerted, calendar, confirmed }) => ({
    person, name,
    reach: reachOf(alerted === null ? null : { alerted, calendar: calendar ?? false, confirmed: confirmed ?? false }),
  })))
