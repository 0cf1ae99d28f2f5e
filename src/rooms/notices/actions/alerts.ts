import { randomInt, timingSafeEqual } from 'node:crypto'
import { push } from '../../../platform/channels/push.ts'
import { sendMail } from '../../../platform/channels/mail.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import { announce, settle, takeWaiting, tryLater, type Waiting } from '../../../platform/outbox.ts'
import { refuse } from '../../../platform/refusals.ts'
import type { Services } from '../../../platform/services.ts'
import { markSeen } from '../../bookings/actions.ts'
import { alertsAPerson, waitBeforeTry } from '../rules.ts'
import * as store from '../store.ts'
import { words as en } from '../words/en.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'

const WORDS = { en, fr, zh } as const

export const sendTestAlert = (db: Db, person: string) =>
  inTransaction(db, async (tx) => {
    const channels = await store.channelsOf(tx, person)
    if (!channels.some(({ kind }) => alertsAPerson(kind))) return refuse('no-channel')
    await store.setAlertTest(tx, person, String(randomInt(10_000)).padStart(4, '0'))
    await announce(tx, { fact: 'alert-test', person })
    return { sent: true as const }
  })

/** One guess for each test alert: whoever mistypes asks for another. The guess is used up whatever it was. */
export async function confirmTestAlert(db: Db, person: string, digits: string, day: string) {
  const right = await inTransaction(db, async (tx) => {
    const expected = await store.takeAlertTest(tx, person)
    const same = expected !== null && timingSafeEqual(Buffer.from(expected), Buffer.from(digits))
    if (same) await store.confirmAlert(tx, person, day)
    return same
  })
  return right ? { confirmed: true as const } : refuse('wrong-digits')
}

const AT_ONCE = 20
const notBefore = new Map<string, number>()

/** Hands waiting facts to their people's channels. What no channel took stays and is tried later, less and less often. */
export const deliverWaiting = (db: Db, program: ProgramHere, services: Services): Promise<void> =>
  inTransaction(db, async (tx) => {
    for (const fact of await takeWaiting(tx, AT_ONCE)) {
      if ((notBefore.get(fact.id) ?? 0) > services.clock.now()) continue
      await deliver(tx, fact, program, services)
    }
  })

async function deliver(tx: Tx, fact: Waiting, program: ProgramHere, services: Services): Promise<void> {
  const channels = (await store.channelsOf(tx, fact.person)).filter(({ kind }) => alertsAPerson(kind))
  const digits = fact.fact === 'alert-test' ? await store.alertTestOf(tx, fact.person) : null
  const outcomes = await Promise.all(channels.map((channel) => send(channel, digits, program, services)))
  for (const [i, outcome] of outcomes.entries()) if (outcome === 'gone') await store.removeChannel(tx, channels[i]!.id, fact.person)
  if (outcomes.includes('delivered')) {
    if (fact.booking) await markSeen(tx, fact.booking)
    await finish(tx, fact.id)
  } else if (!outcomes.includes('failed')) await finish(tx, fact.id)
  else await postpone(tx, fact.id, services.clock.now())
}

function send(channel: store.Channel, digits: string | null, program: ProgramHere, services: Services) {
  const words = WORDS[channel.locale]
  const text = digits ? words.alert_test(digits) : words.alert_new
  const page = `${services.origin}/${program.slug}/staff`
  return channel.kind === 'push'
    ? push(channel.reach as store.PushReach, JSON.stringify({ title: words.alert_subject, body: text }), services)
    : sendMail(services.outgoing, { to: channel.reach.address!, subject: words.alert_subject, text: `${text}\n\n${page}\n` })
}

async function finish(tx: Tx, id: string): Promise<void> {
  notBefore.delete(id)
  await settle(tx, id)
}

async function postpone(tx: Tx, id: string, now: number): Promise<void> {
  const wait = waitBeforeTry(await tryLater(tx, id))
  if (wait === null) await finish(tx, id)
  else notBefore.set(id, now + wait)
}

/** For demonstration data and tests: a mail box that was tried. People choose their channels and confirm them themselves. */
export async function recordReach(tx: Tx, person: string, { address, day }: { address: string; day: string }): Promise<void> {
  await store.setMail(tx, person, address, 'en')
  await store.confirmAlert(tx, person, day)
}
