import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/database.ts'
import { openProgram, type OpenProgram } from '../../../test/open-program.ts'
import { testServices } from '../../../test/services.ts'
import { isRefused } from '../../platform/refusals.ts'
import { askRegistration } from '../accounts/actions/registration.ts'
import { keysOf, newRoot, type AccountKeys } from '../../sealed/account-keys.ts'
import { fromBase64url, toBase64url } from '../../sealed/bytes.ts'
import { open } from '../../sealed/hpke.ts'
import { registerInfo, registerMessage } from '../../sealed/proof-messages.ts'
import { sign } from '../../sealed/signature.ts'
import { registerStudent, renewStudent } from './actions/admission.ts'
import { student, studentOrGuest } from './actions/guards.ts'
import { makeChallenge } from './actions/proof-of-work.ts'
import { keepDeck, listWaysIn, rotateCode, switchCodeOff, withdrawDeck } from './actions/ways-in.ts'
import type { Eligibility } from './contract.ts'
import { readCard, readCode, spellCard } from './rules/cards.ts'
import { hasZeroBits, workText } from './rules/proof-of-work.ts'

let database: TestDatabase
let program: OpenProgram
let services: Awaited<ReturnType<typeof testServices>>
const CARLA = randomUUID()
const nothingToVoid = async () => 0

beforeAll(async () => { database = await freshDatabase() })
beforeEach(async () => {
  services = await testServices()
  program = await openProgram(database, `p-${randomBytes(4).toString('hex')}`)
})

const here = () => ({ db: database.of(program.here.id), program: program.here, services, now: services.clock.now() })
const knock = (token: string | null) => ({ ...here(), locale: 'en' as const, token })
const hashOf = (card: string) => createHash('sha256').update(`ps1/card ${readCard(card)}`).digest('base64url')
const newCards = (count: number) => Array.from({ length: count }, () => spellCard(randomBytes(10)))

async function deckOf(cards: readonly string[]): Promise<void> {
  await keepDeck(here().db, CARLA, { id: randomUUID(), cards: cards.map(hashOf) }, here().now)
}

async function registration(keys: AccountKeys) {
  const shown = { pkAuth: toBase64url(keys.pkAuth), pkHpke: toBase64url(keys.pkHpke) }
  const asked = await askRegistration(here(), shown)
  if (isRefused(asked)) throw new Error('refused')
  const place = { origin: services.origin, program: program.here.slug }
  const opened = await open({ with: keys.hpke, info: registerInfo(place, keys) }, fromBase64url(asked.sealed))
  return { ...shown, ticket: asked.ticket, signature: toBase64url(await sign(keys.auth, registerMessage(place, 'student', keys, opened))) }
}
const arrive = async (keys: AccountKeys, eligibility: Eligibility) => registerStudent(here(), { registration: await registration(keys), eligibility })
const newKeys = () => keysOf(newRoot())

/** What the browser's worker does. */
function worked(account: string, typed: string): Eligibility {
  const { challenge, bits } = makeChallenge(services, program.here.id, here().now)
  for (let answer = 0; ; answer += 1) {
    if (hasZeroBits(createHash('sha256').update(workText(challenge, account, readCode(typed)!, answer)).digest(), bits)) return { by: 'code', code: typed, challenge, answer }
  }
}

describe('a card from the bowl', () => {
  test('lets one student in, once', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const keys = await newKeys()
    const admitted = await arrive(keys, { by: 'card', card: card!.toUpperCase() })
    expect(admitted).toMatchObject({ account: keys.account, kind: 'student' })
    expect(await arrive(await newKeys(), { by: 'card', card: card! })).toEqual({ refused: 'card-used' })
  })
  test('sent twice by the same keys it is one account', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const keys = await newKeys()
    await arrive(keys, { by: 'card', card: card! })
    expect(await arrive(keys, { by: 'card', card: card! })).toMatchObject({ account: keys.account })
  })
  test('fifty who show the same card at once are one', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const answers = await Promise.all(Array.from({ length: 50 }, async () => arrive(await newKeys(), { by: 'card', card: card! })))
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(1)
  })
  test('nothing in the database says which account a card made', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const keys = await newKeys()
    await arrive(keys, { by: 'card', card: card! })
    expect(await database.owner('select from admission_cards where program = $1', [program.here.id])).toEqual([])
    expect(await database.owner('select from code_admissions where account = $1', [keys.account])).toEqual([])
  })
  test('the server keeps hashes alone', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const kept = JSON.stringify(await database.owner(`select encode(hash, 'escape') as hash, encode(hash, 'hex') as hex from admission_cards where program = $1`, [program.here.id]))
    expect(kept).not.toContain(readCard(card!))
    expect(kept).toContain(Buffer.from(hashOf(card!), 'base64url').toString('hex'))
  })
  test('a withdrawn deck lets nobody in', async () => {
    const cards = newCards(3)
    const id = randomUUID()
    const made = await keepDeck(here().db, CARLA, { id, cards: cards.map(hashOf) }, here().now)
    expect(await keepDeck(here().db, CARLA, { id, cards: cards.map(hashOf) }, here().now)).toEqual(made)
    await arrive(await newKeys(), { by: 'card', card: cards[0]! })
    expect(await withdrawDeck(here().db, CARLA, id, here().now)).toEqual({ withdrawn: 3 })
    expect(await withdrawDeck(here().db, CARLA, id, here().now)).toEqual({ refused: 'not-found' })
    expect(await arrive(await newKeys(), { by: 'card', card: cards[1]! })).toEqual({ refused: 'card-used' })
  })
  test('whoever handed one card to one student cannot see from the deck whether it was used', async () => {
    const cards = newCards(6)
    const seen = async () => ({ ways: await listWaysIn(here().db), audit: await database.owner('select event, detail from audit_entries where program = $1', [program.here.id]) })
    await deckOf(cards)
    const before = await seen()
    for (const card of cards.slice(0, 4)) await arrive(await newKeys(), { by: 'card', card })
    expect(await seen()).toEqual(before)
    await arrive(await newKeys(), { by: 'card', card: cards[4]! })
    expect((await listWaysIn(here().db)).decks).toMatchObject([{ size: 6, left: 1 }])
  })
  test('a deck that repeats a card is refused whole', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    expect(await keepDeck(here().db, CARLA, { id: randomUUID(), cards: [...newCards(2), card!].map(hashOf) }, here().now)).toEqual({ refused: 'card-twice' })
    expect((await listWaysIn(here().db)).decks).toHaveLength(1)
  })
})

describe("the program's code", () => {
  test('lets many in, each after some work', async () => {
    const { code } = await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    for (const keys of [await newKeys(), await newKeys()]) expect(await arrive(keys, worked(keys.account, code))).toMatchObject({ kind: 'student' })
  })
  test('without the work, with work for another account, or too late, nobody gets in', async () => {
    const { code } = await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    const [keys, other] = [await newKeys(), await newKeys()]
    const { challenge } = makeChallenge(services, program.here.id, here().now)
    expect(await arrive(keys, { by: 'code', code, challenge, answer: -1 })).toEqual({ refused: 'work-missing' })
    expect(await arrive(keys, { by: 'code', code, challenge: challenge.replace(/^\d+/, '1'), answer: 1 })).toEqual({ refused: 'work-missing' })
    expect(await arrive(keys, worked(other.account, code))).toEqual({ refused: 'work-missing' })
    const late = worked(keys.account, code)
    services.clock.pass(11 * 60_000)
    expect(await arrive(keys, late)).toEqual({ refused: 'work-missing' })
  })
  test('one account that registers again and again makes it no dearer for others', async () => {
    const { code } = await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    const keys = await newKeys(), shown = worked(keys.account, code)
    for (let i = 0; i < 70; i += 1) await arrive(keys, shown)
    expect(makeChallenge(services, program.here.id, here().now).bits).toBe(16)
  })
  test('a wrong guess costs the same work and gets nobody in', async () => {
    await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    const keys = await newKeys()
    expect(await arrive(keys, worked(keys.account, '0000-0000'))).toEqual({ refused: 'code-wrong' })
    expect(await arrive(keys, { by: 'code', code: 'hello', challenge: 'x', answer: 0 })).toEqual({ refused: 'code-wrong' })
  })
  test('replaced, the old one opens nothing, the bookings room is told, and who came by it may show the new one', async () => {
    const old = await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    const keys = await newKeys()
    await arrive(keys, worked(keys.account, old.code))
    const told: number[] = []
    const fresh = await rotateCode(here().db, CARLA, here().now, async (_tx, newest) => { told.push(newest); return 3 })
    expect(fresh).toMatchObject({ generation: 2, voided: null })
    expect(told).toEqual([2])
    const late = await newKeys()
    expect(await arrive(late, worked(late.account, old.code))).toEqual({ refused: 'code-wrong' })
    expect(await renewStudent(here(), keys.account, worked(keys.account, fresh.code))).toEqual({ renewed: true })
    expect(await database.owner('select generation from code_admissions where account = $1', [keys.account])).toEqual([{ generation: 2 }])
  })
  test('switched off, there is no code', async () => {
    const { code } = await rotateCode(here().db, CARLA, here().now, nothingToVoid)
    await switchCodeOff(here().db, CARLA, here().now, nothingToVoid)
    expect((await listWaysIn(here().db)).code).toBeNull()
    const keys = await newKeys()
    expect(await arrive(keys, worked(keys.account, code))).toEqual({ refused: 'code-wrong' })
  })
  test('two coordinators who replace it at once leave one code', async () => {
    const made = await Promise.all([1, 2, 3].map(() => rotateCode(here().db, CARLA, here().now, nothingToVoid)))
    expect(made.map((m) => m.generation).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect((await listWaysIn(here().db)).code).toMatchObject({ generation: 3, code: made.find((m) => m.generation === 3)!.code })
  })
})

describe('the doors', () => {
  test('stay closed to students while the program is closed', async () => {
    const [card] = newCards(1)
    await deckOf([card!])
    const admitted = await arrive(await newKeys(), { by: 'card', card: card! }) as { token: string; account: string }
    expect(await student(knock(admitted.token))).toEqual({ account: admitted.account })
    expect(await studentOrGuest(knock(null))).toBe('guest')
    await database.owner('insert into program_closings (program, opening, closed_at) select program, id, now() from program_openings where program = $1', [program.here.id])
    services.clock.pass(6000)
    expect(await student(knock(admitted.token))).toEqual({ refused: 'not-open-yet' })
    expect(await studentOrGuest(knock(null))).toEqual({ refused: 'not-open-yet' })
  })
  test('ask whoever has no session to sign in, and know no staff', async () => {
    expect(await student(knock(null))).toEqual({ refused: 'sign-in-first' })
    expect(await studentOrGuest(knock('x'.repeat(43)))).toEqual({ refused: 'sign-in-first' })
  })
})
