import type { CrisisLine } from '../../rooms/programs/rules/crisis-lines.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { ClientFiles } from './client-files.ts'
import { helpLines } from './help.ts'
import { html } from './markup.ts'
import { nameOf, plainPage, type PageProgram } from './page.ts'
import { plainWords } from './words.ts'

interface Plain {
  readonly locale: Locale
  readonly files: ClientFiles
}

/** Where one server holds many programs: their neutral names, one below the other. */
export function landingPage({ programs, locale, files, mayBeSetUp }: Plain & { programs: readonly Pick<PageProgram, 'slug' | 'publicNames'>[]; mayBeSetUp: boolean }): string {
  const w = plainWords[locale]
  const named = programs.map((program) => ({ slug: program.slug, name: nameOf(program as PageProgram, locale) }))
  const body = html`<main class="stack-wide">
        <h1>${named.length > 0 ? w.landing_title : w.landing_none}</h1>
        <ul class="stack-tight plain-programs">
          ${named.map(({ slug, name }) => html`<li><a class="action-card" href="/${slug}/?lang=${locale}"><span class="action-card-text"><span class="action-card-title">${name}</span></span></a></li>`)}
        </ul>
        ${mayBeSetUp && html`<p><a class="button button-primary" href="/setup?lang=${locale}">${w.landing_set_up}</a></p>`}
      </main>`
  return plainPage({ program: null, locale, files, path: '/', body })
}

export function notFoundPage({ program, locale, files }: Plain & { program: PageProgram | null }): string {
  const w = plainWords[locale]
  const body = html`<main class="stack">
        <h1>${w.missing_title}</h1>
        <p>${w.missing_text}</p>
        ${!program && html`<p>${w.anywhere_text} <a href="https://findahelpline.com" rel="noreferrer">findahelpline.com</a></p>`}
        <p class="row">${program && html`<a class="button button-help" href="/${program.slug}/help?lang=${locale}">${w.to_help}</a>`}
        <a class="button button-quiet" href="${program ? `/${program.slug}/?lang=${locale}` : '/'}">${w.back}</a></p>
      </main>`
  return plainPage({ program, locale, files, path: program ? `/${program.slug}/` : '/', body })
}

/** A failure of ours must not stand between a student and help: the lines are on the page itself. */
export function errorPage({ program, locale, files, lines, today }: Plain & { program: PageProgram | null; lines: readonly CrisisLine[]; today: string }): string {
  const w = plainWords[locale]
  const body = html`<main class="stack-wide">
        <h1>${w.broken_title}</h1>
        <p>${w.broken_text}</p>
        ${lines.length > 0 && helpLines({ lines, locale, today })}
      </main>`
  return plainPage({ program, locale, files, path: program ? `/${program.slug}/` : '/', body })
}

/** Before the first build there is no stylesheet either: bare sentences in three languages. */
export const notBuiltPage = (): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Commons</title></head><body>${(['en', 'fr', 'zh'] as const).map((locale) => html`<h1>${plainWords[locale].not_built_title}</h1><p>${plainWords[locale].not_built_text}</p>`)}</body></html>`.text
