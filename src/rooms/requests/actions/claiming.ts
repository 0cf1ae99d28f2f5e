import { inTransaction } from '../../../platform/db/transaction.ts'
import { announceNews } from '../../../platform/outbox.ts'
import { isRefused, refuse, type Refused } from '../../../platform/refusals.ts'
import { beginConversation, studentAsMember } from '../../conversations/actions.ts'
import type { Claim, OfferedRequest } from '../contract.ts'
import * as store from '../store.ts'
import { destroyKey, lockAsked, rewrite, waiting, type Asked } from './asked.ts'
import { candidatesFor, hoursOf, supportersNow, tellPages, type Here } from './who-may.ts'

/** The supporter who knocks. */
interface Supporter {
  readonly person: string
  readonly account: string
}

/** What this supporter may take now. A request that was offered to others first shows here once it is offered to all. */
export const listOffered = (here: Here, { person }: Supporter): Promise<readonly OfferedRequest[]> =>
  inTransaction(here.db, async (tx) => {
    const now = await supportersNow(tx, here)
    const offered: OfferedRequest[] = []
    for (const asked of await waiting(tx, here.services.keys)) {
      if (!isOpenTo(asked, person) || !(await candidatesFor(tx, now, asked)).some(({ id }) => id === person)) continue
      const student = await studentAsMember(tx, asked.account)
      if (student) offered.push({ conv: asked.conv, language: asked.language, topic: asked.topic, answerBy: asked.lateAt, late: here.now >= asked.lateAt, handOver: asked.handOver !== null, student })
    }
    return offered.toSorted((a, b) => a.answerBy - b.answerBy)
  })

const isOpenTo = (asked: Asked, person: string): boolean => !asked.handOver?.taker && (asked.toAll || asked.offered.includes(person))

/** The row's lock lets one through; whoever waited for it finds nothing. "Not yours" and "not there" are the same: taken. */
export async function claim(here: Here, supporter: Supporter, conv: string, made: Claim): Promise<{ claimed: true } | Refused<'taken' | 'epoch-broken'>> {
  const claimed = await inTransaction<{ claimed: true; over: boolean } | Refused<'taken' | 'epoch-broken'>>(here.db, async (tx) => {
    const asked = await lockAsked(tx, here.services.keys, conv)
    if (!asked || !isOpenTo(asked, supporter.person)) return refuse('taken')
    if (!(await candidatesFor(tx, await supportersNow(tx, here), asked)).some(({ id }) => id === supporter.person)) return refuse('taken')
    await announceNews(tx, asked.account)
    await tellPages(tx, asked, asked.offered)
    if (asked.handOver) {
      await rewrite(tx, here.services.keys, { ...asked, handOver: { ...asked.handOver, taker: supporter } })
      return { claimed: true, over: false }
    }
    const { header, wraps } = made
    if (!header || !wraps || isRefused(await beginConversation(tx, here, { conv, student: asked.account, supporter, epoch0: { header, wraps } }))) return refuse('epoch-broken')
    await store.dropRequest(tx, conv)
    return { claimed: true, over: true }
  })
  if ('refused' in claimed) return claimed
  if (claimed.over) await destroyKey(here.services.keys, here.db.program, conv)
  return { claimed: true }
}

/**
 * Not me, and nobody asks why: a friend, a flat-mate, a full week. It is offered to the others at the next round; where nobody is left, the
 * student's open page says so now, with what is open meanwhile.
 */
export const decline = (here: Here, { person }: Supporter, conv: string): Promise<{ declined: true }> =>
  inTransaction(here.db, async (tx) => {
    const asked = await lockAsked(tx, here.services.keys, conv)
    if (!asked || !isOpenTo(asked, person) || asked.declined.includes(person)) return { declined: true }
    const without = { ...asked, declined: [...asked.declined, person] }
    await rewrite(tx, here.services.keys, without)
    const now = await supportersNow(tx, here)
    if (!hoursOf(now, await candidatesFor(tx, now, without)).length) await tellPages(tx, asked, [])
    return { declined: true }
  })
