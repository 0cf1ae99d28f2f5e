import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { findAccount } from '../store/accounts.ts'
import * as store from '../store/vaults.ts'
import { changeVault, findArrival, findArrivalToChange, weekNow } from './arrivals.ts'
import type { Here } from './doorkeeper.ts'
import { decode, encode } from './encoding.ts'
import type { SignedIn } from './sessions.ts'

export interface VaultInput {
  /** The version that was read, 0 for none, and the one that takes its place: drawn, so that nothing counts how often it was written. */
  readonly from: number
  readonly version: number
  readonly contentSealed: string
  /** Whether it may wait for the end of the week, as what is written at every visit does (decision 0032). */
  readonly mayWait?: boolean | undefined
}

export const readVault = (here: Here, who: SignedIn): Promise<{ version: number; contentSealed: string | null }> =>
  inTransaction(here.db, async (tx) => {
    const vault = (await present(tx, who.account)) ?? (await isWritten(tx, who) ? null : (await findArrival(tx, here, who.account))?.vault)
    return vault ? { version: vault.version, contentSealed: encode(vault.contentSealed) } : { version: 0, contentSealed: null }
  })

/** Compare and swap: what was read must still be there. The same again is done already. */
export const writeVault = (here: Here, who: SignedIn, input: VaultInput): Promise<{ version: number } | Refused<'vault-moved'>> =>
  inTransaction<{ version: number } | Refused<'vault-moved'>>(here.db, async (tx) => {
    const next: store.Vault = { version: input.version, contentSealed: decode(input.contentSealed) }
    const arrival = (await isWritten(tx, who)) ? null : await findArrivalToChange(tx, here, who.account)
    if (!arrival || (await isWritten(tx, who))) {
      const written = input.mayWait ? await wait(tx, here, who.account, input.from, next) : await replace(tx, who.account, input.from, next)
      return written ? { version: next.version } : same(await present(tx, who.account), next)
    }
    // An account that waits itself is sealed with all that it has: its vault need not wait once more.
    if ((arrival.vault?.version ?? 0) !== input.from) return same(arrival.vault, next)
    await changeVault(tx, arrival, next)
    return { version: next.version }
  })

/** Writes the vaults of weeks that are over, all in one transaction, and stirs the rest. One that somebody overtook comes again at its device's next visit. */
export const settleVaults = (here: Here): Promise<void> =>
  inTransaction(here.db, async (tx) => {
    for (const vault of await store.takeWaitingBefore(tx, weekNow(here))) if (await findAccount(tx, vault.account)) await store.replaceVault(tx, vault)
    await store.settleWaiting(tx)
  })

const present = async (tx: Tx, account: string): Promise<store.Vault | undefined> => (await store.findWaiting(tx, account)) ?? (await store.findVault(tx, account))

async function wait(tx: Tx, here: Here, account: string, from: number, next: store.Vault): Promise<boolean> {
  if (await store.findWaiting(tx, account)) return store.changeWaiting(tx, account, from, next)
  const over = (await store.findVault(tx, account))?.version ?? 0
  return over === from && store.addWaiting(tx, { account, over, ...next }, weekNow(here))
}

async function replace(tx: Tx, account: string, from: number, next: store.Vault): Promise<boolean> {
  const waiting = await store.findWaiting(tx, account)
  if (waiting && waiting.version !== from) return false
  const written = await store.replaceVault(tx, { account, over: waiting?.over ?? from, ...next })
  if (written) await store.removeWaiting(tx, account)
  return written
}

const isWritten = async (tx: Tx, who: SignedIn): Promise<boolean> => (await findAccount(tx, who.account)) !== undefined

const same = (there: store.Vault | null | undefined, next: store.Vault): { version: number } | Refused<'vault-moved'> =>
  there?.version === next.version && there.contentSealed.equals(next.contentSealed) ? { version: next.version } : refuse('vault-moved')
