import { type Bytes, fromBase64url, sha256, toBase64url } from './bytes.ts'
import { canon } from './canon.ts'
import { isSigned, signaturesFault, spelt } from './key-list.ts'
import type { Roster, RosterEntry, SigningFault } from './signed-shapes.ts'

// Checks the signed list of everyone to whom anything is sealed; opens nothing.

export const ROSTER_DAYS = 35

type Unsigned = Omit<RosterEntry, 'signature' | 'account'>

/** What a person signs with their own auth key: I am this person, in this role, under this name, with these keys. */
export const rosterEntryMessage = (program: string, entry: Unsigned): Bytes =>
  canon('ps1/roster-entry', program, entry.role, entry.person, entry.name, fromBase64url(entry.pkAuth), fromBase64url(entry.pkHpke))

const entryBytes = ({ role, person, name, account, pkAuth, pkHpke, signature }: RosterEntry): Bytes =>
  canon(role, person, name, account, fromBase64url(pkAuth), fromBase64url(pkHpke), fromBase64url(signature))

/** What the coordinator's and the advisor's roster keys sign. */
export const rosterMessage = async ({ program, version, validUntil, entries }: Omit<Roster, 'signatures'>): Promise<Bytes> =>
  canon('ps1/roster', program, version, validUntil, await sha256(canon(...entries.map(entryBytes))))

/** For comparing what was seen before with what is shown now. */
export const rosterHash = async (roster: Omit<Roster, 'signatures'>): Promise<string> => toBase64url(await sha256(await rosterMessage(roster)))

/** An entry in one word: the same word, the same person with the same role, name and keys. */
export const entryMark = async (entry: RosterEntry): Promise<string> => toBase64url((await sha256(entryBytes(entry))).slice(0, 16))

/** Whether the person signed it and the account is the one of these keys. */
export async function isOwnEntry(program: string, entry: RosterEntry): Promise<boolean> {
  const message = spelt(() => rosterEntryMessage(program, entry))
  if (!message || entry.account !== (await accountOf(entry))) return false
  return isSigned(message, { key: entry.pkAuth, signature: entry.signature })
}

const accountOf = async ({ pkAuth, pkHpke }: RosterEntry): Promise<string> =>
  toBase64url((await sha256(canon('ps1/account', fromBase64url(pkAuth), fromBase64url(pkHpke)))).slice(0, 16))

/** What somebody remembers of the newest roster they believed. */
export interface KnownRoster {
  readonly version: number
  readonly baseVersion: number
  readonly hash: string
  readonly marks: readonly string[]
}

/** `base` carries both roster keys; `current` may carry one where it only leaves people out or is confirmed again. */
export interface RosterPair {
  readonly base: Roster
  readonly current: Roster
}

interface Expected {
  readonly program: string
  /** Of the coordinator and of the advisor, by the signed key list. */
  readonly rosterKeys: readonly string[]
  readonly known: KnownRoster | null
}

/** Why a roster is not believed, or null. Age is asked apart: after its last day it is shown with its date, and may be used. */
export async function rosterFault({ base, current }: RosterPair, { program, rosterKeys, known }: Expected): Promise<SigningFault | null> {
  if (base.program !== program || current.program !== program) return 'other-program'
  const messages = await Promise.all([base, current].map((roster) => rosterMessage(roster).catch(() => null)))
  if (!messages[0] || !messages[1]) return 'forged'
  const baseFault = await signaturesFault(messages[0], base.signatures, { allowed: rosterKeys, needed: 2 })
  if (baseFault) return baseFault
  const currentFault = await signaturesFault(messages[1], current.signatures, { allowed: rosterKeys, needed: 1 })
  if (currentFault) return currentFault
  if (twice(current.entries) || twice(base.entries)) return 'second-key'
  const owned = await Promise.all(current.entries.map((entry) => isOwnEntry(program, entry)))
  if (owned.includes(false)) return 'forged'
  return additionFault({ base, current }, known)
}

/** One signature may leave people out, never bring one in: not over the base, and not over what was seen since. */
async function additionFault({ base, current }: RosterPair, known: KnownRoster | null): Promise<SigningFault | null> {
  const marks = await marksOf(current)
  const confirmed = new Set(await marksOf(base))
  if (current.signatures.length < 2 && marks.some((mark) => !confirmed.has(mark))) return 'unconfirmed-addition'
  if (base.version > current.version) return 'forged'
  if (!known) return null
  if (current.version < known.version || base.version < known.baseVersion) return 'older'
  if (current.version === known.version) return (await rosterHash(current)) === known.hash ? null : 'forked'
  // The base was known before: whoever has been left out since does not come back on one signature.
  return base.version === known.baseVersion && marks.some((mark) => !known.marks.includes(mark)) ? 'unconfirmed-addition' : null
}

export const marksOf = (roster: Pick<Roster, 'entries'>): Promise<string[]> => Promise.all(roster.entries.map(entryMark))

const twice = (entries: readonly RosterEntry[]): boolean => new Set(entries.map(({ role, person }) => `${role} ${person}`)).size !== entries.length

export const knownRosterOf = async ({ base, current }: RosterPair): Promise<KnownRoster> =>
  ({ version: current.version, baseVersion: base.version, hash: await rosterHash(current), marks: await marksOf(current) })
