import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { CircleCheck, TriangleAlert } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { closeReport, namesOnList, openSafetyReport, type OpenedReport, type QuoteStanding, wordsIn } from '../client.ts'
import type { ListedReport } from '../contract.ts'
import { shortName } from '../rules.ts'
import { reportWords } from './words.ts'
import './reports.css'

/** One report, opened on this device. Each quote says how far it can be relied on. */
export function OpenReport({ report, onClosed }: { report: ListedReport; onClosed: () => void }) {
  const w = useWords(reportWords)
  const load = useLoad(async () => {
    const opened = await openSafetyReport(report.id)
    return 'refused' in opened ? opened : { ...opened, names: await namesOnList() }
  }, [report.id])
  const closing = useSend(closeReport)
  return (
    <div className="stack">
      <Loaded load={load}>{(opened) => <Opened opened={opened} />}</Loaded>
      <SentBanner sent={closing.sent} />
      {report.progress === 'closed' ? null : (
        <>
          <p className="small muted">{w.desk_close_hint}</p>
          <div className="ending"><Button look="quiet" busy={closing.busy} onClick={async () => { if (await closing.send(report.id)) onClosed() }}>{w.desk_close}</Button></div>
        </>
      )}
    </div>
  )
}

function Opened({ opened: { from, content, quotes, isOnList } }: { opened: OpenedReport }) {
  const w = useWords(reportWords)
  const about = content.kind === 'supporter' ? content.supporter.name : content.kind === 'account' ? shortName(content.account) : shortName(from)
  return (
    <div className="stack">
      <p className="row"><Badge tone="plum">{w.desk_about(about)}</Badge><span className="small muted">{w.desk_from(shortName(from))}</span></p>
      {isOnList ? null : <Banner tone="warn">{w.desk_not_listed}</Banner>}
      {content.words ? <p className="quoted">{content.words}</p> : <p className="muted">{w.desk_words_none}</p>}
      {quotes.length ? <ul className="stack">{quotes.map((one, place) => <QuoteLine key={place} {...one} about={about} />)}</ul> : null}
    </div>
  )
}

function QuoteLine({ quote, standing, about }: OpenedReport['quotes'][number] & { about: string }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const said: Readonly<Record<QuoteStanding, { name: string; hint: string }>> = {
    proven: { name: w.desk_proven(about), hint: w.desk_proven_hint }, 'not-proven': { name: w.desk_not_proven, hint: w.desk_not_proven_hint },
    quotation: { name: w.desk_quotation, hint: w.desk_quotation_hint },
  }
  const icon = { proven: CircleCheck, 'not-proven': TriangleAlert, quotation: null }[standing]
  return (
    <li className="quote stack-tight">
      <p className="quoted">{quote.by === 'student' ? quote.text : wordsIn(quote.content)}</p>
      <p className="row"><Badge tone={standing === 'proven' ? 'ok' : standing === 'not-proven' ? 'warm' : 'plain'} {...(icon ? { icon } : {})}>{said[standing].name}</Badge><span className="small muted">{dates.plainDate(quote.day)}</span></p>
      <p className="small muted">{said[standing].hint}</p>
    </li>
  )
}
