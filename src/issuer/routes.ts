import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { ZodType } from 'zod'
import type { Body, DoorShape, Outcome, Params, Query } from '../platform/contract.ts'
import type { Db } from '../platform/db/transaction.ts'
import { isRefused, type Refused } from '../platform/refusals.ts'
import { fromBase64url } from '../sealed/bytes.ts'
import { keepDeck, readDecks, withdrawDeck } from './actions/decks.ts'
import { keepList, pinRoot, programDb } from './actions/roots.ts'
import { cardTicket, signTokens, yearKeys, type Here } from './actions/tokens.ts'
import { contract } from './contract.ts'
import { issuerPage, PAGE_HEADERS, type PlainPage } from './page.ts'
import type { IssuerParts } from './parts.ts'
import { localeOf, say } from './sentences.ts'

const EVERYWHERE: Readonly<Record<string, number>> = { 'not-found': 404, 'bad-input': 422, 'too-large': 413, 'too-many': 429, broken: 500 }
const BODY_BYTES = 64 * 1024
/** Of every answer that is no page. */
export const DOOR_HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' }
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/
const HASH = /^[A-Za-z0-9_-]{43}$/

interface Visit<D> {
  readonly params: Params<D>
  readonly query: Query<D>
  readonly body: Body<D>
}
type Doors = { readonly [K in keyof typeof contract]: (parts: IssuerParts, here: { readonly slug: string; readonly db: Db | null }, visit: Visit<(typeof contract)[K]>) => Promise<Outcome<(typeof contract)[K]> | Refused<'bad-input' | 'too-many'>> }

const UNKNOWN = { refused: 'program-unknown' } as const

/** What lies behind each door. All but the first pin need a program whose root is known. */
const doors: Doors = {
  'GET /keys': (parts, here, { query }) => known(here, (at) => yearKeys(parts, at, query.term)),
  'PUT /root': (parts, { slug }, { body }) => pinRoot(parts, slug, body),
  'PUT /key-list': (_, here, { body }) => known(here, ({ db, slug }) => keepList(db, slug, body)),
  'PUT /decks/:deck': (_, here, { params, body }) => known(here, ({ db, slug }) => keepDeck(db, slug, { ...body, deck: params.deck })),
  'GET /decks': (_, here) => known(here, ({ db }) => readDecks(db)),
  'PUT /decks/:deck/withdrawal': (_, here, { params, body }) => known(here, ({ db, slug }) => withdrawDeck(db, slug, { ...body, deck: params.deck })),
  'POST /card-ticket': (parts, here, { body }) => known(here, (at) => cardTicket(parts, at, body)),
  'POST /tokens': (parts, here, { body }) => known(here, (at) => signTokens(parts, at, body)),
}

const known = async <T>({ slug, db }: { slug: string; db: Db | null }, work: (here: Here) => Promise<T>): Promise<T | typeof UNKNOWN> => (db ? work({ slug, db }) : UNKNOWN)

/** The whole service: doors for the app's pages, the way through the school's sign-on, and one plain page. Nothing here is logged. */
export function issuerService(parts: IssuerParts): Hono {
  const app = new Hono()
  app.onError((failure, c) => {
    parts.onDefect(`issuer ${c.req.method}`, failure)
    return answerRefusal(c, 'broken', 500)
  })
  const forTheApp = cors({ origin: (origin) => (origin === parts.appOrigin() ? origin : null), allowMethods: ['GET', 'PUT', 'POST'], allowHeaders: ['content-type'], maxAge: 600 })
  for (const key of Object.keys(contract) as (keyof typeof contract)[]) {
    const [method, path] = key.split(' ') as [string, string], shape: DoorShape = contract[key]
    app.use(`/:program${path}`, forTheApp)
    app.on(method, `/:program${path}`, bodyLimit({ maxSize: shape.bodyBytes ?? BODY_BYTES, onError: (c) => answerRefusal(c, 'too-large', 413) }), (c) => openDoor(parts, key, c))
  }
  app.get('/callback', (c) => arrive(parts, c))
  app.get('/:program/sign-in', (c) => signIn(parts, c))
  app.get('/', (c) => page(parts, c, 'issuer'))
  app.get('/:program', (c) => page(parts, c, SLUG.test(c.req.param('program')) ? 'issuer' : 'missing'))
  app.notFound((c) => (c.req.method === 'GET' ? page(parts, c, 'missing') : answerRefusal(c, 'not-found', 404)))
  return app
}

async function openDoor(parts: IssuerParts, key: keyof typeof contract, c: Context): Promise<Response> {
  try {
    const slug = c.req.param('program') ?? '', shape: DoorShape = contract[key]
    if (!SLUG.test(slug)) return answerRefusal(c, 'program-unknown', 404)
    const params = read(shape.params, c.req.param()), query = read(shape.query, c.req.query())
    const body = read(shape.body, shape.body && (await c.req.json().catch(() => null)))
    if (!params || !query || !body) return answerRefusal(c, 'bad-input', 422)
    const here = { slug, db: await programDb(parts, slug) }
    const outcome = await doors[key](parts, here, { params: params.value, query: query.value, body: body.value } as never)
    if (isRefused(outcome)) return answerRefusal(c, outcome.refused, shape.refusals?.[outcome.refused] ?? EVERYWHERE[outcome.refused] ?? 500)
    return c.json(outcome as object, 200, DOOR_HEADERS)
  } catch (failure) {
    parts.onDefect(`issuer ${key}`, failure)
    return answerRefusal(c, 'broken', 500)
  }
}

function read(schema: ZodType | undefined, sent: unknown): { value: unknown } | null {
  if (!schema) return { value: undefined }
  const { success, data } = schema.safeParse(sent)
  return success ? { value: data } : null
}

const localeIn = (c: Context) => localeOf(c.req.query('lang'), c.req.header('accept-language'))
const answerRefusal = (c: Context, word: string, status: number): Response => c.json({ refused: word, sentence: say(localeIn(c), word) }, status as 400, DOOR_HEADERS)
const page = ({ school, appOrigin }: IssuerParts, c: Context, about: PlainPage['about']): Response =>
  c.body(issuerPage({ locale: localeIn(c), about, signOn: school !== null, back: `${appOrigin()}/` }), about === 'issuer' ? 200 : 404, { ...PAGE_HEADERS })

/** What the student's page is told stands behind the #: no server sees it. */
const backToApp = ({ appOrigin }: IssuerParts, c: Context, program: string, fragment: string): Response =>
  c.body(null, 302, { ...DOOR_HEADERS, location: `${appOrigin()}/${program}/enrol#${fragment}` })

/** First half of the sign-on: to the school. */
async function signIn(parts: IssuerParts, c: Context): Promise<Response> {
  const program = c.req.param('program') ?? '', h = c.req.query('h') ?? ''
  if (!SLUG.test(program) || !HASH.test(h) || !(await programDb(parts, program))) return page(parts, c, 'missing')
  if (!parts.school) return backToApp(parts, c, program, 'refused=no-sign-on')
  const address = await parts.school.signInAddress({ program, h, now: parts.clock.now() })
  return address ? c.body(null, 302, { ...DOOR_HEADERS, location: address }) : backToApp(parts, c, program, 'refused=school-unreachable')
}

/** Second half: back from the school, and on to the program's page with a ticket. */
async function arrive(parts: IssuerParts, c: Context): Promise<Response> {
  const now = parts.clock.now()
  const arrival = await parts.school?.arrival(new URL(c.req.url).searchParams, now)
  if (!arrival) return page(parts, c, 'stale')
  const { program, h } = arrival
  if ('refused' in arrival) return backToApp(parts, c, program, `refused=${arrival.refused}`)
  return backToApp(parts, c, program, `ticket=${parts.tickets.issue({ program, subject: arrival.subject, term: null, card: null }, fromBase64url(h), now)}`)
}
