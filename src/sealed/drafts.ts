import type { AccountKeys } from './account-keys.ts'
import { type Bytes, text, utf8 } from './bytes.ts'
import { canon } from './canon.ts'
import type { Drawer } from './drawer.ts'
import { lock, unlock } from './locked-box.ts'
import { padToOneOf, unpad } from './padding.ts'

const DRAFT_SIZES = [1_024, 4_096, 16_384, 65_536] as const

type Owner = Pick<AccountKeys, 'account' | 'vault'>

/** Keeps a draft on this device only, sealed under the account's vault key. Survives being offline and a closed tab. */
export async function saveDraft(drawer: Drawer, owner: Owner, program: string, name: string, content: unknown): Promise<void> {
  const box = await lock(owner.vault, padToOneOf(utf8(JSON.stringify(content)), DRAFT_SIZES), draftContext(owner, name))
  await drawer.put('drafts', place(program, owner, name), box)
}

/** The draft, or null when there is none or it cannot be opened by this account. */
export async function loadDraft(drawer: Drawer, owner: Owner, program: string, name: string): Promise<unknown> {
  const box = (await drawer.get('drafts', place(program, owner, name))) as Bytes | undefined
  if (!box) return null
  try {
    return JSON.parse(text(unpad(await unlock(owner.vault, box, draftContext(owner, name)))))
  } catch {
    return null
  }
}

export const removeDraft = (drawer: Drawer, owner: Owner, program: string, name: string): Promise<void> => drawer.remove('drafts', place(program, owner, name))

/** Names of this account's drafts that start with a word, for example all interactions not yet sent. */
export async function draftNames(drawer: Drawer, owner: Owner, program: string, start: string): Promise<string[]> {
  const prefix = place(program, owner, '')
  return (await drawer.names('drafts')).filter((name) => name.startsWith(prefix + start)).map((name) => name.slice(prefix.length))
}

const place = (program: string, owner: Owner, name: string): string => `${program}/${owner.account}/${name}`
const draftContext = (owner: Owner, name: string): Bytes => canon('ps1/draft', owner.account, name)
