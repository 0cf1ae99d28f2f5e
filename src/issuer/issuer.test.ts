import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { aBlinded, APP_ORIGIN, deckBody, listBody, newCard, newSecret, signedProgram, TERM, testIssuer, type SignedProgram, type TestIssuer } from '../../test/issuer.ts'
import { drawRoot, signedList } from '../main/demo/program-keys.ts'
import { toBase64url } from '../sealed/bytes.ts'
import { handOverMessage, hashOf } from '../sealed/key-list.ts'
import { signAsRoot } from '../sealed/root-keys.ts'
import { blind, finalize, isToken } from '../sealed/token.ts'
import { prepare, tokenMessage } from '../sealed/token-messages.ts'

let here: TestIssuer
let program: SignedProgram
const cards = Array.from({ length: 40 }, newCard)
let used = 0
const nextCard = () => cards[used++]!

beforeAll(async () => {
  here = await testIssuer()
  program = await signedProgram(here)
  await here.ask('PUT', `/${program.slug}/decks/first-deck`, await deckBody(program, 'first-deck', cards))
}, 300_000)

async function ticketFor(card: string) {
  const { t, h } = newSecret(), { body } = await here.ask('POST', `/${program.slug}/card-ticket`, { card, h })
  return { ticket: String(body.ticket), t }
}
const request = (fields: Partial<{ term: string; role: string; n: number; blinded: string }> = {}) => ({ term: TERM, role: 'student', n: 0, blinded: aBlinded(), ...fields })
const tokens = (proof: { ticket: string; t: string }, requests: unknown[], slug = program.slug) => here.ask('POST', `/${slug}/tokens`, { ...proof, requests })

describe('a program comes to be known', () => {
  test('by its root, which stays: other keys are refused', async () => {
    const stranger = await drawRoot(program.slug)
    expect(await here.ask('PUT', `/${program.slug}/root`, { keys: stranger.keys })).toMatchObject({ status: 409, body: { refused: 'root-differs' } })
    expect(await here.ask('PUT', `/${program.slug}/root`, { keys: program.root.keys })).toMatchObject({ status: 200, body: { fingerprint: program.root.fingerprint } })
  })
  test('before that nothing is served: no keys, no cards, no tokens', async () => {
    const h = newSecret().h
    for (const answer of [await here.ask('GET', `/nowhere/keys?term=${TERM}`), await here.ask('POST', '/nowhere/card-ticket', { card: newCard(), h }), await here.ask('PUT', '/nowhere/key-list', listBody(program.list))]) {
      expect(answer).toMatchObject({ status: 404, body: { refused: 'program-unknown' } })
    }
  })
  test('two who pin at once pin one root', async () => {
    const [one, other] = [await drawRoot('race'), await drawRoot('race')]
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => here.ask('PUT', '/race/root', { keys: (i % 2 ? one : other).keys })))
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.fingerprint)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
  })
  test('a new root takes the place of the old when two of the old keys sign it, and begins its lists anew', async () => {
    const mine = await signedProgram(here), next = await drawRoot(mine.slug)
    const message = await handOverMessage(mine.slug, mine.root.fingerprint, next.keys)
    const signedBy = (seats: number[], root = mine.root) => Promise.all(seats.map((seat) => signAsRoot(root.seeds[seat]!, message)))
    const stranger = await drawRoot(mine.slug)
    for (const signatures of [await signedBy([1]), await signedBy([1, 1]), await signedBy([0, 1], stranger), await signedBy([0, 1], next)]) {
      expect(await here.ask('PUT', `/${mine.slug}/root`, { keys: next.keys, successor: { signatures } })).toMatchObject({ status: 409 })
    }
    expect(await here.ask('PUT', `/${mine.slug}/root`, { keys: next.keys, successor: { signatures: await signedBy([2, 0]) } })).toMatchObject({ status: 200, body: { fingerprint: next.fingerprint } })
    expect(await here.ask('PUT', `/${mine.slug}/decks/late-deck`, await deckBody(mine, 'late-deck', [newCard()]))).toMatchObject({ status: 403, body: { refused: 'deck-unsigned' } })
  })
  test('lists of keys follow one another, each signed by two of the root', async () => {
    const mine = await signedProgram(here), entries = [...mine.list.entries, { purpose: `issuer/${TERM}/student`, key: 'AAAA' }]
    const put = async (list: Parameters<typeof signedList>[1], by?: number[]) => (await here.ask('PUT', `/${mine.slug}/key-list`, listBody(await signedList(mine.root, list, by)))).body
    const second = { version: 2, previous: await hashOf(mine.list), validUntil: '2027-08-31', entries }
    expect(await put(second, [0])).toMatchObject({ refused: 'list-forged' })
    expect(await put({ ...second, version: 3 })).toMatchObject({ refused: 'list-gap' })
    expect(await put({ ...second, version: 1 })).toMatchObject({ refused: 'list-gap' })
    expect(await put(second, [1, 2])).toEqual({ version: 2 })
    expect(await put(second, [0, 1])).toEqual({ version: 2 })
    expect(await put({ ...second, version: 1, previous: mine.root.fingerprint, entries: mine.list.entries })).toMatchObject({ refused: 'list-older' })
    const third = { ...second, version: 3, previous: await hashOf({ ...second, program: mine.slug }) }
    expect(await put({ ...third, entries: [...mine.list.entries, { purpose: `issuer/${TERM}/student`, key: 'BBBB' }] })).toMatchObject({ refused: 'list-swapped' })
  })
  test('where the operator named programs, others do not exist; where a fingerprint stands, that root and no other, and it also replaces a lost one', async () => {
    const [lost, found] = [await drawRoot('named'), await drawRoot('named')]
    const strict = await testIssuer({ PEERSIDE_ISSUER_PROGRAMS: `other, named=${found.fingerprint}` })
    expect(await strict.ask('PUT', '/named/root', { keys: lost.keys })).toMatchObject({ status: 409 })
    expect(await strict.ask('PUT', '/named/root', { keys: found.keys })).toMatchObject({ status: 200 })
    expect(await strict.ask('PUT', '/unnamed/root', { keys: (await drawRoot('unnamed')).keys })).toMatchObject({ status: 404 })
    await strict.owner('update roots set keys = $1', [lost.keys.map((key) => Buffer.from(key, 'base64url'))])
    expect(await strict.ask('PUT', '/named/root', { keys: found.keys })).toMatchObject({ status: 200, body: { fingerprint: found.fingerprint } })
  })
})

describe('keys', () => {
  test('one for each purpose of the year, the same for everybody, and only for years that are near', async () => {
    const first = await here.ask('GET', `/${program.slug}/keys?term=${TERM}`), again = await here.ask('GET', `/${program.slug}/keys?term=${TERM}`)
    const keys = first.body.keys as { role: string; spki: string }[]
    expect(keys.map(({ role }) => role)).toEqual(['student', 'survey-1', 'survey-2', 'survey-3', 'survey-4', 'survey-5', 'survey-6'])
    expect(new Set(keys.map(({ spki }) => spki)).size).toBe(7)
    expect(first.body).toMatchObject({ signOn: false })
    expect(again.body).toEqual(first.body)
    for (const term of ['2036-37', '2026-28', '']) expect(await here.ask('GET', `/${program.slug}/keys?term=${term}`)).toMatchObject({ status: 422 })
  })
  test('made once, also when many ask at the same moment and in two services of one folder', async () => {
    const twin = await testIssuer({ ISSUER_DATABASE_URL: here.ownerUrl, PEERSIDE_DATA: join(here.folder, '..') })
    const asked = await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 ? twin : here).issuer.parts.keys({ db: { program: '', pool: here.issuer.parts.pool }, program: program.slug, term: '2027-28', role: 'student' }).catch(() => null)))
    expect(asked).toHaveLength(6) // a database that does not know the program makes no key:
    expect(new Set(asked)).toEqual(new Set([null]))
    const [known] = await here.owner<{ id: string }>('select id from known_programs where slug = $1', [program.slug])
    const place = { db: { program: known!.id, pool: here.issuer.parts.pool }, program: program.slug, term: '2027-28', role: 'student' }
    const made = await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 ? twin : here).issuer.parts.keys(place)))
    expect(new Set(made.map(({ spki }) => spki.toString('hex'))).size).toBe(1)
    expect(await here.owner('select from signing_keys where term = $1', ['2027-28'])).toHaveLength(1)
  })
  test('lie in files that the issuer alone may read', () => {
    expect(statSync(here.folder).mode & 0o777).toBe(0o700)
    for (const name of ['pepper', ...readdirSync(join(here.folder, 'keys')).map((key) => `keys/${key}`)]) expect([name, statSync(join(here.folder, name)).mode & 0o777]).toEqual([name, 0o600])
    expect(readdirSync(join(here.folder, 'keys')).filter((name) => !name.endsWith('.pem'))).toEqual([])
  })
  test('a published key that is gone is not quietly replaced', async () => {
    const mine = await signedProgram(here), other = await testIssuer({ ISSUER_DATABASE_URL: here.ownerUrl })
    await here.ask('GET', `/${mine.slug}/keys?term=${TERM}`)
    expect(await other.ask('GET', `/${mine.slug}/keys?term=${TERM}`)).toMatchObject({ status: 500 })
    expect(readdirSync(join(other.folder, 'keys'))).toEqual([])
  })
})

describe('cards', () => {
  test.each([
    ['a stranger’s signature', async () => ({ ...(await deckBody(program, 'deck-two', [newCard()])), key: program.root.keys[0] })],
    ['a deck signed for another year', async () => ({ ...(await deckBody(program, 'deck-two', [newCard()])), term: '2025-26' })],
    ['a deck signed under another number', async () => deckBody(program, 'deck-three', [newCard()])],
    ['a deck with one card exchanged', async () => ({ ...(await deckBody(program, 'deck-two', [newCard()])), hashes: [toBase64url(randomBytes(32))] })],
  ])('%s is refused', async (_, body) => {
    expect(await here.ask('PUT', `/${program.slug}/decks/deck-two`, await body())).toMatchObject({ status: 403, body: { refused: 'deck-unsigned' } })
  })
  test('a deck sent twice is one deck; other cards under its number are refused', async () => {
    const body = await deckBody(program, 'first-deck', cards)
    expect(await here.ask('PUT', `/${program.slug}/decks/first-deck`, body)).toMatchObject({ status: 200, body: { size: 40 } })
    expect(await here.ask('PUT', `/${program.slug}/decks/first-deck`, await deckBody(program, 'first-deck', cards.slice(1)))).toMatchObject({ status: 409, body: { refused: 'deck-differs' } })
  })
  test('a deck that holds a card of another deck is refused whole', async () => {
    const fresh = newCard()
    expect(await here.ask('PUT', `/${program.slug}/decks/deck-four`, await deckBody(program, 'deck-four', [fresh, cards[39]!]))).toMatchObject({ status: 409, body: { refused: 'deck-differs' } })
    expect(await here.ask('POST', `/${program.slug}/card-ticket`, { card: fresh, h: newSecret().h })).toMatchObject({ body: { refused: 'card-unknown' } })
  })
  test('letters that are on no card get no ticket', async () => {
    for (const card of [newCard(), 'hello']) expect(await here.ask('POST', `/${program.slug}/card-ticket`, { card, h: newSecret().h })).toMatchObject({ status: 403, body: { refused: 'card-unknown' } })
  })
  test('a card of one year is nothing in another', async () => {
    expect(await tokens(await ticketFor(nextCard()), [request({ term: '2025-26' })])).toMatchObject({ status: 403, body: { refused: 'card-other-year' } })
  })
  test('a used card looks like an unused one, and nothing says who it was', async () => {
    const card = nextCard(), before = await here.owner('select hash, deck from cards')
    await tokens(await ticketFor(card), [request()])
    expect(await here.owner('select hash, deck from cards')).toEqual(before)
  })
  test('one card asked again and again is told to wait', async () => {
    const card = nextCard(), answers = []
    for (let i = 0; i < 62; i += 1) answers.push((await here.ask('POST', `/${program.slug}/card-ticket`, { card, h: newSecret().h })).status)
    expect([answers.filter((status) => status === 200).length, answers.at(-1)]).toEqual([60, 429])
  })
})

describe('tokens', () => {
  test('a whole onboarding in one go: student, spare and six surveys, and each is a token', async () => {
    const { body } = await here.ask('GET', `/${program.slug}/keys?term=${TERM}`), keys = body.keys as { role: string; spki: string }[]
    const wanted = [...keys.map(({ role }) => ({ role, n: 0 })), { role: 'student', n: 1 }]
    const blinded = await Promise.all(wanted.map(async ({ role, n }) => {
      const spki = new Uint8Array(Buffer.from(keys.find((key) => key.role === role)!.spki, 'base64url'))
      const message = prepare(await tokenMessage({ program: program.slug, term: TERM, role }, { pkAuth: randomBytes(32), pkHpke: randomBytes(32) }))
      return { role, n, spki, message, ...(await blind(spki, message)) }
    }))
    const answer = await tokens(await ticketFor(nextCard()), blinded.map(({ role, n, blinded: asked }) => request({ role, n, blinded: toBase64url(asked) })))
    const signatures = answer.body.signatures as string[]
    expect([answer.status, signatures.length]).toEqual([200, 8])
    for (const [at, { spki, message, inv }] of blinded.entries()) {
      expect(await isToken(spki, message, await finalize(spki, message, new Uint8Array(Buffer.from(signatures[at]!, 'base64url')), inv))).toBe(true)
    }
  })
  test('the same messages again get the same answer, by a new ticket; others are refused, and then nothing is written', async () => {
    const card = nextCard(), first = request(), spare = request({ n: 1 })
    const answer = await tokens(await ticketFor(card), [first])
    expect((await tokens(await ticketFor(card), [first])).body).toEqual(answer.body)
    const rows = await here.owner('select from issued')
    expect(await tokens(await ticketFor(card), [request(), spare])).toMatchObject({ status: 409, body: { refused: 'card-used' } })
    expect(await here.owner('select from issued')).toHaveLength(rows.length)
    expect(await tokens(await ticketFor(card), [first, spare])).toMatchObject({ status: 200 })
  })
  test.each([
    ['a second token for a survey', [request({ role: 'survey-1', n: 1 })]],
    ['a third for a student', [request({ n: 2 })]],
    ['the same purpose twice', [request(), request()]],
    ['a role that nobody has', [request({ role: 'coordinator' })]],
    ['a year far away', [request({ term: '2036-37' })]],
    ['zero', [request({ blinded: Buffer.alloc(384).toString('base64url') })]],
    ['more than the modulus', [request({ blinded: Buffer.alloc(384, 255).toString('base64url') })]],
    ['too short a message', [request({ blinded: Buffer.alloc(383, 1).toString('base64url') })]],
    ['nothing at all', []],
  ])('%s is refused, and nothing is written', async (_, requests) => {
    const rows = await here.owner('select from issued')
    expect(await tokens(await ticketFor(nextCard()), requests)).toMatchObject({ status: 422, body: { refused: 'bad-input' } })
    expect(await here.owner('select from issued')).toHaveLength(rows.length)
  })
})

describe('a ticket', () => {
  const void403 = { status: 403, body: { refused: 'ticket-void' } }
  test('serves once', async () => {
    const proof = await ticketFor(nextCard()), asked = [request()]
    expect((await tokens(proof, asked)).status).toBe(200)
    expect(await tokens(proof, asked)).toMatchObject(void403)
  })
  test('of fifty who show the same one at once one is served', async () => {
    const proof = await ticketFor(nextCard())
    const answers = await Promise.all(Array.from({ length: 50 }, () => tokens(proof, [request()])))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
  test('is worth nothing without the page’s own secret, and is not spoilt by trying', async () => {
    const proof = await ticketFor(nextCard())
    expect(await tokens({ ...proof, t: newSecret().t }, [request()])).toMatchObject(void403)
    expect((await tokens(proof, [request()])).status).toBe(200)
  })
  test('is worth nothing in another program', async () => {
    const elsewhere = await signedProgram(here), proof = await ticketFor(nextCard())
    expect(await tokens(proof, [request()], elsewhere.slug)).toMatchObject(void403)
  })
  test('ends after ten minutes', async () => {
    const [soon, late] = [await ticketFor(nextCard()), await ticketFor(nextCard())]
    here.clock.pass(10 * 60_000 - 1)
    expect((await tokens(soon, [request()])).status).toBe(200)
    here.clock.pass(1)
    expect(await tokens(late, [request()])).toMatchObject(void403)
  })
  test('invented, it is refused', async () => {
    expect(await tokens({ ticket: newSecret().t, t: newSecret().t }, [request()])).toMatchObject(void403)
  })
})

describe('who may ask', () => {
  test('the app’s pages, without credentials; no other page', async () => {
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
    const ours = await here.ask('OPTIONS', `/${program.slug}/tokens`, undefined, { origin: APP_ORIGIN, ...asked })
    expect([ours.status, ours.headers.get('access-control-allow-origin'), ours.headers.get('access-control-allow-credentials')]).toEqual([204, APP_ORIGIN, null])
    const theirs = await here.ask('OPTIONS', `/${program.slug}/tokens`, undefined, { origin: 'https://evil.example', ...asked })
    expect(theirs.headers.get('access-control-allow-origin')).toBe(null)
  })
  test('no cookie is ever set, and no page may run a script', async () => {
    for (const path of ['/', `/${program.slug}`, `/${program.slug}?lang=zh`, '/callback?state=x', '/no/such/page']) {
      const page = await here.ask('GET', path)
      expect([path, page.headers.get('set-cookie')]).toEqual([path, null])
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
      expect(JSON.stringify(page.body)).not.toMatch(/<script|javascript:/)
    }
  })
  test('answers in the reader’s language', async () => {
    const refused = async (language: string) => (await here.ask('POST', `/${program.slug}/card-ticket`, { card: newCard(), h: newSecret().h }, { 'accept-language': language })).body.sentence
    expect([await refused('fr-CA,fr;q=0.9'), await refused('zh-Hans'), await refused('de')].map((sentence) => String(sentence).slice(0, 6))).toEqual(['Ces le', '这个项目没有', 'These '])
    expect(JSON.stringify((await here.ask('GET', '/?lang=fr')).body)).toContain('Preuve d’inscription')
  })
})

test('the tables have no column for a time, and the rows of a student share nothing', async () => {
  const columns = await here.owner<{ kind: string; named: string }>(`select data_type as kind, table_name || '.' || column_name as named from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`)
  expect(columns.length).toBeGreaterThan(15)
  expect(columns.filter(({ kind }) => /time|date/.test(kind))).toEqual([])
  const who = await here.owner<{ who: Buffer }>(`select who from issued`)
  const perPurpose = new Set(who.map((row) => row.who.toString('hex')))
  // Student and spare of one person share a value; across purposes nothing is shared.
  expect(perPurpose.size).toBeGreaterThan(who.length / 2)
})
