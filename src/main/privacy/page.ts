import { SMALLEST_SHOWN } from '../../disclosure/small-counts.ts'
import { datesFor } from '../../ui/dates.ts'
import type { Locale } from '../../ui/same-words.ts'
import type { ClientFiles } from '../pages-html/client-files.ts'
import { html, type Markup } from '../pages-html/markup.ts'
import { plainPage, type PageProgram } from '../pages-html/page.ts'
import { plainWords } from '../pages-html/words.ts'
import type { ProgramKeeps, ServerFacts } from './facts.ts'
import { keptLines } from './kept-lines.ts'
import { privacyWords, type PrivacyWords } from './words.ts'

export interface PrivacyPage {
  readonly program: PageProgram
  readonly locale: Locale
  readonly files: ClientFiles
  /** Read from the running program; null while the database does not answer. */
  readonly keeps: ProgramKeeps | null
  /** Read from the server's own configuration. */
  readonly server: ServerFacts
}

/** The limits behind every promise, one tap away from each of them. No sign-in, no script, no log. */
export function privacyPage(page: PrivacyPage): string {
  const { program, locale, files, keeps, server } = page
  const w = privacyWords[locale]
  const seen = [
    [w.seen_supporter, w.seen_supporter_sees], [w.seen_coordinator, w.seen_coordinator_sees(SMALLEST_SHOWN)], [w.seen_safety, w.seen_safety_sees],
    [w.seen_operator, w.seen_operator_sees], [w.seen_school, w.seen_school_sees],
  ] as const
  const body = html`<main class="stack-wide privacy">
        <header class="stack-tight"><h1>${w.privacy_title}</h1><p class="muted">${w.privacy_sub}</p></header>
        <section class="stack-tight"><h2>${w.know_title}</h2>${list([w.know_1, w.know_2])}
          <p>${w.know_3} <a href="/${program.slug}/held?lang=${locale}">${w.know_link}</a></p>
        </section>
        ${waysIn(w, server, keeps)}
        <section class="stack-tight"><h2>${w.seen_title}</h2>
          <dl class="card privacy-seen">${seen.map(([who, sees]) => html`<div><dt>${who}</dt><dd>${sees}</dd></div>`)}</dl>
        </section>
        <section class="stack-tight"><h2>${w.sealed_title}</h2>${list([w.sealed_1, keeps?.listIsSigned ? w.sealed_signed : w.sealed_unsigned])}</section>
        ${keeps && kept(w, keeps)}
        <section class="stack-tight" id="limits"><h2>${w.not_title}</h2>
          ${list([w.not_1, w.not_2, w.not_3, w.not_4, w.not_5, w.not_8, w.not_7, w.not_6])}
          <p><a class="button button-help" href="/${program.slug}/help?lang=${locale}">${plainWords[locale].to_help}</a></p>
        </section>
        <section class="stack-tight"><h2>${w.here_title}</h2>${list(runBy(w, page))}${keeps && limitsOf(w, keeps, page)}</section>
        <section class="stack-tight"><h2>${w.check_title}</h2><p>${w.check_text}</p>
          <p><a href="/source.tar.gz">${w.privacy_source}</a></p><p><a href="/build.json">${w.check_manifest}</a></p>
        </section>
        <p class="no-print"><a class="button button-quiet" href="/${program.slug}/?lang=${locale}">${plainWords[locale].back}</a></p>
      </main>`
  return plainPage({ program, locale, files, path: `/${program.slug}/privacy`, body })
}

const list = (sentences: readonly string[]): Markup => html`<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`

/** Each way that is open here, with its strength on both axes. */
function waysIn(w: PrivacyWords, { issuer }: ServerFacts, keeps: ProgramKeeps | null): Markup {
  const enrolled = issuer.runs === 'nowhere' ? [] : [[w.way_week, w.way_week_outside, w.way_week_who], [w.way_batch, w.way_batch_outside, w.way_batch_who]] as const
  const now = issuer.runs === 'nowhere' ? [] : [[w.way_now, w.way_now_outside, w.way_now_who]] as const
  const code = keeps?.codeInUse ? [[w.way_code, w.way_code_outside, w.way_code_who]] as const : []
  const ways = [...enrolled, [w.way_card, w.way_card_outside, w.way_card_who] as const, ...code, ...now]
  return html`<section class="stack-tight"><h2>${w.ways_title}</h2><p>${w.ways_sub}</p>
          <dl class="card privacy-seen">${ways.map(([way, outside, who]) => html`<div><dt>${way}</dt>
            <dd><strong>${w.ways_outside}</strong> ${outside}</dd><dd><strong>${w.ways_who}</strong> ${who}</dd></div>`)}</dl>
          <p>${w.ways_first}</p>
        </section>`
}

function kept(w: PrivacyWords, keeps: ProgramKeeps): Markup {
  return html`<section class="stack-tight"><h2>${w.kept_title}</h2>
          <dl class="card privacy-seen privacy-kept">${keptLines(w, keeps.settings).map(({ what, by, until }) => html`<div><dt>${what}</dt>
            <dd><strong>${w.kept_by}</strong> ${by}</dd><dd><strong>${w.kept_until}</strong> ${until}</dd></div>`)}</dl>
          <p>${w.kept_backup}</p>
        </section>`
}

function runBy(w: PrivacyWords, { server, program, locale }: PrivacyPage): string[] {
  const { issuer, snapshots } = server
  const day = (iso: string) => datesFor(locale, program.timeZone).plainDate(iso)
  return [
    issuer.runs === 'nowhere' ? w.here_issuer_none : issuer.runs === 'together' ? w.here_issuer_together
      : issuer.runs === 'same-host' ? w.here_issuer_same_host(issuer.host) : w.here_issuer_apart(issuer.host),
    server.databaseElsewhere ? w.here_database : w.here_database_here,
    !snapshots ? w.here_snapshots_unknown : snapshots.keptDays ? w.here_snapshots_days(snapshots.keptDays, day(snapshots.answeredOn)) : w.here_snapshots_none(day(snapshots.answeredOn)),
    ...(server.hasMirror ? [w.here_mirror] : []),
    server.sendsMail ? w.here_mail : w.here_no_mail, w.here_push(server.pushServices.join(', ')),
  ]
}

/** The same text that is read before a first contact. */
function limitsOf(w: PrivacyWords, { limits }: ProgramKeeps, { program, locale }: PrivacyPage): Markup {
  if (!limits) return html`<p>${w.here_no_limits}</p>`
  return html`<details class="card"><summary>${w.here_limits(limits.version, datesFor(locale, program.timeZone).plainDate(limits.reviewedOn))}</summary>
            ${limits.sections.map(({ heading, sentences }) => html`<section class="stack-tight"><h3>${heading}</h3>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>`)}
          </details>`
}
