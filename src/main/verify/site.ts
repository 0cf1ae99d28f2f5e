import { setTimeout as pause } from 'node:timers/promises'
import type { Locale } from '../../ui/same-words.ts'
import { type BuildManifest, MANIFEST, manifestText, sha256 } from '../build-manifest.ts'
import type { ClientFiles } from '../pages-html/client-files.ts'
import { iconSvg } from '../pages-html/icon.ts'
import { webManifest } from '../pages-html/web-manifest.ts'
import { pageHeaders, workerHeaders } from '../security.ts'
import type { Answer, Ask } from './asking.ts'
import { headerFaults } from './headers.ts'
import { factsOf, type PageFacts, plainPageFault, shellFault } from './page-faults.ts'

export interface Difference {
  /** The address on the site, such as /assets/app-1.js. */
  readonly file: string
  readonly what: string
}

export interface Verified {
  readonly checked: number
  /** The one other address that the site's pages may ask. It is the school's own fact: nobody but they can say whether it is right. */
  readonly issuerOrigin: string | null
  readonly differences: readonly Difference[]
}

interface Site {
  readonly ask: Ask
  readonly manifest: BuildManifest
  readonly files: ClientFiles
}

interface Told extends Site {
  readonly issuerOrigin: string | null
}

/** Looks at everything a browser could be given by a site, and answers with what is not as this build makes it. */
export async function verifySite(here: Site, wanted: string | null): Promise<Verified> {
  const front = await here.ask('/')
  const slugs = wanted ? [wanted] : programsAt(front)
  const starts = await Promise.all(slugs.map(async (slug) => ({ slug, answer: await here.ask(`/${slug}/`) })))
  const issuerOrigin = factsOf((starts[0]?.answer ?? await here.ask('/setup')).text)?.issuerOrigin ?? null
  const site: Told = { ...here, issuerOrigin }
  const looks: Look[] = [
    () => publishedManifest(site), () => shell(site, '/setup', null),
    ...Object.keys(site.manifest.files).filter((file) => file.startsWith('/assets/')).map((file) => () => builtFile(site, file)),
    ...(front.status === 302 ? [] : [async () => plainFaults(site, { answer: front, path: '/', status: 200, facts: factsOf(front.text) })]),
    ...starts.flatMap(({ slug, answer }) => programLooks(site, slug, answer)),
  ]
  const found = await inTurns(looks)
  return { checked: found.length, issuerOrigin, differences: found.flat() }
}

/** With one program the front door leads to it; with several it names them. */
function programsAt({ status, headers, text }: Answer): string[] {
  const only = status === 302 ? /^\/([a-z0-9-]+)\/$/.exec(headers.get('location') ?? '')?.[1] : undefined
  return only ? [only] : [...text.matchAll(/<a class="action-card" href="\/([a-z0-9-]+)\/\?lang=/g)].map(([, slug]) => slug!)
}

type Look = () => Promise<Difference[]>
const AT_ONCE = 4
const BREATH_MS = 2

/** A few at a time: a monitor must not be a burden. */
async function inTurns(looks: readonly Look[]): Promise<Difference[][]> {
  const waiting = [...looks.entries()], found: Difference[][] = []
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      found[next[0]] = await next[1]()
      await pause(BREATH_MS)
    }
  }))
  return found
}

const says = (file: string, faults: readonly (string | null)[]): Difference[] => faults.filter((what) => what !== null).map((what) => ({ file, what }))
const present = (answer: Answer, status = 200): string | null => (answer.status === status ? null : `it answers ${answer.status} instead of ${status}`)

async function publishedManifest({ ask, manifest }: Told): Promise<Difference[]> {
  const answer = await ask(MANIFEST)
  if (answer.status !== 200) return says(MANIFEST, [present(answer)])
  return says(MANIFEST, [answer.text === manifestText(manifest) ? null : `it publishes another build than this checkout makes (${manifest.build.slice(0, 12)}...): compare its version first`])
}

const KINDS: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', woff2: 'font/woff2', svg: 'image/svg+xml', wasm: 'application/wasm' }

/** A built file: its bytes, that it is served as what it is and may be kept, and what a worker may do. */
async function builtFile({ ask, manifest, issuerOrigin }: Told, file: string, served = file): Promise<Difference[]> {
  const answer = await ask(served)
  if (answer.status !== 200) return says(served, [present(answer)])
  const kind = KINDS[file.split('.').at(-1)!]
  const isWorker = /\/worker(?:-[\w-]+)?\.js$/.test(file)
  return says(served, [
    sha256(answer.bytes) === manifest.files[file] ? null : 'its bytes are not those of this build',
    ...headerFaults(answer, {
      ...(kind ? { 'content-type': kind } : {}), 'x-content-type-options': 'nosniff',
      'cache-control': served.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(isWorker ? workerHeaders(issuerOrigin) : {}),
    }),
  ])
}

const SHELL_AT = ['', 'staff', 'join', 'enrol'] as const
const PLAIN_AT = ['help', 'privacy'] as const

function programLooks(site: Told, slug: string, start: Answer): Look[] {
  const facts = factsOf(start.text)
  if (!facts?.program) return [() => Promise.resolve(says(`/${slug}/`, [present(start) ?? 'it is not the shell of a program']))]
  const languages = facts.program.locales
  return [
    () => builtFile(site, '/worker.js', `/${slug}/worker.js`),
    ...SHELL_AT.flatMap((at) => languages.map((locale) => () => shell(site, `/${slug}/${at}?lang=${locale}`, slug))),
    ...languages.flatMap((locale) => [...PLAIN_AT.map((at) => () => plain(site, `/${slug}/${at}`, locale)), () => asInstalled(site, slug, locale)]),
    () => icon(site, slug, facts),
  ]
}

async function shell({ ask, files, issuerOrigin }: Told, path: string, slug: string | null): Promise<Difference[]> {
  const answer = await ask(path)
  if (answer.status !== 200) return says(path, [present(answer)])
  const facts = factsOf(answer.text)
  return says(path, [
    shellFault(answer.text, files), (facts?.program?.slug ?? null) === slug ? null : 'it is the page of another program',
    facts?.issuerOrigin === issuerOrigin ? null : 'it names another issuer than the start does', ...headerFaults(answer, pageHeaders(issuerOrigin)),
  ])
}

/** A page of text in one language. Its program's facts come from the shell in that language, which is compared as well. */
async function plain(site: Told, path: string, locale: Locale): Promise<Difference[]> {
  const [answer, start] = [await site.ask(`${path}?lang=${locale}`), await site.ask(`/${path.split('/')[1]}/?lang=${locale}`)]
  return plainFaults(site, { answer, path, status: 200, facts: factsOf(start.text) })
}

function plainFaults({ files, issuerOrigin }: Told, { answer, path, status, facts }: { answer: Answer; path: string; status: number; facts: PageFacts | null }): Difference[] {
  return says(path, [
    present(answer, status), plainPageFault({ html: answer.text, program: facts?.program ?? null, locale: facts?.locale ?? 'en', files, path }),
    ...headerFaults(answer, pageHeaders(issuerOrigin)),
  ])
}

async function asInstalled({ ask }: Told, slug: string, locale: Locale): Promise<Difference[]> {
  const path = `/${slug}/manifest.webmanifest?lang=${locale}`
  const [answer, start] = [await ask(path), await ask(`/${slug}/?lang=${locale}`)]
  const program = factsOf(start.text)?.program
  return says(path, [present(answer), program && answer.text !== webManifest(program, locale) ? 'it differs from what this build says of the installed app' : null, ...headerFaults(answer, {})])
}

async function icon({ ask }: Told, slug: string, { program }: PageFacts): Promise<Difference[]> {
  const path = `/${slug}/icon.svg`
  const answer = await ask(path)
  return says(path, [present(answer), answer.text === iconSvg(program!.iconColour) ? null : 'it is another picture'])
}
