import { sendMail } from '../../../platform/channels/mail.ts'
import { push } from '../../../platform/channels/push.ts'
import type { Delivery } from '../../../platform/channels/within.ts'
import type { Instant } from '../../../platform/clock.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import type { ProgramHere } from '../../../platform/http/doors.ts'
import { settle, tryLater, waitingFacts, waitingFor, type Waiting } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import { markDelivered } from '../../bookings/actions.ts'
import { alertsAPerson, waitBeforeTry } from '../rules.ts'
import * as store from '../store.ts'
import { words as en } from '../words/en.ts'
import { words as fr } from '../words/fr.ts'
import { words as zh } from '../words/zh.ts'
import { scheduleOf, type Schedule } from './schedule.ts'

const WORDS = { en, fr, zh } as const
const FACTS_AT_ONCE = 200
const NOTICES_AT_ONCE = 40

/** One notice to one person: it stands for all that waits for them, because none of it is said. */
interface Notice {
  readonly person: string
  readonly facts: readonly Waiting[]
  readonly channels: readonly store.Channel[]
  /** Of the test alert that this notice is; null where it says "something new". */
  readonly digits: string | null
}

/**
 * Hands waiting facts to their people's channels: read, then sent with no transaction open, then settled one person at a time.
 * Whoever is killed in between has sent a notice that will be sent again; none is lost. The job's lock keeps other processes away.
 */
export async function deliverWaiting(db: Db, program: ProgramHere, services: Services): Promise<void> {
  const schedule = scheduleOf(services, db.program)
  const notices = await inTransaction(db, (tx) => noticesDue(tx, schedule, services.clock.now()))
  const done = await Promise.allSettled(notices.map(async (notice) => {
    const outcomes = await Promise.all(notice.channels.map((channel) => send(channel, notice.digits, program, services)))
    await inTransaction(db, (tx) => settleNotice(tx, notice, { outcomes, schedule, now: services.clock.now() }))
  }))
  for (const one of done) if (one.status === 'rejected') throw one.reason
}

async function noticesDue(tx: Tx, schedule: Schedule, now: Instant): Promise<Notice[]> {
  const found = await waitingFacts(tx, { count: FACTS_AT_ONCE, except: schedule.notBefore(now) })
  schedule.keepOnly(found, { all: found.length < FACTS_AT_ONCE, now })
  const people = [...new Set(found.filter((fact) => schedule.isDue(fact, now)).map(({ person }) => person))].slice(0, NOTICES_AT_ONCE)
  if (!people.length) return []
  const [facts, channels, tests] = await Promise.all([waitingFor(tx, people), store.channelsOfAll(tx, people), store.alertTestsOf(tx, people)])
  return people.flatMap((person) => {
    const theirs = facts.filter((fact) => fact.person === person)
    const reach = channels.filter((channel) => channel.person === person && alertsAPerson(channel.kind))
    const digits = tests.find((test) => test.person === person)?.digits ?? null
    const news = theirs.filter(({ fact }) => fact !== 'alert-test'), test = theirs.filter(({ fact }) => fact === 'alert-test')
    return [
      { person, facts: news, channels: reach, digits: null },
      // A test that was answered, or guessed at, meanwhile is not worth a notice.
      { person, facts: test, channels: digits ? reach : [], digits },
    ].filter((notice) => notice.facts.length)
  })
}

function send(channel: store.Channel, digits: string | null, program: ProgramHere, services: Services): Promise<Delivery> {
  const words = WORDS[channel.locale]
  const text = digits ? words.alert_test(digits) : words.alert_new
  const page = `${services.origin}/${program.slug}/staff${digits ? '/notices' : ''}`
  return channel.kind === 'push'
    ? push(channel.reach as store.PushReach, JSON.stringify({ title: words.alert_subject, body: text }), services)
    : sendMail(services.outgoing, { to: channel.reach.address!, subject: words.alert_subject, text: `${text}\n\n${page}\n` })
}

async function settleNotice(tx: Tx, { person, facts, channels }: Notice, { outcomes, schedule, now }: { outcomes: readonly Delivery[]; schedule: Schedule; now: Instant }): Promise<void> {
  for (const [i, outcome] of outcomes.entries()) if (outcome === 'gone') await store.removeUnchanged(tx, channels[i]!)
  if (outcomes.includes('gone')) await forgetUnreachable(tx, person)
  const ids = facts.map(({ id }) => id)
  if (outcomes.includes('delivered')) await markDelivered(tx, facts.flatMap(({ booking }) => booking ?? []))
  // Without any channel left there is nobody to try again: the booking stays "not yet seen", which both can read.
  if (outcomes.includes('delivered') || !outcomes.includes('failed')) return finish(tx, schedule, ids)
  const tried = await tryLater(tx, ids)
  for (const fact of tried) schedule.wasTried(fact, now)
  await finish(tx, schedule, tried.filter(({ tries }) => waitBeforeTry(tries) === null).map(({ id }) => id))
}

async function finish(tx: Tx, schedule: Schedule, ids: readonly string[]): Promise<void> {
  if (ids.length) await settle(tx, ids)
  schedule.forget(ids)
}

/** Without a channel that alerts, an earlier confirmation means nothing any more. */
export async function forgetUnreachable(tx: Tx, person: string): Promise<void> {
  const left = await store.channelsOf(tx, person)
  if (!left.some(({ kind }) => alertsAPerson(kind))) await store.removeConfirmation(tx, person)
}
