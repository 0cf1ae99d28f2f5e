import { inTransaction } from '../../../platform/db/transaction.ts'
import type { KeysDesk, RosterHolder } from '../contract.ts'
import { ADVISORS, listValidUntil, seatsOf, SEATS, termsToSign } from '../rules.ts'
import { isRescuePermitted, type KeyedRole, listOffers, listRoots, listRosters, newestList, pendingList, type RootRow } from '../store.ts'
import { formingOf, inForceOf } from './roots.ts'
import { rosterAsShown, rostersNow } from './rosters.ts'
import { entriesToday, type KeysVisit, listAsShown, programYear, rootAsShown, type ShownNames, todayAt } from './standing.ts'

/** Everything the page "Keys of the program" shows, in one reading. */
export const keysDesk = (here: KeysVisit, shownNames: ShownNames): Promise<KeysDesk> =>
  inTransaction(here.db, async (tx) => {
    const { slug } = here.program
    const today = todayAt(here)
    const { year, startsMonth } = await programYear(tx, today)
    const roots = await listRoots(tx)
    const forming = formingOf(roots), root = inForceOf(roots)
    const [list, waiting] = [await newestList(tx), await pendingList(tx)]
    const { base, current, pending } = await rostersNow(tx)
    const { roles, entries, missing } = await entriesToday(tx, shownNames)
    const terms = termsToSign(today, year, startsMonth)
    return {
      me: { person: here.proof.person, seats: seatsOf(here.proof.roles) },
      today, terms, listValidUntil: listValidUntil(year + terms.length - 1, startsMonth),
      offers: await listOffers(tx),
      root: rootAsShown(slug, roots, root), forming: rootAsShown(slug, roots, forming), makers: makersOf(forming ?? root, roles),
      rescuePermitted: await isRescuePermitted(tx),
      list: list ? listAsShown(slug, list) : null, pendingList: waiting ? listAsShown(slug, waiting) : null,
      roster: base && current ? { base: rosterAsShown(slug, base), current: rosterAsShown(slug, current) } : { base: null, current: null },
      pendingRoster: pending ? rosterAsShown(slug, pending) : null,
      newestRoster: (await listRosters(tx))[0]?.version ?? 0, signedEntries: entries, missing,
      signers: { 1: holders(roles, ['coordinator']), 2: holders(roles, ADVISORS) },
    }
  })

const makersOf = (root: RootRow | undefined, roles: readonly KeyedRole[]) =>
  (root?.makers ?? []).map((person, i) => ({ seat: SEATS[i]!, person, fullName: roles.find((one) => one.person === person)?.fullName ?? '' }))

function holders(roles: readonly KeyedRole[], wanted: readonly string[]): RosterHolder[] {
  const found = roles.filter(({ role, pkAuth }) => wanted.includes(role) && pkAuth !== null)
  return [...new Map(found.map(({ person, fullName, pkAuth }) => [person, { person, fullName, key: pkAuth! }])).values()]
}
