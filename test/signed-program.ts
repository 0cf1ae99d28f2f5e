import { type DrawnRoot, drawRoot, rosterKeysOf, type RosterPerson, signedEntry, signedList, signedRoster } from '../src/main/demo/program-keys.ts'
import type { AccountKeys } from '../src/sealed/account-keys.ts'
import { keysOf, newRoot } from '../src/sealed/account-keys.ts'
import { hashOf } from '../src/sealed/key-list.ts'
import { dayAfter } from '../src/sealed/program-pin.ts'
import { ROSTER_DAYS } from '../src/sealed/roster.ts'
import type { KeyEntry, KeyList, Roster } from '../src/sealed/signed-shapes.ts'
import type { TestDatabase } from './database.ts'

export type { RosterPerson } from '../src/main/demo/program-keys.ts'

/** A program with three root keys, a key list and a roster, all signed for real and written straight into the tables. */
export interface SignedProgram {
  readonly root: DrawnRoot
  /** Who signs the roster: the coordinator's and the advisor's account keys. */
  readonly holders: readonly [AccountKeys, AccountKeys]
  readonly list: KeyList
  readonly roster: Roster
  /** Signs the next list; what is given is added to what the last one named. */
  signList(more: readonly KeyEntry[], validUntil?: string): Promise<KeyList>
  /** Signs the next roster with both keys, for exactly these people. */
  signRoster(people: readonly RosterPerson[], validUntil?: string): Promise<Roster>
}

interface Wanted {
  /** The issuer's public keys, as SPKI in base64url. */
  readonly issuerKeys?: readonly { readonly term: string; readonly role: string; readonly spki: string }[]
  readonly people?: readonly RosterPerson[]
  /** People with real accounts who hold the roster keys; drawn where nobody is named. */
  readonly holders?: readonly [AccountKeys, AccountKeys]
  readonly today?: string
}

/** Keys such as a browser makes, for people of a test. */
export const drawnKeys = (): Promise<AccountKeys> => keysOf(newRoot())

export async function signProgram({ owner }: Pick<TestDatabase, 'owner'>, { id, slug }: { readonly id: string; readonly slug: string }, wanted: Wanted = {}): Promise<SignedProgram> {
  const { issuerKeys = [], people = [], today = '2026-10-05' } = wanted
  const root = await drawRoot(slug)
  const holders = wanted.holders ?? ([await drawnKeys(), await drawnKeys()] as const)
  await owner(`insert into program_roots (program, number, keys, fingerprint, since, makers, formed_on) values ($1, 1, $2, $3, 'first', '{}', $4)`, [id, root.keys, root.fingerprint, today])

  const keepList = async (list: KeyList): Promise<KeyList> => {
    await owner('insert into key_lists (program, version, root, previous, valid_until, entries) values ($1, $2, 1, $3, $4, $5)', [id, list.version, list.previous, list.validUntil, JSON.stringify(list.entries)])
    for (const { key, signature } of list.signatures) await owner('insert into key_list_signatures (program, version, key, signature) values ($1, $2, $3, $4)', [id, list.version, key, signature])
    return list
  }
  const keepRoster = async (named: readonly RosterPerson[], version: number, validUntil: string): Promise<Roster> => {
    const entries = await Promise.all(named.map((person) => signedEntry(slug, person)))
    for (const e of entries) {
      await owner(`insert into roster_entries (program, person, role, name, account, pk_auth, pk_hpke, signature) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict on constraint roster_entries_pk do update set name = excluded.name, account = excluded.account, pk_auth = excluded.pk_auth, pk_hpke = excluded.pk_hpke, signature = excluded.signature`,
      [id, e.person, e.role, e.name, e.account, e.pkAuth, e.pkHpke, e.signature])
    }
    const roster = await signedRoster({ program: slug, version, validUntil, entries }, holders)
    await owner('insert into rosters (program, version, valid_until, entries, needs_both) values ($1, $2, $3, $4, true)', [id, version, validUntil, JSON.stringify(entries)])
    for (const { key, signature } of roster.signatures) await owner('insert into roster_signatures (program, version, key, signature) values ($1, $2, $3, $4)', [id, version, key, signature])
    return roster
  }

  const entries = [...rosterKeysOf(holders), ...issuerKeys.map(({ term, role, spki }) => ({ purpose: `issuer/${term}/${role}`, key: spki }))]
  let list = await keepList(await signedList(root, { version: 1, previous: root.fingerprint, validUntil: dayAfter(today, 390), entries }))
  let roster = await keepRoster(people, 1, dayAfter(today, ROSTER_DAYS))
  return {
    root, holders, list, roster,
    signList: async (more, validUntil = list.validUntil) => {
      const next = { version: list.version + 1, previous: await hashOf(list), validUntil, entries: [...list.entries, ...more] }
      list = await keepList(await signedList(root, next))
      return list
    },
    signRoster: async (named, validUntil = roster.validUntil) => {
      roster = await keepRoster(named, roster.version + 1, validUntil)
      return roster
    },
  }
}
