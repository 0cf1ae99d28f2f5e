import { useState, type ComponentType } from 'react'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { uiWords } from '../../../ui/ui-words.ts'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { finishStep, readSettings } from '../client.ts'
import type { ProgramSheet } from '../contract.ts'
import { nextStep, SETUP_STEPS, type SetupStep } from '../rules/setup.ts'
import type { SheetForm } from './form.tsx'
import { CohortsForm, SitesForm, TopicsForm } from './list-forms.tsx'
import { EmergencyServiceForm, MeetingForm } from './meeting-forms.tsx'
import { LanguagesForm, NamesForm, PlaceForm, PublicNameForm } from './name-forms.tsx'
import { programWords } from './words.ts'

const FORMS: Readonly<Record<SetupStep, ComponentType<SheetForm>>> = {
  names: NamesForm, public: PublicNameForm, place: PlaceForm, languages: LanguagesForm, cohorts: CohortsForm, sites: SitesForm, topics: TopicsForm, meeting: MeetingForm, emergency: EmergencyServiceForm,
}

interface WizardProps {
  readonly checklist?: string
  /** New cohorts: the assessor firewall now asks everybody about them, the coordinator who added them first. */
  readonly onCohortsChanged?: () => void
}

/** The first set-up, resumed where it was left. */
export function SetupWizard({ checklist = '/staff/program/opening', onCohortsChanged }: WizardProps) {
  const load = useLoad(readSettings, [])
  return <div className="column"><Loaded load={load}>{(sheet) => <Walk start={sheet} checklist={checklist} {...(onCohortsChanged ? { onCohortsChanged } : {})} />}</Loaded></div>
}

function Walk({ start, checklist, onCohortsChanged }: { start: ProgramSheet; checklist: string; onCohortsChanged?: () => void }) {
  const w = useWords(programWords)
  const ui = useWords(uiWords)
  const [sheet, setSheet] = useState(start)
  const [at, setAt] = useState<SetupStep | null>(nextStep(start.setupDone))
  const place = at ? SETUP_STEPS.indexOf(at) : SETUP_STEPS.length
  const move = async (saved?: ProgramSheet) => {
    if (saved) setSheet(saved)
    if (!at) return
    if (at === 'cohorts' && saved) onCohortsChanged?.()
    else await finishStep(at).catch(() => null) // a step not noted is only asked again
    setAt(SETUP_STEPS[place + 1] ?? null)
  }
  if (!at) return <Finished checklist={checklist} onBack={() => setAt(SETUP_STEPS.at(-1)!)} />
  const Form = FORMS[at]
  const questions: Readonly<Record<SetupStep, string>> = {
    names: w.setup_names, public: w.setup_public, place: w.setup_place, languages: w.setup_languages, cohorts: w.setup_cohorts, sites: w.setup_sites,
    topics: w.setup_topics, meeting: w.setup_meeting, emergency: w.setup_emergency,
  }
  return (
    <div className="stack">
      <PageHeader key={at} title={questions[at]} sub={place === 0 ? w.setup_intro : ui.step_of(place + 1, SETUP_STEPS.length)} />
      <progress className="unseen" max={SETUP_STEPS.length} value={place} aria-label={w.setup_title} />
      <Card>
        <Form key={at} sheet={sheet} onSaved={move} saveLabel={w.next} beside={
          <>
            {place > 0 ? <Button look="quiet" onClick={() => setAt(SETUP_STEPS[place - 1]!)}>{w.back}</Button> : null}
            <Button look="link" onClick={() => void move()}>{w.skip}</Button>
          </>
        } />
      </Card>
    </div>
  )
}

function Finished({ checklist, onBack }: { checklist: string; onBack: () => void }) {
  const w = useWords(programWords)
  return (
    <div className="stack">
      <PageHeader title={w.setup_done_title} sub={w.setup_done} />
      <div className="ending">
        <ButtonLink href={checklist}>{w.setup_to_checklist}</ButtonLink>
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
      </div>
    </div>
  )
}
