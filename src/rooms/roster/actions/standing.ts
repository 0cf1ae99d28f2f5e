import { dayIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Knock } from '../../../platform/http/doors.ts'
import type { KeyList, ProgramRoot, RosterEntry } from '../../../sealed/signed-shapes.ts'
import type { Staff } from '../../people/actions.ts'
import { academicYear } from '../../people/rules.ts'
import { settingsOf } from '../../programs/rules/settings.ts'
import { type WantedEntry, isRosterRole } from '../rules.ts'
import { type KeyedRole, type ListRow, type RootRow, keyedRoles, newestList, ownEntries, readSettings } from '../store.ts'

/** What the doors of this room know of whoever knocks. */
export type AtKeys = Pick<Knock, 'db' | 'program' | 'now'>
export type KeysVisit = AtKeys & { readonly proof: Staff }

/** Under which name students know each supporter: the supporters room keeps it, so that main hands it in. */
export type ShownNames = (tx: Tx) => Promise<ReadonlyMap<string, string>>

export const todayAt = ({ program, now }: Pick<AtKeys, 'program' | 'now'>): string => dayIn(program.timeZone, now)

/** 2026 for 2026-27, and the month in which the year begins. */
export async function programYear(tx: Tx, today: string): Promise<{ year: number; startsMonth: number }> {
  const { academicYearStartsMonth } = settingsOf(await readSettings(tx))
  return { year: academicYear(today, academicYearStartsMonth), startsMonth: academicYearStartsMonth }
}

/** A root as it travels, with those it came from. `roots` are oldest first. */
export function rootAsShown(slug: string, roots: readonly RootRow[], root: RootRow | undefined): ProgramRoot | null {
  if (!root) return null
  const before = roots.filter(({ number, inForce }) => number < root.number && inForce).at(-1)
  const { keys, fingerprint, since, signatures } = root
  return { program: slug, keys, fingerprint, since, signatures, previous: rootAsShown(slug, roots, before) }
}

export const listAsShown = (slug: string, { version, previous, validUntil, entries, signatures }: ListRow): KeyList => ({ program: slug, version, previous, validUntil, entries, signatures })

/** The key that the program has published for a purpose such as `issuer/2026-27/student`; null where there is none. */
export const publishedKey = async (tx: Tx, purpose: string): Promise<string | null> =>
  (await newestList(tx))?.entries.find((entry) => entry.purpose === purpose)?.key ?? null

/** The entries somebody should have: each role under the name that students know. A supporter without a profile is not shown to anybody yet. */
export const wantedOf = (roles: readonly Pick<KeyedRole, 'person' | 'fullName' | 'role'>[], names: ReadonlyMap<string, string>): (WantedEntry & { readonly person: string; readonly fullName: string })[] =>
  roles.flatMap(({ person, fullName, role }) => {
    const name = role === 'supporter' ? names.get(person) : fullName
    return isRosterRole(role) && name ? [{ person, fullName, role, name }] : []
  })

/** Who signed with the keys, name and roles of today, and who has not. Whoever left, or lost their keys, is in neither list until they sign anew. */
export async function entriesToday(tx: Tx, shownNames: ShownNames) {
  const [roles, signed, names] = [await keyedRoles(tx), await ownEntries(tx), await shownNames(tx)]
  const wanted = wantedOf(roles, names)
  const accounts = new Map(roles.map(({ person, account }) => [person, account]))
  const isToday = (entry: RosterEntry): boolean =>
    accounts.get(entry.person) === entry.account && wanted.some(({ person, role, name }) => person === entry.person && role === entry.role && name === entry.name)
  const entries = signed.filter(isToday)
  const missing = wanted.filter(({ person, role }) => !entries.some((entry) => entry.person === person && entry.role === role))
  return { roles, entries, missing: missing.map(({ person, fullName, role }) => ({ person, fullName, role })) }
}
