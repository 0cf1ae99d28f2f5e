import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { hashOf, isSigned, keyFor } from '../../../sealed/key-list.ts'
import { keysMessage, ROOT_QUORUM } from '../../../sealed/key-messages.ts'
import type { KeyList, SignatureBy } from '../../../sealed/signed-shapes.ts'
import type { ShownKeys } from '../contract.ts'
import { addList, addListSignature, listRoots, listsAfter, lockSigning, newestList, pendingList, removePendingList, type ListRow } from '../store.ts'
import { endRescue, inForceOf, signingRoot } from './roots.ts'
import { type KeysVisit, listAsShown, rootAsShown, todayAt } from './standing.ts'

/** What anybody may see: the root in force and the lists after the one they know. */
export const shownKeys = (db: Db, slug: string, since: number | undefined): Promise<ShownKeys> =>
  inTransaction(db, async (tx) => {
    const roots = await listRoots(tx)
    const newest = since === undefined ? await newestList(tx) : undefined
    const lists = since === undefined ? (newest ? [newest] : []) : await listsAfter(tx, since)
    return { root: rootAsShown(slug, roots, inForceOf(roots)), lists: lists.map((list) => listAsShown(slug, list)) }
  })

type Unsigned = Pick<KeyList, 'version' | 'previous' | 'validUntil' | 'entries'>
type SigningRefusal = 'keys-moved' | 'not-a-holder' | 'signature-wrong'

/** The first signature under a new list. It waits, for days if need be, until the other holder adds the second. */
export const proposeList = (here: KeysVisit, { signed, ...list }: Unsigned & { signed: SignatureBy }): Promise<{ published: boolean } | Refused<SigningRefusal | 'second-key'>> =>
  inTransaction<{ published: boolean } | Refused<SigningRefusal | 'second-key'>>(here.db, async (tx) => {
    await lockSigning(tx)
    const root = signingRoot(await listRoots(tx))
    const newest = await newestList(tx)
    if (!root || (await pendingList(tx))) return refuse('keys-moved')
    const expected = newest ? await hashOf(listAsShown(here.program.slug, newest)) : root.fingerprint
    if (list.version !== (newest?.version ?? 0) + 1 || list.previous !== expected) return refuse('keys-moved')
    if (namesSecondKey(list, newest)) return refuse('second-key')
    if (!root.keys.includes(signed.key)) return refuse('not-a-holder')
    if (!(await isSigned(keysMessage(here.program.slug, list), signed))) return refuse('signature-wrong')
    await addList(tx, { ...list, root: root.number })
    await addListSignature(tx, list.version, signed)
    await writeAudit(tx, { person: here.proof.person, event: 'key-list-proposed', day: todayAt(here), detail: String(list.version) })
    return { published: false }
  })

/** One purpose, one key; what stood in the list before stays, except the roster keys, which belong to people. */
function namesSecondKey(list: Unsigned, before: ListRow | undefined): boolean {
  if (new Set(list.entries.map(({ purpose }) => purpose)).size !== list.entries.length) return true
  return (before?.entries ?? []).some(({ purpose, key }) => !purpose.startsWith('roster/') && keyFor(list, purpose) !== key)
}

/** The second signature publishes the list, and with its first list a new root is in force. */
export const signList = (here: KeysVisit, version: number, signed: SignatureBy): Promise<{ published: boolean } | Refused<SigningRefusal>> =>
  inTransaction<{ published: boolean } | Refused<SigningRefusal>>(here.db, async (tx) => {
    await lockSigning(tx)
    const pending = await pendingList(tx)
    if (pending?.version !== version) return refuse('keys-moved')
    const root = (await listRoots(tx)).find(({ number }) => number === pending.root)
    if (!root?.keys.includes(signed.key)) return refuse('not-a-holder')
    if (!(await isSigned(keysMessage(here.program.slug, pending), signed))) return refuse('signature-wrong')
    await addListSignature(tx, version, signed)
    const published = new Set([...pending.signatures.map(({ key }) => key), signed.key]).size >= ROOT_QUORUM
    if (published) await announcePublished(tx, here, version)
    return { published }
  })

async function announcePublished(tx: Tx, here: KeysVisit, version: number): Promise<void> {
  await endRescue(tx)
  await writeAudit(tx, { person: here.proof.person, event: 'key-list-published', day: todayAt(here), detail: String(version) })
}

export const withdrawList = (here: KeysVisit, version: number): Promise<{ withdrawn: true }> =>
  inTransaction(here.db, async (tx) => {
    await lockSigning(tx)
    await removePendingList(tx, version)
    return { withdrawn: true as const }
  })
