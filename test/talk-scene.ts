import { vi } from 'vitest'
import { newDevice, waysBackOf, type Device } from '../src/main/demo/device.ts'
import { say } from '../src/main/sentences.ts'
import { inTransaction } from '../src/platform/db/transaction.ts'
import { api } from '../src/platform/http/api.ts'
import type { OpenDoor, ProgramHere } from '../src/platform/http/doors.ts'
import { liveHub } from '../src/platform/live/hub.ts'
import { startListening } from '../src/platform/live/listening.ts'
import { isRefused } from '../src/platform/refusals.ts'
import { accountDoors } from '../src/rooms/accounts/routes.ts'
import { beginConversation } from '../src/rooms/conversations/actions.ts'
import { conversationDoors } from '../src/rooms/conversations/routes.ts'
import { rosterDoors } from '../src/rooms/roster/routes.ts'
import { type AccountKeys } from '../src/sealed/account-keys.ts'
import { toBase64url } from '../src/sealed/bytes.ts'
import { makeEpoch, newConversationId } from '../src/sealed/conversation.ts'
import type { TestDatabase } from './database.ts'
import { testServices, type TurnableClock } from './services.ts'
import { type SignedProgram, signProgram } from './signed-program.ts'
import type { Services } from '../src/platform/services.ts'

export type TalkClient = typeof import('../src/rooms/conversations/client.ts')
export type AccountClient = typeof import('../src/rooms/accounts/client.ts')

/** A page of somebody's device, in this process: the same code as in a browser, with a memory of its own. */
export interface TalkPage extends TalkClient {
  readonly accounts: AccountClient
  /** Closes the page: nothing of its memory is left. */
  close(): void
  /** When what it tells its account's other devices is on its way no more. */
  settled(): Promise<unknown>
}

export interface Somebody {
  readonly account: string
  readonly keys: AccountKeys
  readonly words: readonly string[]
  readonly person: string | null
  readonly kind: 'student' | 'staff'
}

/** What a server could answer instead: given the address and the honest answer. */
export type Lie = (path: string, honest: unknown, init: RequestInit) => unknown

export interface TalkScene {
  readonly program: ProgramHere
  readonly services: Services & { clock: TurnableClock }
  readonly signed: SignedProgram
  readonly sent: string[]
  student(): Promise<Somebody>
  supporter(name?: string): Promise<Somebody & { person: string }>
  /** Everybody signs a new roster of these. */
  signRoster(people: readonly (Somebody & { person: string; name?: string })[]): Promise<void>
  begin(student: Somebody, supporter: Somebody & { person: string }, conv?: string): Promise<string>
  page(who: Somebody): Promise<TalkPage>
  lie(lie: Lie | null): void
  network(isThere: boolean): void
  /** The next answer to such a request is lost on its way back. */
  loseAnswerTo(request: RegExp): void
  /** Such requests do not get through, until told otherwise. */
  fail(requests: RegExp | null): void
  stop(): Promise<void>
}

/** The doors of accounts, roster, conversations and whatever else over a real database, and pages that talk through them. */
export async function talkScene(database: TestDatabase, doors: readonly OpenDoor[] = []): Promise<TalkScene> {
  const db = await database.program('ridgeway')
  const services = await testServices()
  vi.useFakeTimers({ toFake: ['Date'], now: services.clock.now() })
  const program: ProgramHere = { id: db.program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }
  const signed = await signProgram(database, program)
  const app = api({
    doors: [...accountDoors(async () => ({ previous: null })), ...rosterDoors(async () => new Map()), ...conversationDoors, ...doors],
    pool: database.pool, services, program: async (slug) => (slug === program.slug ? program : null), say, onDefect: (door, failure) => { throw new Error(`defect at ${door}`, { cause: failure }) },
  })
  const listening = await startListening({ pool: database.pool, hub: liveHub(services), rooms: {}, onDefect: (place, failure) => { throw new Error(`defect at ${place}`, { cause: failure }) } })
  let lying: Lie | null = null, online = true, losing: RegExp | null = null, failing: RegExp | null = null
  const sent: string[] = []
  vi.stubGlobal('location', { origin: services.origin, hostname: 'localhost', pathname: '/ridgeway/talk' })
  vi.stubGlobal('document', { documentElement: { dataset: { slug: 'ridgeway', zone: 'America/Toronto' } }, visibilityState: 'visible', addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!online || failing?.test(`${init.method} ${path}`)) throw new TypeError('failed to fetch')
    sent.push(`${init.method} ${path} ${typeof init.body === 'string' ? init.body : ''}`)
    const answer = await app.request(path, init)
    if (answer.ok && losing?.test(`${init.method} ${path}`)) {
      losing = null
      throw new TypeError('failed to fetch')
    }
    if (!lying || answer.headers.get('content-type')?.includes('event-stream')) return answer
    return new Response(JSON.stringify(lying(path, await answer.json(), init)), { status: answer.status, headers: { 'content-type': 'application/json' } })
  })

  const account = async (kind: 'student' | 'staff', { root, keys }: Device, person: string | null): Promise<Somebody> => {
    const { words, slots } = await waysBackOf({ root, keys })
    await database.owner('insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, $5)', [db.program, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke), kind])
    for (const { kind: way, lookup, proofHash, rootSealed } of slots) {
      await database.owner('insert into ways_back (program, account, kind, version, lookup, proof_hash, root_sealed) values ($1, $2, $3, 1, $4, $5, $6)',
        [db.program, keys.account, way, Buffer.from(lookup, 'base64url'), Buffer.from(proofHash, 'base64url'), Buffer.from(rootSealed, 'base64url')])
    }
    return { account: keys.account, keys, words, person, kind }
  }
  const pages: TalkPage[] = []
  return {
    program, services, signed, sent,
    student: async () => account('student', await newDevice(), null),
    supporter: async (name = 'Bruno Tremblay') => {
      const [made] = await database.owner<{ id: string }>(`insert into people (program, full_name, joined_on) values ($1, $2, '2026-08-01') returning id`, [db.program, name])
      await database.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-08-01')`, [db.program, made!.id])
      const somebody = await account('staff', await newDevice(), made!.id)
      await database.owner('update people set account = $2 where id = $1', [made!.id, somebody.account])
      return { ...somebody, person: made!.id }
    },
    signRoster: async (people) => { await signed.signRoster(people.map(({ person, keys, name }) => ({ role: 'supporter', person, name: name ?? 'Bruno', keys }))) },
    begin: async (student, supporter, conv = newConversationId()) => {
      const { header, wraps } = await makeEpoch({ conv, epoch: 0, creator: supporter.keys, members: [student.keys, supporter.keys], previousHeader: null, tails: {} })
      const epoch0 = { header: toBase64url(header), wraps: wraps.map(({ member, wrap }) => ({ member, wrap: toBase64url(wrap) })) }
      const here = { db, program, services, now: services.clock.now() }
      const refused = await inTransaction(db, (tx) => beginConversation(tx, here, { conv, student: student.account, supporter: { account: supporter.account, person: supporter.person }, epoch0 }))
      if (isRefused(refused)) throw new Error(refused.refused)
      return conv
    },
    page: async (who) => {
      vi.resetModules()
      const accounts = await import('../src/rooms/accounts/client.ts')
      const { heard } = await import('../src/rooms/students/client.ts'), talk = await import('../src/rooms/conversations/client.ts')
      await accounts.session.resume('ridgeway', who.kind)
      const opened = await accounts.session.openWithWords(who.words.join(' '), { keep: true })
      if (!('at' in opened) || opened.at !== 'open') throw new Error(`not opened: ${JSON.stringify(opened)}`)
      const stop = talk.startTalking()
      const page: TalkPage = { ...talk, accounts, close: stop, settled: heard }
      pages.push(page)
      return page
    },
    lie: (lie) => { lying = lie },
    network: (isThere) => { online = isThere },
    loseAnswerTo: (request) => { losing = request },
    fail: (requests) => { failing = requests },
    stop: () => listening.stop(),
  }
}
