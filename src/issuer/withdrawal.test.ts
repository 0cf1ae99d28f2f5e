import { beforeAll, describe, expect, test } from 'vitest'
import { aBlinded, deckBody, newCard, newSecret, signedProgram, TERM, testIssuer, withdrawalBody, type SignedProgram, type TestIssuer } from '../../test/issuer.ts'

let here: TestIssuer
let program: SignedProgram

beforeAll(async () => {
  here = await testIssuer()
  program = await signedProgram(here)
}, 300_000)

/** A deck of three, kept under this number. */
async function keepDeck(deck: string) {
  const cards = [newCard(), newCard(), newCard()]
  expect(await here.ask('PUT', `/${program.slug}/decks/${deck}`, await deckBody(program, deck, cards))).toMatchObject({ status: 200 })
  return cards
}
const withdraw = async (deck: string, body?: object) => here.ask('PUT', `/${program.slug}/decks/${deck}/withdrawal`, body ?? await withdrawalBody(program, deck))
async function ticketFor(card: string) {
  const { t, h } = newSecret()
  return { ...(await here.ask('POST', `/${program.slug}/card-ticket`, { card, h })), t }
}
const tokens = (ticket: unknown, t: string, blinded = aBlinded()) => here.ask('POST', `/${program.slug}/tokens`, { ticket, t, requests: [{ term: TERM, role: 'student', n: 0, blinded }] })
const listed = async () => ((await here.ask('GET', `/${program.slug}/decks`)).body.decks as { deck: string }[]).map(({ deck }) => deck)

describe('a lost deck', () => {
  test('is withdrawn whole: its cards get no ticket, those of another deck still do', async () => {
    const [lost, other] = [await keepDeck('lost-deck'), await keepDeck('other-deck')]
    expect((await ticketFor(lost[0]!)).status).toBe(200)
    expect(await withdraw('lost-deck')).toMatchObject({ status: 200, body: { withdrawn: true } })
    for (const card of lost) expect(await ticketFor(card)).toMatchObject({ status: 403, body: { refused: 'card-unknown' } })
    expect((await ticketFor(other[0]!)).status).toBe(200)
    expect(await withdraw('lost-deck')).toMatchObject({ status: 200 })
  })
  test('leaves void the tickets that are out, and leaves the tokens that were signed', async () => {
    const [used, held] = await keepDeck('half-used'), blinded = aBlinded()
    const first = await ticketFor(used!), out = await ticketFor(held!)
    expect((await tokens(first.body.ticket, first.t, blinded)).status).toBe(200)
    const issued = await here.owner('select from issued')
    await withdraw('half-used')
    expect(await tokens(out.body.ticket, out.t)).toMatchObject({ status: 403, body: { refused: 'card-unknown' } })
    expect(await here.owner('select from issued')).toHaveLength(issued.length)
  })
  test('does not come back when what was signed for it once is sent again', async () => {
    const cards = [newCard()], body = await deckBody(program, 'sent-again', cards)
    const send = () => here.ask('PUT', `/${program.slug}/decks/sent-again`, body)
    expect([(await send()).status, (await send()).status]).toEqual([200, 200])
    await withdraw('sent-again')
    expect(await send()).toMatchObject({ status: 409, body: { refused: 'deck-withdrawn' } })
    expect(await ticketFor(cards[0]!)).toMatchObject({ status: 403 })
  })
  test.each([
    ['a stranger’s signature', async () => ({ ...(await withdrawalBody(program, 'guarded-deck')), key: program.root.keys[0] })],
    ['a signature for another deck', async () => withdrawalBody(program, 'another-deck')],
    ['a signature for another program', async () => withdrawalBody({ ...program, slug: 'elsewhere' }, 'guarded-deck')],
    ['the signature that made it', async () => { const { key, signature } = await deckBody(program, 'guarded-deck', [newCard()]); return { key, signature } }],
  ])('is not withdrawn by %s', async (_, body) => {
    if (!(await listed()).includes('guarded-deck')) await keepDeck('guarded-deck')
    expect(await withdraw('guarded-deck', await body())).toMatchObject({ status: 403, body: { refused: 'deck-unsigned' } })
    expect(await listed()).toContain('guarded-deck')
  })
  test('that never was here is said not to be', async () => {
    expect(await withdraw('never-kept')).toMatchObject({ status: 404, body: { refused: 'deck-unknown' } })
  })
})

test('the list of decks names how many cards were printed, the same before and after one is used', async () => {
  const cards = await keepDeck('counted-deck'), read = async () => (await here.ask('GET', `/${program.slug}/decks`)).body
  const before = await read()
  expect(before.decks).toContainEqual({ deck: 'counted-deck', term: TERM, size: 3 })
  const { body, t } = await ticketFor(cards[0]!)
  expect((await tokens(body.ticket, t)).status).toBe(200)
  expect(await read()).toEqual(before)
  await withdraw('counted-deck')
  expect(await listed()).not.toContain('counted-deck')
})
