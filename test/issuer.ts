import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { issuerService } from '../src/issuer/routes.ts'
import { drawRoot, rosterKeysOf, signedList, type DrawnRoot } from '../src/main/demo/program-keys.ts'
import { openIssuer, type Issuer } from '../src/main/issuer.ts'
import { readConfiguration } from '../src/main/configuration.ts'
import { ISSUER } from '../src/platform/db/migrate.ts'
import { keysOf, newRoot, type AccountKeys } from '../src/sealed/account-keys.ts'
import { join as joined, toBase64url } from '../src/sealed/bytes.ts'
import { deckMessage, deckWithdrawalMessage, issuerCardHash } from '../src/sealed/key-messages.ts'
import { sign } from '../src/sealed/signature.ts'
import type { KeyList } from '../src/sealed/signed-shapes.ts'
import { cloneDatabase } from './cluster.ts'
import { lendKeys } from './issuer-keys.ts'
import { MONDAY_NOON, turnableClock, type TurnableClock } from './services.ts'

export const APP_ORIGIN = 'https://commons.example'
/** The academic year of MONDAY_NOON. */
export const TERM = '2026-27'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown> & { readonly refused?: string; readonly sentence?: string }
}

/** The real issuer on a database of its own; only its clock is in the test's hand. */
export interface TestIssuer {
  readonly issuer: Issuer
  readonly clock: TurnableClock
  readonly folder: string
  readonly ownerUrl: string
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  owner<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
}

const closing: (() => Promise<void>)[] = []
afterAll(async () => { for (const close of closing.toReversed()) await close() })

export async function testIssuer(env: Record<string, string> = {}): Promise<TestIssuer> {
  const { ownerUrl, drop } = await cloneDatabase(inject('cluster'), ISSUER)
  const dataFolder = mkdtempSync(join(tmpdir(), 'peerside-issuer-')), clock = turnableClock(MONDAY_NOON)
  const { issuer: configuration } = readConfiguration({ PEERSIDE_DATA: dataFolder, PORT: '0', ISSUER_DATABASE_URL: ownerUrl, PEERSIDE_APP_ORIGIN: APP_ORIGIN, ...env })
  const issuer = await openIssuer(configuration, null, clock), service = issuerService(issuer.parts)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  owner.on('error', () => {})
  closing.push(async () => {
    await Promise.all([issuer.close(), owner.end()])
    await drop()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  return {
    issuer, clock, ownerUrl, folder: configuration.folder,
    ask: async (method, path, body, headers = {}) => {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const answer = await service.request(path, { method, headers: { 'content-type': 'application/json', ...headers }, ...sent })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answer['body'] }
    },
    owner: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await owner.query<R>(text, [...values])).rows,
  }
}

/** A program whose root is pinned, whose list is signed, and who holds its roster keys. */
export interface SignedProgram {
  readonly slug: string
  readonly root: DrawnRoot
  readonly list: KeyList
  readonly coordinator: AccountKeys
}

export async function signedProgram({ ask, folder }: Pick<TestIssuer, 'ask' | 'folder'>, slug = `p-${randomBytes(4).toString('hex')}`): Promise<SignedProgram> {
  lendKeys(folder, slug)
  const root = await drawRoot(slug), [coordinator, advisor] = [await keysOf(newRoot()), await keysOf(newRoot())]
  const pinned = await ask('PUT', `/${slug}/root`, { keys: root.keys })
  const list = await signedList(root, { version: 1, previous: root.fingerprint, validUntil: '2027-08-31', entries: rosterKeysOf([coordinator, advisor]) })
  const kept = await ask('PUT', `/${slug}/key-list`, listBody(list))
  if (pinned.status !== 200 || kept.status !== 200) throw new Error(`not signed: ${pinned.status} ${kept.status}`)
  return { slug, root, list, coordinator }
}

export const listBody = ({ program: _, ...list }: KeyList) => list

/** What the coordinator's page posts for these cards. */
export async function deckBody({ slug, coordinator }: SignedProgram, deck: string, cards: readonly string[], term = TERM) {
  const hashes = await Promise.all(cards.map((letters) => issuerCardHash(slug, letters)))
  const signature = toBase64url(await sign(coordinator.auth, await deckMessage(slug, term, deck, joined(...hashes))))
  return { term, hashes: hashes.map(toBase64url), key: toBase64url(coordinator.pkAuth), signature }
}

/** What the coordinator's page posts to withdraw a deck. */
export const withdrawalBody = async ({ slug, coordinator }: SignedProgram, deck: string) =>
  ({ key: toBase64url(coordinator.pkAuth), signature: toBase64url(await sign(coordinator.auth, deckWithdrawalMessage(slug, deck))) })

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
export const newCard = (): string => Array.from(randomBytes(20), (byte) => LETTERS[byte % 32]).join('')

/** The secret that a page keeps, and what it shows of it. */
export function newSecret(): { t: string; h: string } {
  const t = randomBytes(32)
  return { t: t.toString('base64url'), h: createHash('sha256').update(t).digest('base64url') }
}

/** A number below any modulus of 3072 bits. */
export const aBlinded = (): string => Buffer.concat([Buffer.alloc(1), randomBytes(383)]).toString('base64url')
