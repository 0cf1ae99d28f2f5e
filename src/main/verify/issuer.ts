import { issuerPage, PAGE_HEADERS, type PlainPage } from '../../issuer/page.ts'
import { DOOR_HEADERS } from '../../issuer/routes.ts'
import { LOCALES, type Locale } from '../../ui/same-words.ts'
import type { Answer, Ask } from './asking.ts'
import { headerFaults } from './headers.ts'
import type { Difference } from './site.ts'

interface IssuerLook {
  readonly ask: Ask
  readonly origin: string
  /** Where its one link leads: the site whose pages name this issuer. */
  readonly appOrigin: string
  readonly slug: string | null
}

/** Where a script or a worker would lie if there were one; and where the school sends back who did not come from it. */
const WITHOUT_A_FILE = ['/app.js', '/assets/app.js', '/worker.js', '/sw.js', '/favicon.ico', '/manifest.webmanifest'] as const

/**
 * The issuer's host touches no key because it serves no code at all: its few pages are ours byte for byte under a policy that would let
 * nothing run, at the addresses of files stands the page for what is missing, and what the app's pages ask is answered in JSON that no
 * browser takes for anything else. What it does with tokens cannot be seen from outside; it signs them blind.
 */
export async function verifyIssuer(look: IssuerLook): Promise<{ readonly checked: number; readonly differences: readonly Difference[] }> {
  const slug = look.slug ?? 'nobody'
  const found: Difference[][] = []
  try {
    for (const locale of LOCALES) for (const path of ['/', `/${slug}`]) found.push(await page(look, path, locale, 'issuer', 200))
    for (const path of [...WITHOUT_A_FILE, `/${slug}/sign-in`]) found.push(await page(look, path, 'en', 'missing', 404))
    found.push(await page(look, '/callback', 'en', 'stale', 404), await door(look, `/${slug}/keys?term=${NO_YEAR}`))
  } catch (failure) {
    found.push([{ file: look.origin, what: `the issuer does not answer: ${(failure as { cause?: { code?: string } }).cause?.code ?? String(failure)}` }])
  }
  return { checked: found.length, differences: found.flat() }
}

/** Keys of a year are made at the first question: a monitor asks for none that could be. */
const NO_YEAR = 'none'

async function page(look: IssuerLook, path: string, locale: Locale, about: PlainPage['about'], status: number): Promise<Difference[]> {
  const answer = await look.ask(`${path}?lang=${locale}`)
  const expected = [true, false].map((signOn) => issuerPage({ locale, about, signOn, back: `${look.appOrigin}/` }))
  return says(look, path, [
    answer.status === status ? null : `it answers ${answer.status} instead of ${status}`,
    expected.includes(answer.text) ? null : 'its page differs from that of this build, or leads to another site',
    ...headerFaults(answer, PAGE_HEADERS),
  ])
}

async function door(look: IssuerLook, path: string): Promise<Difference[]> {
  const answer = await look.ask(path)
  return says(look, path, [isJson(answer) ? null : 'it answers something else than JSON', ...headerFaults(answer, { 'content-type': 'application/json', ...DOOR_HEADERS })])
}

function isJson({ text }: Answer): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

const says = ({ origin }: IssuerLook, path: string, faults: readonly (string | null)[]): Difference[] =>
  faults.filter((what) => what !== null).map((what) => ({ file: `${origin}${path}`, what }))
