import { LOCALES, type Locale } from '../../ui/same-words.ts'
import type { ClientFiles } from './client-files.ts'
import { html, Markup } from './markup.ts'
import { plainWords } from './words.ts'

/** What the server's own pages need to know about a program. */
export interface PageProgram {
  readonly slug: string
  readonly publicNames: Readonly<Partial<Record<Locale, string>>>
  readonly timeZone: string
  readonly locales: readonly Locale[]
  readonly iconColour: string
  /** Everything in it is invented, and every page says so. */
  readonly demonstration?: boolean
  /** Where quick exit leads; a neutral page where none is set. */
  readonly exitTo?: string
}

/** An everyday page that many people have open. */
const NEUTRAL_PAGE = 'https://www.wikipedia.org/'
const NO_NAME = 'Commons'
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-CA', fr: 'fr-CA', zh: 'zh-Hans' }
const OWN_NAMES: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français', zh: '中文' }

export const nameOf = (program: PageProgram | null, locale: Locale): string =>
  (program && (program.publicNames[locale] || LOCALES.map((other) => program.publicNames[other]).find(Boolean))) || NO_NAME

export const exitOf = (program: PageProgram | null): string => program?.exitTo ?? NEUTRAL_PAGE
export const langOf = (locale: Locale): string => TAGS[locale]

/** What stands in <head> of every page of a program. */
export const headLinks = (program: PageProgram | null, locale: Locale, files: ClientFiles): Markup => html`
    ${files.font && html`<link rel="preload" href="${files.font}" as="font" type="font/woff2" crossorigin />`}
    ${program && html`<link rel="manifest" href="/${program.slug}/manifest.webmanifest?lang=${locale}" />
    <link rel="icon" href="/${program.slug}/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/${program.slug}/icon-180.png" />
    <meta name="apple-mobile-web-app-title" content="${nameOf(program, locale)}" />`}`

interface PlainPage {
  readonly program: PageProgram | null
  readonly locale: Locale
  readonly files: ClientFiles
  /** The path that the language links repeat, such as "/commons/help". */
  readonly path: string
  readonly body: Markup
}

/** A page of plain HTML: no sign-in, no script needed, in any of the program's languages. */
export function plainPage({ program, locale, files, path, body }: PlainPage): string {
  const name = nameOf(program, locale)
  return html`<!doctype html>
<html lang="${langOf(locale)}" data-slug="${program?.slug ?? ''}" data-exit="${exitOf(program)}" data-icon="${program?.iconColour ?? 'teal'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>${name}</title>
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#11181b" media="(prefers-color-scheme: dark)" />
    <meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />${headLinks(program, locale, files)}
    ${files.plainStyles.map((file) => html`<link rel="stylesheet" crossorigin href="${file}" integrity="${files.integrity(file)}" />`)}
    <script type="module" crossorigin src="${files.plainScript}" integrity="${files.integrity(files.plainScript)}"></script>
  </head>
  <body>
    <div class="plain">
      ${topBar(program, locale, path)}
      ${body}
    </div>
  </body>
</html>
`.text
}

function topBar(program: PageProgram | null, locale: Locale, path: string): Markup {
  const w = plainWords[locale]
  const offered = program?.locales ?? LOCALES
  return html`<header class="top-bar no-print">
        <a class="top-name" href="${program ? `/${program.slug}/?lang=${locale}` : '/'}">${mark}<span>${nameOf(program, locale)}</span></a>
        <a class="top-exit" data-exit="" href="${exitOf(program)}" rel="noreferrer">${w.quick_exit}</a>
        ${offered.length > 1 && html`<ul class="plain-languages" aria-label="${w.language}">
          ${offered.map((one) => html`<li><a href="${path}?lang=${one}" lang="${langOf(one)}" hreflang="${one}"${one === locale && html` aria-current="true"`}>${OWN_NAMES[one]}</a></li>`)}
        </ul>`}
      </header>`
}

const mark = new Markup('<svg class="mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect class="mark-ground" width="28" height="28" rx="7"/><circle class="mark-left" cx="11" cy="14" r="5"/><circle class="mark-right" cx="17" cy="14" r="5"/></svg>')

/** The static start of the program's own page: its name at once, and a way on where no script runs. */
export function landing(program: PageProgram, locale: Locale): Markup {
  const w = plainWords[locale]
  return html`<div class="student-shell"><header class="top-bar"><span class="top-name">${mark}<span>${nameOf(program, locale)}</span></span></header>
      <noscript><main class="column stack"><h1>${w.no_script_title}</h1><p>${w.no_script_text}</p>
        <p><a class="button button-help" href="/${program.slug}/help?lang=${locale}">${w.to_help}</a></p></main></noscript></div>`
}
