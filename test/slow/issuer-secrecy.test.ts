import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { postmasterOf } from '../../src/platform/postgres/postmaster.ts'
import { startTestServer, type TestServer } from '../e2e/server.ts'
import { type IdentityProvider, startIdentityProvider } from '../identity-provider.ts'
import { aBlinded, deckBody, newCard, newSecret, signedProgram, TERM, type Answer, type SignedProgram } from '../issuer.ts'
import { MONDAY_NOON } from '../services.ts'

/** App and issuer in one process as `npm start` runs them, with one embedded PostgreSQL: everything either of them writes lies in one folder. */
let server: TestServer
let school: IdentityProvider
let program: SignedProgram
let owner: pg.Client
const card = newCard()
const aWord = () => `canary${randomBytes(9).toString('hex')}`

beforeAll(async () => {
  process.env.PEERSIDE_TEST_CLUSTER ??= JSON.stringify(inject('cluster'))
  school = await startIdentityProvider()
  server = await startTestServer({ DATABASE_URL: '', ISSUER_DATABASE_URL: '', ...school.env })
  await server.turnTo(MONDAY_NOON)
  owner = await ownerOf('peerside_issuer')
  program = await signedProgram({ ask, folder: join(server.dataFolder, 'issuer') }, 'ridgeway')
  await ask('PUT', '/ridgeway/decks/deck-one', await deckBody(program, 'deck-one', [card]))
}, 300_000)
afterAll(async () => {
  await owner?.end()
  await server?.stop()
  await school?.stop()
})

async function ownerOf(database: string): Promise<pg.Client> {
  const root = join(server.dataFolder, 'postgres')
  const client = new pg.Client({ host: postmasterOf(join(root, 'data'))!.socketFolder, user: 'peerside_owner', password: readFileSync(join(root, 'owner-password'), 'utf8'), database })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const send = () => fetch(`${server.issuer}${path}`, { method, redirect: 'manual', headers: { 'content-type': 'application/json', ...headers }, ...sent })
  // Once more where the connection was closed under us: after a body too large the server does not read on.
  const answer = await send().catch(send)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answer['body'] }
}

/** Every place that keeps one of these values, in any of the spellings in which it could have been written down. */
async function whereAre(...values: (string | Buffer)[]): Promise<string[]> {
  await owner.query('checkpoint')
  const wanted = values.map((value) => ({ value, spellings: spellingsOf(value) }))
  const places = [['said', Buffer.from(server.said())] as const, ...files()]
  return places.flatMap(([place, bytes]) => wanted.filter(({ spellings }) => spellings.some((spelling) => bytes.includes(spelling))).map(({ value }) => `${place}: ${value.toString('hex')}`))
}

function spellingsOf(value: string | Buffer): Buffer[] {
  const raw = Buffer.from(value), decoded = typeof value === 'string' && /^[\w-]{43,}$/.test(value) ? Buffer.from(value, 'base64url') : raw
  return [raw, decoded, Buffer.from(raw.toString('hex')), Buffer.from(decoded.toString('hex')), Buffer.from(decoded.toString('base64').replace(/=+$/, '').slice(0, -1)), Buffer.from(decoded.toString('base64url').slice(0, -1))]
}

function files(): [string, Buffer][] {
  return readdirSync(server.dataFolder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    try { return [[path, readFileSync(join(server.dataFolder, path))] as [string, Buffer]] } catch { return [] }
  })
}

const outsideRows = (places: readonly string[]): string[] => places.filter((place) => !/postgres\/data\/(base|pg_wal)\//.test(place))

describe('a student who signs in and takes a token', () => {
  const { t, h } = newSecret(), blinded = aBlinded(), address = aWord()
  let ticket: string

  beforeAll(async () => {
    const end = await school.signIn(`${server.issuer}/ridgeway/sign-in?h=${h}`, 'student77', (url) => url.origin === server.address)
    ticket = new URLSearchParams(end.hash.slice(1)).get('ticket')!
    await ask('POST', '/ridgeway/tokens', { ticket, t, requests: [{ term: TERM, role: 'student', n: 0, blinded }] }, { 'user-agent': address, 'x-forwarded-for': address, referer: `https://${address}.example/` })
  })

  test('leaves a row: the hash of the blinded message is found in the rows and in the log of changes', async () => {
    const places = await whereAre(createHash('sha256').update(Buffer.from(blinded, 'base64url')).digest())
    expect(places.some((place) => place.includes('/base/'))).toBe(true)
    expect(places.some((place) => place.includes('/pg_wal/'))).toBe(true)
    expect(outsideRows(places)).toEqual([])
  })
  test('and nothing else: no name, no subject, no ticket, no secret, no blinded message, no token, no address in any file or output', async () => {
    expect(await whereAre('student77', school.subjectOf('student77'), ticket, t, h, blinded, address)).toEqual([])
  })
})

describe('a card', () => {
  test('was never here but as a hash', async () => {
    const { t, h } = newSecret(), { body } = await ask('POST', '/ridgeway/card-ticket', { card, h })
    expect((await ask('POST', '/ridgeway/tokens', { ticket: body.ticket, t, requests: [{ term: TERM, role: 'student', n: 0, blinded: aBlinded() }] })).status).toBe(200)
    expect(await whereAre(card, card.toUpperCase(), t, h, String(body.ticket))).toEqual([])
  })
})

describe('a word that was sent to fail', () => {
  const failing: [string, number, (word: string) => Promise<Answer>][] = [
    ['in the path', 404, (word) => ask('GET', `/${word}/${word}`)],
    ['in the query', 422, (word) => ask('GET', `/ridgeway/keys?term=${word}`)],
    ['in the query of a sign-in', 404, (word) => ask('GET', `/ridgeway/sign-in?h=${word}`)],
    ['as what the school sent back', 404, (word) => ask('GET', `/callback?code=${word}&state=${word}&error_description=${word}`)],
    ['in headers', 403, (word) => ask('POST', '/ridgeway/card-ticket', { card: newCard(), h: newSecret().h }, { authorization: `Bearer ${word}`, cookie: `a=${word}`, 'x-forwarded-for': word, origin: `https://${word}.example`, 'user-agent': word })],
    ['as a card', 403, (word) => ask('POST', '/ridgeway/card-ticket', { card: word, h: newSecret().h })],
    ['in a body that is no JSON', 422, (word) => ask('POST', '/ridgeway/tokens', `{"ticket": "${word}`)],
    ['in a body of the wrong shape', 422, (word) => ask('POST', '/ridgeway/tokens', { [word]: word, ticket: word })],
    ['in a body that is too large', 413, (word) => ask('POST', '/ridgeway/tokens', { ticket: word, filling: 'x'.repeat(70_000) })],
    ['as a deck', 403, async (word) => ask('PUT', `/ridgeway/decks/${word}`, { ...(await deckBody(program, 'another', [newCard()])) })],
  ]
  const sent: string[] = []
  test.each(failing)('%s is answered with %i and not repeated', async (_, status, send) => {
    const word = aWord(), answer = await send(word)
    sent.push(word)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).not.toContain(word)
  })
  test('is nowhere: in no file, and not in what the server said', async () => {
    expect(sent).toHaveLength(failing.length)
    expect(await whereAre(...sent)).toEqual([])
  })
  test('the control: what somebody with the keys names a deck is found in the rows', async () => {
    const word = aWord()
    expect((await ask('PUT', `/ridgeway/decks/${word}`, await deckBody(program, word, [newCard()]))).status).toBe(200)
    const places = await whereAre(word)
    expect(places.length).toBeGreaterThan(0)
    expect(outsideRows(places)).toEqual([])
  })
})

describe('a failure of ours', () => {
  test('inside the database quotes the row to nobody: neither PostgreSQL’s log nor the server says what was in it', async () => {
    const rare = newCard(), { t, h } = newSecret(), blinded = aBlinded()
    await ask('PUT', '/ridgeway/decks/deck-rare', await deckBody(program, 'deck-rare', [rare]))
    const { body } = await ask('POST', '/ridgeway/card-ticket', { card: rare, h }), asked = { ticket: body.ticket, t, requests: [{ term: TERM, role: 'student', n: 0, blinded }] }
    await owner.query('alter table issued add constraint broken_on_purpose check (n > 5) not valid')
    const answer = await ask('POST', '/ridgeway/tokens', asked)
    await owner.query('alter table issued drop constraint broken_on_purpose')
    expect(answer).toMatchObject({ status: 500, body: { refused: 'broken' } })
    // What failed was about to be written: its hash must not be in a log either.
    const quoted = createHash('sha256').update(Buffer.from(blinded, 'base64url')).digest()
    expect(await whereAre(t, h, String(body.ticket), blinded, rare)).toEqual([])
    expect(outsideRows(await whereAre(quoted))).toEqual([])
    expect(server.said()).toContain('defect at issuer POST /tokens')
    // The student need not begin again: the same ticket serves once we are well.
    expect((await ask('POST', '/ridgeway/tokens', asked)).status).toBe(200)
  })
  test('one line says where, and it is the only line: what goes well is not told at all', () => {
    expect(server.said().split('\n').filter((line) => line.includes('issuer'))).toHaveLength(1)
  })
})

test('between the two databases no connection, and no value in common but the published names', async () => {
  const app = await ownerOf('peerside'), valuesOf = async (client: pg.Client) => {
    const { rows: tables } = await client.query<{ name: string }>(`select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`)
    const rows: { text: string }[] = []
    for (const { name } of tables) rows.push(...(await client.query<{ text: string }>(`select t::text as text from ${name} t`)).rows)
    return new Set(rows.flatMap(({ text }) => text.split(/[(),"{}\\ ]+/)).filter((value) => value.length >= 16))
  }
  const [theirs, ours] = [await valuesOf(app), await valuesOf(owner)]
  await app.end()
  expect(ours.size).toBeGreaterThan(5)
  expect([...ours].filter((value) => theirs.has(value))).toEqual([])
})
