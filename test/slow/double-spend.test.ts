import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blindSign, readSigningKey } from '../../src/issuer/blind-signature.ts'
import { aBlinded, APP_ORIGIN, deckBody, newCard, newSecret, signedProgram, TERM, testIssuer, type SignedProgram, type TestIssuer } from '../issuer.ts'

/** Two issuers, each a process of its own as an operator starts it, on one database and one folder. */
let first: TestIssuer
let program: SignedProgram
let issuers: { address: string; child: ChildProcess }[]
const cards = [newCard(), newCard()]
const AT_ONCE = 50

beforeAll(async () => {
  first = await testIssuer()
  program = await signedProgram(first, 'two-doors')
  await first.ask('PUT', '/two-doors/decks/deck-one', await deckBody(program, 'deck-one', cards))
  issuers = await Promise.all([1, 2].map(startOne))
})
afterAll(async () => {
  for (const { child } of issuers ?? []) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
})

async function startOne(): Promise<{ address: string; child: ChildProcess }> {
  const env = { ...process.env, PEERSIDE_DATA: join(first.folder, '..'), ISSUER_DATABASE_URL: first.ownerUrl, PEERSIDE_APP_ORIGIN: APP_ORIGIN, PORT: '0' }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main/peerside.ts'), 'serve', '--only', 'issuer', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout!) {
    said += String(chunk)
    if (said.trimEnd().endsWith('}')) break
  }
  return { address: (JSON.parse(said) as { issuer: string }).issuer, child }
}

async function post(address: string, path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${address}/two-doors${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** Fifty tickets for one card, half of them from each process. */
const tickets = (card: string) => Promise.all(Array.from({ length: AT_ONCE }, async (_, i) => {
  const { address } = issuers[i % 2]!, { t, h } = newSecret()
  return { address, t, ticket: String((await post(address, '/card-ticket', { card, h })).body.ticket) }
}))

test('fifty who ask at once with one card, each for other tokens, through two processes: one is served, and wholly', async () => {
  const wanted = () => [{ role: 'student', n: 0 }, { role: 'student', n: 1 }, { role: 'survey-1', n: 0 }].map((each) => ({ term: TERM, ...each, blinded: aBlinded() }))
  const answers = await Promise.all((await tickets(cards[0]!)).map(({ address, ticket, t }) => post(address, '/tokens', { ticket, t, requests: wanted() })))
  expect(answers.filter(({ status }) => status === 200).map(({ body }) => (body.signatures as string[]).length)).toEqual([3])
  expect(answers.filter(({ status, body }) => status === 409 && body.refused === 'card-used')).toHaveLength(AT_ONCE - 1)
  expect(await first.owner('select from issued')).toHaveLength(3)
})

test('fifty who ask at once for the same tokens all hear the same answer', async () => {
  const requests = [{ term: TERM, role: 'student', n: 0, blinded: aBlinded() }]
  const answers = await Promise.all((await tickets(cards[1]!)).map(({ address, ticket, t }) => post(address, '/tokens', { ticket, t, requests })))
  expect(new Set(answers.map(({ status, body }) => `${status} ${String((body.signatures as string[])[0])}`)).size).toBe(1)
  expect(answers[0]!.status).toBe(200)
})

test('the control: an issuer that looks first, signs, and writes it down afterwards signs many times', async () => {
  await first.owner('create table looked_first (who bytea, blinded_hash bytea)')
  const key = readSigningKey(readFileSync(join(first.folder, `keys/two-doors_${TERM}_student.pem`), 'utf8'))
  const who = randomBytes(32), connections = Array.from({ length: AT_ONCE }, () => new pg.Client(first.ownerUrl))
  for (const connection of connections) await connection.connect()
  // Nothing keeps all of them from looking before the first one writes: here they do, on every machine.
  const looks = await Promise.all(connections.map((connection) => connection.query('select from looked_first where who = $1', [who])))
  const signed = await Promise.all(connections.map(async (connection, at) => {
    if (looks[at]!.rowCount) return false
    const blinded = Buffer.from(aBlinded(), 'base64url')
    blindSign(key, blinded)
    await connection.query('insert into looked_first values ($1, $2)', [who, createHash('sha256').update(blinded).digest()])
    return true
  }))
  await Promise.all(connections.map((connection) => connection.end()))
  expect(signed.filter(Boolean)).toHaveLength(AT_ONCE) // the real one answers one alone
})
