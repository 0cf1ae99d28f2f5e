import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChips } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { DoorOpen } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { answerMinors, closeDoors, openDoors, readOpening } from '../client.ts'
import type { OpeningSheet } from '../contract.ts'
import { CHECKLIST, isDone, type OpeningProblem, type OpeningWarning, type ProblemWord } from '../rules/opening.ts'
import { languageName } from './form.tsx'
import { DoorBadge } from './program-settings.tsx'
import { programWords } from './words.ts'

/** Where each item is mended; null where it is answered on this page. */
const MENDED_AT: Readonly<Record<ProblemWord, string | null>> = {
  'cohorts-missing': '/staff/program', 'no-format': '/staff/program', 'text-not-reviewed': '/staff/program/limits', 'text-incomplete': '/staff/program/limits',
  'under-18-unanswered': null, 'lines-missing': '/staff/program/lines', 'lines-unchecked': '/staff/program/lines', 'emergency-hours-uncovered': '/staff/program/emergency',
  'coordinators-few': '/staff/people', 'supporters-few': '/staff/supporters', 'test-alerts-unconfirmed': '/staff/supporters',
}

export function OpeningPage() {
  const w = useWords(programWords)
  const load = useLoad(readOpening, [])
  return (
    <div className="stack column">
      <PageHeader title={w.opening_page} sub={w.opening_sub} back={{ href: '/staff/program', label: w.settings_title }} />
      <Loaded load={load} lines={10}>{(sheet) => <Checklist start={sheet} />}</Loaded>
    </div>
  )
}

function Checklist({ start }: { start: OpeningSheet }) {
  const w = useWords(programWords)
  const dates = useDates()
  const [sheet, setSheet] = useState(start)
  const opening = useSend(openDoors)
  const press = async () => {
    const saved = await opening.send()
    if (saved) setSheet(saved)
  }
  return (
    <div className="stack">
      <div className="row"><DoorBadge door={sheet.door} />{sheet.openedOn ? <span className="muted">{w.opening_opened(dates.plainDate(sheet.openedOn))}</span> : null}</div>
      {sheet.problems.length && sheet.openedOn ? <Banner tone="warn">{sheet.door === 'open' ? w.opening_still_open : w.opening_closed_itself}</Banner> : null}
      {sheet.warnings.map((found) => <Warning key={found.warning} found={found} />)}
      <Card>
        <ul className="stack">
          {CHECKLIST.map((word) => <Item key={word} word={word} problem={sheet.problems.find((found) => found.problem === word) ?? null} done={isDone(word, sheet.problems)} />)}
        </ul>
      </Card>
      <MinorsCard sheet={sheet} onSheet={setSheet} />
      <SentBanner sent={opening.sent} />
      {sheet.problems.length === 0 && !sheet.openedOn ? <Banner tone="ok">{w.opening_green}</Banner> : null}
      {sheet.openedOn ? <Closing onSheet={setSheet} /> : <div className="ending"><Button icon={DoorOpen} busy={opening.busy} disabled={sheet.problems.length > 0} onClick={press}>{w.opening_open}</Button></div>}
    </div>
  )
}

function Warning({ found }: { found: OpeningWarning }) {
  const w = useWords(programWords)
  if (found.warning === 'lines-stale') return <Banner tone="warn">{w.warning_lines_stale(found.count)}</Banner>
  if (found.warning === 'text-newer-unreviewed') return <Banner tone="warn">{w.warning_text_newer(found.version)}</Banner>
  return <Banner tone="warn" action={<ButtonLink look="quiet" small href="/staff/people">{w.open_page}</ButtonLink>}>{w.warning_safety_contacts(found.have)}</Banner>
}

function Item({ word, problem, done }: { word: ProblemWord; problem: OpeningProblem | null; done: boolean }) {
  const w = useWords(programWords)
  const names: Readonly<Record<ProblemWord, string>> = {
    'cohorts-missing': w.check_cohorts_missing, 'no-format': w.check_no_format, 'text-not-reviewed': w.check_text_not_reviewed, 'text-incomplete': w.check_text_incomplete,
    'under-18-unanswered': w.check_under_18_unanswered, 'lines-missing': w.check_lines_missing, 'lines-unchecked': w.check_lines_unchecked,
    'emergency-hours-uncovered': w.check_emergency_hours_uncovered, 'coordinators-few': w.check_coordinators_few, 'supporters-few': w.check_supporters_few,
    'test-alerts-unconfirmed': w.check_test_alerts_unconfirmed,
  }
  const href = MENDED_AT[word]
  return (
    <li className="row-apart">
      <div>
        <p>{names[word]}</p>
        {problem ? <Detail problem={problem} /> : null}
      </div>
      <div className="row">
        <Badge tone={done ? 'ok' : 'warm'}>{done ? w.opening_done : w.opening_todo}</Badge>
        {problem && href ? <ButtonLink look="quiet" small href={href} aria-label={`${w.open_page}: ${names[word]}`}>{w.open_page}</ButtonLink> : null}
      </div>
    </li>
  )
}

function Detail({ problem }: { problem: OpeningProblem }) {
  const w = useWords(programWords)
  const said = (): string => {
    if (problem.problem === 'text-incomplete') return w.problem_text_incomplete(problem.locales.map(languageName).join(', '))
    if (problem.problem === 'lines-unchecked') return w.problem_lines_unchecked(problem.count)
    if (problem.problem === 'emergency-hours-uncovered') return w.problem_hours(problem.hours)
    if (problem.problem === 'coordinators-few' || problem.problem === 'supporters-few') return w.problem_have(problem.have)
    return problem.problem === 'test-alerts-unconfirmed' ? w.problem_names(problem.names.join(', ')) : ''
  }
  return said() ? <p className="small muted">{said()}</p> : null
}

type Changing = { readonly onSheet: (sheet: OpeningSheet) => void }

function MinorsCard({ sheet, onSheet }: { sheet: OpeningSheet } & Changing) {
  const w = useWords(programWords)
  const dates = useDates()
  const { send, sent } = useSend(answerMinors)
  const given = sheet.minorsAnswer
  return (
    <Card>
      <ChoiceChips label={w.minors_question} hint={given ? w.minors_answered(given.by, dates.plainDate(given.on)) : w.minors_hint} value={given?.answer ?? null}
        options={[{ value: 'yes', label: w.minors_yes }, { value: 'no', label: w.minors_no }]}
        onValue={async (answer) => { const saved = await send(answer); if (saved) onSheet(saved) }} />
      <SentBanner sent={sent} />
    </Card>
  )
}

function Closing({ onSheet }: Changing) {
  const w = useWords(programWords)
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(closeDoors)
  return (
    <div className="ending">
      <Button look="quiet" onClick={() => setAsking(true)}>{w.opening_close}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.opening_close_ask}>
        <div className="stack">
          <p>{w.opening_close_text}</p>
          <SentBanner sent={sent} />
          <div className="ending">
            <Button look="danger" busy={busy} onClick={async () => { const saved = await send(); if (saved) { onSheet(saved); setAsking(false) } }}>{w.opening_close}</Button>
            <Button look="quiet" onClick={() => setAsking(false)}>{w.cancel}</Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
