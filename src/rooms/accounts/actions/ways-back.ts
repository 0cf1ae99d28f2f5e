import { timingSafeEqual } from 'node:crypto'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { canon } from '../../../sealed/canon.ts'
import type { SlotInput, WayBack } from '../contract.ts'
import { type AccountKind, type WayBackKind, addWayBackRefusal, removeWayBackRefusal } from '../rules.ts'
import { type StoredSlot, addWayBack, findSlot, listWaysBack, lockAccount, removeWayBack } from '../store.ts'
import { type Here, doorkeeper } from './doorkeeper.ts'
import { decode, encode, hash, keyedHash } from './encoding.ts'
import type { SignedIn } from './sessions.ts'

export const describeAccount = (here: Here, who: SignedIn): Promise<{ account: string; kind: AccountKind; waysBack: WayBack[] }> =>
  inTransaction(here.db, async (tx) => ({ account: who.account, kind: who.kind, waysBack: await listWaysBack(tx, who.account) }))

export const keepWayBack = (here: Here, who: SignedIn, slot: SlotInput): Promise<{ id: string; waysBack: number } | Refused<'enough-ways-back' | 'way-back-taken'>> =>
  inTransaction(here.db, async (tx) => {
    await lockAccount(tx, who.account)
    const present = await listWaysBack(tx, who.account)
    const again = await findSlot(tx, decode(slot.lookup))
    if (again) return isSame(again, who, slot) ? { id: again.id, waysBack: present.length } : refuse('way-back-taken')
    const refusal = addWayBackRefusal(present.length)
    if (refusal) return refuse(refusal)
    const id = await addWayBack(tx, {
      account: who.account, kind: slot.kind, version: slot.version, lookup: decode(slot.lookup), proofHash: decode(slot.proofHash),
      salt: slot.salt === undefined ? null : decode(slot.salt), rootSealed: decode(slot.rootSealed),
    })
    return id ? { id, waysBack: present.length + 1 } : refuse('way-back-taken')
  })

export const dropWayBack = (here: Here, who: SignedIn, id: string): Promise<{ waysBack: number } | Refused<'last-way-back' | 'keep-two' | 'not-found'>> =>
  inTransaction(here.db, async (tx) => {
    await lockAccount(tx, who.account)
    const present = await listWaysBack(tx, who.account)
    if (!present.some((way) => way.id === id)) return refuse('not-found')
    const refusal = removeWayBackRefusal(who.kind, present.length)
    if (refusal) return refuse(refusal)
    await removeWayBack(tx, who.account, id)
    return { waysBack: present.length - 1 }
  })

/** Sent twice because the first answer was lost. */
const isSame = (kept: StoredSlot, who: SignedIn, slot: SlotInput): boolean => kept.account === who.account && kept.rootSealed.equals(decode(slot.rootSealed))

/** The salt of a passphrase. An unknown handle gets one too, always the same: whether it exists cannot be told. */
export async function saltOf(here: Here, lookup: string): Promise<{ salt: string } | Refused<'too-many'>> {
  const asked = decode(lookup)
  if (!doorkeeper(here).openings.allows(asked, here.now)) return refuse('too-many')
  const decoy = keyedHash(here.services.secret, canon('ps1/decoy-salt', here.db.program, asked)).subarray(0, 16)
  const slot = await inTransaction(here.db, (tx) => findSlot(tx, asked))
  return { salt: encode(slot?.salt ?? decoy) }
}

/** Hands out the sealed root only to who shows the proof; an unknown lookup and a wrong proof are answered alike. */
export async function openWayBack(
  here: Here, input: { kind: WayBackKind; lookup: string; proof: string },
): Promise<{ account: string; version: number; rootSealed: string } | Refused<'nothing-opens' | 'too-many'>> {
  const lookup = decode(input.lookup)
  if (!doorkeeper(here).openings.allows(lookup, here.now)) return refuse('too-many')
  const slot = await inTransaction(here.db, (tx) => findSlot(tx, lookup))
  const right = timingSafeEqual(hash(decode(input.proof)), slot?.proofHash ?? Buffer.alloc(32))
  if (!slot || !right || slot.kind !== input.kind) return refuse('nothing-opens')
  return { account: slot.account, version: slot.version, rootSealed: encode(slot.rootSealed) }
}
