import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Check, Pencil, Plus, Trash2 } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { checkLine, readLines, removeLine } from '../client.ts'
import type { LineSheet } from '../contract.ts'
import { nameIn } from '../rules/names.ts'
import { kindNames, LineForm } from './line-form.tsx'
import { programWords } from './words.ts'

type Line = LineSheet['lines'][number]

/** Every line with who checked it and when. */
export function CrisisLinesPage() {
  const w = useWords(programWords)
  const load = useLoad(readLines, [])
  return (
    <div className="stack column">
      <PageHeader title={w.lines_page} sub={w.lines_page_sub} back={{ href: '/staff/program', label: w.settings_title }} />
      <Loaded load={load} lines={8}>{(sheet) => <Lines start={sheet} />}</Loaded>
    </div>
  )
}

function Lines({ start }: { start: LineSheet }) {
  const w = useWords(programWords)
  const [sheet, setSheet] = useState(start)
  const [editing, setEditing] = useState<Line | 'new' | null>(null)
  return (
    <div className="stack">
      <Banner>{w.lines_how}</Banner>
      <div><Button look="quiet" icon={Plus} onClick={() => setEditing('new')}>{w.line_add}</Button></div>
      {sheet.lines.map((line) => <LineCard key={line.id} line={line} onSheet={setSheet} onEdit={() => setEditing(line)} />)}
      <Dialog open={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? w.line_add : w.line_edit}>
        {editing ? <LineForm line={editing === 'new' ? null : editing} onSaved={(saved) => { setSheet(saved); setEditing(null) }} /> : null}
      </Dialog>
    </div>
  )
}

function LineCard({ line, onSheet, onEdit }: { line: Line; onSheet: (sheet: LineSheet) => void; onEdit: () => void }) {
  const w = useWords(programWords)
  const { locale } = useLocale()
  const checking = useSend(checkLine)
  const removing = useSend(removeLine)
  const [asking, setAsking] = useState(false)
  const name = nameIn(line.names, locale)
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' })
  const told = { no: w.told_no, yes: w.told_yes, 'if-risk': w.told_if_risk, unknown: w.told_unknown }[line.schoolIsTold]
  return (
    <Card title={name} sub={[kindNames(w)[line.kind], nameIn(line.audiences, locale)].filter(Boolean).join(' · ')} aside={<Standing line={line} />}>
      <dl className="stack-tight">
        {([[w.line_call, line.call], [w.line_text, line.textNumber], [w.line_keyword, line.textKeyword], [w.line_chat, line.chatUrl], [w.line_url, line.url], [w.line_hours, line.hours],
          [w.line_languages, line.languages.map((code) => languages.of(code) ?? code).join(', ')], [w.line_told, told]] as const).filter(([, value]) => value).map(([term, value]) => (
          <div key={term} className="row"><dt className="muted">{term}</dt><dd className="figures">{value}</dd></div>
        ))}
      </dl>
      {line.packKey && !line.checkedOn ? <p className="small muted">{line.packReadOn ? w.line_from_source : w.line_from_memory}</p> : null}
      <SentBanner sent={checking.sent} />
      <SentBanner sent={removing.sent} />
      {asking ? (
        <Banner tone="warn" action={
          <>
            <Button look="danger" small busy={removing.busy} onClick={async () => { const saved = await removing.send(line.id); setAsking(false); if (saved) onSheet(saved) }}>{w.remove}</Button>
            <Button look="quiet" small onClick={() => setAsking(false)}>{w.cancel}</Button>
          </>
        }>{w.line_remove_ask(name)}</Banner>
      ) : (
        <div className="ending">
          <Button icon={Check} busy={checking.busy} aria-label={`${w.line_check}: ${name}`} onClick={async () => { const saved = await checking.send(line.id); if (saved) onSheet(saved) }}>{w.line_check}</Button>
          <Button look="quiet" icon={Pencil} aria-label={`${w.edit}: ${name}`} onClick={onEdit}>{w.edit}</Button>
          <Button look="quiet" icon={Trash2} aria-label={`${w.remove}: ${name}`} onClick={() => setAsking(true)}>{w.remove}</Button>
        </div>
      )}
    </Card>
  )
}

function Standing({ line }: { line: Line }) {
  const w = useWords(programWords)
  const dates = useDates()
  if (!line.checkedOn) return <Badge tone="warm">{w.line_unchecked}</Badge>
  const day = dates.plainDate(line.checkedOn)
  if (line.standing === 'stale') return <Badge tone="warm">{w.line_stale(day)}</Badge>
  return <Badge tone="ok">{line.checkedBy ? w.line_checked_by(day, line.checkedBy) : w.line_checked(day)}</Badge>
}
