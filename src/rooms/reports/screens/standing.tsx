import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Clock } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { session, useSession } from '../../accounts/client.ts'
import { myReports, myStanding, readers, sendAppeal } from '../client.ts'
import type { MyReport, MySuspension } from '../contract.ts'
import { HelpLink } from './help-link.tsx'
import { namesIn, reportWords } from './words.ts'

/** A student's own page: whether the account rests, what can be done about it, and what became of their reports. */
export function StandingPage() {
  const w = useWords(reportWords)
  const load = useLoad(myStanding, [])
  const reports = useLoad(myReports, [])
  return (
    <div className="stack column">
      <PageHeader title={w.standing_title} back={{ href: '/mine', label: w.standing_back }} />
      <Loaded load={load}>{({ suspension }) => (suspension ? <Rest start={suspension} /> : <Banner tone="ok">{w.standing_fine}</Banner>)}</Loaded>
      {/* Where the first answer is missing too, one banner is enough. */}
      {load.state === 'here' || reports.state === 'here' ? <Loaded load={reports} lines={1}>{(found) => (found.reports.length ? <Reports reports={found.reports} /> : null)}</Loaded> : null}
    </div>
  )
}

function Rest({ start }: { start: MySuspension }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const [suspension, setSuspension] = useState(start)
  return (
    <div className="stack">
      <Card title={suspension.upheld ? w.rest_upheld_title : w.rest_until(dates.plainDate(suspension.endsOn))}>
        <div className="stack">
          <p>{w.rest_why}</p>
          <p>{w.rest_what}</p>
          <p>{suspension.upheld ? w.rest_upheld : w.rest_ends(dates.plainDate(suspension.endsOn))}</p>
        </div>
      </Card>
      <Appeal suspension={suspension} onSent={setSuspension} />
      <Banner tone="help" action={<HelpLink />}>{w.rest_help}</Banner>
    </div>
  )
}

function Appeal({ suspension, onSent }: { suspension: MySuspension; onSent: (suspension: MySuspension) => void }) {
  const w = useWords(reportWords)
  const { locale } = useLocale()
  const to = useLoad(() => readers(null), [])
  const [words, setWords] = useState('')
  const sending = useSend(sendAppeal)
  if (suspension.appealed) return <Banner tone="ok">{w.appeal_sent}</Banner>
  return (
    <Card title={w.appeal_title}>
      <Loaded load={to}>
        {(found) => found.length === 0 ? <p>{w.appeal_nobody}</p> : (
          <form className="stack" onSubmit={async (event) => {
            event.preventDefault()
            const sent = words.trim() ? await sending.send(words.trim()) : null
            if (sent) onSent(sent)
          }}>
            <p>{w.appeal_intro(namesIn(locale, found.map(({ name }) => name)))}</p>
            <TextArea label={w.appeal_words} rows={5} maxLength={4_000} value={words} onValue={setWords} />
            <SentBanner sent={sending.sent} />
            <div className="ending"><Button type="submit" busy={sending.busy} disabled={!words.trim()}>{w.appeal_send}</Button></div>
          </form>
        )}
      </Loaded>
    </Card>
  )
}

function Reports({ reports }: { reports: readonly MyReport[] }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const said = { received: w.mine_received, 'looked-at': w.mine_looked_at, closed: w.mine_closed }
  return (
    <Card title={w.mine_title}>
      <ul className="stack-tight">
        {reports.map(({ id, arrivedOn, shredOn, progress }) => (
          <li key={id} className="row-apart">
            <span>{w.mine_line(dates.plainDate(arrivedOn), dates.plainDate(shredOn))}</span>
            <Badge tone={progress === 'received' ? 'plain' : 'ok'}>{said[progress]}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Above a student's pages, only while their account rests. */
export function RestNote() {
  const w = useWords(reportWords)
  const dates = useDates()
  const { at } = useSession()
  const load = useLoad(async () => (session.current().at === 'open' ? myStanding() : { suspension: null }), [at])
  if (load.state !== 'here' || !load.data.suspension) return null
  const { endsOn, upheld } = load.data.suspension
  return (
    <Banner icon={Clock} title={upheld ? w.rest_upheld_title : w.rest_until(dates.plainDate(endsOn))} action={<ButtonLink look="quiet" small href="/standing">{w.rest_more}</ButtonLink>}>
      {w.rest_help}
    </Banner>
  )
}
