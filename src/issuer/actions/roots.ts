import { randomUUID } from 'node:crypto'
import { isRefused, refuse } from '../../platform/refusals.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { fingerprintOf, hashOf, isWholeRoot, keyListFault, successorFault } from '../../sealed/key-list.ts'
import type { KeyList, SignatureBy } from '../../sealed/signed-shapes.ts'
import type { IssuerParts } from '../parts.ts'
import { addProgram, findProgram, forgetList, listPrograms, lockRoot, newestList, putList, replaceRoot, settleRoot } from '../store.ts'

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
  readonly successor?: { readonly signatures: readonly SignatureBy[] } | undefined
}

/**
 * Pins a program's root. The first one seen stays; another must be signed by two keys of the old, or be the one whose fingerprint the operator
 * wrote into the configuration, which is also how a lost root is replaced.
 */
export async function pinRoot(parts: IssuerParts, slug: string, { keys, successor }: RootInput) {
  if (parts.programs && !parts.programs.has(slug)) return refuse('program-unknown')
  const fingerprint = await fingerprintOf(slug, keys)
  if (!(await isWholeRoot({ program: slug, keys, fingerprint }, slug))) return refuse('bad-input')
  const confirmed = parts.programs?.get(slug) ?? null
  if (confirmed && confirmed !== fingerprint) return refuse('root-differs')
  const db = await programDb(parts, slug) ?? await beginProgram(parts, slug)
  if (isRefused(db)) return db
  return await inTransaction(db, async (tx) => {
    const standing = await settleRoot(tx, keys)
    const old = { keys: standing, fingerprint: await fingerprintOf(slug, standing) }
    if (old.fingerprint === fingerprint) return { fingerprint }
    const isSigned = (await successorFault({ program: slug, keys, signatures: successor?.signatures ?? [] }, old)) === null
    if (!confirmed && !isSigned) return refuse('root-differs')
    await replaceRoot(tx, keys)
    await forgetList(tx)
    return { fingerprint }
  })
}

async function beginProgram(parts: IssuerParts, slug: string) {
  if (!parts.programs && (await listPrograms(parts.pool)).length >= MOST_UNLISTED) return refuse('program-unknown')
  const db: Db = { program: randomUUID(), pool: parts.pool }
  const first = await inTransaction(db, (tx) => addProgram(tx, slug))
  return first ? db : (await programDb(parts, slug))!
}

const WORDS = { older: 'list-older', 'second-key': 'list-swapped', forked: 'list-gap' } as const

/** Takes the next list of keys that the root signed: from it come the keys that sign decks. The newest one again changes nothing. */
export const keepList = (db: Db, slug: string, sent: Omit<KeyList, 'program'>) => inTransaction(db, async (tx) => {
  const list: KeyList = { ...sent, program: slug }
  const rootKeys = await lockRoot(tx)
  if (!rootKeys) return refuse('program-unknown')
  const newest = await newestList(tx)
  const known = newest && { version: newest.version, hash: await hashOf(newest), entries: newest.entries }
  const fault = await keyListFault(list, { program: slug, rootKeys, known })
  if (fault) return refuse(WORDS[fault as keyof typeof WORDS] ?? 'list-forged')
  await putList(tx, list)
  return { version: list.version }
})
