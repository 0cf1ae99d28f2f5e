import type { PrivacyFacts } from '../../rooms/programs/actions.ts'
import { datesFor } from '../../ui/dates.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { ClientFiles } from './client-files.ts'
import { html, type Markup } from './markup.ts'
import { plainPage, type PageProgram } from './page.ts'
import { plainWords } from './words.ts'

export interface PrivacyPage {
  readonly program: PageProgram
  readonly locale: Locale
  readonly files: ClientFiles
  /** Read from the running program; null while the database does not answer. */
  readonly facts: PrivacyFacts | null
  /** Read from the server's own configuration. */
  readonly server: { readonly sendsMail: boolean; readonly databaseElsewhere: boolean }
}

/** The limits behind every promise, one tap away from each of them. No sign-in, no script, no log. */
export function privacyPage({ program, locale, files, facts, server }: PrivacyPage): string {
  const w = plainWords[locale]
  const list = (sentences: readonly string[]) => html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  const seen = [
    [w.privacy_supporter, w.privacy_supporter_sees], [w.privacy_coordinator, w.privacy_coordinator_sees],
    [w.privacy_operator, w.privacy_operator_sees], [w.privacy_school, w.privacy_school_sees],
  ] as const
  const body = html`<main class="stack-wide privacy">
        <header class="stack-tight"><h1>${w.privacy_title}</h1><p class="muted">${w.privacy_sub}</p></header>
        <section class="stack-tight"><h2>${w.privacy_know_title}</h2>${list([w.privacy_know_1, w.privacy_know_2, w.privacy_know_3])}</section>
        <section class="stack-tight"><h2>${w.privacy_who_title}</h2>
          <dl class="card privacy-seen">${seen.map(([who, sees]) => html`<div><dt>${who}</dt><dd>${sees}</dd></div>`)}</dl>
        </section>
        <section class="stack-tight"><h2>${w.privacy_note_title}</h2>${list([w.privacy_note_1, w.privacy_note_2])}</section>
        <section class="stack-tight"><h2>${w.privacy_time_title}</h2>${list([w.privacy_time_1, w.privacy_time_2, w.privacy_time_3, w.privacy_time_4])}</section>
        <section class="stack-tight" id="limits"><h2>${w.privacy_not_title}</h2>
          ${list([w.privacy_not_1, w.privacy_not_2, w.privacy_not_3, w.privacy_not_4, w.privacy_not_5, w.privacy_not_7, w.privacy_not_6])}
          <p><a class="button button-help" href="/${program.slug}/help?lang=${locale}">${w.to_help}</a></p>
        </section>
        <section class="stack-tight"><h2>${w.privacy_here_title}</h2>
          ${list([
            ...(facts ? [w.privacy_here_horizon(facts.horizonDays)] : []), server.sendsMail ? w.privacy_here_mail : w.privacy_here_no_mail, w.privacy_here_push,
            ...(server.databaseElsewhere ? [w.privacy_here_database] : []),
          ])}
          ${facts && limitsOf(facts, program, locale)}
        </section>
        <section class="stack-tight"><h2>${w.privacy_operator_title}</h2><p>${w.privacy_operator_text} <a href="/source.tar.gz">${w.privacy_source}</a></p></section>
        <p class="no-print"><a class="button button-quiet" href="/${program.slug}/?lang=${locale}">${w.back}</a></p>
      </main>`
  return plainPage({ program, locale, files, path: `/${program.slug}/privacy`, body })
}

/** The same text that is read before a first contact. */
function limitsOf({ limits }: PrivacyFacts, program: PageProgram, locale: Locale): Markup {
  const w = plainWords[locale]
  if (!limits) return html`<p>${w.privacy_here_no_limits}</p>`
  return html`<details class="card"><summary>${w.privacy_here_limits(limits.version, datesFor(locale, program.timeZone).plainDate(limits.reviewedOn))}</summary>
            ${limits.sections.map(({ heading, sentences }) => html`<section class="stack-tight"><h3>${heading}</h3>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>`)}
          </details>`
}
