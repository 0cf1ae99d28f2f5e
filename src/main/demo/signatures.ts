import { invariant, isRefused, type Refused } from '../../platform/refusals.ts'
import { academicYear } from '../../rooms/people/rules.ts'
import { DEFAULT_SETTINGS } from '../../rooms/programs/rules/settings.ts'
import { writeVault } from '../../rooms/accounts/actions/vaults.ts'
import { offerRootKey } from '../../rooms/roster/actions/roots.ts'
import { proposeList, signList } from '../../rooms/roster/actions/lists.ts'
import { keepEntries, myEntries, proposeRoster, signRoster } from '../../rooms/roster/actions/rosters.ts'
import type { KeysVisit } from '../../rooms/roster/actions/standing.ts'
import { SEATS, termName } from '../../rooms/roster/rules.ts'
import { shownNames } from '../../rooms/supporters/actions.ts'
import { toBase64url } from '../../sealed/bytes.ts'
import { dayIn } from '../../platform/clock.ts'
import { dayAfter } from '../../sealed/program-pin.ts'
import { packSeed } from '../../sealed/root-keys.ts'
import { ROSTER_DAYS } from '../../sealed/roster.ts'
import type { KeyEntry, KeyList, RosterEntry } from '../../sealed/signed-shapes.ts'
import { sealVault } from '../../sealed/vault.ts'
import type { Here } from './here.ts'
import { type DrawnRoot, drawRoot, rosterKeysOf, signedEntry, signedList, signedRoster } from './program-keys.ts'
import type { WayIn } from './ridgeway.ts'

/** What the coordinator and the advisor of a real program do in two visits each: three keys, the first list, everybody's entry, the roster. */
export async function signRidgeway(here: Here, waysIn: readonly WayIn[], issuerOrigin: string | null): Promise<DrawnRoot> {
  const root = await drawRoot(here.program.slug)
  const issuer = issuerOrigin === null ? null : `${issuerOrigin}/${here.program.slug}`
  const [renee, jonah] = waysIn.filter(({ role }) => role === 'coordinator'), paul = waysIn.find(({ role }) => role === 'faculty-advisor')
  invariant(renee && jonah && paul, 'the demonstration has two coordinators and an advisor')
  for (const [i, holder] of [renee, paul, jonah].entries()) granted(await offerRootKey(visitOf(here, holder), SEATS[i]!, root.keys[i]!))
  for (const [i, holder] of [renee, paul].entries()) await keepSeed(here, holder, { [root.keys[i]!]: packSeed(root.seeds[i]!) })
  const list = await signKeys(here, { root, renee, paul }, issuer ? await issuerKeys(issuer, here, root) : [])
  if (issuer) await put(`${issuer}/key-list`, list)
  const entries = (await Promise.all(waysIn.map((one) => entriesOf(here, one)))).flat()
  await signPeople(here, { renee, paul }, entries)
  return root
}

async function signKeys(here: Here, { root, renee, paul }: { root: DrawnRoot; renee: WayIn; paul: WayIn }, named: readonly KeyEntry[]): Promise<KeyList> {
  const entries = [...rosterKeysOf([renee.device.keys, paul.device.keys]), ...named]
  const list = await signedList(root, { version: 1, previous: root.fingerprint, validUntil: dayAfter(today(here), LIST_DAYS), entries })
  granted(await proposeList(visitOf(here, renee), { ...list, signed: list.signatures[0]! }))
  granted(await signList(visitOf(here, paul), 1, list.signatures[1]!))
  return list
}

/** The issuer learns the root, and makes its keys of the year. It is asked over HTTP, as by a browser. */
async function issuerKeys(issuer: string, here: Here, root: DrawnRoot): Promise<KeyEntry[]> {
  await put(`${issuer}/root`, { keys: root.keys })
  const term = termName(academicYear(today(here), DEFAULT_SETTINGS.academicYearStartsMonth))
  const { keys } = (await (await fetch(`${issuer}/keys?term=${term}`)).json()) as { keys: readonly { term: string; role: string; spki: string }[] }
  return keys.map(({ role, spki }) => ({ purpose: `issuer/${term}/${role}`, key: spki }))
}

async function put(address: string, body: object): Promise<void> {
  const response = await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  invariant(response.ok, `the issuer of the demonstration answered ${response.status} to ${address}`)
}

async function signPeople(here: Here, { renee, paul }: { renee: WayIn; paul: WayIn }, entries: readonly RosterEntry[]): Promise<void> {
  const roster = { program: here.program.slug, version: 1, validUntil: dayAfter(today(here), ROSTER_DAYS), entries }
  const { signatures } = await signedRoster(roster, [renee.device.keys, paul.device.keys])
  granted(await proposeRoster(visitOf(here, renee), { ...roster, signed: signatures[0]! }, shownNames))
  granted(await signRoster(visitOf(here, paul), 1, signatures[1]!))
}

async function entriesOf(here: Here, one: WayIn): Promise<RosterEntry[]> {
  const visit = visitOf(here, one)
  const { wanted } = await myEntries(visit, shownNames)
  const entries = await Promise.all(wanted.map(({ role, name }) => signedEntry(here.program.slug, { person: one.person, role, name, keys: one.device.keys })))
  granted(await keepEntries(visit, entries, shownNames))
  return entries
}

/** In the holder's vault, as their own browser would have kept it. */
async function keepSeed(here: Here, { device: { keys } }: WayIn, rootSeeds: Readonly<Record<string, string>>): Promise<void> {
  const contentSealed = toBase64url(await sealVault(keys.vault, keys.account, 1, { rootSeeds }))
  granted(await writeVault(here, { account: keys.account, kind: 'staff', tokenHash: Buffer.alloc(32) }, { from: 0, version: 1, contentSealed }))
}

const LIST_DAYS = 390
const visitOf = (here: Here, { name, role, person, device }: WayIn): KeysVisit => ({ ...here, proof: { person, fullName: name, roles: [role], account: device.keys.account } })
const today = ({ program, now }: Here): string => dayIn(program.timeZone, now)

function granted<T>(outcome: T | Refused<string>): T {
  invariant(!isRefused(outcome), `the demonstration was refused: ${JSON.stringify(outcome)}`)
  return outcome
}
