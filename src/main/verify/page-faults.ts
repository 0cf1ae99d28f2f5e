import { LOCALES, type Locale } from '../../ui/same-words.ts'
import type { ClientFiles } from '../pages-html/client-files.ts'
import { Markup } from '../pages-html/markup.ts'
import { langOf, plainPage, type PageProgram } from '../pages-html/page.ts'
import { fillShell } from '../shell.ts'

/** What a page says of its program, read back out of its first tag. */
export interface PageFacts {
  readonly program: PageProgram | null
  readonly locale: Locale
  readonly issuerOrigin: string | null
}

const ESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (found) => ESCAPED[found]!)

/** The facts of a program, which are its own; null where they are not what facts look like. */
export function factsOf(html: string): PageFacts | null {
  const tag = /^<!doctype html>\n<html\b([^>]*)>/.exec(html)?.[1]
  if (tag === undefined) return null
  const told = Object.fromEntries([...tag.matchAll(/\s([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!.replace(/^data-/, ''), unescaped(value!)]))
  const locale = LOCALES.find((one) => langOf(one) === told.lang)
  const locales = (told.locales ?? '').split(' ').filter((one): one is Locale => LOCALES.includes(one as Locale))
  if (!locale) return null
  const program = told.slug ? {
    slug: told.slug, publicNames: { [locale]: told.name ?? '' }, timeZone: told.zone ?? '', locales, iconColour: told.icon ?? '', demonstration: told.demo === 'yes', exitTo: told.exit ?? '',
  } : null
  return { program, locale, issuerOrigin: told.issuer || null }
}

/** The shell is the built template with the facts filled in, and not one byte more. */
export function shellFault(html: string, files: ClientFiles): string | null {
  const facts = factsOf(html)
  if (!facts) return 'it does not begin as the shell does'
  if (facts.program && !facts.program.exitTo?.startsWith('https://')) return 'its quick exit leads to no https address'
  const expected = fillShell(files, facts.program, facts.locale, facts.issuerOrigin)
  return html === expected ? null : `it differs from the shell of this build, first at: ${firstDifference(html, expected)}`
}

const MARK = '\u0000'
const ELEMENTS = /^(?:main|header|footer|section|article|nav|div|p|span|strong|em|small|h[1-4]|ul|ol|li|dl|dt|dd|a|details|summary|table|caption|thead|tbody|tr|th|td|time|svg|rect|circle|path)$/
const ATTRIBUTES = /^(?:class|id|lang|hreflang|rel|title|role|scope|colspan|datetime|open|data-exit|aria-[a-z]+|width|height|viewBox|x|y|rx|cx|cy|r|d|fill|stroke|stroke-width)$/
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*\/?>/g
const HREF = /^(?:https:\/\/|tel:|sms:|mailto:|\/(?!\/)|#|\?)/

interface PlainPageLook {
  readonly html: string
  readonly program: PageProgram | null
  readonly locale: Locale
  readonly files: ClientFiles
  readonly path: string
}

/** The frame of a page without script must be ours byte for byte; what stands in it may be any text, and no more than text. */
export function plainPageFault({ html, program, locale, files, path }: PlainPageLook): string | null {
  const [before, after] = plainPage({ program, locale, files, path, body: new Markup(MARK) }).split(MARK) as [string, string]
  if (!html.startsWith(before)) return `its frame differs from this build, first at: ${firstDifference(html, before)}`
  if (!html.endsWith(after)) return 'it ends in another way than this build'
  return bodyFault(html.slice(before.length, html.length - after.length))
}

function bodyFault(body: string): string | null {
  const rest = body.replace(TAG, (_, _end: string, element: string, attributes: string) => (isPlain(element, attributes) ? '' : '<'))
  const at = rest.indexOf('<')
  return at < 0 ? null : `it holds markup that no page of ours has, near: ${JSON.stringify(rest.slice(Math.max(0, at - 40), at + 40).trim())}`
}

function isPlain(element: string, attributes: string): boolean {
  if (!ELEMENTS.test(element)) return false
  return [...attributes.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].every(([, name, value = '']) => (name === 'href' ? HREF.test(value) : ATTRIBUTES.test(name!)))
}

/** Fifty characters from where two texts part. */
function firstDifference(found: string, expected: string): string {
  let at = 0
  while (at < expected.length && found[at] === expected[at]) at += 1
  return JSON.stringify(found.slice(Math.max(0, at - 10), at + 50))
}
