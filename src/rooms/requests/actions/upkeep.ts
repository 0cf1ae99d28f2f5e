import { dayIn, type Instant } from '../../../platform/clock.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { announce, announceNews } from '../../../platform/outbox.ts'
import type { Services } from '../../../platform/services.ts'
import { inForce } from '../../people/actions.ts'
import * as store from '../store.ts'
import { destroyKey, keyPrefix, lockAsked, openAsked, rewrite, waiting, type Asked } from './asked.ts'
import { candidatesFor, hoursOf, supportersNow, tellPages, type Here } from './who-may.ts'

type Clocked = Pick<Here, 'db' | 'services' | 'now'> & { readonly program: { readonly timeZone: string } }

/** The clock: offers again and to more, tells the coordinators, ends what is over. Repeating it does no harm. */
export async function turnClock(here: Clocked): Promise<void> {
  const { db, services, now } = here
  const due = await inTransaction(db, async (tx) => (await waiting(tx, services.keys)).map(({ conv }) => conv))
  for (const conv of due) {
    const ended = await inTransaction(db, async (tx) => {
      const asked = await lockAsked(tx, services.keys, conv)
      if (!asked) return false
      if (asked.endsAt > now) await turnOne(tx, here, asked)
      else await end(tx, asked)
      return asked.endsAt <= now
    })
    if (ended) await destroyKey(services.keys, db.program, conv)
  }
  await forgetLost(db, services, now)
}

async function turnOne(tx: Tx, here: Clocked, asked: Asked): Promise<void> {
  const supporters = await supportersNow(tx, here)
  const candidates = await candidatesFor(tx, supporters, asked)
  const toAll = asked.toAll || here.now >= asked.againAt || !candidates.some(({ id }) => asked.offered.includes(id))
  const news = toAll && !asked.handOver?.taker ? candidates.map(({ id }) => id).filter((id) => !asked.toAll || !asked.offered.includes(id)) : []
  const told = asked.told || mustTell(asked, hoursOf(supporters, candidates).length > 0, here.now)
  if (!news.length && toAll === asked.toAll && told === asked.told) return
  if (news.length) await tellPages(tx, asked, news)
  for (const person of news) await announce(tx, { fact: asked.offered.includes(person) ? 'request-again' : 'request-new', person })
  if (told && !asked.told) for (const { id } of await inForce(tx, 'coordinator', dayIn(here.program.timeZone, here.now))) await announce(tx, { fact: 'request-late', person: id })
  await rewrite(tx, here.services.keys, { ...asked, toAll, told, offered: [...new Set([...asked.offered, ...news])] })
}

const HOUR_MS = 3_600_000

/**
 * [Note: Late at full hours] (README) Coordinators hear of a request when the program's target has passed, or, where nobody can take it, at the
 * next full hour: never at the minute at which somebody asked, so that whoever watches a desk or a door learns nothing from it.
 */
const mustTell = (asked: Asked, reachable: boolean, now: Instant): boolean => now >= (reachable ? asked.lateAt : Math.min(asked.lateAt, asked.askedAt + HOUR_MS))

/** Nobody came in two weeks. The student's own page says so; what was asked is gone. */
async function end(tx: Tx, asked: Asked): Promise<void> {
  await announceNews(tx, asked.account)
  await tellPages(tx, asked, asked.offered)
  await store.dropRequest(tx, asked.conv)
}

/** A crash between a row's end and its key's, or a key that went before its row. */
async function forgetLost(db: Db, { keys }: Services, now: Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const stored of await store.requests(tx)) if (!(await openAsked(tx, keys, stored))) await store.dropRequest(tx, stored.conv)
  })
  await keys.sweep(keyPrefix(db.program), (name) => inTransaction(db, async (tx) => (await store.lockRequest(tx, name.slice(keyPrefix(db.program).length))) !== undefined), now)
}

/** How many wait beyond the target. See [Note: Late at full hours]: those that still have time are counted for nobody. */
export const countUnanswered = (here: Here): Promise<{ late: number; responseHours: number }> =>
  inTransaction(here.db, async (tx) => {
    const { responseHours } = await store.programSettings(tx)
    return { late: (await waiting(tx, here.services.keys)).filter(({ told }) => told).length, responseHours }
  })

/** For whoever ends an account: what it asked for goes with it. A key that goes before its row only makes the row unreadable. */
export async function withdrawAllOf(tx: Tx, { keys }: Pick<Services, 'keys'>, account: string): Promise<void> {
  for (const asked of await waiting(tx, keys)) {
    if (asked.account !== account) continue
    await store.dropRequest(tx, asked.conv)
    await destroyKey(keys, tx.program, asked.conv)
  }
}
