import { type Tx, inTransaction } from '../../../platform/db/transaction.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { findAccount, findVault, replaceVault } from '../store/accounts.ts'
import { changeVault, findArrival, findArrivalToChange } from './arrivals.ts'
import type { Here } from './doorkeeper.ts'
import { decode, encode } from './encoding.ts'
import type { SignedIn } from './sessions.ts'

interface Vault {
  readonly version: number
  readonly contentSealed: Buffer
}

export const readVault = (here: Here, who: SignedIn): Promise<{ version: number; contentSealed: string | null }> =>
  inTransaction(here.db, async (tx) => {
    const vault = (await findVault(tx, who.account)) ?? (await isWritten(tx, who) ? null : (await findArrival(tx, here, who.account))?.vault)
    return vault ? { version: vault.version, contentSealed: encode(vault.contentSealed) } : { version: 0, contentSealed: null }
  })

/** Compare and swap: a version that does not follow the present one was written from an old copy. The same again is done already. */
export const writeVault = (here: Here, who: SignedIn, input: { version: number; contentSealed: string }): Promise<{ version: number } | Refused<'vault-moved'>> =>
  inTransaction<{ version: number } | Refused<'vault-moved'>>(here.db, async (tx) => {
    const next: Vault = { version: input.version, contentSealed: decode(input.contentSealed) }
    const arrival = (await isWritten(tx, who)) ? null : await findArrivalToChange(tx, here, who.account)
    if (!arrival || (await isWritten(tx, who))) {
      if (await replaceVault(tx, who.account, next.version, next.contentSealed)) return { version: next.version }
      return same(await findVault(tx, who.account), next)
    }
    if ((arrival.vault?.version ?? 0) + 1 !== next.version) return same(arrival.vault, next)
    await changeVault(tx, arrival, next)
    return { version: next.version }
  })

const isWritten = async (tx: Tx, who: SignedIn): Promise<boolean> => (await findAccount(tx, who.account)) !== undefined

const same = (present: Vault | null | undefined, next: Vault): { version: number } | Refused<'vault-moved'> =>
  present?.version === next.version && present.contentSealed.equals(next.contentSealed) ? { version: next.version } : refuse('vault-moved')
