import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { z, type ZodType } from 'zod'
import { doors } from '../src/main/rooms.ts'
import { say } from '../src/main/sentences.ts'
import { api } from '../src/platform/http/api.ts'
import type { OpenDoor, ProgramHere } from '../src/platform/http/doors.ts'
import { ROLES } from '../src/rooms/people/rules.ts'
import { freshDatabase } from './database.ts'
import { testServices } from './services.ts'
import { aColleague, anAccount, openDoorsOf } from './sessions.ts'

let app: Hono
const tokens: (string | null)[] = [null]
const defects: string[] = []

beforeAll(async () => {
  const db = await freshDatabase()
  const { program } = await db.program('ridgeway'), services = await testServices(Date.now())
  const here: ProgramHere = { id: program, slug: 'ridgeway', timeZone: 'America/Toronto', country: 'CA', locales: ['en', 'fr', 'zh'] }
  await openDoorsOf(db, program)
  tokens.push((await anAccount(db, program, 'student')).token)
  for (const roles of [['coordinator'], ['supporter'], ROLES] as const) tokens.push((await aColleague(db, program, `The ${roles.length}${roles[0]}`, roles)).token)
  app = api({ doors, pool: db.pool, services, program: async (slug) => (slug === 'ridgeway' ? here : null), say,
    onDefect: (door, failure) => { defects.push(`${door}: ${failure instanceof Error ? failure.message : String(failure)}`) } })
})

interface Schema {
  readonly type?: string; readonly const?: unknown; readonly enum?: readonly unknown[]; readonly format?: string; readonly pattern?: string
  readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly maximum?: number; readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema; readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]
}
type Taste = (schema: Schema) => unknown

const FITTING = ['2026-11-22', 'CA', 'QC', '1234', '+1 514 555 0100', '2026-W47', ...[6, 22, 43, 54, 86, 87, 832].map((length) => 'A'.repeat(length)), 'a@b.example', '11111111-1111-4111-8111-111111111111']

/** Something the contract lets pass, and as rough as it lets pass. */
function rough(schema: Schema, text: string, number: 'most' | 'least'): unknown {
  const inner: Taste = (part) => rough(part, text, number)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return inner(choice[0]!)
  if (schema.type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, inner(part)]))
  if (schema.type === 'array') return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => inner(schema.items ?? {}))
  if (schema.type === 'integer' || schema.type === 'number') return number === 'most' ? Math.min(schema.maximum ?? 2 ** 53 - 1, 2 ** 53 - 1) : Math.max(schema.minimum ?? -(2 ** 53 - 1), -(2 ** 53 - 1))
  if (schema.type === 'boolean') return true
  if (schema.format === 'uri') return 'https://fcm.googleapis.com/x'
  const fits = (candidate: string) => (!schema.pattern || new RegExp(schema.pattern, 'u').test(candidate)) && candidate.length >= (schema.minLength ?? 0) && candidate.length <= (schema.maxLength ?? 1e6)
  return [text, text.repeat(8), text.slice(0, schema.maxLength), ...FITTING].find((candidate) => fits(candidate)) ?? FITTING[0]
}

const schemaOf = (part: ZodType): Schema => z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }) as Schema

function requestsAt({ key, shape }: OpenDoor): { path: string; method: string; body?: string }[] {
  const [method, path] = key.split(' ') as [string, string]
  return ['a\u0000b', '\u{1F468}\u200D\u{1F469}\u202Egnp.x', '\uD800'].flatMap((text) => (['most', 'least'] as const).map((number) => {
    const params = shape.params ? rough(schemaOf(shape.params), text, number) as Record<string, unknown> : {}
    const query = shape.query ? rough(schemaOf(shape.query), text, number) as Record<string, unknown> : {}
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? text).toWellFormed()))
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`).join('&')
    return { method, path: `/api/ridgeway${filled}?${asked}`, ...(shape.body ? { body: JSON.stringify(rough(schemaOf(shape.body), text, number)) } : {}) }
  }))
}

test.each(['0000-01-01', '0001-01-01', '2026-02-30', '9999-12-31'])('no door breaks on the day %s', async (day) => {
  const extra = { starts: 0, ends: 2880, kind: 'bookable', capacity: null, formats: ['video'], place: null, on: day }
  const row = { line: 1, print: 'a'.repeat(64), name: 'Zed', email: null, cohort: null, site: null, languages: [], topics: [], experiences: [], agreementSignedOn: day }
  const asked: [string, string, unknown?][] = [
    ['GET', `/hours/coverage?week=${day}`], ['POST', '/hours/days', { kind: 'exams', name: 'Exams', firstDay: day, lastDay: day, closed: true }], ['POST', '/hours/mine/extra', extra],
    ['POST', '/imports/supporters', { locale: 'en', rows: [row] }], ['POST', '/limits-texts/1/review', { reviewer: 'Dario', reviewedOn: day }],
  ]
  for (const [method, path, body] of asked) {
    for (const token of tokens) await app.request(`/api/ridgeway${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}), ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}) })
  }
  expect([...new Set(defects)]).toEqual([])
})

test('no door breaks on what its contract lets pass, however rough: NUL, lone surrogates, the largest and the smallest numbers', async () => {
  // What closes the doors, ends a session or lets somebody go would spare the doors behind it.
  for (const door of doors.filter(({ key }) => !['POST /opening/closing', 'DELETE /sessions'].includes(key))) {
    for (const { path, ...request } of requestsAt(door)) {
      for (const token of tokens) {
        const answer = await app.request(path, { ...request, headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) } })
        // A stream does not end by itself.
        if (answer.headers.get('content-type') === 'text/event-stream') await answer.body!.cancel()
        else await answer.text()
      }
    }
  }
  expect([...new Set(defects)]).toEqual([])
}, 300_000)
