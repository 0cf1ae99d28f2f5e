import { type KnownList, hasExpired, isWholeRoot, keyListFault, hashOf, successorFault } from './key-list.ts'
import { type KnownRoster, type RosterPair, ROSTER_DAYS, knownRosterOf, rosterFault } from './roster.ts'
import type { KeyList, ProgramRoot, SigningFault } from './signed-shapes.ts'

/** [Note: Seventy-two hours] A root that no old key signed is announced for three days, counted on each device from when it first saw it. */
export const RESCUE_WAIT_MS = 72 * 3_600_000

export type PinnedRoot = Pick<ProgramRoot, 'keys' | 'fingerprint'>

/** Who came and went with the newest roster, as this device saw it: shown to whoever looks. */
export interface RosterChange {
  readonly joined: readonly string[]
  readonly left: readonly string[]
}

/** What a device believes of a program, and goes on believing whatever the server says later. */
export interface ProgramPin {
  readonly root: PinnedRoot
  /** Somebody compared it with the poster, or came by the poster's link. */
  readonly confirmed: boolean
  readonly known: KnownList
  /** Null on a device to which only the vault has brought the pin. */
  readonly list: KeyList | null
  readonly roster: { readonly pair: RosterPair; readonly known: KnownRoster; readonly change: RosterChange } | null
  /** A new root that no old key signed, and when this device first saw it. */
  readonly rescue: { readonly root: PinnedRoot; readonly seenAt: number; readonly confirmed: boolean } | null
}

export interface ShownKeys {
  readonly root: ProgramRoot | null
  /** Ascending. */
  readonly lists: readonly KeyList[]
}

interface Now {
  readonly program: string
  /** In the program's zone. */
  readonly today: string
  readonly now: number
  /** The fingerprint of the poster or link that somebody has just followed. */
  readonly poster: string | null
}

export type PinFault = SigningFault | 'none-yet'
type Followed = { readonly pin: ProgramPin } | { readonly fault: PinFault }

/** What to believe after the server has shown its keys. A fault leaves the pin as it was. */
export async function followKeys(pin: ProgramPin | null, shown: ShownKeys, here: Now): Promise<Followed> {
  const { root } = shown
  if (!root) return { fault: pin ? 'older' : 'none-yet' }
  if (root.program !== here.program) return { fault: 'other-program' }
  if (!(await isWholeRoot(root, here.program))) return { fault: 'forged' }
  const isOnPoster = await leadsTo(here.poster, root)
  if (here.poster !== null && !isOnPoster && here.poster !== pin?.root.fingerprint) return { fault: 'other-root' }
  if (!pin) return firstSight(shown, root, here, isOnPoster)
  const path = pathBetween(pin.root, root)
  // Nobody ever compared what was pinned; the poster in the hand weighs more.
  if (!path) return !pin.confirmed && isOnPoster ? firstSight(shown, root, here, true) : { fault: 'other-root' }
  const confirmed = pin.confirmed || here.poster === pin.root.fingerprint
  const rescued = path.some((step) => step.since === 'rescue')
  return rescued ? followRescue({ ...pin, confirmed }, shown, root, here) : followPath({ ...pin, confirmed }, shown, path, here)
}

async function firstSight({ lists }: ShownKeys, root: ProgramRoot, { program }: Now, confirmed: boolean): Promise<Followed> {
  const list = lists.at(-1)
  if (!list) return { fault: 'none-yet' }
  const fault = await keyListFault(list, { program, rootKeys: root.keys, known: null })
  return fault ? { fault } : { pin: { root: pinned(root), confirmed, known: await knownListOf(list), list, roster: null, rescue: null } }
}

/** Whether the fingerprint on a poster is this root's, or an older one's that handed over to it by two signatures each time. */
async function leadsTo(poster: string | null, root: ProgramRoot): Promise<boolean> {
  for (let step = root; poster !== null; step = step.previous) {
    if (step.fingerprint === poster) return true
    if (!step.previous || (await successorFault(step, step.previous)) || !(await isWholeRoot(step.previous, root.program))) return false
  }
  return false
}

/** Each root signed by two of the one before, each list by two of the root of its time; lists never go back to an older root. */
async function followPath(pin: ProgramPin, { lists }: ShownKeys, path: readonly ProgramRoot[], { program }: Now): Promise<Followed> {
  const roots: PinnedRoot[] = [pin.root]
  for (const step of path) {
    if (!(await isWholeRoot(step, program))) return { fault: 'forged' }
    const fault = await successorFault(step, roots.at(-1)!)
    if (fault) return { fault }
    roots.push(pinned(step))
  }
  let { list, known } = pin
  let at = 0
  for (const next of lists) {
    const isKnown = next.version === known.version && (await hashOf(next).catch(() => '')) === known.hash
    const tried = isKnown ? await firstThatHolds(roots, 0, (root) => keyListFault(next, { program, rootKeys: root.keys, known: null }))
      : await firstThatHolds(roots, at, (root) => keyListFault(next, { program, rootKeys: root.keys, known }))
    if (typeof tried !== 'number') return { fault: tried }
    at = isKnown ? at : tried
    list = next
    known = await knownListOf(next)
  }
  return list ? { pin: { ...pin, root: roots.at(-1)!, list, known, rescue: null } } : { fault: 'older' }
}

async function firstThatHolds(roots: readonly PinnedRoot[], from: number, faultOf: (root: PinnedRoot) => Promise<SigningFault | null>): Promise<number | SigningFault> {
  let first: SigningFault | null = null
  for (let at = from; at < roots.length; at += 1) {
    const fault = await faultOf(roots[at]!)
    if (!fault) return at
    // Not signed by this root says little where a newer one may have signed.
    if (first === null || first === 'forged') first = fault
  }
  return first ?? 'forged'
}

/** [Note: Seventy-two hours]: the old root stays for those who are known; the new one is taken when three days are over and somebody has seen the new poster. */
async function followRescue(pin: ProgramPin, shown: ShownKeys, root: ProgramRoot, here: Now): Promise<Followed> {
  const seen = pin.rescue?.root.fingerprint === root.fingerprint ? pin.rescue : { root: pinned(root), seenAt: here.now, confirmed: false }
  const rescue = { ...seen, confirmed: seen.confirmed || here.poster === root.fingerprint }
  if (!rescue.confirmed || here.now < rescue.seenAt + RESCUE_WAIT_MS) return { pin: { ...pin, rescue } }
  return firstSight(shown, root, here, true)
}

/** What travels in the vault: enough to follow the chain on another device. */
export interface TravellingPin {
  readonly root: PinnedRoot
  readonly confirmed: boolean
  readonly version: number
  readonly hash: string
}
export const packPin = ({ root, confirmed, known }: ProgramPin): TravellingPin => ({ root, confirmed, version: known.version, hash: known.hash })
export const unpackPin = ({ root, confirmed, version, hash }: TravellingPin): ProgramPin =>
  ({ root, confirmed, known: { version, hash, entries: [] }, list: null, roster: null, rescue: null })

/** From which version on the lists must be asked for. */
export const listsSince = (pin: ProgramPin): number => (pin.list ? pin.known.version : pin.known.version - 1)

/** The roots after the pinned one, oldest first; null where the pinned one is not among those before. */
function pathBetween(from: PinnedRoot, to: ProgramRoot): ProgramRoot[] | null {
  const path: ProgramRoot[] = []
  for (let step: ProgramRoot | null = to; step; step = step.previous) {
    if (step.fingerprint === from.fingerprint) return path.toReversed()
    path.push(step)
  }
  return null
}

/** What to believe of the roster that the server shows; null where it shows none. A fault leaves the pin as it was. */
export async function followRoster(pin: ProgramPin, shown: RosterPair | null, { program, today }: Pick<Now, 'program' | 'today'>): Promise<Followed> {
  // Nothing shown: new roster keys, and nobody has signed with them yet. What was believed stays, with its date.
  if (!shown) return pin.roster ? { pin } : { fault: 'none-yet' }
  const rosterKeys = (pin.list?.entries ?? []).filter(({ purpose }) => purpose.startsWith('roster/')).map(({ key }) => key)
  const fault = await rosterFault(shown, { program, rosterKeys, known: pin.roster?.known ?? null })
  // While a rescued root waits, the server's roster is signed by keys that this device does not know yet.
  if (fault && pin.rescue && pin.roster) return { pin }
  if (fault) return { fault }
  if (shown.current.validUntil > dayAfter(today, ROSTER_DAYS + 1)) return { fault: 'forged' }
  return { pin: { ...pin, roster: { pair: shown, known: await knownRosterOf(shown), change: changeOf(pin.roster, shown) } } }
}

function changeOf(before: ProgramPin['roster'], { current }: RosterPair): RosterChange {
  if (!before) return { joined: [], left: [] }
  if (before.known.version === current.version) return before.change
  const namesNotIn = (those: RosterPair['current']['entries'], these: typeof those): string[] =>
    those.filter(({ role, account }) => !these.some((one) => one.role === role && one.account === account)).map(({ name }) => name)
  const earlier = before.pair.current.entries
  return { joined: namesNotIn(current.entries, earlier), left: namesNotIn(earlier, current.entries) }
}

const knownListOf = async (list: KeyList): Promise<KnownList> => ({ version: list.version, hash: await hashOf(list), entries: list.entries })
const pinned = ({ keys, fingerprint }: PinnedRoot): PinnedRoot => ({ keys, fingerprint })

export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export { hasExpired }
