import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Select, TextArea, TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import type { Locale } from '../../../ui/same-words.ts'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { uiWords } from '../../../ui/ui-words.ts'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { htmlLang, useLocale, useWords } from '../../../ui/words.tsx'
import { readLimitsPack, readLimitsTexts, recordReview, writeLimits } from '../client.ts'
import type { LimitsSheet } from '../contract.ts'
import { limitsSections, textProblems, type LimitsText, type LimitsTexts, type TextVersion } from '../rules/confidentiality.ts'
import { nameIn } from '../rules/names.ts'
import { languageName } from './form.tsx'
import { LimitsView } from './limits-view.tsx'
import { programWords } from './words.ts'

const EMPTY: LimitsText = { promise: '', passedOn: [], nameless: '', inPerson: '', privilege: '', career: '', minors: '' }

/** Versions, their reviews, and a new version in every language. */
export function LimitsEditor() {
  const w = useWords(programWords)
  const load = useLoad(readLimitsTexts, [])
  return (
    <div className="stack column">
      <PageHeader title={w.limits_page} sub={w.limits_page_sub} back={{ href: '/staff/program', label: w.settings_title }} />
      <Loaded load={load} lines={8}>{(sheet) => <Versions start={sheet} />}</Loaded>
    </div>
  )
}

function Versions({ start }: { start: LimitsSheet }) {
  const w = useWords(programWords)
  const [sheet, setSheet] = useState(start)
  const [writing, setWriting] = useState(false)
  const newest = sheet.versions[0]
  return (
    <div className="stack">
      {sheet.published ? <Banner tone="ok">{w.limits_published(sheet.published)}</Banner> : <Banner tone="warn">{w.limits_none}</Banner>}
      {newest && !newest.review && !writing ? <ReviewForm version={newest} sheet={sheet} onSheet={setSheet} /> : null}
      {writing
        ? <Writing sheet={sheet} onSheet={(saved) => { setSheet(saved); setWriting(false) }} onCancel={() => setWriting(false)} />
        : <div><Button look="quiet" onClick={() => setWriting(true)}>{w.limits_write}</Button></div>}
      {sheet.versions.map((version) => <VersionCard key={version.version} version={version} sheet={sheet} />)}
    </div>
  )
}

function VersionCard({ version, sheet }: { version: TextVersion; sheet: LimitsSheet }) {
  const w = useWords(programWords)
  const dates = useDates()
  const { locale } = useLocale()
  const pack = sheet.packs.find((one) => one.key === version.pack)
  const said = version.review ? w.limits_reviewed(version.review.reviewer, dates.plainDate(version.review.on)) : w.limits_unreviewed
  return (
    <Card title={w.limits_version(version.version)} aside={<Badge tone={version.review ? 'ok' : 'warm'}>{version.version === sheet.published ? w.limits_published(version.version) : said}</Badge>}
      sub={[w.limits_written(dates.plainDate(version.writtenOn)), version.review ? said : '', pack ? w.limits_by_pack(nameIn(pack.names, locale)) : ''].filter(Boolean).join(' · ')}>
      <details>
        <summary>{w.limits_preview}</summary>
        <Preview texts={version.texts} />
      </details>
    </Card>
  )
}

/** The text as students see it, language by language. */
function Preview({ texts }: { texts: LimitsTexts }) {
  const w = useWords(programWords)
  const { locales } = useProgram()
  const [shown, setShown] = useState<Locale>(useLocale().locale)
  const text = texts[shown]
  return (
    <Tabs label={w.limits_preview} current={shown} onChange={setShown} tabs={locales.map((key) => ({ key, label: languageName(key) }))}>
      <div lang={htmlLang(shown)}>{text ? <LimitsView sections={limitsSections(text, true, w)} /> : <Banner tone="warn">{w.problem_text_incomplete(languageName(shown))}</Banner>}</div>
    </Tabs>
  )
}

function ReviewForm({ version, sheet, onSheet }: { version: TextVersion; sheet: LimitsSheet; onSheet: (sheet: LimitsSheet) => void }) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const [reviewer, setReviewer] = useState('')
  const [day, setDay] = useState('')
  const { send, sent, busy } = useSend(recordReview)
  const pack = sheet.packs.find((one) => one.key === version.pack)
  return (
    <Card title={w.limits_review_title(version.version)} sub={w.limits_review_hint}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        const saved = await send(version.version, { reviewer, reviewedOn: day })
        if (saved) onSheet(saved)
      }}>
        {pack ? <Banner title={w.limits_orientation}>{nameIn(pack.orientation, locale)}</Banner> : null}
        <Preview texts={version.texts} />
        <TextInput label={w.limits_reviewer} value={reviewer} onValue={setReviewer} required minLength={2} autoComplete="off" />
        <TextInput label={w.limits_review_day} type="date" value={day} onValue={setDay} required />
        <SentBanner sent={sent} />
        <div className="ending"><Button type="submit" busy={busy}>{w.limits_record_review}</Button></div>
      </form>
    </Card>
  )
}

const NEWEST = 'newest'

function Writing({ sheet, onSheet, onCancel }: { sheet: LimitsSheet; onSheet: (sheet: LimitsSheet) => void; onCancel: () => void }) {
  const w = useWords(programWords)
  const ui = useWords(uiWords)
  const toast = useToast()
  const { locale } = useLocale()
  const { locales } = useProgram()
  const newest = sheet.versions[0]
  const [from, setFrom] = useState(newest ? NEWEST : sheet.fitting)
  const [texts, setTexts] = useState<LimitsTexts>(newest?.texts ?? {})
  const [shown, setShown] = useState<Locale>(locale)
  const pack = from === NEWEST ? (newest?.pack ?? sheet.fitting) : from
  const { send, sent, busy } = useSend(writeLimits)
  const whole = withoutBlankLines(texts)
  const missing = textProblems(whole, locales)

  // Name and texts change together, and only when the texts are here: one pack's words never go out under another's name.
  const reading = useSend(readLimitsPack)
  const start = async (key: string) => {
    if (reading.busy) return
    reading.clear()
    const found = key === NEWEST ? { texts: newest?.texts ?? {} } : await reading.send(key)
    if (!found) return
    setFrom(key)
    setTexts(found.texts)
  }
  const options = [...(newest ? [{ value: NEWEST, label: w.limits_newest }] : []), ...sheet.packs.map(({ key, names }) => ({ value: key, label: nameIn(names, locale) }))]
  const orientation = sheet.packs.find((one) => one.key === pack)?.orientation
  return (
    <Card title={w.limits_write}>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        const saved = await send({ pack, texts: whole })
        if (!saved) return
        toast(w.limits_saved)
        onSheet(saved)
      }}>
        <Select label={w.limits_start_from} value={from} options={options} onValue={(key) => void start(key)} />
        <SentBanner sent={reading.sent} />
        {orientation ? <Banner title={w.limits_orientation}>{nameIn(orientation, locale)}</Banner> : null}
        {reading.busy ? <Skeleton lines={8} label={ui.loading} /> : (
          <Tabs label={w.limits_edit} current={shown} onChange={setShown} tabs={locales.map((key) => ({ key, label: languageName(key) }))}>
            <TextFields text={texts[shown] ?? EMPTY} locale={shown} missing={missing.filter((found) => found.locale === shown).map((found) => found.part)} onText={(text) => setTexts({ ...texts, [shown]: text })} />
          </Tabs>
        )}
        {missing.length ? <Banner>{w.problem_text_incomplete([...new Set(missing.map((found) => languageName(found.locale)))].join(', '))}</Banner> : null}
        <SentBanner sent={sent} />
        <div className="ending">
          <Button type="submit" busy={busy} disabled={reading.busy}>{w.limits_save}</Button>
          <Button look="quiet" onClick={onCancel}>{w.cancel}</Button>
        </div>
      </form>
    </Card>
  )
}

type Sent = Parameters<typeof writeLimits>[0]['texts']

/** While somebody types there may be empty lines; none is kept. */
const withoutBlankLines = (texts: LimitsTexts): Sent =>
  Object.fromEntries(Object.entries(texts).flatMap(([locale, text]) => (text ? [[locale, { ...text, passedOn: text.passedOn.map((line) => line.trim()).filter(Boolean) }]] : [])))

interface TextFieldsProps {
  readonly text: LimitsText
  readonly locale: Locale
  readonly missing: readonly (keyof LimitsText)[]
  readonly onText: (text: LimitsText) => void
}

function TextFields({ text, locale, missing, onText }: TextFieldsProps) {
  const w = useWords(programWords)
  const labels: Readonly<Record<keyof LimitsText, string>> = {
    promise: w.limits_promise, passedOn: w.limits_passed_on, nameless: w.limits_nameless, inPerson: w.limits_in_person,
    privilege: w.limits_privilege, career: w.limits_career, minors: w.limits_minors,
  }
  const field = (part: Exclude<keyof LimitsText, 'passedOn'>) => (
    <TextArea lang={htmlLang(locale)} label={labels[part]} rows={3} value={text[part]} onValue={(value) => onText({ ...text, [part]: value })} aria-invalid={missing.includes(part) || undefined} />
  )
  return (
    <div className="stack">
      {field('promise')}
      <TextArea lang={htmlLang(locale)} label={labels.passedOn} hint={w.limits_passed_on_hint} rows={7} value={text.passedOn.join('\n')}
        onValue={(value) => onText({ ...text, passedOn: value.split('\n') })} aria-invalid={missing.includes('passedOn') || undefined} />
      {field('nameless')}
      {field('inPerson')}
      {field('privilege')}
      {field('career')}
      {field('minors')}
    </div>
  )
}
