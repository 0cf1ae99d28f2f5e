import { hashOf } from './key-list.ts'
import type { KeyEntry, KeyList, Roster, RosterEntry } from './signed-shapes.ts'

/** What stood before, for what is signed next. */
interface Before {
  readonly program: string
  readonly list: KeyList | null
  /** Of the root that signs. */
  readonly fingerprint: string
}

/** The next key list, unsigned: what was named stays; roster keys are those of today; the issuer's new keys join. */
export async function nextList({ program, list, fingerprint }: Before, wanted: { readonly rosterKeys: readonly [string, string]; readonly issuerKeys: readonly KeyEntry[]; readonly validUntil: string }): Promise<Omit<KeyList, 'signatures'>> {
  const rosterKeys = wanted.rosterKeys.map((key, i) => ({ purpose: `roster/${i + 1}`, key }))
  const kept = (list?.entries ?? []).filter(({ purpose }) => !purpose.startsWith('roster/'))
  const joining = wanted.issuerKeys.filter(({ purpose }) => !kept.some((entry) => entry.purpose === purpose))
  return {
    program, version: (list?.version ?? 0) + 1, previous: list ? await hashOf(list) : fingerprint,
    // A renewal never shortens what was signed.
    validUntil: list && list.validUntil > wanted.validUntil ? list.validUntil : wanted.validUntil,
    entries: [...rosterKeys, ...kept, ...joining],
  }
}

/** The next roster, unsigned, in an order that does not depend on who signed when. */
export const nextRoster = (program: string, version: number, validUntil: string, entries: readonly RosterEntry[]): Omit<Roster, 'signatures'> => ({
  program, version, validUntil,
  entries: entries.toSorted((a, b) => (`${a.role} ${a.name} ${a.person}` < `${b.role} ${b.name} ${b.person}` ? -1 : 1)),
})
