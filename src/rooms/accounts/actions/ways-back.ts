import { randomUUID, timingSafeEqual } from 'node:crypto'
import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { canon } from '../../../sealed/canon.ts'
import type { SlotInput, WayBack } from '../contract.ts'
import { type AccountKind, type WayBackKind, addWayBackRefusal, removeWayBackRefusal } from '../rules.ts'
import { type StoredSlot, addWayBack, findAccount, findSlot, lockAccount, removeWayBack } from '../store/accounts.ts'
import { changeWays, findArrivalByWay, findArrivalToChange, slotOf, waysBackOf, type Arrival } from './arrivals.ts'
import { type Here, doorkeeper } from './doorkeeper.ts'
import { decode, encode, hash, keyedHash } from './encoding.ts'
import type { SignedIn } from './sessions.ts'

export const describeAccount = (here: Here, who: SignedIn): Promise<{ account: string; kind: AccountKind; waysBack: WayBack[] }> =>
  inTransaction(here.db, async (tx) => ({ account: who.account, kind: who.kind, waysBack: await waysBackOf(tx, here, who.account) }))

export const keepWayBack = (here: Here, who: SignedIn, slot: SlotInput): Promise<{ id: string; waysBack: number } | Refused<'enough-ways-back' | 'way-back-taken'>> =>
  inTransaction<{ id: string; waysBack: number } | Refused<'enough-ways-back' | 'way-back-taken'>>(here.db, async (tx) => {
    const arrival = await lockOwner(tx, here, who)
    const present = await waysBackOf(tx, here, who.account)
    const again = await slotAt(tx, here, decode(slot.lookup))
    if (again) return isSame(again, who, slot) ? { id: again.id, waysBack: present.length } : refuse('way-back-taken')
    const refusal = addWayBackRefusal(present.length)
    if (refusal) return refuse(refusal)
    const id = arrival ? await addToArrival(tx, arrival, slot) : await addWayBack(tx, slotOf(who.account, slot))
    return id ? { id, waysBack: present.length + 1 } : refuse('way-back-taken')
  })

export const dropWayBack = (here: Here, who: SignedIn, id: string): Promise<{ waysBack: number } | Refused<'last-way-back' | 'keep-two' | 'not-found'>> =>
  inTransaction<{ waysBack: number } | Refused<'last-way-back' | 'keep-two' | 'not-found'>>(here.db, async (tx) => {
    const arrival = await lockOwner(tx, here, who)
    const present = await waysBackOf(tx, here, who.account)
    if (!present.some((way) => way.id === id)) return refuse('not-found')
    const refusal = removeWayBackRefusal(who.kind, present.length)
    if (refusal) return refuse(refusal)
    if (arrival) await changeWays(tx, arrival, arrival.ways.filter((way) => way.id !== id))
    else await removeWayBack(tx, who.account, id)
    return { waysBack: present.length - 1 }
  })

/** Serialises changes of one account's ways back. Answers with the arrival where the account still waits with its week. */
async function lockOwner(tx: Tx, here: Here, who: SignedIn): Promise<Arrival | null> {
  if (await lockAccount(tx, who.account)) return null
  const arrival = await findArrivalToChange(tx, here, who.account)
  return (await lockAccount(tx, who.account)) ? null : arrival
}

async function addToArrival(tx: Tx, arrival: Arrival, slot: SlotInput): Promise<string> {
  const id = randomUUID()
  await changeWays(tx, arrival, [...arrival.ways, { ...slot, id }])
  return id
}

/** The slot that lies here, of an account or of one that waits. Both are looked for each time, so that how long it takes tells nothing. */
async function slotAt(tx: Tx, here: Here, lookup: Buffer): Promise<StoredSlot | undefined> {
  const [slot, found] = await Promise.all([findSlot(tx, lookup), findArrivalByWay(tx, here, lookup)])
  if (slot || !found || (await findAccount(tx, found.arrival.account))) return slot
  return { ...slotOf(found.arrival.account, found.way), id: found.way.id }
}

/** Sent again because the first answer was lost: sealed anew it is another box, and what opens the one opens the other. */
const isSame = (kept: StoredSlot, who: SignedIn, slot: SlotInput): boolean =>
  kept.account === who.account && kept.kind === slot.kind && kept.proofHash.equals(decode(slot.proofHash))

/** The salt of a passphrase. An unknown handle gets one too, always the same: whether it exists cannot be told. */
export async function saltOf(here: Here, lookup: string): Promise<{ salt: string } | Refused<'too-many'>> {
  const asked = decode(lookup)
  if (!doorkeeper(here).openings.allows(asked, here.now)) return refuse('too-many')
  const decoy = keyedHash(here.services.secret, canon('ps1/decoy-salt', here.db.program, asked)).subarray(0, 16)
  const slot = await inTransaction(here.db, (tx) => slotAt(tx, here, asked))
  return { salt: encode(slot?.salt ?? decoy) }
}

/** Hands out the sealed root only to who shows the proof; an unknown lookup and a wrong proof are answered alike. */
export async function openWayBack(
  here: Here, input: { kind: WayBackKind; lookup: string; proof: string },
): Promise<{ account: string; version: number; rootSealed: string } | Refused<'nothing-opens' | 'too-many'>> {
  const lookup = decode(input.lookup)
  if (!doorkeeper(here).openings.allows(lookup, here.now)) return refuse('too-many')
  const slot = await inTransaction(here.db, (tx) => slotAt(tx, here, lookup))
  const right = timingSafeEqual(hash(decode(input.proof)), slot?.proofHash ?? Buffer.alloc(32))
  if (!slot || !right || slot.kind !== input.kind) return refuse('nothing-opens')
  return { account: slot.account, version: slot.version, rootSealed: encode(slot.rootSealed) }
}
