import { useState } from 'react'
import { nameIn } from '../../programs/rules/names.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChips } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { noteAgreement, readSupporters } from '../client.ts'
import type { Choices, SupporterRow } from '../contract.ts'
import { STANDINGS, type Requirement, type Standing } from '../rules.ts'
import { StandingBadge, standingText, type Words } from './readiness.tsx'
import { supporterWords } from './words.ts'
import './supporters.css'

/** For coordinators: each supporter, their standing, and who is missing what. */
export function SupportersScreen() {
  const w = useWords(supporterWords)
  const load = useLoad(readSupporters, [])
  return (
    <div className="stack">
      <PageHeader title={w.list_title} sub={w.list_intro} />
      <Loaded load={load} lines={8}>
        {({ supporters, choices }) => (supporters.length === 0 ? <EmptyState title={w.list_none} /> : <SupporterTable supporters={supporters} choices={choices} changed={load.reload} />)}
      </Loaded>
    </div>
  )
}

type Filter = Standing | 'all'

function SupporterTable({ supporters, choices, changed }: { supporters: readonly SupporterRow[]; choices: Choices; changed: () => void }) {
  const w = useWords(supporterWords)
  const { locale } = useLocale()
  const [filter, setFilter] = useState<Filter>('all')
  const [noting, setNoting] = useState<SupporterRow | null>(null)
  const filters = (['all', ...STANDINGS.filter((standing) => supporters.some((s) => s.standing === standing))] as Filter[])
    .map((value) => ({ value, label: value === 'all' ? w.list_filter_all : standingText(w, value) }))
  const active = supporters.filter((s) => s.standing !== 'alumni')
  return (
    <Card title={w.list_count(supporters.filter((s) => s.standing === 'ready').length, active.length)}>
      <div className="stack">
        <ChoiceChips label={w.list_filter} hideLabel options={filters} value={filter} onValue={setFilter} />
        <Table caption={w.list_title} hideCaption rows={supporters.filter((s) => filter === 'all' || s.standing === filter)} rowKey={(row) => row.person}
          columns={columnsOf(w, (list, id) => nameIn(choices[list].find((choice) => choice.id === id)?.names ?? {}, locale), setNoting)} />
      </div>
      <Dialog open={noting !== null} onClose={() => setNoting(null)} title={w.list_agreement}>
        {noting ? <NoteAgreement row={noting} done={() => { setNoting(null); changed() }} /> : null}
      </Dialog>
    </Card>
  )
}

type Named = (list: 'cohorts' | 'sites', id: string | null) => string

const columnsOf = (w: Words, named: Named, onNote: (row: SupporterRow) => void): Column<SupporterRow>[] => [
  { header: w.list_name, rowHeader: true, cell: (row) => <Names row={row} /> },
  { header: w.list_standing, cell: (row) => <StandingBadge standing={row.standing} /> },
  { header: w.list_missing, cell: (row) => <Missing row={row} onNote={() => onNote(row)} /> },
  { header: w.list_year, cell: (row) => named('cohorts', row.cohort) },
  { header: w.list_site, cell: (row) => named('sites', row.site) },
]

function Names({ row }: { row: SupporterRow }) {
  const w = useWords(supporterWords)
  return (
    <>
      {row.fullName}
      {row.displayName ? <span className="shown-as">{w.list_shown_as(row.displayName)}</span> : null}
    </>
  )
}

function Missing({ row, onNote }: { row: SupporterRow; onNote: () => void }) {
  const w = useWords(supporterWords)
  if (row.standing === 'alumni' || row.missing.length === 0) return null
  const said: Readonly<Record<Requirement, string>> = {
    'account': w.person_account, 'two-ways-back': w.person_two_ways_back, 'alert-confirmed': w.person_alert_confirmed, 'agreement-signed': w.person_agreement_signed,
    'assessor-answers': w.person_assessor_answers, 'cohort-to-support': w.person_cohort_to_support, 'languages': w.person_languages,
  }
  return (
    <div className="row">
      <span>{row.missing.map((missing) => said[missing]).join(' · ')}</span>
      {row.missing.includes('agreement-signed') ? <Button look="quiet" small aria-label={w.list_agreement_of(row.fullName)} onClick={onNote}>{w.list_agreement}</Button> : null}
    </div>
  )
}

function NoteAgreement({ row, done }: { row: SupporterRow; done: () => void }) {
  const w = useWords(supporterWords)
  const toast = useToast()
  const { send, sent, busy } = useSend(noteAgreement)
  const [day, setDay] = useState('')
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (!(await send(row.person, day))) return
      toast(w.list_agreement_saved)
      done()
    }}>
      <p>{row.fullName}</p>
      <TextInput label={w.list_agreement_day} type="date" required value={day} onValue={setDay} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={day === ''}>{w.list_agreement_note}</Button></div>
    </form>
  )
}
