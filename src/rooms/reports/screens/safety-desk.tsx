import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { liftRest, liftSupporter, safetyDesk, suspendSupporter, upholdRest } from '../client.ts'
import type { ListedReport, RestingAccount, SafetyDesk } from '../contract.ts'
import { shortName } from '../rules.ts'
import { OpenReport } from './open-report.tsx'
import { reportWords } from './words.ts'

/** All that the two safety contacts see and do. */
export function SafetyDeskPage() {
  const w = useWords(reportWords)
  const load = useLoad(safetyDesk, [])
  return (
    <div className="stack column">
      <PageHeader title={w.desk_title} sub={w.desk_sub} />
      <Loaded load={load} lines={8}>
        {(desk) => (
          <>
            <Reports desk={desk} onChange={load.reload} />
            <Accounts accounts={desk.accounts} onChange={load.reload} />
            <Supporters desk={desk} onChange={load.reload} />
          </>
        )}
      </Loaded>
    </div>
  )
}

interface Changing { readonly onChange: () => void }

function Reports({ desk: { reports }, onChange }: { desk: SafetyDesk } & Changing) {
  const w = useWords(reportWords)
  const [open, setOpen] = useState<ListedReport | null>(null)
  const close = () => {
    setOpen(null)
    onChange()
  }
  return (
    <Card title={w.desk_reports}>
      {reports.length === 0 ? <p className="muted">{w.desk_reports_none}</p> : (
        <ul className="stack-tight">{reports.map((report) => <ReportLine key={report.id} report={report} onOpen={() => setOpen(report)} />)}</ul>
      )}
      <Dialog open={open !== null} onClose={close} title={open ? kindName(w, open.kind) : ''}>
        {open ? <OpenReport report={open} onClosed={close} /> : null}
      </Dialog>
    </Card>
  )
}

const kindName = (w: { desk_kind_supporter: string; desk_kind_account: string; desk_kind_appeal: string }, kind: ListedReport['kind']): string =>
  ({ supporter: w.desk_kind_supporter, account: w.desk_kind_account, appeal: w.desk_kind_appeal })[kind]

function ReportLine({ report, onOpen }: { report: ListedReport; onOpen: () => void }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const named = `${kindName(w, report.kind)}, ${dates.plainDate(report.arrivedOn)}`
  return (
    <li className="row-apart">
      <span>
        <strong>{kindName(w, report.kind)}</strong>
        <span className="small muted"> {w.desk_line(dates.plainDate(report.arrivedOn), dates.plainDate(report.shredOn))}</span>
      </span>
      <span className="row">
        {report.progress === 'received' ? <Badge tone="brand">{w.desk_new}</Badge> : null}
        {report.progress === 'closed' ? <Badge>{w.desk_closed}</Badge> : null}
        {report.isMine ? <Button look="quiet" small aria-label={`${w.desk_open}: ${named}`} onClick={onOpen}>{w.desk_open}</Button> : <span className="small muted">{w.desk_not_mine}</span>}
      </span>
    </li>
  )
}

function Accounts({ accounts, onChange }: { accounts: readonly RestingAccount[] } & Changing) {
  const w = useWords(reportWords)
  return (
    <Card title={w.desk_accounts}>
      {accounts.length === 0 ? <p className="muted">{w.desk_accounts_none}</p> : (
        <ul className="stack">{accounts.map((account) => <Account key={account.account} resting={account} onChange={onChange} />)}</ul>
      )}
    </Card>
  )
}

function Account({ resting, onChange }: { resting: RestingAccount } & Changing) {
  const w = useWords(reportWords)
  const dates = useDates()
  const toast = useToast()
  const lifting = useSend(liftRest)
  const upholding = useSend(upholdRest)
  const after = (said: string) => (answer: unknown) => {
    if (!answer) return
    toast(said)
    onChange()
  }
  return (
    <li className="stack-tight">
      <div className="row-apart">
        <span>{w.desk_reported_by(resting.reportedBy.name, dates.plainDate(resting.beganOn))}</span>
        {resting.appeal ? <Badge tone="warm">{w.desk_appealed}</Badge> : null}
      </div>
      <p className="small muted">{resting.upheld ? w.desk_upheld : w.desk_ends(dates.plainDate(resting.endsOn))} · {shortName(resting.account)}</p>
      <SentBanner sent={lifting.sent} />
      <SentBanner sent={upholding.sent} />
      <div className="ending">
        <Button look="quiet" small busy={lifting.busy} onClick={() => void lifting.send(resting.account).then(after(w.desk_lifted))}>{w.desk_lift}</Button>
        {resting.upheld ? null : <Button look="quiet" small busy={upholding.busy} onClick={() => void upholding.send(resting.account).then(after(w.desk_done))}>{w.desk_uphold}</Button>}
      </div>
    </li>
  )
}

function Supporters({ desk: { supporters, onDuty }, onChange }: { desk: SafetyDesk } & Changing) {
  const w = useWords(reportWords)
  const dates = useDates()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const lifting = useSend(liftSupporter)
  return (
    <Card title={w.desk_supporters}>
      <div className="stack">
        {supporters.length === 0 ? <p className="muted">{w.desk_supporters_none}</p> : (
          <ul className="stack-tight">
            {supporters.map(({ person, name, beganOn }) => (
              <li key={person} className="row-apart">
                <span><strong>{name}</strong> <span className="small muted">{w.desk_off_since(dates.plainDate(beganOn))}</span></span>
                <Button look="quiet" small busy={lifting.busy} aria-label={`${w.desk_back_on}: ${name}`} onClick={async () => { if (await lifting.send(person)) { toast(w.desk_lifted); onChange() } }}>{w.desk_back_on}</Button>
              </li>
            ))}
          </ul>
        )}
        <SentBanner sent={lifting.sent} />
        <div><Button look="quiet" onClick={() => setAsking(true)}>{w.desk_suspend}</Button></div>
        <Dialog open={asking} onClose={() => setAsking(false)} title={w.desk_suspend}>
          <SuspendForm onDuty={onDuty} onDone={() => { setAsking(false); toast(w.desk_done); onChange() }} />
        </Dialog>
      </div>
    </Card>
  )
}

function SuspendForm({ onDuty, onDone }: { onDuty: SafetyDesk['onDuty']; onDone: () => void }) {
  const w = useWords(reportWords)
  const [person, setPerson] = useState('')
  const { send, sent, busy } = useSend(suspendSupporter)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (person && (await send(person))) onDone()
    }}>
      <Select label={w.desk_suspend_who} value={person} onValue={setPerson} empty="" options={onDuty.map((one) => ({ value: one.person, label: one.name }))} />
      <p>{w.desk_suspend_what}</p>
      <p className="small muted">{w.desk_suspend_tell}</p>
      <SentBanner sent={sent} />
      <div className="ending"><Button look="danger" type="submit" busy={busy} disabled={!person}>{w.desk_suspend_do}</Button></div>
    </form>
  )
}
