import { inTransaction } from '../../../platform/db/transaction.ts'
import { type Refused, refuse } from '../../../platform/refusals.ts'
import { findVault, replaceVault } from '../store.ts'
import type { Here } from './doorkeeper.ts'
import { decode, encode } from './encoding.ts'
import type { SignedIn } from './sessions.ts'

export const readVault = (here: Here, who: SignedIn): Promise<{ version: number; contentSealed: string | null }> =>
  inTransaction(here.db, async (tx) => {
    const vault = await findVault(tx, who.account)
    return vault ? { version: vault.version, contentSealed: encode(vault.contentSealed) } : { version: 0, contentSealed: null }
  })

/** Compare and swap: a version that does not follow the present one was written from an old copy. The same again is done already. */
export const writeVault = (here: Here, who: SignedIn, input: { version: number; contentSealed: string }): Promise<{ version: number } | Refused<'vault-moved'>> =>
  inTransaction(here.db, async (tx) => {
    const content = decode(input.contentSealed)
    if (await replaceVault(tx, who.account, input.version, content)) return { version: input.version }
    const present = await findVault(tx, who.account)
    const isReplay = present?.version === input.version && present.contentSealed.equals(content)
    return isReplay ? { version: input.version } : refuse('vault-moved')
  })
