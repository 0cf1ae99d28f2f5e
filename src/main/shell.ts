import type { Locale } from '../ui/same-words.ts'
import type { ClientFiles } from './pages-html/client-files.ts'
import { escaped, html } from './pages-html/markup.ts'
import { exitOf, headLinks, landing, langOf, nameOf, type PageProgram } from './pages-html/page.ts'

/** The page that starts the browser's half: the built template with the program's neutral facts filled in. Without a program, the set-up page. */
export function fillShell(files: ClientFiles, program: PageProgram | null, locale: Locale, issuerOrigin: string | null): string {
  const facts: Readonly<Record<string, string>> = {
    lang: langOf(locale), slug: program?.slug ?? '', name: nameOf(program, locale), zone: program?.timeZone ?? 'UTC',
    locales: program?.locales.join(' ') ?? '', exit: exitOf(program), icon: program?.iconColour ?? 'teal', demo: program?.demonstration ? 'yes' : 'no', issuer: issuerOrigin ?? '',
  }
  const words = files.words(locale)
  const head = html`${headLinks(program, locale, files)}${words && html`
    <link rel="modulepreload" crossorigin href="${words}" integrity="${files.integrity(words)}" />`}`
  return files.template
    .replace(/\{\{(\w+)\}\}/g, (_, fact: string) => escaped(facts[fact] ?? ''))
    .replace('<!--head-->', () => head.text.trim())
    .replace('<!--landing-->', () => (program ? landing(program, locale).text : ''))
}

/** The language of an answer: the one in the address, else the first the browser prefers that the program offers. */
export function localeFor(asked: string | undefined, accepted: string | undefined, offered: readonly Locale[]): Locale {
  const named = offered.find((locale) => locale === asked)
  if (named) return named
  const preferred = (accepted ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase())
  return preferred.map((tag) => offered.find((locale) => locale === tag)).find((locale) => locale !== undefined) ?? offered[0] ?? 'en'
}
