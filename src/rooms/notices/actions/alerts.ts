import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../../platform/clock.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse } from '../../../platform/refusals.ts'
import type { Outgoing } from '../../../platform/services.ts'
import { alertsAPerson } from '../rules.ts'
import * as store from '../store.ts'

/** An address that is not one's own must not be worth trying. */
const tests = new Pace({ limit: 6, perMs: 10 * 60_000 })

export const sendTestAlert = (db: Db, person: string, now: Instant, { smtpUrl }: Pick<Outgoing, 'smtpUrl'>) =>
  inTransaction(db, async (tx) => {
    const channels = (await store.channelsOf(tx, person)).filter(({ kind }) => alertsAPerson(kind))
    if (!channels.length) return refuse('no-channel')
    // Chosen when there was a mail server; a test by it would never come.
    if (!smtpUrl && channels.every(({ kind }) => kind === 'mail')) return refuse('no-mail-here')
    if (!tests.allows(person, now)) return refuse('too-many-tests')
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

/** For demonstration data and tests: a mail box that was tried. People choose their channels and confirm them themselves. */
export async function recordReach(tx: Tx, person: string, { address, day }: { address: string; day: string }): Promise<void> {
  await store.setMail(tx, person, address, 'en')
  await store.confirmAlert(tx, person, day)
}
