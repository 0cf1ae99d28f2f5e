import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { doors } from '../src/main/rooms.ts'
import { say } from '../src/main/sentences.ts'
import { api } from '../src/platform/http/api.ts'
import { anyone, type Knock, type OpenDoor, type ProgramHere } from '../src/platform/http/doors.ts'
import { isRefused } from '../src/platform/refusals.ts'
import { type Role, ROLES } from '../src/rooms/people/rules.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { aColleague, anAccount, openDoorsOf } from './sessions.ts'
import { MONDAY_NOON, testServices } from './services.ts'

const NOWHERE = '11111111-1111-4111-8111-111111111111'
let db: TestDatabase
let app: Hono
let here: ProgramHere
let knock: (token: string | null) => Knock
/** Who knocks: everyone the house knows, and three it should know better than to let in. */
const tokens = new Map<string, string | null>()

beforeAll(async () => {
  db = await freshDatabase()
  const { program } = await db.program('ridgeway'), elsewhere = await db.program('elsewhere')
  const services = await testServices(MONDAY_NOON)
  here = { id: program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }
  for (const each of [program, elsewhere.program]) await openDoorsOf(db, each)
  tokens.set('nobody', null)
  tokens.set('student', (await anAccount(db, program, 'student')).token)
  for (const role of ROLES) tokens.set(role, (await aColleague(db, program, `The ${role}`, [role])).token)
  tokens.set('no role', (await aColleague(db, program, 'Newcomer', [])).token)
  const gone = await aColleague(db, program, 'Left last year', ['coordinator', 'supporter'])
  await db.owner(`insert into departures (program, person, left_on) values ($1, $2, '2026-06-30')`, [program, gone.person])
  tokens.set('has left', gone.token)
  tokens.set('elsewhere', (await aColleague(db, elsewhere.program, 'Coordinator of another program', ROLES)).token)
  knock = (token) => ({ db: { program, pool: db.pool }, program: here, now: services.clock.now(), locale: 'en', token, services })
  app = api({ doors, pool: db.pool, services, program: async (slug) => (slug === 'ridgeway' ? here : null), say, onDefect: () => {} })
})

/** ● comes in, · is told that there is nothing, ? is asked to sign in. */
async function greet(door: OpenDoor, token: string | null): Promise<string> {
  const proof = await door.who(knock(token))
  return isRefused(proof) ? { 'not-found': '·', 'sign-in-first': '?' }[proof.refused] ?? proof.refused : '●'
}

async function send(door: OpenDoor, token: string | null, path = door.key.split(' ')[1]!): Promise<{ status: number; body: string; headers: string }> {
  const [method] = door.key.split(' ') as [string]
  const answer = await app.request(`/api/ridgeway${path.replaceAll(/:\w+/g, NOWHERE)}`, {
    method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' }, ...(door.shape.body ? { body: '{}' } : {}),
  })
  return { status: answer.status, body: await answer.text(), headers: JSON.stringify([...answer.headers]) }
}

describe('doors and who may open them', () => {
  test('the matrix is the one that was reviewed', async () => {
    const people = [...tokens.keys()], width = Math.max(...doors.map(({ key }) => key.length))
    const lines = [`${' '.repeat(width)}  ${people.join(' | ')}`]
    for (const door of doors) {
      const marks = await Promise.all(people.map(async (who) => (await greet(door, tokens.get(who)!)).padStart(Math.ceil((who.length + 1) / 2)).padEnd(who.length)))
      lines.push(`${door.key.padEnd(width)}  ${marks.join(' | ')}`.trimEnd())
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('doors.txt')
  })
  test('what stands open to anyone is a short list', () => {
    expect(doors.filter(({ who }) => who === anyone).map(({ key }) => key).toSorted()).toMatchInlineSnapshot(`
      [
        "GET /crisis-lines",
        "GET /keys",
        "GET /limits",
        "GET /program",
        "GET /roster",
        "POST /admissions/challenge",
        "POST /drop-ins/arrivals",
        "POST /invitations/acceptance",
        "POST /invitations/look",
        "POST /registrations/challenge",
        "POST /sessions",
        "POST /sessions/challenge",
        "POST /spares",
        "POST /spares/opening",
        "POST /students",
        "POST /ways-back/opening",
        "POST /ways-back/salt",
      ]
    `)
  })
  test('no door serves both students and staff, unless it is open to both as guests or is that of a conversation', async () => {
    const both: string[] = []
    for (const door of doors) {
      if (await greet(door, null) === '●' || await greet(door, tokens.get('student')!) !== '●') continue
      for (const role of ROLES) if (await greet(door, tokens.get(role)!) === '●') both.push(`${door.key}: ${role}`)
    }
    // A conversation has two sides, and its doors answer each with what is theirs.
    expect(both.filter((line) => !/ (\/account|\/sessions|\/ways-back|\/vault|\/conversations: supporter|\/stream: supporter)/.test(line))).toEqual([])
  })
  test('the evaluator reads figures and keeps their own account, nothing else', async () => {
    const open: string[] = []
    for (const door of doors) if (await greet(door, null) !== '●' && await greet(door, tokens.get('evaluator')!) === '●') open.push(door.key)
    expect(open.filter((key) => !/ (\/account|\/sessions|\/ways-back|\/vault|\/me|\/notices|\/figures|\/reports?|\/evaluation)/.test(key))).toEqual([])
  })
  test('who has left, or comes from another program, finds every staff door shut', async () => {
    const open: string[] = []
    for (const door of doors) {
      for (const who of ['has left', 'elsewhere']) {
        const guest = await greet(door, null) === '●' || / (\/account|\/sessions|\/ways-back|\/vault)/.test(door.key)
        if (!guest && await greet(door, tokens.get(who)!) === '●') open.push(`${door.key}: ${who}`)
      }
    }
    expect(open).toEqual([])
  })
})

describe('behind a shut door there is nothing to see', () => {
  test('"not yours" reads byte for byte like "not there"', async () => {
    const nothing = await send({ key: 'GET /no-such-door', shape: {} } as unknown as OpenDoor, null)
    expect(nothing.status).toBe(404)
    const telling: string[] = []
    for (const door of doors) {
      for (const [who, token] of tokens as Map<Role, string | null>) {
        if (await greet(door, token) !== '·') continue
        const answer = await send(door, token)
        if (answer.status !== 404 || answer.body !== nothing.body || answer.headers !== nothing.headers) telling.push(`${door.key}: ${who} hears ${answer.status} ${answer.body}`)
      }
    }
    expect(telling).toEqual([])
  })
  test('a door that opens upon a thing that is not there says the same', async () => {
    const nothing = await send({ key: 'GET /no-such-door', shape: {} } as unknown as OpenDoor, null)
    const coordinator = tokens.get('coordinator')!, different: string[] = []
    for (const door of doors) {
      if (!door.key.startsWith('GET') || !door.key.includes(':') || await greet(door, coordinator) !== '●') continue
      const answer = await send(door, coordinator)
      if (answer.status === 404 && answer.body !== nothing.body) different.push(`${door.key}: ${answer.body}`)
    }
    expect(different).toEqual([])
  })
  test('a program that is not there answers like a door that is not there', async () => {
    const [door, program] = await Promise.all(['/api/ridgeway/no-such-door', '/api/no-such-program/slots'].map(async (path) => (await app.request(path)).text()))
    expect(program).toBe(door)
  })
  test('every door speaks of its broken input in a sentence and never echoes it', async () => {
    const silent: string[] = []
    for (const door of doors) {
      if (!door.shape.body) continue
      const answer = await app.request(`/api/ridgeway${door.key.split(' ')[1]!.replaceAll(/:\w+/g, NOWHERE)}`, {
        method: door.key.split(' ')[0]!, headers: { authorization: `Bearer ${tokens.get('coordinator')}`, 'content-type': 'application/json' }, body: '{"canary-4711": tru',
      })
      const { sentence } = await answer.clone().json() as { sentence?: string }
      if (answer.status < 400 || answer.status >= 500 || !sentence || (await answer.text()).includes('canary')) silent.push(`${door.key}: ${answer.status} ${sentence}`)
    }
    expect(silent).toEqual([])
  })
})
