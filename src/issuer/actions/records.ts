import { inTransaction } from '../../platform/db/transaction.ts'
import type { IssuerParts } from '../parts.ts'
import { findProgram, listKeysOnRecord, listPrograms } from '../store.ts'

export interface RecordedKey {
  readonly program: string
  readonly term: string
  readonly role: string
  /** SHA-256 of the public half. */
  readonly hash: Buffer
}

/** Every key that was ever published, for whoever checks that it is still there. */
export async function keysOnRecord({ pool }: Pick<IssuerParts, 'pool'>): Promise<RecordedKey[]> {
  const programs = await listPrograms(pool)
  return (await Promise.all(programs.map(async (program) => {
    const id = (await findProgram(pool, program))!
    const keys = await inTransaction({ program: id, pool }, listKeysOnRecord)
    return keys.map((key) => ({ program, ...key }))
  }))).flat()
}
