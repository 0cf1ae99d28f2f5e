import { randomUUID } from 'node:crypto'
import { isRefused, refuse } from '../../platform/refusals.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { isSuccessor, keyListFault, readRoot } from '../../platform/proofs/signed-keys.ts'
import { toBase64url } from '../../sealed/bytes.ts'
import { type KeyList, type KeySignature, rootFingerprint } from '../../sealed/key-messages.ts'
import type { IssuerParts } from '../parts.ts'
import { addProgram, findProgram, forgetList, listPrograms, lockRoot, newestList, putList, putRoot } from '../store.ts'

/** Without a list of programs in the configuration, so many may be pinned by whoever asks. */
const MOST_UNLISTED = 20

/** The program's part of the database; null where no root is pinned or the program is not served. */
export async function programDb({ pool, programs }: Pick<IssuerParts, 'pool' | 'programs'>, slug: string): Promise<Db | null> {
  if (programs && !programs.has(slug)) return null
  const id = await findProgram(pool, slug)
  return id ? { program: id, pool } : null
}

export interface RootInput {
  readonly keys: readonly string[]
  readonly successor?: { readonly signatures: readonly KeySignature[] } | undefined
}

/**
 * Pins a program's root. The first one seen stays; another must be signed by two keys of the old, or be the one whose fingerprint the operator
 * wrote into the configuration, which is also how a lost root is replaced.
 */
export async function pinRoot(parts: IssuerParts, slug: string, { keys, successor }: RootInput) {
  if (parts.programs && !parts.programs.has(slug)) return refuse('program-unknown')
  const next = readRoot(keys)
  if (!next) return refuse('bad-input')
  const fingerprint = toBase64url(await rootFingerprint(slug, next))
  const confirmed = parts.programs?.get(slug) ?? null
  if (confirmed && confirmed !== fingerprint) return refuse('root-differs')
  const db = await programDb(parts, slug) ?? await beginProgram(parts, slug)
  if (isRefused(db)) return db
  return await inTransaction(db, async (tx) => {
    const old = await lockRoot(tx)
    if (!old) await putRoot(tx, next)
    else if (toBase64url(await rootFingerprint(slug, old)) !== fingerprint) {
      if (!confirmed && !(await isSuccessor(slug, old, next, successor?.signatures ?? []))) return refuse('root-differs')
      await putRoot(tx, next)
      await forgetList(tx)
    }
    return { fingerprint }
  })
}

async function beginProgram(parts: IssuerParts, slug: string) {
  if (!parts.programs && (await listPrograms(parts.pool)).length >= MOST_UNLISTED) return refuse('program-unknown')
  const db: Db = { program: randomUUID(), pool: parts.pool }
  const first = await inTransaction(db, (tx) => addProgram(tx, slug))
  return first ? db : (await programDb(parts, slug))!
}

/** Takes the next list of keys that the root signed: from it come the keys that sign decks. */
export const keepList = (db: Db, slug: string, list: KeyList) => inTransaction(db, async (tx) => {
  const root = await lockRoot(tx)
  if (!root) return refuse('program-unknown')
  const known = await newestList(tx)
  if (known && JSON.stringify(known.entries) === JSON.stringify(list.entries) && known.version === list.version) return { version: known.version }
  const fault = await keyListFault(slug, root, known, list)
  if (fault) return refuse(`list-${fault}`)
  await putList(tx, list)
  return { version: list.version }
})
