import { useEffect, useState, type FormEvent } from 'react'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChipsMany } from '../../../ui/choices.tsx'
import { Select, TextInput } from '../../../ui/field.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { LOCALES, type Locale } from '../../../ui/same-words.ts'
import { isRefusal } from '../../../ui/use-load.ts'
import { defineWords, htmlLang, useLocale, useWords } from '../../../ui/words.tsx'
import { LanguageSelect } from '../top-bar.tsx'
import { Mark } from '../../../ui/mark.tsx'

const setupWords = defineWords({
  en: () => import('./words/en.ts'),
  fr: () => import('./words/fr.ts'),
  zh: () => import('./words/zh.ts'),
})

/** Countries whose help lines come with the program first; any other works too. */
const COUNTRIES = ['CA', 'US', 'GB', 'IE', 'AU', 'NZ', 'AT', 'BR', 'CH', 'CN', 'DE', 'ES', 'FR', 'IN', 'JP', 'KR', 'NL', 'SE', 'SG', 'ZA'] as const
const OWN_NAMES: Record<Locale, string> = { en: 'English', fr: 'Français', zh: '中文' }
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/

interface Answers {
  code: string
  name: string
  slug: string
  yourName: string
  country: string
  timeZone: string
  locales: Locale[]
}

type Sent = { at: 'idle' | 'sending' | 'unreachable' } | { at: 'refused'; sentence: string } | { at: 'done'; link: string }

/** The one page that stands before any program: whoever holds the printed code makes it. */
export function SetupPages() {
  const [link, setLink] = useState<string | null>(null)
  return (
    <div className="student-shell">
      <header className="top-bar">
        <span className="top-name">
          <Mark />
          <span>Peerside</span>
        </span>
        <LanguageSelect />
      </header>
      <main id="page" className="column">
        {link === null ? <SetupForm onDone={setLink} /> : <SetupDone link={link} />}
      </main>
    </div>
  )
}

function SetupForm({ onDone }: { onDone: (link: string) => void }) {
  const w = useWords(setupWords)
  const { locale } = useLocale()
  const [answers, setAnswers] = useState<Answers>(() => ({ code: '', name: '', slug: '', yourName: '', country: 'CA', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, locales: [locale] }))
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<Sent>({ at: 'idle' })
  const set = <K extends keyof Answers>(key: K) => (value: Answers[K]) => setAnswers((before) => ({ ...before, [key]: value }))
  const problem = (broken: boolean, sentence: string) => (tried && broken ? sentence : undefined)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (sent.at === 'sending' || !isComplete(answers)) return
    setSent({ at: 'sending' })
    const outcome = await makeProgram(answers, locale)
    setSent(outcome)
    if (outcome.at === 'done') onDone(outcome.link)
  }
  return (
    <>
      <PageHeader title={w.title} sub={w.sub} />
      <form className="stack-wide" onSubmit={(event) => void send(event)} noValidate>
        <Card>
          <TextInput label={w.code} hint={w.code_hint} error={problem(!answers.code.trim(), w.missing_code)} value={answers.code} onValue={set('code')} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          <TextInput label={w.name} hint={w.name_hint} error={problem(answers.name.trim().length < 2, w.missing_name)} value={answers.name} onValue={set('name')} />
          <TextInput label={w.slug} hint={w.slug_hint} error={problem(!SLUG.test(answers.slug), w.missing_slug)} value={answers.slug} onValue={(slug) => set('slug')(slug.toLowerCase().replace(/\s+/g, '-'))} autoCapitalize="none" spellCheck={false} />
          <TextInput label={w.your_name} hint={w.your_name_hint} error={problem(answers.yourName.trim().length < 2, w.missing_your_name)} value={answers.yourName} onValue={set('yourName')} autoComplete="name" />
          <Select label={w.country} hint={w.country_hint} value={answers.country} onValue={set('country')} options={countryOptions(locale)} />
          <Select label={w.zone} value={answers.timeZone} onValue={set('timeZone')} options={zoneOptions(answers.timeZone)} />
          <ChoiceChipsMany label={w.locales} error={problem(answers.locales.length === 0, w.missing_locales)} options={LOCALES.map((one) => ({ value: one, label: <span lang={htmlLang(one)}>{OWN_NAMES[one]}</span> }))} values={answers.locales} onValues={set('locales')} />
        </Card>
        {sent.at === 'refused' ? <Banner tone="warn">{sent.sentence}</Banner> : null}
        {sent.at === 'unreachable' ? <Banner tone="warn">{w.unreachable}</Banner> : null}
        <div className="ending">
          <Button type="submit" busy={sent.at === 'sending'}>{w.make}</Button>
        </div>
      </form>
    </>
  )
}

function SetupDone({ link }: { link: string }) {
  const w = useWords(setupWords)
  useEffect(() => document.querySelector<HTMLElement>('h1')?.focus(), [])
  return (
    <>
      <PageHeader title={w.done_title} sub={w.done_text} />
      <ButtonLink outside href={link}>{w.done_open}</ButtonLink>
    </>
  )
}

const isComplete = ({ code, name, slug, yourName, locales }: Answers): boolean =>
  code.trim() !== '' && name.trim().length > 1 && SLUG.test(slug) && yourName.trim().length > 1 && locales.length > 0

async function makeProgram(answers: Answers, locale: Locale): Promise<Sent> {
  try {
    const response = await fetch('/setup/program', {
      method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store',
      headers: { 'content-type': 'application/json', 'accept-language': locale }, body: JSON.stringify({ ...answers, code: answers.code.trim() }),
    })
    const answer: unknown = await response.json()
    if (isRefusal(answer)) return { at: 'refused', sentence: answer.sentence ?? answer.refused }
    const { link } = answer as { link?: unknown }
    return typeof link === 'string' ? { at: 'done', link } : { at: 'unreachable' }
  } catch {
    return { at: 'unreachable' }
  }
}

function countryOptions(locale: Locale) {
  const names = new Intl.DisplayNames(htmlLang(locale), { type: 'region' })
  return COUNTRIES.map((code) => ({ value: code as string, label: names.of(code) ?? code })).toSorted((a, b) => a.label.localeCompare(b.label, htmlLang(locale)))
}

function zoneOptions(current: string) {
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  return [...new Set([current, ...zones])].toSorted().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
