import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { takeIn } from '../client.ts'
import type { Desk, RowsRefused, TakenIn } from '../contract.ts'
import type { Problem } from '../rules/cells.ts'
import type { ReadImport } from '../rules/read-import.ts'
import { findSupporter, namesFor, unknownLabels, unknownSupporterProblem } from '../rules/resolve.ts'
import { noticeSentences, problemSentence, type ImportWords } from '../rules/sentences.ts'
import type { Chosen } from './import-page.tsx'
import type { FileRead } from './reading-worker.ts'
import { importWords } from './words.ts'

interface CheckStepProps {
  readonly desk: Desk
  readonly file: FileRead
  readonly chosen: Chosen
  readonly onBack: () => void
  readonly onOther: () => void
  readonly onTaken: (taken: TakenIn) => void
}

export function CheckStep({ desk, file: { read }, chosen, onBack, onOther, onTaken }: CheckStepProps) {
  const w = useWords(importWords)
  const { send, sent, busy } = useSend(takeIn)
  const refused = sent.state === 'refused' ? ((sent.refusal as { detail?: RowsRefused }).detail?.problems ?? []) : []
  const problems = [...read.problems, ...strangers(read, desk), ...refused]
  const bring = async () => {
    const taken = await send(read, chosen.locale)
    if (taken) onTaken(taken)
  }
  return (
    <div className="stack-wide">
      <SentBanner sent={sent} />
      {problems.length > 0 ? <Problems problems={problems} /> : null}
      <Notices read={read} desk={desk} chosen={chosen} />
      {problems.length === 0 ? (
        <Card title={w.ready_title(read.rows.length)} sub={w.file_chosen(chosen.name)}>
          <div role="status">{busy ? <p className="muted">{w.sending}</p> : null}</div>
          <div className="ending">
            <Button look="quiet" onClick={onBack}>{w.back}</Button>
            <Button busy={busy} onClick={bring}>{w[`confirm_${read.kind}`](read.rows.length)}</Button>
          </div>
        </Card>
      ) : (
        <div className="ending">
          <Button look="quiet" onClick={onBack}>{w.back}</Button>
          <Button onClick={onOther}>{w.file_other}</Button>
        </div>
      )}
    </div>
  )
}

/** Hours of somebody the program does not know are named before anything is sent. */
const strangers = (read: ReadImport, desk: Desk): Problem[] =>
  read.kind === 'hours' ? (read as ReadImport<'hours'>).rows.filter((row) => findSupporter(desk.supporters, row.supporter) === null).map((row) => unknownSupporterProblem(row.line, row.supporter)) : []

const MOST_SHOWN = 200

const problemColumns = (w: ImportWords): Column<Problem>[] => [
  { header: w.problem_line, cell: (problem) => problem.line, numeric: true, rowHeader: true },
  { header: w.problem_column, cell: (problem) => problem.column ?? '' },
  { header: w.problem_found, cell: (problem) => problem.value },
  { header: w.problem_why, cell: (problem) => problemSentence(w, problem) },
]

function Problems({ problems }: { problems: readonly Problem[] }) {
  const w = useWords(importWords)
  return (
    <Card title={w.problems_title(problems.length)}>
      <div className="stack">
        <Banner tone="warn">{w.problems_text}</Banner>
        <Table caption={w.problems_title(problems.length)} hideCaption columns={problemColumns(w)} rows={problems.slice(0, MOST_SHOWN)} rowKey={(_, at) => at} />
        {problems.length > MOST_SHOWN ? <p className="muted">{w.problems_more(problems.length - MOST_SHOWN)}</p> : null}
      </div>
    </Card>
  )
}

function Notices({ read, desk, chosen }: { read: ReadImport; desk: Desk; chosen: Chosen }) {
  const w = useWords(importWords)
  const { locale } = useLocale()
  const sentences = [...additions(read, { w, desk, chosen, locale }), ...noticeSentences(w, read.notices)]
  if (sentences.length === 0) return null
  return (
    <Card title={w.notices_title}>
      <ul className="stack-tight">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
    </Card>
  )
}

interface About { w: ImportWords; desk: Desk; chosen: Chosen; locale: Chosen['locale'] }

function additions(read: ReadImport, { w, desk, chosen, locale }: About): string[] {
  if (read.kind !== 'supporters') return []
  const { rows } = read as ReadImport<'supporters'>
  const named = (labels: readonly string[], isCohort: boolean) => labels.map((label) => nameIn(namesFor(label, chosen.locale, isCohort), locale)).join(w.between_items)
  const cohorts = unknownLabels(desk.cohorts, rows.map((row) => row.cohort), true)
  const sites = unknownLabels(desk.sites, rows.map((row) => row.site), false)
  return [...(cohorts.length > 0 ? [w.adds_cohorts(named(cohorts, true))] : []), ...(sites.length > 0 ? [w.adds_sites(named(sites, false))] : [])]
}
