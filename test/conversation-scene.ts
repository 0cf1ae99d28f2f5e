import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { conversationDoors } from '../src/rooms/conversations/routes.ts'
import { beginConversation } from '../src/rooms/conversations/actions.ts'
import type { ConversationSheet, SealedMessage } from '../src/rooms/conversations/contract.ts'
import { say } from '../src/main/sentences.ts'
import { newDevice } from '../src/main/demo/device.ts'
import { inTransaction, type Db } from '../src/platform/db/transaction.ts'
import { api } from '../src/platform/http/api.ts'
import type { OpenDoor, ProgramHere } from '../src/platform/http/doors.ts'
import { isRefused } from '../src/platform/refusals.ts'
import type { Services } from '../src/platform/services.ts'
import type { AccountKeys } from '../src/sealed/account-keys.ts'
import { type EpochSecret, makeEpoch } from '../src/sealed/conversation.ts'
import type { TestDatabase } from './database.ts'
import { renewSessions } from './sessions.ts'

/** Somebody with keys of their own and an open session. */
export interface Talker {
  readonly keys: AccountKeys
  readonly account: string
  readonly token: string
}

export interface Answered {
  readonly status: number
  readonly text: string
  readonly body: Record<string, unknown>
}

export interface ConversationScene {
  readonly db: Db
  readonly here: { readonly db: Db; readonly program: ProgramHere; readonly services: Services; readonly now: number }
  readonly app: Hono
  readonly defects: string[]
  aStudent(): Promise<Talker>
  aSupporter(name?: string): Promise<Talker & { readonly person: string }>
  call(who: Talker | null, door: string, body?: unknown): Promise<Answered>
  /** A conversation whose first epoch the supporter's browser made. */
  begin(student: Talker, supporter: Talker, conv?: string): Promise<{ conv: string; secret: EpochSecret; header: Uint8Array<ArrayBuffer> }>
  send(who: Talker, conv: string, message: Partial<Outgoing>): Promise<Answered>
  /** The token this person uses now. */
  tokenOf(who: Talker): Promise<string>
  read(who: Talker, conv: string, after?: number): Promise<SealedMessage[]>
  sheet(who: Talker, conv: string): Promise<ConversationSheet>
}

interface Outgoing { epoch: number; seq: number; msgId: string; box: string; com: string }

export const anId = (): string => randomBytes(16).toString('base64url')
export const aBox = (padded = 256): string => randomBytes(padded + 28).toString('base64url')
export const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** The room's doors over a real database, and people who can be told apart. Boxes are random bytes where nobody has to open them. */
export async function conversationScene(database: TestDatabase, services: Services, slug = 'ridgeway', doors: readonly OpenDoor[] = conversationDoors): Promise<ConversationScene> {
  const db = await database.program(slug), { program } = db
  const place: ProgramHere = { id: program, slug, timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }
  const here = { db, program: place, services, get now() { return services.clock.now() } }
  const defects: string[] = []
  const app = api({
    doors, pool: database.pool, services, program: async (asked) => (asked === slug ? place : null), say,
    onDefect: (door, failure) => { defects.push(`${door}: ${failure instanceof Error ? failure.message : String(failure)}`) },
  })
  const signedIn = async (kind: 'student' | 'staff'): Promise<Talker> => {
    const { keys } = await newDevice(), token = randomBytes(32).toString('base64url')
    await database.owner('insert into accounts (program, id, pk_auth, pk_hpke, kind) values ($1, $2, $3, $4, $5)', [program, keys.account, Buffer.from(keys.pkAuth), Buffer.from(keys.pkHpke), kind])
    await renewSessions({ query: database.owner }, program, [{ account: keys.account, token }])
    await database.owner(`update sessions set expires_at = '2036-01-01' where program = $1`, [program])
    return { keys, account: keys.account, token }
  }
  // A clock that was turned ends every session, so whoever was away signs in again.
  const fresh = new Map<string, { token: string; at: number }>()
  const tokenOf = async ({ account, token }: Talker): Promise<string> => {
    const known = fresh.get(account) ?? { token, at: services.clock.now() }
    const away = Math.abs(services.clock.now() - known.at) > 10 * 60_000
    const now = { token: away ? randomBytes(32).toString('base64url') : known.token, at: services.clock.now() }
    fresh.set(account, now)
    if (away) {
      await renewSessions({ query: database.owner }, program, [{ account, token: now.token }])
      await database.owner(`update sessions set expires_at = '2036-01-01' where program = $1`, [program])
    }
    return now.token
  }
  const call: ConversationScene['call'] = async (who, door, body) => {
    const [method, path] = door.split(' ') as [string, string]
    const answer = await app.request(`/api/${slug}${path}`, {
      method, headers: { ...(who ? { authorization: `Bearer ${await tokenOf(who)}` } : {}), 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, text, body: JSON.parse(text) as Record<string, unknown> }
  }
  const members = (people: readonly Talker[]) => people.map(({ keys }) => ({ account: keys.account, pkAuth: keys.pkAuth, pkHpke: keys.pkHpke }))
  return {
    db, here, app, defects, call, tokenOf,
    aStudent: () => signedIn('student'),
    aSupporter: async (name = 'Bruno Tremblay') => {
      const talker = await signedIn('staff')
      const [made] = await database.owner<{ id: string }>(`insert into people (program, account, full_name, joined_on) values ($1, $2, $3, '2026-08-01') returning id`, [program, talker.account, name])
      await database.owner(`insert into role_grants (program, person, role, granted_on) values ($1, $2, 'supporter', '2026-08-01')`, [program, made!.id])
      return { ...talker, person: made!.id }
    },
    begin: async (student, supporter, conv = anId()) => {
      const { header, wraps, secret } = await makeEpoch({ conv, epoch: 0, creator: supporter.keys, members: members([student, supporter]), previousHeader: null, tails: {} })
      const epoch0 = { header: b64(header), wraps: wraps.map(({ member, wrap }) => ({ member, wrap: b64(wrap) })) }
      const refused = await inTransaction(db, (tx) => beginConversation(tx, here, { conv, student: student.account, supporter: { account: supporter.account, person: '' }, epoch0 }))
      if (isRefused(refused)) throw new Error(refused.refused)
      return { conv, secret, header }
    },
    send: (who, conv, message) => call(who, `POST /conversations/${conv}/messages`, { epoch: 0, seq: 1, msgId: anId(), box: aBox(), ...message }),
    read: async (who, conv, after = 0) => (await call(who, `GET /conversations/${conv}/messages?after=${after}`)).body.messages as SealedMessage[],
    sheet: async (who, conv) => (await call(who, `GET /conversations/${conv}`)).body as unknown as ConversationSheet,
  }
}
