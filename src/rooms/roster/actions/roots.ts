import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { fingerprintOf, handOverMessage, isSigned } from '../../../sealed/key-list.ts'
import { ROOT_QUORUM } from '../../../sealed/key-messages.ts'
import type { SignatureBy } from '../../../sealed/signed-shapes.ts'
import { type OfferRefusal, type Seat, offerRefusal } from '../rules.ts'
import {
  addOffer, addRoot, addRootSignature, isRescuePermitted, listOffers, listRoots, lockSigning, permitRescue, removeOffers, removeRescue, removeRoot, type RootRow,
} from '../store.ts'
import { type KeysVisit, todayAt } from './standing.ts'

/** Takes the public half of a key that was made on its holder's device. The third makes the root whole. */
export const offerRootKey = (here: KeysVisit, seat: Seat, key: string): Promise<{ offered: Seat } | Refused<OfferRefusal | 'root-stands'>> =>
  inTransaction<{ offered: Seat } | Refused<OfferRefusal | 'root-stands'>>(here.db, async (tx) => {
    await lockSigning(tx)
    const roots = await listRoots(tx)
    if (formingOf(roots)) return refuse('root-stands')
    const { person, roles } = here.proof
    const offers = await listOffers(tx)
    const refusal = offerRefusal(seat, { person, roles, key }, offers)
    if (refusal) return refuse(refusal)
    await addOffer(tx, { seat, key, person, on: todayAt(here) })
    await formRoot(tx, here, roots)
    return { offered: seat }
  })

async function formRoot(tx: Tx, here: KeysVisit, roots: readonly RootRow[]): Promise<void> {
  const offers = await listOffers(tx)
  if (offers.length < 3) return
  const keys = offers.map(({ key }) => key)
  const since = !roots.length ? 'first' : (await isRescuePermitted(tx)) ? 'rescue' : 'signed'
  const number = (roots.at(-1)?.number ?? 0) + 1
  await addRoot(tx, { number, keys, since, fingerprint: await fingerprintOf(here.program.slug, keys), makers: offers.map(({ person }) => person), on: todayAt(here) })
  await removeOffers(tx)
  await writeAudit(tx, { person: here.proof.person, event: 'root-formed', day: todayAt(here), detail: since })
}

/** Begins the three keys again, as long as no list has been published with them. */
export const beginRootAgain = (here: KeysVisit): Promise<{ begunAgain: true } | Refused<'root-stands'>> =>
  inTransaction(here.db, async (tx) => {
    await lockSigning(tx)
    const forming = formingOf(await listRoots(tx))
    const offers = await listOffers(tx)
    if (!forming && !offers.length) return refuse('root-stands')
    if (forming) await removeRoot(tx, forming.number)
    await removeOffers(tx)
    await writeAudit(tx, { person: here.proof.person, event: 'root-begun-again', day: todayAt(here) })
    return { begunAgain: true as const }
  })

/** A key of the root in force hands over to the new one; the second signature makes it ready for its first list. */
export const signRoot = (here: KeysVisit, signed: SignatureBy): Promise<{ signatures: number } | Refused<'keys-moved' | 'not-a-holder' | 'signature-wrong'>> =>
  inTransaction<{ signatures: number } | Refused<'keys-moved' | 'not-a-holder' | 'signature-wrong'>>(here.db, async (tx) => {
    await lockSigning(tx)
    const roots = await listRoots(tx)
    const forming = formingOf(roots), old = inForceOf(roots)
    if (!old || forming?.since !== 'signed') return refuse('keys-moved')
    if (!old.keys.includes(signed.key)) return refuse('not-a-holder')
    if (!(await isSigned(await handOverMessage(here.program.slug, old.fingerprint, forming.keys), signed))) return refuse('signature-wrong')
    await addRootSignature(tx, forming.number, signed)
    await writeAudit(tx, { person: here.proof.person, event: 'root-signed', day: todayAt(here) })
    return { signatures: new Set([...forming.signatures.map(({ key }) => key), signed.key]).size }
  })

/** On the server's command line: one new root without signatures of the old. What was begun under the old rules begins again. */
export const permitRootRescue = (db: Db, today: string): Promise<'permitted' | 'no-root'> =>
  inTransaction(db, async (tx) => {
    await lockSigning(tx)
    const roots = await listRoots(tx)
    if (!inForceOf(roots)) return 'no-root' as const
    const forming = formingOf(roots)
    if (forming) await removeRoot(tx, forming.number)
    await removeOffers(tx)
    await permitRescue(tx, today)
    await writeAudit(tx, { person: null, event: 'root-rescue-permitted', day: today })
    return 'permitted' as const
  })

/** The permission is used up when the first list of the new root is published. */
export const endRescue = (tx: Tx) => removeRescue(tx)

export const inForceOf = (roots: readonly RootRow[]): RootRow | undefined => roots.filter(({ inForce }) => inForce).at(-1)
export const formingOf = (roots: readonly RootRow[]): RootRow | undefined => {
  const newest = roots.at(-1)
  return newest && !newest.inForce ? newest : undefined
}

/** Whose two keys sign the next list: the new root's once it may, else the one's in force. */
export const signingRoot = (roots: readonly RootRow[]): RootRow | undefined => {
  const forming = formingOf(roots)
  return forming && (forming.since !== 'signed' || forming.signatures.length >= ROOT_QUORUM) ? forming : inForceOf(roots)
}
