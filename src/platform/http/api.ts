import { gzipSync } from 'node:zlib'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z, ZodType } from 'zod'
import { carrierOf, textOf } from '../contract.ts'
import type { Pool } from '../db/pool.ts'
import { isRefused, type Refused } from '../refusals.ts'
import type { Services } from '../services.ts'
import { LOCALES, type Locale } from '../../ui/same-words.ts'
import type { Carrier } from '../live/hub.ts'
import type { Knock, OpenDoor, ProgramHere } from './doors.ts'
import { answerStream } from './event-stream.ts'

export interface ApiParts {
  readonly doors: readonly OpenDoor[]
  readonly pool: Pool
  readonly services: Services
  /** Finds the program of an address, or null. */
  readonly program: (slug: string) => Promise<ProgramHere | null>
  /** The sentence for a refusal's word, in the reader's language. */
  readonly say: (locale: Locale, word: string) => string
  /** Told of a defect by its door and kind alone: nothing that was sent may reach a log. */
  readonly onDefect: (door: string, failure: unknown) => void
}

const EVERYWHERE: Readonly<Record<string, number>> = {
  'sign-in-first': 401, 'not-found': 404, 'not-open-yet': 403, 'account-resting': 403, 'bad-input': 422, 'too-large': 413, 'too-many': 429, broken: 500,
}
const BODY_BYTES = 64 * 1024
const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' }

/** All rooms' doors under /api/:program, each behind its guard. */
export function api(parts: ApiParts): Hono {
  const app = new Hono()
  for (const door of parts.doors) {
    const [method, path] = door.key.split(' ') as [string, string]
    const limit = sizeLimit(door.shape.bodyBytes ?? BODY_BYTES, (c) => answerRefusal(parts, c, door, { refused: 'too-large' }))
    const open = (c: Context) => openDoor(parts, door, c)
    if (door.shape.body) app.on(method, `/api/:program${path}`, limit, open)
    else app.on(method, `/api/:program${path}`, open)
  }
  app.all('/api/*', (c) => answerRefusal(parts, c, null, { refused: 'not-found' }))
  return app
}

/** An announced length is the length: Node reads no further than that. A body without one is counted as it comes, which costs a web stream. */
function sizeLimit(maxSize: number, onError: (c: Context) => Response): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) <= maxSize ? next() : onError(c)
  }
}

async function openDoor(parts: ApiParts, door: OpenDoor, c: Context): Promise<Response> {
  try {
    const program = await parts.program(c.req.param('program') ?? '')
    if (!program) return answerRefusal(parts, c, door, { refused: 'not-found' })
    const knock: Knock = {
      db: { program: program.id, pool: parts.pool },
      program, services: parts.services,
      now: parts.services.clock.now(),
      locale: localeOf(c, program),
      token: c.req.header('authorization')?.match(/^Bearer ([\w-]{20,100})$/)?.[1] ?? null,
      address: c.req.param(),
    }
    const proof = await door.who(knock)
    if (isRefused(proof)) return answerRefusal(parts, c, door, proof)
    const sent = await readInput(door, c)
    if (isRefused(sent)) return answerRefusal(parts, c, door, sent)
    const outcome = await door.then({ ...knock, proof, ...sent } as never)
    if (isRefused(outcome)) return answerRefusal(parts, c, door, outcome)
    const carrier = carrierOf(outcome)
    if (carrier) return answerStream(c, carrier as Carrier, HEADERS)
    return answerText(c, textOf(outcome) ?? JSON.stringify(outcome ?? null))
  } catch (failure) {
    parts.onDefect(door.key, failure)
    return answerRefusal(parts, c, door, { refused: 'broken' })
  }
}

const WORTH_PACKING = 1200

/** Long answers are packed where the browser can unpack them. No cookie ever comes along, so nobody else can make it ask and measure. */
function answerText(c: Context, text: string): Response {
  const headers = { ...HEADERS, 'content-type': 'application/json', vary: 'accept-encoding' }
  if (text.length < WORTH_PACKING || !/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(text, 200, headers)
  return c.body(new Uint8Array(gzipSync(text, { level: 5 })), 200, { ...headers, 'content-encoding': 'gzip' })
}

type Sent = { params: unknown; query: unknown; body: unknown }

async function readInput({ shape }: OpenDoor, c: Context): Promise<Sent | Refused<'bad-input'>> {
  const raw = shape.body ? await readJson(c) : undefined
  if (raw === BROKEN) return { refused: 'bad-input' }
  const params = check(shape.params, c.req.param())
  const query = check(shape.query, c.req.query())
  const body = check(shape.body, raw)
  const wrong = [params, query, body].flatMap((part) => part.wrong)
  // Where the mistake is, never what was typed: an answer may end in somebody's log.
  if (wrong.length) return { refused: 'bad-input', detail: { fields: wrong } } as Refused<'bad-input'>
  return { params: params.value, query: query.value, body: body.value }
}

const BROKEN = Symbol('not JSON')
const readJson = (c: Context): Promise<unknown> => c.req.json().catch(() => BROKEN)

function check(schema: ZodType | undefined, value: unknown): { value: unknown; wrong: string[] } {
  if (!schema) return { value: undefined, wrong: [] }
  const read = schema.safeParse(value)
  if (read.success) return isUnkeepable(read.data) ? { value: undefined, wrong: [''] } : { value: read.data, wrong: [] }
  return { value: undefined, wrong: read.error.issues.map((issue: z.core.$ZodIssue) => issue.path.join('.')) }
}

/** Text with a NUL or half a character in it: no screen sends it, and PostgreSQL keeps neither. */
const isUnkeepable = (value: unknown): boolean =>
  typeof value === 'string' ? value.includes('\0') || !value.isWellFormed() : typeof value === 'object' && value !== null && Object.values(value).some(isUnkeepable)

function answerRefusal(parts: ApiParts, c: Context, door: OpenDoor | null, refusal: Refused<string>): Response {
  const status = door?.shape.refusals?.[refusal.refused] ?? EVERYWHERE[refusal.refused] ?? 500
  const sentence = parts.say(localeOf(c), refusal.refused)
  const detail = refusal.detail === undefined ? {} : { detail: refusal.detail }
  return c.json({ refused: refusal.refused, ...detail, sentence }, status as 400, HEADERS)
}

/** The first language of the request that the program speaks; English otherwise. */
function localeOf(c: Context, program?: ProgramHere): Locale {
  const spoken: readonly Locale[] = program?.locales ?? LOCALES
  const asked = (c.req.header('accept-language') ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return asked.map((tag) => spoken.find((locale) => locale === tag)).find(Boolean) ?? spoken[0] ?? 'en'
}
