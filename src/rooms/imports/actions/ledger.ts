import { createHash, createHmac } from 'node:crypto'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { KeyStore } from '../../../platform/shred/key-store.ts'
import type { ImportKind } from '../rules/columns.ts'
import { knownFingerprints, lockImports, remember } from '../store.ts'

export const keyName = (program: string): string => `imports/${program}`

/** What the browser sends instead of a row's content. */
export const printOf = (content: string): string => createHash('sha256').update(content).digest('hex')

export interface Ledger<R> {
  readonly fresh: readonly R[]
  readonly alreadyHere: number
  /** Remembers the fresh rows; called in the transaction that writes them. */
  settle(): Promise<void>
}

/** Parts rows into those that an earlier file brought and those that are new. Without the key a remembered row says nothing. */
export async function openLedger<R extends { readonly print: string }>(tx: Tx, keys: KeyStore, kind: ImportKind, rows: readonly R[]): Promise<Ledger<R>> {
  await lockImports(tx)
  const key = await keys.keep(keyName(tx.program))
  const keyed = rows.map((row) => ({ row, fingerprint: createHmac('sha256', key).update(`${kind} ${row.print}`).digest() }))
  const known = await knownFingerprints(tx, keyed.map(({ fingerprint }) => fingerprint))
  const once = new Map(keyed.filter(({ fingerprint }) => !known.has(fingerprint.toString('hex'))).map((each) => [each.row.print, each]))
  const fresh = [...once.values()]
  return {
    fresh: fresh.map(({ row }) => row),
    alreadyHere: rows.length - fresh.length,
    settle: async () => { await remember(tx, kind, fresh.map(({ fingerprint }) => fingerprint)) },
  }
}
