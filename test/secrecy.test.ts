import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDevice } from '../src/main/demo/device.ts'
import { doors } from '../src/main/rooms.ts'
import type { OpenDoor } from '../src/platform/http/doors.ts'
import { openBookingNote, sealBookingNote } from '../src/sealed/booking-note.ts'
import type { TestServer } from './e2e/server.ts'
import type { OpenProgram } from './open-program.ts'
import { MONDAY_NOON } from './services.ts'
import { aColleague } from './sessions.ts'
import { aWord, filesOf, found, leftBehind as tracesOf, MARK, onlyRows, tablesOf, type Traces } from './traces.ts'
import { typedInto } from './typed-input.ts'
import { type SignedInDevice, startWalledServer, type WalledServer } from './walled-server.ts'

let walled: WalledServer
let server: TestServer
let scene: OpenProgram
let known: Record<string, unknown>
let amina: SignedInDevice
let bruno: SignedInDevice & { id: string }
let carla: string

const PUBLIC = aWord()

beforeAll(async () => {
  walled = await startWalledServer()
  ;({ server, scene } = walled)
  const { id: program } = scene.here
  bruno = await walled.addSupporter('Bruno Tremblay')
  const colleague = await aColleague({ owner: ask } as never, program, 'Carla Mendes', ['coordinator'])
  await ask(`insert into assessor_answers (program, person, cohort, academic_year, assesses, answered_on) values ($1, $2, $3, 2026, false, '2026-09-01')`, [program, colleague.person, scene.cohort])
  await ask(`update sessions set expires_at = '2036-01-01'`)
  carla = colleague.token
  amina = await walled.addStudent()
  const [topic] = await ask<{ id: string }>('select id from topics where program = $1 limit 1', [program])
  known = { supporter: bruno.id, person: colleague.person, cohort: scene.cohort, place: scene.place, topic: topic!.id, fullName: undefined, limitsRead: 1, startsAt: MONDAY_NOON + 22 * 3_600_000, language: 'en', from: 0 }
}, 300_000)
afterAll(() => walled?.stop())

const ask: WalledServer['ask'] = (text, values) => walled.ask(text, values)

/** Sends the word in the body, and wherever else a request has room for it. */
async function knock(key: string, { token, body, word, raw }: { token: string | null; body?: unknown; word: string; raw?: string }): Promise<{ status: number; text: string }> {
  const [method, path] = key.split(' ') as [string, string]
  const filled = path.replace(/:(\w+)/g, (_, name: string) => String(known[name] ?? randomUUID()))
  const send = () => fetch(`${server.address}/api/ridgeway${filled}?q=${word}`, {
    method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json', 'user-agent': word, referer: `https://${word}.example.test/`, 'accept-language': 'en' },
    ...(raw === undefined && body === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
  })
  // Once more where the connection was closed under us: after a body too large the server does not read on.
  const answer = await send().catch(send)
  return { status: answer.status, text: await answer.text() }
}

const leftBehind = () => tracesOf({ server, ask })

describe('a note for the supporter', () => {
  test('is read by the supporter and by nobody else: no table, no file and no log holds its words', async () => {
    const word = aWord(), booking = randomUUID(), startsAt = MONDAY_NOON + 26 * 3_600_000
    const place = { program: 'ridgeway', booking, slot: String(startsAt), supporter: bruno.keys.account }
    const note = Buffer.from(await sealBookingNote(amina.keys, bruno.keys.pkHpke, place, { topic: null, words: `I failed and ${word} knows.` }))
    const { status } = await knock('POST /bookings', { token: amina.token, word: aWord(), body: { id: booking, supporter: bruno.id, startsAt, format: 'video', language: 'en', limitsRead: 1, note: note.toString('base64url') } })
    expect(status).toBe(200)
    expect(found(await leftBehind(), word)).toEqual([])
    const duty = await knock(`GET /duty/bookings`, { token: bruno.token, word: `x&from=${MONDAY_NOON}&to=${MONDAY_NOON + 48 * 3_600_000}` })
    const [seen] = JSON.parse(duty.text) as { noteSealed: string }[]
    const opened = await openBookingNote(bruno.keys, place, new Uint8Array(Buffer.from(seen!.noteSealed, 'base64url')))
    expect(opened.note).toEqual({ topic: null, words: `I failed and ${word} knows.` })
  })
  test('the account that booked stands in no row beside the booking', async () => {
    const rows = await ask<{ text: string }>('select b::text as text from bookings b')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ text }) => text).join()).not.toContain(amina.keys.account)
  })
})

describe('what somebody typed', () => {
  const typed: { who: string; door: OpenDoor; word: string; status: number }[] = []
  const refusals: string[] = []
  let places: Traces

  beforeAll(async () => {
    const people = { nobody: null, student: amina.token, supporter: bruno.token, coordinator: carla }
    for (const door of doors.filter(({ shape }) => shape.body)) {
      for (const [who, token] of Object.entries(people)) {
        for (const turn of who === 'nobody' ? [0] : [0, 1, 2]) {
          const word = aWord()
          const { status, text } = await knock(door.key, { token, word, body: typedInto(door.shape.body, { word, known, turn }) })
          typed.push({ who, door, word, status })
          if (text.includes(word) && status >= 400) refusals.push(`${door.key}: ${text}`)
        }
      }
    }
    const { status } = await knock('PUT /supporters/me', { token: bruno.token, word: PUBLIC, body: { displayName: 'Bruno', cohort: null, site: null, languages: ['en'], topics: [], about: `I like ${PUBLIC}.`, experiences: [] } })
    typed.push({ who: 'supporter', door: doors.find(({ key }) => key === 'PUT /supporters/me')!, word: PUBLIC, status })
    places = await leftBehind()
  }, 300_000)

  test('is where it was meant to be: the search finds what a supporter says of themselves in the table, in the data files and in the log of changes', () => {
    const where = found(places, PUBLIC)
    expect(tablesOf(where)).toEqual(['supporters'])
    expect(where.some((place) => /^file .*\/base\//.test(place))).toBe(true)
    expect(where.some((place) => /^file .*\/pg_wal\//.test(place))).toBe(true)
  })
  test('reached every door', () => {
    const reached = new Set(typed.filter(({ status }) => status < 300).map(({ door }) => door.key))
    expect(reached.size).toBeGreaterThan(15)
    expect(typed.filter(({ status }) => status >= 500).map(({ who, door, status }) => `${door.key} (${who}): ${status}`)).toEqual([])
  })
  test('by a student, or by somebody who is not signed in, is nowhere', () => {
    const leaks = typed.filter(({ who }) => who === 'student' || who === 'nobody').flatMap(({ who, door, word }) => found(places, word).map((place) => `${door.key} (${who}): ${place}`))
    expect(leaks).toEqual([])
  })
  test('by staff is only in the fields that are theirs to fill', () => {
    const kept = new Set(typed.filter(({ who }) => who === 'supporter' || who === 'coordinator').flatMap(({ who, door, word }) => tablesOf(found(places, word)).map((table) => `${door.key} (${who}): ${table}`)))
    expect([...kept].toSorted()).toMatchInlineSnapshot(`
      [
        "POST /hours/days (coordinator): program_closures",
        "POST /hours/places (coordinator): meeting_places",
        "POST /hours/places (supporter): meeting_places",
        "POST /limits-texts (coordinator): confidentiality_texts",
        "PUT /hours/places/:place (coordinator): meeting_places",
        "PUT /people/:person (coordinator): people",
        "PUT /settings/names (coordinator): programs",
        "PUT /supporters/me (supporter): supporters",
      ]
    `)
  })
  test('is in no log, in no key and in no other file', () => {
    const leaks = typed.flatMap(({ door, word }) => found(places, word).filter((place) => !onlyRows(place)).map((place) => `${door.key}: ${place}`))
    expect(leaks).toEqual([])
  })
  test('does not come back in a refusal, which may end in somebody’s log', () => {
    expect(refusals).toEqual([])
  })
})

describe('when something goes wrong', () => {
  const about = (text: string) => ({ displayName: 'Bruno', cohort: null, site: null, languages: ['en'], topics: [], about: text, experiences: [] })
  async function nowhere(word: string): Promise<void> {
    expect(found(await leftBehind(), word)).toEqual([])
  }
  test('half a JSON is refused, and its text is nowhere', async () => {
    const word = aWord()
    for (const key of ['POST /bookings', 'PUT /waiting', 'POST /students', 'POST /sessions']) {
      const { status, text } = await knock(key, { token: amina.token, word, raw: `{"note": "${word}` })
      expect([key, status]).toEqual([key, 422])
      expect(text).not.toContain(word)
    }
    await nowhere(word)
  })
  test('a body that is too large is refused, and its text is nowhere', async () => {
    const word = aWord()
    expect((await knock('POST /bookings', { token: amina.token, word, raw: JSON.stringify({ note: word.repeat(10_000) }) })).status).toBe(413)
    await nowhere(word)
  })
  test('characters that no text column takes are refused, and their text is nowhere', async () => {
    const word = aWord()
    const { status } = await knock('PUT /supporters/me', { token: bruno.token, word, body: about(`${word}\u0000`) })
    expect(status).toBe(422)
    await nowhere(word)
  })
  test('a constraint that fails leaves its kind and its place in the log, not the row', async () => {
    const word = aWord()
    await ask(`alter table supporters add constraint forced_failure check (about not like '%${MARK}%') not valid`)
    const before = server.said().length
    const { status, text } = await knock('PUT /supporters/me', { token: bruno.token, word, body: about(`I am ${word}.`) })
    await ask('alter table supporters drop constraint forced_failure')
    expect(status).toBe(500)
    expect(text).not.toMatch(/constraint|relation|heron/)
    expect(server.said().slice(before)).toMatch(/^defect at PUT \/supporters\/me: \w+ 23514/)
    expect(server.said()).not.toContain(word)
    expect(found(await leftBehind(), word).filter((place) => !onlyRows(place))).toEqual([])
  })
  test('a table that is gone in the midst of a student’s request leaves nothing of it', async () => {
    const word = aWord(), device = await newDevice()
    await ask('alter table bookings rename to bookings_away')
    const before = server.said().length
    const body = { id: randomUUID(), supporter: bruno.id, startsAt: MONDAY_NOON + 30 * 3_600_000, format: 'video', language: 'en', limitsRead: 1, note: Buffer.from(await sealBookingNote(amina.keys, device.keys.pkHpke, { program: 'ridgeway', booking: randomUUID(), slot: '0', supporter: 'x' }, { words: word })).toString('base64url') }
    const { status } = await knock('POST /bookings', { token: amina.token, word, body })
    await ask('alter table bookings_away rename to bookings')
    expect(status).toBe(500)
    const said = server.said().slice(before)
    expect(said).toMatch(/^defect at POST \/bookings: /)
    for (const secret of [word, body.id, body.note.slice(0, 40), amina.keys.account, amina.token]) expect(said).not.toContain(secret)
    await nowhere(word)
  })
  test('PostgreSQL’s own log quotes no row, no statement and no parameter', async () => {
    const logs = [...filesOf(server)].filter(([path]) => /log/.test(path) && !/pg_wal|pg_logical|pg_replslot|\/base\//.test(path))
    expect(logs.map(([, bytes]) => bytes.toString()).join('\n')).not.toMatch(/STATEMENT:|DETAIL:|CONTEXT:|heron/)
  })
})
