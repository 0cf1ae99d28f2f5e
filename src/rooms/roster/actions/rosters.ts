import { writeAudit } from '../../../platform/audit.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/db/transaction.ts'
import { refuse, type Refused } from '../../../platform/refusals.ts'
import { isSigned } from '../../../sealed/key-list.ts'
import { isOwnEntry, marksOf, rosterMessage } from '../../../sealed/roster.ts'
import type { Roster, RosterEntry, SignatureBy } from '../../../sealed/signed-shapes.ts'
import { daysBetween } from '../../programs/rules/days.ts'
import type { ShownRoster } from '../contract.ts'
import { ROSTER_DAYS, type RosterRole, type WantedEntry } from '../rules.ts'
import { addRoster, addRosterSignature, entriesOf, keyedRoles, listRosters, lockSigning, newestList, putEntry, removeRosters, type RosterRow } from '../store.ts'
import { entriesToday, type KeysVisit, type ShownNames, todayAt, wantedOf } from './standing.ts'

/** What somebody should sign for themselves, and what they have signed. */
export const myEntries = (here: KeysVisit, shownNames: ShownNames): Promise<{ person: string; wanted: WantedEntry[]; signed: RosterEntry[] }> =>
  inTransaction(here.db, async (tx) => ({ person: here.proof.person, wanted: await wantedBy(tx, here, shownNames), signed: await entriesOf(tx, here.proof.person) }))

async function wantedBy(tx: Tx, here: KeysVisit, shownNames: ShownNames): Promise<WantedEntry[]> {
  const mine = (await keyedRoles(tx)).filter(({ person }) => person === here.proof.person)
  return wantedOf(mine, await shownNames(tx)).map(({ role, name }) => ({ role, name }))
}

/** Keeps entries that their own person has signed, with the keys of the account that is open. */
export const keepEntries = (here: KeysVisit, entries: readonly RosterEntry[], shownNames: ShownNames): Promise<{ signed: number } | Refused<'entry-stale' | 'signature-wrong'>> =>
  inTransaction<{ signed: number } | Refused<'entry-stale' | 'signature-wrong'>>(here.db, async (tx) => {
    const wanted = await wantedBy(tx, here, shownNames)
    for (const entry of entries) {
      const fits = entry.person === here.proof.person && entry.account === here.proof.account && wanted.some(({ role, name }) => role === entry.role && name === entry.name)
      if (!fits) return refuse('entry-stale')
      if (!(await isOwnEntry(here.program.slug, entry))) return refuse('signature-wrong')
      await putEntry(tx, entry)
    }
    return { signed: entries.length }
  })

/** The rosters that are shown, under the roster keys of today's list; with new roster keys none is, until they have signed. */
interface InForce {
  readonly base: RosterRow | undefined
  readonly current: RosterRow | undefined
  readonly pending: RosterRow | undefined
  readonly keys: readonly string[]
}

export async function rostersNow(tx: Tx): Promise<InForce> {
  const keys = (await newestList(tx))?.entries.filter(({ purpose }) => purpose.startsWith('roster/')).map(({ key }) => key) ?? []
  const all = await listRosters(tx)
  const held = all.map((roster) => ({ ...roster, signatures: roster.signatures.filter(({ key }) => keys.includes(key)), wasWhole: roster.signatures.length > 1 }))
  const base = held.find(({ signatures }) => signatures.length >= 2)
  const current = base && held.find((roster) => roster.version >= base.version && roster.signatures.length >= (roster.needsBoth ? 2 : 1))
  const pending = held.find((roster) => roster.needsBoth && !roster.wasWhole && roster.signatures.length === 1 && roster.version > (current?.version ?? 0))
  return { base, current, pending, keys }
}

export const rosterAsShown = (slug: string, { version, validUntil, entries, signatures }: RosterRow): Roster => ({ program: slug, version, validUntil, entries, signatures })

export const shownRoster = (db: Db, slug: string): Promise<ShownRoster> =>
  inTransaction(db, async (tx) => {
    const { base, current } = await rostersNow(tx)
    return base && current ? { base: rosterAsShown(slug, base), current: rosterAsShown(slug, current) } : { base: null, current: null }
  })

/** Grows with every roster that comes into force; 0 before the first. */
export const rosterVersion = async (tx: Tx): Promise<number> => (await rostersNow(tx)).current?.version ?? 0

/** The entries in force for a role. Browsers believe only what they have verified themselves. */
export const rosterEntries = async (tx: Tx, role: RosterRole): Promise<readonly RosterEntry[]> =>
  (await rostersNow(tx)).current?.entries.filter((entry) => entry.role === role) ?? []

type Proposed = Pick<Roster, 'version' | 'validUntil' | 'entries'> & { readonly signed: SignatureBy }
type RosterRefusal = 'keys-moved' | 'not-a-holder' | 'signature-wrong'

/** A roster signed by one holder. Where it only leaves people out, or confirms them again, it is in force at once; otherwise it waits for the other. */
export const proposeRoster = (here: KeysVisit, { signed, ...roster }: Proposed, shownNames: ShownNames): Promise<{ inForce: boolean } | Refused<RosterRefusal | 'entry-stale' | 'too-long-ahead'>> =>
  inTransaction<{ inForce: boolean } | Refused<RosterRefusal | 'entry-stale' | 'too-long-ahead'>>(here.db, async (tx) => {
    await lockSigning(tx)
    const { base, current, pending, keys } = await rostersNow(tx)
    const newest = (await listRosters(tx))[0]?.version ?? 0
    if (pending || roster.version !== newest + 1) return refuse('keys-moved')
    if (daysBetween(todayAt(here), roster.validUntil) > ROSTER_DAYS) return refuse('too-long-ahead')
    const known = new Set(await marksOf({ entries: (await entriesToday(tx, shownNames)).entries }))
    if ((await marksOf(roster)).some((mark) => !known.has(mark))) return refuse('entry-stale')
    if (!keys.includes(signed.key)) return refuse('not-a-holder')
    if (!(await isSigned(await rosterMessage({ ...roster, program: here.program.slug }), signed))) return refuse('signature-wrong')
    const needsBoth = !(await isWithin(roster, base)) || !(await isWithin(roster, current))
    await addRoster(tx, { ...roster, needsBoth })
    await addRosterSignature(tx, roster.version, signed)
    if (!needsBoth) await forgetOlder(tx)
    await writeAudit(tx, { person: here.proof.person, event: needsBoth ? 'roster-proposed' : 'roster-confirmed', day: todayAt(here), detail: String(roster.entries.length) })
    return { inForce: !needsBoth }
  })

async function isWithin(roster: Pick<Roster, 'entries'>, wider: Pick<Roster, 'entries'> | undefined): Promise<boolean> {
  const known = new Set(wider ? await marksOf(wider) : [])
  return wider !== undefined && (await marksOf(roster)).every((mark) => known.has(mark))
}

/** The other holder signs the same bytes: from now on this is the roster, and the base of what comes after. */
export const signRoster = (here: KeysVisit, version: number, signed: SignatureBy): Promise<{ inForce: boolean } | Refused<RosterRefusal>> =>
  inTransaction<{ inForce: boolean } | Refused<RosterRefusal>>(here.db, async (tx) => {
    await lockSigning(tx)
    const { pending, keys } = await rostersNow(tx)
    if (pending?.version !== version) return refuse('keys-moved')
    if (!keys.includes(signed.key)) return refuse('not-a-holder')
    if (!(await isSigned(await rosterMessage(rosterAsShown(here.program.slug, pending)), signed))) return refuse('signature-wrong')
    await addRosterSignature(tx, version, signed)
    const inForce = (await rostersNow(tx)).current?.version === version
    if (inForce) await forgetOlder(tx)
    await writeAudit(tx, { person: here.proof.person, event: 'roster-confirmed', day: todayAt(here), detail: String(pending.entries.length) })
    return { inForce }
  })

/** Only what is shown or waits is kept: a list of who used to be there serves nobody. */
async function forgetOlder(tx: Tx): Promise<void> {
  const { base, current, pending } = await rostersNow(tx)
  const kept = [base, current, pending].map((roster) => roster?.version)
  await removeRosters(tx, (await listRosters(tx)).map(({ version }) => version).filter((version) => !kept.includes(version) && version < (current?.version ?? 0)))
}

export const withdrawRoster = (here: KeysVisit, version: number): Promise<{ withdrawn: true }> =>
  inTransaction(here.db, async (tx) => {
    await lockSigning(tx)
    const { pending } = await rostersNow(tx)
    if (pending?.version === version) await removeRosters(tx, [version])
    return { withdrawn: true as const }
  })
