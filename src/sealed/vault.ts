import { type Bytes, type WebKey, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import { lock, unlock } from './locked-box.ts'
import { padToOneOf, unpad } from './padding.ts'

/** What a student's vault holds is bounded to stay in the first, whatever they chose. Smaller ones of before still open. */
export const VAULT_SIZES = [16_384, 65_536] as const

/** Settings and pinned things that travel with the account: JSON, padded, bound to account and version. */
export const sealVault = (key: WebKey, account: string, version: number, content: unknown): Promise<Bytes> =>
  lock(key, padToOneOf(utf8(JSON.stringify(content)), VAULT_SIZES), canon('ps1/vault', account, version))

/** Throws when the server hands back another version than it says. */
export const openVault = async (key: WebKey, account: string, version: number, box: Bytes): Promise<unknown> =>
  JSON.parse(text(unpad(await unlock(key, box, canon('ps1/vault', account, version)))))
