import { datesFor } from '../../ui/dates.ts'
import type { Locale } from '../../ui/same-words.ts'
import { lineStanding, type CrisisLine } from '../../rooms/programs/rules/crisis-lines.ts'
import { nameIn } from '../../rooms/programs/rules/names.ts'
import { smsLink, telLink } from '../../ui/phone.ts'
import type { ClientFiles } from './client-files.ts'
import { html, type Markup } from './markup.ts'
import { langOf, plainPage, type PageProgram } from './page.ts'
import { plainWords, type PlainWords } from './words.ts'

export interface HelpPage {
  readonly program: PageProgram
  readonly locale: Locale
  /** In the order they are shown: emergency, campus, then the country's. */
  readonly lines: readonly CrisisLine[]
  /** Today in the program's zone, such as 2026-11-22. */
  readonly today: string
  readonly files: ClientFiles
}

/** The page that must work in the worst hour: no sign-in, no script, no log, kept for when the network is gone. */
export function helpPage({ program, locale, lines, today, files }: HelpPage): string {
  const w = plainWords[locale]
  const body = html`<main class="stack-wide">
        <h1>${w.help_title}</h1>
        ${helpLines({ lines, locale, today })}
        <section class="stack-tight">
          <h2>${w.anywhere}</h2>
          <p>${w.anywhere_text} <a href="https://findahelpline.com" rel="noreferrer">findahelpline.com</a></p>
        </section>
        <section class="stack-tight help-record">
          <h2>${w.record_title}</h2>
          <p>${w.record_us} ${w.record_others} <a href="/${program.slug}/privacy?lang=${locale}">${w.record_more}</a></p>
          <p class="small muted">${w.text_version(w.version, datesFor(locale, program.timeZone).plainDate(w.review_by))}</p>
        </section>
        <p class="no-print"><a class="button button-quiet" href="/${program.slug}/?lang=${locale}">${w.back}</a></p>
      </main>`
  return plainPage({ program, locale, files, path: `/${program.slug}/help`, body })
}

interface Lines {
  readonly lines: readonly CrisisLine[]
  readonly locale: Locale
  readonly today: string
}

/** The lines alone: the help page and the page of a failure show the same. */
export function helpLines({ lines, locale, today }: Lines): Markup {
  const w = plainWords[locale]
  const emergency = lines.filter((line) => line.kind === 'emergency')
  const others = lines.filter((line) => line.kind !== 'emergency')
  if (lines.length === 0) return html`<p>${w.help_no_lines}</p>`
  return html`<section class="stack">
          <p>${w.help_emergency}</p>
          ${emergency.map((line) => emergencyLine(line, locale))}
        </section>
        ${others.length > 0 && html`<section class="stack">
          <h2>${w.help_lines}</h2>
          ${others.map((line) => lineCard(line, locale, today))}
        </section>`}`
}

function emergencyLine(line: CrisisLine, locale: Locale): Markup {
  const w = plainWords[locale]
  return html`<div class="help-emergency">
            ${line.call && html`<a class="button button-help button-wide" href="${telLink(line.call)}">${w.call(whole(line.call))}</a>`}
            ${line.textNumber && textButton(line, w, 'button-help')}
            <p class="small muted">${nameIn(line.names, locale)}</p>
          </div>`
}

function lineCard(line: CrisisLine, locale: Locale, today: string): Markup {
  const w = plainWords[locale]
  const look = line.kind === 'crisis' ? 'button-help' : 'button-quiet'
  const audience = nameIn(line.audiences, locale)
  return html`<article class="card help-line">
            <div>
              <h3>${nameIn(line.names, locale)}</h3>
              ${audience && html`<p class="muted">${audience}</p>`}
              <p class="muted">${factsOf(line, w, locale)}</p>
            </div>
            <div class="help-ways">
              ${line.call && html`<a class="button ${look}" href="${telLink(line.call)}">${w.call(whole(line.call))}</a>`}
              ${line.textNumber && textButton(line, w, look)}
              ${line.chatUrl && html`<a class="button button-quiet" href="${line.chatUrl}" rel="noreferrer">${w.chat}</a>`}
              ${line.url && !line.chatUrl && html`<a class="button button-link" href="${line.url}" rel="noreferrer">${w.website}</a>`}
            </div>
            <p class="small muted">${toldSentence(line, w)} ${checkedSentence(line, w, locale, today)}</p>
          </article>`
}

/** Calling and texting stand apart: a room-mate may be asleep. */
function textButton(line: CrisisLine, w: PlainWords, look: string): Markup {
  const number = line.textNumber ?? ''
  return html`<a class="button ${look}" href="${smsLink(number, line.textKeyword)}">${line.textKeyword ? w.text_word(line.textKeyword, whole(number)) : w.text(whole(number))}</a>`
}

/** When it answers, and in which languages. */
const factsOf = ({ hours, languages }: CrisisLine, w: PlainWords, locale: Locale): string =>
  [hours === '24/7' ? w.always : hours, languages.length > 0 && w.speaks(languageNames(languages, locale))].filter(Boolean).join(' · ')

/** A number is never broken between two lines. */
const whole = (number: string): string => number.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0')

const toldSentence = (line: CrisisLine, w: PlainWords): string =>
  ({ no: w.told_no, yes: w.told_yes, 'if-risk': w.told_if_risk, unknown: line.kind === 'campus' || line.kind === 'student' || line.kind === 'physician' ? w.told_unknown : '' })[line.schoolIsTold]

function checkedSentence(line: CrisisLine, w: PlainWords, locale: Locale, today: string): string {
  const standing = lineStanding(line, today)
  if (standing === 'unchecked' || !line.checkedOn) return `${w.unchecked}.`
  const day = datesFor(locale, 'UTC').plainDate(line.checkedOn)
  return `${standing === 'stale' ? w.stale(day) : w.checked(day)}.`
}

function languageNames(codes: readonly string[], locale: Locale): string {
  const names = new Intl.DisplayNames(langOf(locale), { type: 'language', fallback: 'code' })
  const list = codes.map((code) => names.of(code) ?? code)
  return new Intl.ListFormat(langOf(locale), { type: 'conjunction' }).format(list)
}
