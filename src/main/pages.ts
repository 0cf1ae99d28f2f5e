import { Hono, type Context } from 'hono'
import { dayIn } from '../platform/clock.ts'
import { calendarFeed } from '../rooms/notices/actions/calendar-feed.ts'
import { LOCALES, type Locale } from '../ui/same-words.ts'
import { answerPage, type Assets } from './assets.ts'
import { MANIFEST } from './build-manifest.ts'
import type { House } from './house.ts'
import { logDefect } from './log.ts'
import { clientFiles, type ClientFiles } from './pages-html/client-files.ts'
import { helpPage } from './pages-html/help.ts'
import { ICON_PIXELS, iconPng, iconSvg } from './pages-html/icon.ts'
import { errorPage, landingPage, notBuiltPage, notFoundPage } from './pages-html/other-pages.ts'
import { webManifest } from './pages-html/web-manifest.ts'
import { programKeeps, serverFacts } from './privacy/facts.ts'
import { privacyPage } from './privacy/page.ts'
import type { ProgramDirectory, ProgramPage } from './program-directory.ts'
import { pageHeaders, workerHeaders } from './security.ts'
import { fillShell, localeFor } from './shell.ts'
import { sourceArchive } from './source.ts'
import { steadyLines, type SteadyLines } from './steady-lines.ts'

const ICON = /^icon(?:-(\d{2,3})(-full)?)?\.(svg|png)$/
const DAY_SECONDS = 86_400

/** Every address that is not a door: built files, the shell of each program, its help page, icons and feeds. Nothing here is logged. */
export function pages(house: House, assets: Assets, directory: ProgramDirectory): Hono {
  const app = new Hono()
  const files = clientFiles(assets)
  app.use(async (c, next) => {
    await next()
    guardAnswer(c, house.issuerOrigin)
  })
  if (!files) return app.all('*', (c) => answerPage(c, notBuiltPage(), 503))

  const lines = steadyLines(house.pool)
  app.onError(async (failure, c) => {
    logDefect('GET page', failure)
    const program = await directory.bySlug(c.req.path.split('/')[1] ?? '').catch(() => null)
    const today = dayIn(program?.timeZone ?? 'UTC', house.services.clock.now())
    return answerPage(c, errorPage({ program, locale: localeIn(c, program?.locales ?? LOCALES), files, lines: program ? lines.remembered(program.id) : [], today }), 500)
  })
  app.get('/assets/*', (c) => assets.answer(c, c.req.path) ?? missing(c, null, files))
  app.get(MANIFEST, (c) => assets.answer(c, MANIFEST) ?? missing(c, null, files))
  app.get('/source.tar.gz', async () => new Response(new Uint8Array(await sourceArchive()), { headers: { 'content-type': 'application/gzip' } }))
  app.get('/feeds/:slug/:secret', (c) => feed(c, house, directory))
  app.get('/setup', (c) => answerPage(c, fillShell(files, null, localeIn(c, LOCALES), house.issuerOrigin)))
  app.get('/', (c) => front(c, directory, files))
  app.get('/:slug', async (c) => ((await directory.bySlug(c.req.param('slug'))) ? c.redirect(`/${c.req.param('slug')}/`) : missing(c, null, files)))
  app.get('/:slug/*', async (c) => {
    const program = await directory.bySlug(c.req.param('slug'))
    return program ? await programPage(c, { house, assets, files, program, lines }) : missing(c, null, files)
  })
  app.all('*', (c) => missing(c, null, files))
  return app
}

const WORKER = /^\/(?:assets\/worker-[\w-]+|[a-z0-9-]+\/worker)\.js$/

/** Every page leaves with the policy, and every worker: it obeys the headers of its own file, not those of the page that starts it. */
function guardAnswer(c: Context, issuerOrigin: string | null) {
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html')
  if (!isPage && !WORKER.test(c.req.path)) return
  for (const [name, value] of Object.entries(isPage ? pageHeaders(issuerOrigin) : workerHeaders(issuerOrigin))) c.res.headers.set(name, value)
}

interface Place {
  readonly house: House
  readonly assets: Assets
  readonly files: ClientFiles
  readonly program: ProgramPage
  readonly lines: SteadyLines
}

async function programPage(c: Context, { house, assets, files, program, lines }: Place): Promise<Response> {
  const locale = localeIn(c, program.locales)
  const path = c.req.path.slice(program.slug.length + 2)
  const icon = ICON.exec(path)
  if (icon) return iconAnswer(program, icon)
  if (path === 'worker.js') return assets.answer(c, '/worker.js') ?? missing(c, program, files)
  if (path === 'manifest.webmanifest') return new Response(webManifest(program, locale), { headers: { 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' } })
  if (path === 'help') {
    const now = house.services.clock.now()
    return answerPage(c, helpPage({ program, locale, lines: await lines.read(program.id), today: dayIn(program.timeZone, now), files }))
  }
  if (path === 'privacy') {
    return answerPage(c, privacyPage({ program, locale, files, keeps: await programKeeps(house, program.id, locale), server: serverFacts(house) }))
  }
  lines.keep(program.id)
  return answerPage(c, fillShell(files, program, locale, house.issuerOrigin))
}

function iconAnswer(program: ProgramPage, [, size, full, kind]: RegExpExecArray): Response {
  const headers = { 'cache-control': `public, max-age=${DAY_SECONDS}` }
  if (kind === 'svg') return new Response(iconSvg(program.iconColour), { headers: { ...headers, 'content-type': 'image/svg+xml' } })
  const pixels = ICON_PIXELS.find((offered) => offered >= Number(size ?? 192)) ?? ICON_PIXELS.at(-1)!
  return new Response(new Uint8Array(iconPng(program.iconColour, pixels, full !== undefined)), { headers: { ...headers, 'content-type': 'image/png' } })
}

/** With one program the front door leads straight to it. */
async function front(c: Context, directory: ProgramDirectory, files: ClientFiles): Promise<Response> {
  const programs = await directory.list()
  if (programs.length === 1) return c.redirect(`/${programs[0]!.slug}/`)
  return answerPage(c, landingPage({ programs, locale: localeIn(c, LOCALES), files, mayBeSetUp: programs.length === 0 }))
}

async function feed(c: Context, house: House, directory: ProgramDirectory): Promise<Response> {
  const program = await directory.bySlug(c.req.param('slug') ?? '')
  const secret = /^([\w-]{32})\.ics$/.exec(c.req.param('secret') ?? '')?.[1]
  const calendar = program && secret ? await calendarFeed({ program: program.id, pool: house.pool }, secret, house.services.clock.now()) : null
  if (calendar === null) return c.text('Not found', 404)
  return new Response(calendar, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' } })
}

const missing = (c: Context, program: ProgramPage | null, files: ClientFiles): Response =>
  answerPage(c, notFoundPage({ program, locale: localeIn(c, program?.locales ?? LOCALES), files }), 404)

const localeIn = (c: Context, offered: readonly Locale[]): Locale => localeFor(c.req.query('lang'), c.req.header('accept-language'), offered)
