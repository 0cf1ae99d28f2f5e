import { dayIn, type Instant } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import { tellAccounts } from '../../../platform/live/notices.ts'
import { conversationsOf, suspendedAmong } from '../../conversations/actions.ts'
import { openWindows } from '../../hours/actions.ts'
import { listedSupporters } from '../../supporters/actions.ts'
import { LOOK_AHEAD_MS, mayTake, type Candidate, type On } from '../rules.ts'
import { accountsOf, peopleOf } from '../store.ts'
import type { Asked } from './asked.ts'

/** What an action of this room needs to know of a request. */
export type Here = Pick<Knock, 'db' | 'program' | 'services' | 'now'>

/** Who is ready, not paused and reachable today, and when each of them is on in the coming week. */
export interface Supporters {
  readonly ready: readonly Candidate[]
  readonly on: readonly On[]
}

/** Ready says all three: a pause ends it, and so does a last channel that alerts, taken away. */
export async function supportersNow(tx: Tx, { program, now }: { program: { timeZone: string }; now: Instant }): Promise<Supporters> {
  const [ready, { windows }] = [await listedSupporters(tx, dayIn(program.timeZone, now), { eligible: false }), await openWindows(tx, { from: now, to: now + LOOK_AHEAD_MS, now })]
  return {
    ready: ready.map(({ id, languages, topics }) => ({ id, languages, topics })),
    on: windows.map(({ supporter, startsAt, endsAt }) => ({ supporter, startsAt, endsAt })),
  }
}

/** Those who may take this one: never whom the student left out, blocked or is about to leave, nor whoever is suspended. */
export async function candidatesFor(tx: Tx, { ready }: Supporters, asked: Asked): Promise<Candidate[]> {
  const apart = [...(await blockedBy(tx, asked.account)), ...(await suspendedOf(tx, ready))]
  return ready.filter((candidate) => mayTake(candidate, asked, asked.declined) && !apart.includes(candidate.id) && candidate.id !== asked.handOver?.from)
}

/** Supporters with whom a conversation of this student is blocked, by whomever. */
async function blockedBy(tx: Tx, account: string): Promise<string[]> {
  const blocked = (await conversationsOf(tx, account)).filter(({ standing }) => standing === 'blocked').map(({ supporter }) => supporter)
  return blocked.length ? peopleOf(tx, blocked) : []
}

async function suspendedOf(tx: Tx, ready: readonly Candidate[]): Promise<string[]> {
  const suspended = await suspendedAmong(tx, await accountsOf(tx, ready.map(({ id }) => id)))
  return suspended.length ? peopleOf(tx, suspended) : []
}

/** Open pages of these supporters, and of the student, read their requests again. */
export const tellPages = async (tx: Tx, asked: Pick<Asked, 'account'>, people: readonly string[]): Promise<void> =>
  tellAccounts(tx, [asked.account, ...(await accountsOf(tx, people))], 'requests')

export const hoursOf = ({ on }: Supporters, candidates: readonly Candidate[]): On[] => on.filter(({ supporter }) => candidates.some(({ id }) => id === supporter))
