import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON } from '../../../test/services.ts'
import { drawnKeys } from '../../../test/signed-program.ts'
import { aColleague } from '../../../test/sessions.ts'
import { drawRoot, type DrawnRoot, rosterKeysOf, signedEntry, signedList, signedRoster } from '../../main/demo/program-keys.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import { isRefused } from '../../platform/refusals.ts'
import type { AccountKeys } from '../../sealed/account-keys.ts'
import { handOverMessage, hashOf } from '../../sealed/key-list.ts'
import { signAsRoot } from '../../sealed/root-keys.ts'
import type { Staff } from '../people/actions.ts'
import type { Role } from '../people/rules.ts'
import { publishedKey, rosterEntries, rosterVersion } from './actions.ts'
import { keysDesk } from './actions/desk.ts'
import { proposeList, shownKeys, signList } from './actions/lists.ts'
import { beginRootAgain, offerRootKey, permitRootRescue, signRoot } from './actions/roots.ts'
import { keepEntries, proposeRoster, shownRoster, signRoster, withdrawRoster } from './actions/rosters.ts'
import type { KeysVisit, ShownNames } from './actions/standing.ts'
import { warnOfEnds } from './actions/warnings.ts'

const TODAY = '2026-10-05', UNTIL = '2026-11-09', DAY_MS = 86_400_000
const noProfiles: ShownNames = async () => new Map()
let db: TestDatabase
let number = 0
beforeAll(async () => { db = await freshDatabase() })

interface Member { readonly person: string; readonly keys: AccountKeys; readonly proof: Staff }
interface School {
  readonly slug: string
  readonly of: Db
  visit(member: Member, now?: number): KeysVisit
  join(name: string, role: Role): Promise<Member>
  readonly carla: Member
  readonly dario: Member
}

/** A program with a coordinator and a psychologist whose keys are real. */
async function school(): Promise<School> {
  const slug = `school-${(number += 1)}`
  const of = await db.program(slug)
  const join = async (name: string, role: Role): Promise<Member> => {
    const keys = await drawnKeys()
    const { person, account } = await aColleague(db, of.program, name, [role])
    await db.owner('update people set account = null where id = $1', [person])
    await db.owner('update accounts set id = $2, pk_auth = $3, pk_hpke = $4 where program = $5 and id = $1', [account, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke), of.program])
    await db.owner('update people set account = $2 where id = $1', [person, keys.account])
    return { person, keys, proof: { person, fullName: name, roles: [role], account: keys.account } }
  }
  const program = { id: of.program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en'] as const }
  return { slug, of, join, visit: ({ proof }, now = MONDAY_NOON) => ({ db: of, program, now, proof }), carla: await join('Carla Mendes', 'coordinator'), dario: await join('Dario Ricci', 'psychologist') }
}

async function offerAll(at: School, root: DrawnRoot): Promise<void> {
  expect(await offerRootKey(at.visit(at.carla), 1, root.keys[0]!)).toEqual({ offered: 1 })
  expect(await offerRootKey(at.visit(at.dario), 2, root.keys[1]!)).toEqual({ offered: 2 })
  expect(await offerRootKey(at.visit(at.carla), 3, root.keys[2]!)).toEqual({ offered: 3 })
}

const listFor = (at: School, root: DrawnRoot, over: Partial<Parameters<typeof signedList>[1]> = {}, by = [0]) =>
  signedList(root, { version: 1, previous: root.fingerprint, validUntil: '2027-10-31', entries: rosterKeysOf([at.carla.keys, at.dario.keys]), ...over }, by)

/** The whole ceremony: three keys, a list with two signatures. */
async function signed(at: School): Promise<DrawnRoot> {
  const root = await drawRoot(at.slug)
  await offerAll(at, root)
  const list = await listFor(at, root, {}, [0, 1])
  expect(await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })).toEqual({ published: false })
  expect(await signList(at.visit(at.dario), 1, list.signatures[1]!)).toEqual({ published: true })
  return root
}

async function onRoster(at: School, members: readonly Member[], role: Role, version: number) {
  const entries = await Promise.all(members.map(({ person, keys, proof }) => signedEntry(at.slug, { person, role, name: proof.fullName, keys })))
  return signedRoster({ program: at.slug, version, validUntil: UNTIL, entries }, [at.carla.keys, at.dario.keys])
}

async function signsEntry(at: School, member: Member, role: Role): Promise<void> {
  const entry = await signedEntry(at.slug, { person: member.person, role, name: member.proof.fullName, keys: member.keys })
  expect(await keepEntries(at.visit(member), [entry], noProfiles)).toEqual({ signed: 1 })
}

describe('the ceremony', () => {
  test('nobody is shown anything before two keys have signed the first list', async () => {
    const at = await school(), root = await drawRoot(at.slug)
    expect(await shownKeys(at.of, at.slug, undefined)).toEqual({ root: null, lists: [] })
    await offerAll(at, root)
    const list = await listFor(at, root, {}, [0, 1])
    await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })
    expect(await shownKeys(at.of, at.slug, undefined)).toEqual({ root: null, lists: [] })
    await signList(at.visit(at.dario), 1, list.signatures[1]!)
    const shown = await shownKeys(at.of, at.slug, undefined)
    expect(shown.root).toMatchObject({ fingerprint: root.fingerprint, since: 'first', previous: null, keys: root.keys })
    expect(shown.lists).toEqual([list].map((one) => ({ ...one, signatures: one.signatures.toSorted((a, b) => (a.key < b.key ? -1 : 1)) })))
    expect(await inTransaction(at.of, (tx) => publishedKey(tx, 'roster/2'))).toBe(list.entries[1]!.key)
    expect(await inTransaction(at.of, (tx) => publishedKey(tx, 'issuer/2026-27/student'))).toBeNull()
  })
  test('each key has its own person: no coordinator makes the advisor’s, and nobody makes two', async () => {
    const at = await school(), root = await drawRoot(at.slug)
    expect(await offerRootKey(at.visit(at.carla), 2, root.keys[1]!)).toMatchObject({ refused: 'seat-not-yours' })
    await offerRootKey(at.visit(at.carla), 1, root.keys[0]!)
    expect(await offerRootKey(at.visit(at.carla), 1, root.keys[1]!)).toMatchObject({ refused: 'seat-taken' })
    expect(await offerRootKey(at.visit(at.dario), 2, root.keys[0]!)).toMatchObject({ refused: 'key-known' })
    const both = { ...at.carla, proof: { ...at.carla.proof, roles: ['coordinator', 'faculty-advisor'] as const } }
    expect(await offerRootKey(at.visit(both), 2, root.keys[1]!)).toMatchObject({ refused: 'two-seats' })
  })
  test('the same key sent twice is one key, and the three can be begun again until a list is out', async () => {
    const at = await school(), root = await drawRoot(at.slug)
    await offerRootKey(at.visit(at.carla), 1, root.keys[0]!)
    expect(await offerRootKey(at.visit(at.carla), 1, root.keys[0]!)).toEqual({ offered: 1 })
    expect(await beginRootAgain(at.visit(at.dario))).toEqual({ begunAgain: true })
    await signed(at)
    expect(await beginRootAgain(at.visit(at.carla))).toMatchObject({ refused: 'root-stands' })
  })
  test('a stranger’s key, a broken signature and one key twice publish nothing', async () => {
    const at = await school(), root = await drawRoot(at.slug), stranger = await drawRoot(at.slug)
    await offerAll(at, root)
    const list = await listFor(at, root, {}, [0]), forged = await listFor(at, { ...stranger, fingerprint: root.fingerprint }, {}, [0])
    expect(await proposeList(at.visit(at.carla), { ...list, signed: forged.signatures[0]! })).toMatchObject({ refused: 'not-a-holder' })
    expect(await proposeList(at.visit(at.carla), { ...list, validUntil: '2028-01-01', signed: list.signatures[0]! })).toMatchObject({ refused: 'signature-wrong' })
    await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })
    expect(await signList(at.visit(at.carla), 1, list.signatures[0]!)).toEqual({ published: false })
    expect(await shownKeys(at.of, at.slug, undefined)).toEqual({ root: null, lists: [] })
  })
  test('two who sign the next list at once: one is first, the other is told to look again', async () => {
    const at = await school(), root = await signed(at)
    const first = (await shownKeys(at.of, at.slug, undefined)).lists[0]!
    const next = { version: 2, previous: await hashOf(first) }
    const [one, two] = [await listFor(at, root, { ...next, validUntil: '2027-11-30' }, [0]), await listFor(at, root, { ...next, validUntil: '2027-12-31' }, [1])]
    const outcomes = await Promise.all([proposeList(at.visit(at.carla), { ...one, signed: one.signatures[0]! }), proposeList(at.visit(at.dario), { ...two, signed: two.signatures[0]! })])
    expect(outcomes.filter((outcome) => !isRefused(outcome))).toHaveLength(1)
    expect(outcomes.filter(isRefused)).toEqual([{ refused: 'keys-moved' }])
  })
  test('a later list keeps each purpose’s key, or is refused', async () => {
    const at = await school(), root = await drawRoot(at.slug)
    await offerAll(at, root)
    const issuer = { purpose: 'issuer/2026-27/student', key: 'A'.repeat(60) }
    const first = await listFor(at, root, { entries: [...rosterKeysOf([at.carla.keys, at.dario.keys]), issuer] }, [0, 1])
    await proposeList(at.visit(at.carla), { ...first, signed: first.signatures[0]! })
    await signList(at.visit(at.dario), 1, first.signatures[1]!)
    const next = { version: 2, previous: await hashOf(first) }
    for (const entries of [[{ ...issuer, key: 'B'.repeat(60) }], [issuer, issuer], rosterKeysOf([at.carla.keys])]) {
      const list = await listFor(at, root, { ...next, entries }, [0])
      expect(await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })).toMatchObject({ refused: 'second-key' })
    }
    const list = await listFor(at, root, { ...next, entries: [...rosterKeysOf([at.dario.keys, at.carla.keys]), issuer] }, [0])
    expect(await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })).toEqual({ published: false })
  })
})

describe('a new root', () => {
  test('is in force once two of the old have signed it and two of its own a list', async () => {
    const at = await school(), old = await signed(at), next = await drawRoot(at.slug)
    const before = (await shownKeys(at.of, at.slug, undefined)).lists[0]!
    await offerAll(at, next)
    const message = await handOverMessage(at.slug, old.fingerprint, next.keys)
    const list = await listFor(at, next, { version: 2, previous: await hashOf(before) }, [0, 2])
    expect(await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })).toMatchObject({ refused: 'not-a-holder' })
    expect(await signRoot(at.visit(at.carla), await signAsRoot(next.seeds[0]!, message))).toMatchObject({ refused: 'not-a-holder' })
    expect(await signRoot(at.visit(at.carla), await signAsRoot(old.seeds[0]!, message))).toEqual({ signatures: 1 })
    expect(await signRoot(at.visit(at.dario), await signAsRoot(old.seeds[2]!, message))).toEqual({ signatures: 2 })
    expect((await shownKeys(at.of, at.slug, undefined)).root!.fingerprint).toBe(old.fingerprint)
    await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })
    await signList(at.visit(at.dario), 2, list.signatures[1]!)
    const { root, lists } = await shownKeys(at.of, at.slug, 0)
    expect(root).toMatchObject({ fingerprint: next.fingerprint, since: 'signed', previous: { fingerprint: old.fingerprint } })
    expect(root!.signatures).toHaveLength(2)
    expect(lists.map(({ version }) => version)).toEqual([1, 2])
  })
  test('needs no old key only where the server’s operator has permitted it, once, in the audit log', async () => {
    const at = await school()
    expect(await permitRootRescue(at.of, TODAY)).toBe('no-root')
    await signed(at)
    const before = (await shownKeys(at.of, at.slug, undefined)).lists[0]!
    expect(await permitRootRescue(at.of, TODAY)).toBe('permitted')
    const next = await drawRoot(at.slug)
    await offerAll(at, next)
    const list = await listFor(at, next, { version: 2, previous: await hashOf(before) }, [0, 1])
    await proposeList(at.visit(at.carla), { ...list, signed: list.signatures[0]! })
    await signList(at.visit(at.dario), 2, list.signatures[1]!)
    expect((await shownKeys(at.of, at.slug, undefined)).root).toMatchObject({ fingerprint: next.fingerprint, since: 'rescue', signatures: [] })
    expect((await keysDesk(at.visit(at.carla), noProfiles)).rescuePermitted).toBe(false)
    const events = await db.owner<{ event: string }>(`select event from audit_entries where program = $1 and event = 'root-rescue-permitted'`, [at.of.program])
    expect(events).toHaveLength(1)
    // Used up: the next one needs signatures again.
    await offerAll(at, await drawRoot(at.slug))
    expect((await keysDesk(at.visit(at.carla), noProfiles)).forming).toMatchObject({ since: 'signed' })
  })
})

describe('the roster', () => {
  test('an addition waits for both; leaving somebody out or confirming again needs one', async () => {
    const at = await school(), bruno = await at.join('Bruno Tremblay', 'facilitator'), farah = await at.join('Farah Nasser', 'facilitator')
    await signed(at)
    await signsEntry(at, bruno, 'facilitator')
    await signsEntry(at, farah, 'facilitator')
    const both = await onRoster(at, [bruno, farah], 'facilitator', 1)
    expect(await proposeRoster(at.visit(at.carla), { ...both, signed: both.signatures[0]! }, noProfiles)).toEqual({ inForce: false })
    expect(await shownRoster(at.of, at.slug)).toEqual({ base: null, current: null })
    expect(await signRoster(at.visit(at.dario), 1, both.signatures[1]!)).toEqual({ inForce: true })
    expect((await shownRoster(at.of, at.slug)).current!.entries).toHaveLength(2)

    const fewer = await onRoster(at, [bruno], 'facilitator', 2)
    expect(await proposeRoster(at.visit(at.dario), { ...fewer, signed: fewer.signatures[1]! }, noProfiles)).toEqual({ inForce: true })
    const shown = await shownRoster(at.of, at.slug)
    expect([shown.base!.version, shown.current!.version, shown.current!.entries.length]).toEqual([1, 2, 1])
    expect(await inTransaction(at.of, rosterVersion)).toBe(2)
    expect((await inTransaction(at.of, (tx) => rosterEntries(tx, 'facilitator'))).map(({ name }) => name)).toEqual(['Bruno Tremblay'])

    const back = await onRoster(at, [bruno, farah], 'facilitator', 3)
    expect(await proposeRoster(at.visit(at.carla), { ...back, signed: back.signatures[0]! }, noProfiles)).toEqual({ inForce: false })
    expect((await shownRoster(at.of, at.slug)).current!.entries).toHaveLength(1)
    await withdrawRoster(at.visit(at.carla), 3)
    expect((await keysDesk(at.visit(at.carla), noProfiles)).pendingRoster).toBeNull()
  })
  test('two coordinators who sign at once do not overtake each other', async () => {
    const at = await school(), bruno = await at.join('Bruno Tremblay', 'facilitator')
    await signed(at)
    await signsEntry(at, bruno, 'facilitator')
    const [one, two] = [await onRoster(at, [bruno], 'facilitator', 1), await onRoster(at, [], 'facilitator', 1)]
    const outcomes = await Promise.all([proposeRoster(at.visit(at.carla), { ...one, signed: one.signatures[0]! }, noProfiles), proposeRoster(at.visit(at.dario), { ...two, signed: two.signatures[1]! }, noProfiles)])
    expect(outcomes.filter(isRefused)).toEqual([{ refused: 'keys-moved' }])
  })
  test('whoever leaves, or gets new keys, cannot be signed in any more and is listed as missing', async () => {
    const at = await school(), bruno = await at.join('Bruno Tremblay', 'facilitator')
    await signed(at)
    await signsEntry(at, bruno, 'facilitator')
    expect((await keysDesk(at.visit(at.carla), noProfiles)).missing.map(({ fullName }) => fullName)).toEqual(['Dario Ricci'])
    const roster = await onRoster(at, [bruno], 'facilitator', 1)
    const fresh = await drawnKeys()
    await db.owner('insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, $5)', [at.of.program, fresh.account, Buffer.from(fresh.pkAuth), Buffer.from(fresh.pkHpke), 'staff'])
    await db.owner('update people set account = $2 where id = $1', [bruno.person, fresh.account])
    expect(await proposeRoster(at.visit(at.carla), { ...roster, signed: roster.signatures[0]! }, noProfiles)).toMatchObject({ refused: 'entry-stale' })
    expect((await keysDesk(at.visit(at.carla), noProfiles)).missing.map(({ fullName }) => fullName)).toEqual(['Bruno Tremblay', 'Dario Ricci'])
  })
  test('nobody signs for somebody else, under another name, or with other keys', async () => {
    const at = await school(), bruno = await at.join('Bruno Tremblay', 'facilitator')
    const entry = await signedEntry(at.slug, { person: bruno.person, role: 'facilitator', name: 'Bruno Tremblay', keys: bruno.keys })
    expect(await keepEntries(at.visit(at.carla), [entry], noProfiles)).toMatchObject({ refused: 'entry-stale' })
    expect(await keepEntries(at.visit(bruno), [{ ...entry, name: 'The dean' }], noProfiles)).toMatchObject({ refused: 'entry-stale' })
    expect(await keepEntries(at.visit(bruno), [{ ...entry, pkHpke: entry.pkAuth }], noProfiles)).toMatchObject({ refused: 'signature-wrong' })
    expect(await keepEntries(at.visit(bruno), [entry], noProfiles)).toEqual({ signed: 1 })
  })
  test('thirty-six days ahead is too long', async () => {
    const at = await school()
    await signed(at)
    const roster = await signedRoster({ program: at.slug, version: 1, validUntil: '2026-11-10', entries: [] }, [at.carla.keys, at.dario.keys])
    expect(await proposeRoster(at.visit(at.carla), { ...roster, signed: roster.signatures[0]! }, noProfiles)).toMatchObject({ refused: 'too-long-ahead' })
  })
  test('new roster keys show no roster until they have signed one', async () => {
    const at = await school(), colin = await at.join('Colin Wright', 'coordinator')
    const root = await signed(at), empty = await onRoster(at, [], 'facilitator', 1)
    await proposeRoster(at.visit(at.carla), { ...empty, signed: empty.signatures[0]! }, noProfiles)
    await signRoster(at.visit(at.dario), 1, empty.signatures[1]!)
    const before = (await shownKeys(at.of, at.slug, undefined)).lists[0]!
    const list = await listFor(at, root, { version: 2, previous: await hashOf(before), entries: rosterKeysOf([colin.keys, at.dario.keys]) }, [1, 2])
    await proposeList(at.visit(colin), { ...list, signed: list.signatures[0]! })
    await signList(at.visit(at.dario), 2, list.signatures[1]!)
    expect(await shownRoster(at.of, at.slug)).toEqual({ base: null, current: null })
    const anew = await signedRoster({ program: at.slug, version: 2, validUntil: UNTIL, entries: [] }, [colin.keys, at.dario.keys])
    await proposeRoster(at.visit(colin), { ...anew, signed: anew.signatures[0]! }, noProfiles)
    await signRoster(at.visit(at.dario), 2, anew.signatures[1]!)
    expect((await shownRoster(at.of, at.slug)).current!.version).toBe(2)
  })
  test('both holders are told at fourteen, seven and one day, once each, however often the job runs', async () => {
    const at = await school()
    await signed(at)
    const empty = await onRoster(at, [], 'facilitator', 1)
    await proposeRoster(at.visit(at.carla), { ...empty, signed: empty.signatures[0]! }, noProfiles)
    await signRoster(at.visit(at.dario), 1, empty.signatures[1]!)
    const told = async () => (await db.owner<{ person: string }>(`select person from outbox where program = $1 and fact = 'keys-end'`, [at.of.program])).length
    const { program } = at.visit(at.carla), counts: number[] = []
    for (const left of [20, 14, 14, 13, 7, 5, 1, 1]) {
      await warnOfEnds(at.of, program, MONDAY_NOON + (35 - left) * DAY_MS)
      counts.push(await told())
    }
    expect(counts).toEqual([0, 2, 2, 2, 4, 4, 6, 6])
  })
})
