import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { MONDAY_NOON, testServices } from '../../../test/services.ts'
import { inTransaction, type Db } from '../../platform/db/transaction.ts'
import type { Knock, ProgramHere } from '../../platform/http/doors.ts'
import { isRefused, type Refused } from '../../platform/refusals.ts'
import { colleague, examinedCohorts, holding, linkAccount, onCallAt, peopleForOpening, type Staff } from './actions.ts'
import { attest, myStanding } from './actions/attestation.ts'
import { onCallSheet, writeOnCall } from './actions/on-call.ts'
import { addAndInvite, addPerson, invitePeople, listStaff, recordDeparture, recordReturn } from './actions/people.ts'
import { endRole, grantRole } from './actions/roles.ts'
import { ROLES, type Role } from './rules.ts'

const TODAY = '2026-10-05', YEAR_LATER = Date.UTC(2027, 8, 6, 16)
let database: TestDatabase
let services: Awaited<ReturnType<typeof testServices>>
beforeAll(async () => {
  database = await freshDatabase()
  services = await testServices()
})

/** A program with two cohorts, and what a visit to it carries. */
async function school(slug: string) {
  const db = await database.program(slug)
  const program: ProgramHere = { id: db.program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }
  const cohorts = (await database.owner<{ id: string }>(
    `insert into cohorts (program, names, position) values ($1, '{"en":"First year"}', 1), ($1, '{"en":"Second year"}', 2) returning id`, [db.program])).map((one) => one.id)
  const [first, second] = cohorts as [string, string]
  const visit = (staff: Staff, now = MONDAY_NOON) => ({ db, program, services, now, proof: staff })
  const knock = (token: string | null, now = MONDAY_NOON): Knock => ({ db, program, services, now, locale: 'en', token })
  const hire = async (fullName: string, role: Role, reach: string[] | null = null): Promise<Staff & { token: string }> => {
    const person = await inTransaction(db, (tx) => addPerson(tx, { fullName, contactEmail: null, joinedOn: TODAY, grants: [{ role, cohorts: reach }] }, null))
    const { account, token } = await openAccount(db)
    await inTransaction(db, (tx) => linkAccount(tx, person, account))
    return { person, fullName, roles: [role], account, token }
  }
  const answer = (staff: Staff, examines: string[] = [], now = MONDAY_NOON) =>
    attest(visit(staff, now), cohorts.map((cohort) => ({ cohort, assesses: examines.includes(cohort) })), excuse)
  return { db, first, second, visit, knock, hire, answer }
}

async function openAccount({ program }: Db): Promise<{ account: string; token: string }> {
  const account = randomBytes(17).toString('base64url').slice(0, 22), token = randomBytes(32)
  await database.owner(`insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, 'staff')`, [program, account, randomBytes(32), randomBytes(32)])
  await database.owner(`insert into sessions (program, token_hash, account, expires_at) values ($1, $2, $3, $4)`,
    [program, createHash('sha256').update(token).digest(), account, new Date((Math.floor(YEAR_LATER / 3_600_000) + 2) * 3_600_000)])
  return { account, token: token.toString('base64url') }
}
const twoWaysBack = (program: string, account: string) => database.owner(
  `insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) select $1, $2, 'words', 1, decode(md5(n::text || $2), 'hex'), $3, 'x' from generate_series(1, 2) n`,
  [program, account, randomBytes(32)])
/** Whom the bookings room was asked to excuse. */
const excused: string[] = []
const excuse = async (_tx: unknown, supporter: string): Promise<void> => { excused.push(supporter) }
const word = (answer: unknown): string | null => (isRefused(answer) ? answer.refused : null)
const granted = <T>(answer: T): Exclude<T, Refused<string>> => {
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer as Exclude<T, Refused<string>>
}

describe('the guard', () => {
  test.each(ROLES.filter((role) => role !== 'evaluator'))('a %s who has not answered this year knocks in vain, and is told what a stranger is told', async (role) => {
    const { hire, knock, answer, first } = await school(`unanswered-${role}`)
    const farah = await hire('Farah', role)
    expect(word(await holding(role)(knock(farah.token)))).toBe('not-found')
    await answer(farah)
    expect(granted(await holding(role)(knock(farah.token))).person).toBe(farah.person)
    await answer(farah, [first])
    const staysForOthers = role === 'supporter' || role === 'facilitator'
    expect(word(await holding(role)(knock(farah.token)))).toBe(staysForOthers ? null : 'not-found')
  })
  test('a new academic year asks anew', async () => {
    const { hire, knock, answer } = await school('new-year')
    const carla = await hire('Carla', 'coordinator')
    await answer(carla)
    expect(word(await holding('coordinator')(knock(carla.token, YEAR_LATER)))).toBe('not-found')
    expect(word(await colleague(knock(carla.token, YEAR_LATER)))).toBeNull()
  })
  test('an evaluator passes without an answer, and only where evaluators may', async () => {
    const { hire, knock } = await school('evaluator')
    const edith = await hire('Edith', 'evaluator')
    expect(word(await holding('evaluator')(knock(edith.token)))).toBeNull()
    expect(word(await holding('coordinator')(knock(edith.token)))).toBe('not-found')
  })
  test('without a session the answer is to sign in', async () => {
    const { knock } = await school('nobody')
    expect(word(await holding('coordinator')(knock(null)))).toBe('sign-in-first')
  })
  test('a session of another school opens nothing here', async () => {
    const here = await school('here'), there = await school('there')
    const carla = await there.hire('Carla', 'coordinator')
    await there.answer(carla)
    expect(word(await holding('coordinator')(here.knock(carla.token)))).toBe('sign-in-first')
  })
})

describe('roles', () => {
  test('who examines first year gets no role that reaches it, but one narrowed to second year', async () => {
    const { hire, answer, visit, first, second } = await school('narrowed')
    const carla = await hire('Carla', 'coordinator'), dario = await hire('Dario', 'evaluator')
    await answer(dario, [first])
    expect(word(await grantRole(visit(carla), dario.person, { role: 'psychologist', cohorts: null }))).toBe('assesses-cohort')
    expect(word(await grantRole(visit(carla), dario.person, { role: 'on-call', cohorts: [first] }))).toBe('assesses-cohort')
    expect(word(await grantRole(visit(carla), dario.person, { role: 'psychologist', cohorts: [second] }))).toBeNull()
    expect(word(await grantRole(visit(carla), dario.person, { role: 'psychologist', cohorts: [carla.person] }))).toBe('cohort-unknown')
  })
  test('a supporter who examines first year stays there for the others, and students can see it', async () => {
    const { db, hire, answer, visit, first, second } = await school('examiner')
    const bruno = await hire('Bruno', 'supporter')
    await answer(bruno, [first])
    expect((await myStanding(visit(bruno))).roles).toEqual([{ role: 'supporter', cohorts: null, reached: [second], refusal: null }])
    expect(await inTransaction(db, (tx) => examinedCohorts(tx, TODAY))).toEqual(new Map([[bruno.person, [first]]]))
  })
  test('an answer must name every cohort there is', async () => {
    const { hire, visit, first } = await school('partial')
    const carla = await hire('Carla', 'coordinator')
    expect(word(await attest(visit(carla), [{ cohort: first, assesses: false }], excuse))).toBe('cohorts-changed')
  })
  test('who is a supporter no more is excused to whoever booked them: by leaving, by losing the role, by assessing every cohort', async () => {
    const { hire, answer, visit, first, second } = await school('excused')
    const carla = await hire('Carla', 'coordinator')
    const [bruno, farah, dario] = [await hire('Bruno', 'supporter'), await hire('Farah', 'supporter'), await hire('Dario', 'supporter')]
    for (const one of [bruno, farah, dario]) await answer(one)
    await answer(dario, [first])
    expect(excused).not.toContain(dario.person)
    await answer(dario, [first, second])
    await endRole(visit(carla), farah.person, 'supporter', excuse)
    await recordDeparture(visit(carla), bruno.person, excuse)
    expect(excused.slice(-3)).toEqual([dario.person, farah.person, bruno.person])
  })
  test('the last coordinator can neither leave nor lose the role; of two, one can', async () => {
    const { hire, answer, visit } = await school('last')
    const carla = await hire('Carla', 'coordinator')
    await answer(carla)
    expect(word(await endRole(visit(carla), carla.person, 'coordinator', excuse))).toBe('last-coordinator')
    expect(word(await recordDeparture(visit(carla), carla.person, excuse))).toBe('last-coordinator')
    const colin = await hire('Colin', 'coordinator')
    const [one, other] = await Promise.all([recordDeparture(visit(carla), carla.person, excuse), recordDeparture(visit(colin), colin.person, excuse)])
    expect(new Set([word(one), word(other)])).toEqual(new Set(['last-coordinator', null]))
  })
  test('an invited coordinator who never came in does not free the last one', async () => {
    const { hire, visit } = await school('invited-only')
    const carla = await hire('Carla', 'coordinator')
    granted(await addAndInvite(visit(carla), { fullName: 'Colin', contactEmail: null, contactPhone: null, grants: [{ role: 'coordinator', cohorts: null }] }))
    expect(word(await recordDeparture(visit(carla), carla.person, excuse))).toBe('last-coordinator')
  })
})

describe('coming and going', () => {
  test('a new person gets a one-time link; the same address twice is refused', async () => {
    const { hire, answer, visit } = await school('invite')
    const carla = await hire('Carla', 'coordinator')
    await answer(carla)
    const input = { fullName: 'Bruno Silva', contactEmail: 'bruno@ridgeway.example', contactPhone: null, grants: [{ role: 'supporter' as const, cohorts: null }] }
    const invited = granted(await addAndInvite(visit(carla), input))
    expect(invited.link).toMatch(/^http:\/\/localhost\/invite\/join#[0-9a-z-]{29}$/)
    expect(word(await addAndInvite(visit(carla), { ...input, contactEmail: 'BRUNO@ridgeway.example' }))).toBe('email-taken')
    const { people } = await listStaff(visit(carla))
    expect(people.map(({ fullName, hasAccount, invitedUntil }) => [fullName, hasAccount, invitedUntil !== null])).toEqual([['Bruno Silva', false, true], ['Carla', true, false]])
  })
  test('nobody hands themselves a second identity; another coordinator and the server can', async () => {
    const { hire, visit } = await school('again')
    const carla = await hire('Carla', 'coordinator'), colin = await hire('Colin', 'coordinator')
    expect(word(await invitePeople(visit(carla), [carla.person], carla.person))).toBe('not-yourself')
    expect(word(await invitePeople(visit(colin), [carla.person], colin.person))).toBeNull()
    expect(word(await invitePeople(visit(carla), [carla.person], null))).toBeNull()
  })
  test('new keys after a loss replace the old ones', async () => {
    const { db, hire } = await school('new-keys')
    const bruno = await hire('Bruno', 'supporter'), { account } = await openAccount(db)
    expect(await inTransaction(db, (tx) => linkAccount(tx, bruno.person, account))).toEqual({ previous: bruno.account })
  })
  test('who leaves loses roles, rota and the way in, and stays in the list of alumni', async () => {
    const { db, hire, answer, visit, knock } = await school('leaving')
    const carla = await hire('Carla', 'coordinator'), dario = await hire('Dario', 'on-call')
    for (const one of [carla, dario]) await answer(one)
    granted(await writeOnCall(visit(carla), [{ person: dario.person, weekday: 1, startsHour: 8, endsHour: 20 }]))
    granted(await recordDeparture(visit(carla), dario.person, excuse))
    expect(word(await holding('on-call')(knock(dario.token)))).not.toBeNull()
    expect((await onCallSheet(visit(carla))).spans).toEqual([])
    const listed = (await listStaff(visit(carla))).people.find((person) => person.id === dario.person)
    expect(listed).toMatchObject({ leftOn: TODAY, roles: [], hasAccount: false })
    expect(word(await invitePeople(visit(carla), [dario.person], carla.person))).toBe('has-left')
    expect(word(await recordReturn(visit(carla), dario.person))).toBeNull()
    expect(await database.owner('select count(*)::int as kept from account_closures where program = $1', [db.program])).toEqual([{ kept: 1 }])
  })
})

describe('who answers emergencies', () => {
  test('an assessor of any cohort they would reach is no contact', async () => {
    const { db, hire, answer, visit, first } = await school('emergencies')
    const carla = await hire('Carla', 'coordinator'), dario = await hire('Dario', 'on-call')
    const span = { person: dario.person, weekday: 1, startsHour: 0, endsHour: 24 }
    expect(word(await writeOnCall(visit(carla), [span]))).toBe('not-on-call')
    await answer(dario)
    expect(granted(await writeOnCall(visit(carla), [span])).hoursWithoutOnCall).toHaveLength(144)
    const who = () => inTransaction(db, async (tx) => (await onCallAt(tx, TODAY, { weekday: 1, hour: 23 })).map((person) => person.fullName))
    expect(await who()).toEqual(['Dario'])
    await answer(dario, [first])
    expect(await who()).toEqual([])
    expect((await onCallSheet(visit(carla))).hoursWithoutOnCall).toHaveLength(168)
  })
})

test('the checklist counts coordinators who passed the firewall and have two ways back', async () => {
  const { db, hire, answer } = await school('counting')
  const carla = await hire('Carla', 'coordinator')
  const count = () => inTransaction(db, async (tx) => (await peopleForOpening(tx, TODAY)).coordinators)
  expect(await count()).toBe(0)
  await answer(carla)
  expect(await count()).toBe(0)
  await twoWaysBack(db.program, carla.account)
  expect(await count()).toBe(1)
})
