import type { AccountKeys } from '../../sealed/account-keys.ts'
import { type Bytes, toBase64url } from '../../sealed/bytes.ts'
import { fingerprintOf } from '../../sealed/key-list.ts'
import { keysMessage } from '../../sealed/key-messages.ts'
import { newRootSeed, rootKeyOf, signAsRoot } from '../../sealed/root-keys.ts'
import { rosterEntryMessage, rosterMessage } from '../../sealed/roster.ts'
import { sign } from '../../sealed/signature.ts'
import type { KeyEntry, KeyList, Roster, RosterEntry } from '../../sealed/signed-shapes.ts'

/** The three keys of an invented program, all in one hand. Real ones are made on three devices. */
export interface DrawnRoot {
  readonly program: string
  readonly seeds: readonly Bytes[]
  readonly keys: readonly string[]
  readonly fingerprint: string
}

export async function drawRoot(program: string): Promise<DrawnRoot> {
  const seeds = [newRootSeed(), newRootSeed(), newRootSeed()]
  const keys = await Promise.all(seeds.map(rootKeyOf))
  return { program, seeds, keys, fingerprint: await fingerprintOf(program, keys) }
}

/** A list with the signatures of these seats (0, 1, 2) of the root. */
export async function signedList(root: DrawnRoot, list: Omit<KeyList, 'signatures' | 'program'>, by: readonly number[] = [0, 1]): Promise<KeyList> {
  const message = keysMessage(root.program, list)
  return { ...list, program: root.program, signatures: await Promise.all(by.map((seat) => signAsRoot(root.seeds[seat]!, message))) }
}

export const rosterKeysOf = (holders: readonly AccountKeys[]): KeyEntry[] => holders.map(({ pkAuth }, i) => ({ purpose: `roster/${i + 1}`, key: toBase64url(pkAuth) }))

export interface RosterPerson {
  readonly person: string
  readonly role: string
  /** As students know them. */
  readonly name: string
  readonly keys: AccountKeys
}

/** The person's own signature under who they are. */
export async function signedEntry(program: string, { person, role, name, keys }: RosterPerson): Promise<RosterEntry> {
  const entry = { role, person, name, account: keys.account, pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  return { ...entry, signature: toBase64url(await sign(keys.auth, rosterEntryMessage(program, entry))) }
}

export async function signedRoster(roster: Omit<Roster, 'signatures'>, by: readonly AccountKeys[]): Promise<Roster> {
  const message = await rosterMessage(roster)
  const signatures = await Promise.all(by.map(async ({ pkAuth, auth }) => ({ key: toBase64url(pkAuth), signature: toBase64url(await sign(auth, message)) })))
  return { ...roster, signatures }
}
