import { useState, type ReactNode } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ActionCard, Card } from '../../../ui/card.tsx'
import { ListChecks, LifeBuoy, ShieldCheck, Clock } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { readSettings } from '../client.ts'
import type { ProgramSheet } from '../contract.ts'
import { nameIn, type Names } from '../rules/names.ts'
import { nextStep } from '../rules/setup.ts'
import type { SheetForm } from './form.tsx'
import { CohortsForm, SitesForm, TopicsForm } from './list-forms.tsx'
import { MeetingForm, RulesForm } from './meeting-forms.tsx'
import { LanguagesForm, NamesForm, PlaceForm, PublicNameForm } from './name-forms.tsx'
import { SafetyForm } from './safety-form.tsx'
import { programWords } from './words.ts'

/** Everything that can be set, each in a card that opens: what it is now can be read without opening it. */
export function ProgramSettings({ onCohortsChanged }: { onCohortsChanged?: () => void }) {
  const load = useLoad(readSettings, [])
  return <div className="column"><Loaded load={load} lines={8}>{(sheet) => <Settings start={sheet} cohortsChanged={onCohortsChanged ?? (() => {})} />}</Loaded></div>
}

function Settings({ start, cohortsChanged }: { start: ProgramSheet; cohortsChanged: () => void }) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const [sheet, setSheet] = useState(start)
  const list = (items: readonly { names: Names }[]) => items.map((item) => nameIn(item.names, locale)).join(', ') || w.none
  const formats = { 'in-person': w.format_in_person, phone: w.format_phone, video: w.format_video, messaging: w.format_messaging }
  const shared = { sheet, onSaved: setSheet }
  return (
    <div className="stack">
      <PageHeader title={w.settings_title} sub={w.settings_sub} actions={<DoorBadge door={sheet.door} />} />
      {nextStep(sheet.setupDone) ? <Banner action={<ButtonLink look="quiet" small href="/staff/setup">{w.setup_resume_action}</ButtonLink>}>{w.setup_resume}</Banner> : null}
      <nav className="stack-tight" aria-label={w.settings_links}>
        <ActionCard icon={ListChecks} title={w.opening_page} href="/staff/program/opening" />
        <ActionCard icon={ShieldCheck} title={w.limits_page} href="/staff/program/limits" />
        <ActionCard icon={LifeBuoy} title={w.lines_page} href="/staff/program/lines" />
        <ActionCard icon={Clock} title={w.emergency_page} href="/staff/program/emergency" />
      </nav>
      <Setting title={w.names_card} now={nameIn(sheet.names, locale)} {...shared} form={NamesForm} />
      <Setting title={w.public_card} now={nameIn(sheet.publicNames, locale)} {...shared} form={PublicNameForm} />
      <Setting title={w.place_card} now={[new Intl.DisplayNames(locale, { type: 'region' }).of(sheet.country), sheet.region].filter(Boolean).join(', ')} {...shared} form={PlaceForm} />
      <Setting title={w.languages_card} now={`${sheet.locales.join(', ')} · ${sheet.timeZone}`} {...shared} form={LanguagesForm} />
      <Setting title={w.cohorts_card} now={list(sheet.cohorts)} sheet={sheet} onSaved={(saved) => { setSheet(saved); cohortsChanged() }} form={CohortsForm} />
      <Setting title={w.sites_card} now={list(sheet.sites)} {...shared} form={SitesForm} />
      <Setting title={w.topics_card} now={list(sheet.topics.filter((topic) => !topic.retired))} {...shared} form={TopicsForm} />
      <Setting title={w.meeting_card} now={sheet.settings.formats.map((format) => formats[format]).join(', ') || w.none} {...shared} form={MeetingForm} />
      <Setting title={w.rules_card} now={w.minutes(sheet.settings.slotMinutes)} {...shared} form={RulesForm} />
      <Setting title={w.safety_card} now={w.safety_now(sheet.settings.reportDays)} {...shared} form={SafetyForm} />
    </div>
  )
}

function Setting({ title, now, form: Form, sheet, onSaved }: SheetForm & { title: string; now: ReactNode; form: (form: SheetForm) => ReactNode }) {
  const w = useWords(programWords)
  const [open, setOpen] = useState(false)
  const save = (saved: ProgramSheet) => {
    void onSaved(saved)
    setOpen(false)
  }
  return (
    <Card title={title} sub={open ? undefined : now} aside={open ? null : <Button look="quiet" small aria-label={`${w.change}: ${title}`} onClick={() => setOpen(true)}>{w.change}</Button>}>
      {open ? <Form sheet={sheet} onSaved={save} beside={<Button look="quiet" onClick={() => setOpen(false)}>{w.cancel}</Button>} /> : null}
    </Card>
  )
}

export function DoorBadge({ door }: { door: ProgramSheet['door'] }) {
  const w = useWords(programWords)
  const said = { open: w.door_open, closed: w.door_closed, 'never-opened': w.door_never }
  return <Badge tone={door === 'open' ? 'ok' : 'warm'}>{said[door]}</Badge>
}
