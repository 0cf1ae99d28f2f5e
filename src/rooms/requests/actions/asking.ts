import { inTransaction, type Tx } from '../../../platform/db/transaction.ts'
import { announce } from '../../../platform/outbox.ts'
import { Pace } from '../../../platform/proofs/pace.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { isMetToken } from '../../bookings/actions.ts'
import { conversationsOf } from '../../conversations/actions.ts'
import type { Member } from '../../conversations/contract.ts'
import type { Ask, AskHandOver, MyRequest, Outlook } from '../contract.ts'
import { askRefusal, clockFrom, firstAsked, honestTime, type AskRefusal, type Wanted } from '../rules.ts'
import * as store from '../store.ts'
import { destroyKey, lockAsked, lockOf, sealAsked, waiting, type Asked } from './asked.ts'
import { candidatesFor, hoursOf, supportersNow, tellPages, type Here, type Supporters } from './who-may.ts'

/** Nobody means to ask and withdraw so often; each time wakes people. */
const asks = new Pace({ limit: 12, perMs: 24 * 3_600_000 })

/** Asks for somebody to write with. Sent again after a lost answer it is the same request. */
export async function askFor(here: Here, account: string, input: Ask): Promise<MyRequest | Refused<AskRefusal | 'conv-taken' | 'too-many'>> {
  if (!asks.allows(`${here.db.program} ${account}`, here.now)) return refuse('too-many')
  return inTransaction<MyRequest | Refused<AskRefusal | 'conv-taken'>>(here.db, async (tx) => {
    await store.lockAsker(tx, lockOf(here.services, account))
    const mine = await mineIn(tx, here, account)
    if (mine?.conv === input.conv) return describe(tx, here, mine)
    const [facts, open] = [await store.askerFacts(tx, account), await conversationsOf(tx, account)]
    const refusal = askRefusal({
      offered: facts.settings.formats.includes('messaging'), limitsRead: input.limitsRead, limitsNow: facts.limits, waiting: mine !== null,
      open: open.filter(({ standing }) => standing === 'open').length,
      codeReplaced: facts.codeReplaced && !isMetToken(here.services.secret, here.db.program, account, input.met),
    })
    if (refusal) return refuse(refusal)
    if (open.some(({ conv }) => conv === input.conv)) return refuse('conv-taken')
    return (await offer(tx, here, account, { ...input, handOver: null, responseHours: facts.settings.responseHours })) ?? refuse('conv-taken')
  })
}

/** A running conversation is to go to somebody else. Only its student asks, so nothing is handed over without their consent. */
export const askHandOver = (here: Here, account: string, input: AskHandOver): Promise<MyRequest | Refused<'not-found' | 'one-waiting' | 'conversation-over'>> =>
  inTransaction<MyRequest | Refused<'not-found' | 'one-waiting' | 'conversation-over'>>(here.db, async (tx) => {
    await store.lockAsker(tx, lockOf(here.services, account))
    const running = (await conversationsOf(tx, account)).find(({ conv }) => conv === input.conv)
    if (!running) return refuse('not-found')
    if (running.standing !== 'open' && running.standing !== 'left') return refuse('conversation-over')
    const mine = await mineIn(tx, here, account)
    if (mine) return mine.conv === input.conv ? describe(tx, here, mine) : refuse('one-waiting')
    const [from = null] = await store.peopleOf(tx, [running.supporter])
    const { responseHours } = await store.programSettings(tx)
    return (await offer(tx, here, account, { ...input, handOver: { from, taker: null }, responseHours })) ?? refuse('one-waiting')
  })

type Offering = Wanted & Pick<Asked, 'conv' | 'handOver'> & { readonly responseHours: number }

/** Written and told to the first in one transaction; null where the id is known. */
async function offer(tx: Tx, here: Here, account: string, { conv, language, topic, supporters, handOver, responseHours }: Offering): Promise<MyRequest | null> {
  const now = await supportersNow(tx, here)
  const bare: Asked = { conv, account, language, topic, supporters, handOver, ...clockFrom(here.now, responseHours), offered: [], toAll: false, declined: [], told: false }
  const candidates = await candidatesFor(tx, now, bare)
  const asked = { ...bare, offered: firstAsked(candidates, bare, now.on, { now: here.now, until: bare.lateAt }) }
  if (!(await store.addRequest(tx, await sealAsked(tx, here.services.keys, asked)))) return null
  for (const person of asked.offered) await announce(tx, { fact: 'request-new', person })
  await tellPages(tx, asked, asked.offered)
  return describe(tx, here, asked, now)
}

/** The one request of this account that waits. */
const mineIn = async (tx: Tx, here: Here, account: string): Promise<Asked | null> =>
  (await waiting(tx, here.services.keys)).find((asked) => asked.account === account) ?? null

export const myRequest = (here: Here, account: string): Promise<{ request: MyRequest | null }> =>
  inTransaction(here.db, async (tx) => {
    const mine = await mineIn(tx, here, account)
    return { request: mine && (await describe(tx, here, mine)) }
  })

async function describe(tx: Tx, here: Here, asked: Asked, now?: Supporters): Promise<MyRequest> {
  const supporters = now ?? (await supportersNow(tx, here))
  const promised = honestTime(hoursOf(supporters, await candidatesFor(tx, supporters, asked)), asked.lateAt, here.now)
  const { conv, language, topic, handOver } = asked
  return {
    conv, language, topic, supporters: asked.supporters, handOver: handOver !== null, state: here.now < asked.lateAt ? 'waiting' : 'late',
    answerBy: promised?.answerBy ?? null, first: promised?.first ?? null, reachable: promised !== null,
    taker: handOver?.taker ? await takerAsMember(tx, handOver.taker) : null,
  }
}

/** Who would go on with the student. Null once their account is closed: then nobody has said yes. */
async function takerAsMember(tx: Tx, { account, person }: { account: string; person: string }): Promise<Member | null> {
  const keys = await store.keysOf(tx, account)
  return keys ? { account, person, side: 'supporter', pkAuth: keys.pkAuth.toString('base64url'), pkHpke: keys.pkHpke.toString('base64url'), certificate: null } : null
}

/**
 * Takes the request back. Nothing of it is left: not the row, and no key that opens an old copy of it. Whoever waited for the row's lock while
 * it was claimed finds the conversation; one that was only to be handed over was there all along.
 */
export async function withdraw(here: Here, account: string, conv: string): Promise<{ withdrawn: true } | Refused<'taken-meanwhile'>> {
  const answer = await inTransaction<{ dropped: boolean } | Refused<'taken-meanwhile'>>(here.db, async (tx) => {
    const asked = await lockAsked(tx, here.services.keys, conv)
    if (asked?.account !== account) return (await conversationsOf(tx, account)).some((begun) => begun.conv === conv) ? refuse('taken-meanwhile') : { dropped: false }
    await store.dropRequest(tx, conv)
    await tellPages(tx, asked, asked.offered)
    return { dropped: true }
  })
  if ('refused' in answer) return answer
  if (answer.dropped) await destroyKey(here.services.keys, here.db.program, conv)
  return { withdrawn: true }
}

const outlooks = new Map<string, { until: number; outlook: Outlook }>()
const OUTLOOK_MS = 30_000

/** What the first page says beside "write": read once for everybody, and true to the hour. */
export async function outlookOf(here: Here, language: string | undefined): Promise<Outlook> {
  const key = `${here.db.program} ${language ?? ''}`
  const known = outlooks.get(key)
  if (known && known.until > here.now && known.until <= here.now + OUTLOOK_MS) return known.outlook
  const outlook = await inTransaction(here.db, async (tx): Promise<Outlook> => {
    const { formats, responseHours } = await store.programSettings(tx)
    const now = await supportersNow(tx, here)
    const promised = honestTime(hoursOf(now, now.ready.filter(({ languages }) => !language || languages.includes(language))), clockFrom(here.now, responseHours).lateAt, here.now)
    return { offered: formats.includes('messaging') && now.ready.length > 0, answerBy: promised?.answerBy ?? null, first: promised?.first ?? null }
  })
  if (outlooks.size > MOST_OUTLOOKS) outlooks.clear()
  outlooks.set(key, { until: here.now + OUTLOOK_MS, outlook })
  return outlook
}
const MOST_OUTLOOKS = 500
