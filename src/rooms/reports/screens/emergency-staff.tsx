import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { CircleCheck, Phone } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useReloadOn, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ThreadView } from '../../conversations/rules/talk.ts'
import { beginOpening, emergencyForMe, namesOnList, onCallNames, openingsForMe, readEmergency } from '../client.ts'
import type { MyEmergencyContact, OpeningForMe } from '../contract.ts'
import { Openings } from './emergency-student.tsx'
import { HelpLink } from './help-link.tsx'
import { Reach } from './reach.tsx'
import { anyOf, reportWords } from './words.ts'
import './reports.css'

/** The supporter's part: begin an opening that only somebody on call can finish. */
export function EmergencyForSupporter({ view, back }: { view: ThreadView; back: string }) {
  const w = useWords(reportWords)
  const load = useLoad(async () => {
    const found = await emergencyForMe(view.conv)
    return 'refused' in found ? found : { ...found, names: await namesOnList(), onCall: await onCallNames() }
  }, [view.conv])
  useReloadOn(view.lines.length, load.reload)
  return (
    <div className="stack column">
      <PageHeader title={w.open_title} back={{ href: back, label: w.back }} />
      <Loaded load={load}>
        {({ contact, openings, names, onCall }) => (
          <>
            {contact ? <Begin key={contact.version} view={view} contact={contact} onCall={onCall} onBegun={load.reload} /> : <p>{w.open_none}</p>}
            {contact || openings.length ? <Openings openings={openings} names={names} /> : null}
          </>
        )}
      </Loaded>
    </div>
  )
}

interface BeginProps {
  readonly view: ThreadView
  readonly contact: MyEmergencyContact
  readonly onCall: ReadonlyMap<string, string>
  readonly onBegun: () => void
}

function Begin({ view, contact, onCall, onBegun }: BeginProps) {
  const w = useWords(reportWords)
  const { locale } = useLocale()
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<'none' | 'done' | 'impossible'>('none')
  const { send, sent, busy } = useSend(async () => (await beginOpening(view, contact)) ?? { impossible: true as const })
  const names = anyOf(locale, contact.onCall.flatMap((account) => onCall.get(account) ?? []))
  const press = async () => {
    const answer = await send()
    if (!answer) return
    setOutcome('impossible' in answer ? 'impossible' : 'done')
    onBegun()
  }
  if (outcome === 'done') return <Banner tone="ok" icon={CircleCheck}>{w.open_done(names)}</Banner>
  return (
    <>
      <p>{w.open_there}</p>
      <p>{w.open_seen}</p>
      <Banner tone="help" action={<HelpLink />}>{w.open_first}</Banner>
      {outcome === 'impossible' ? <Banner tone="warn">{w.open_impossible}</Banner> : null}
      <SentBanner sent={sent} />
      {asking ? (
        <div className="stack-tight">
          <strong>{w.open_sure}</strong>
          <div className="ending">
            <Button look="danger" busy={busy} onClick={press}>{w.open_sure_yes}</Button>
            <Button look="quiet" onClick={() => setAsking(false)}>{w.cancel}</Button>
          </div>
        </div>
      ) : <div className="ending"><Button look="quiet" onClick={() => setAsking(true)}>{w.open_begin}</Button></div>}
    </>
  )
}

/** On call: openings that supporters have begun. Looking is recorded. */
export function EmergencyOpeningsPage() {
  const w = useWords(reportWords)
  const load = useLoad(async () => {
    const found = await openingsForMe()
    return 'refused' in found ? found : { ...found, names: await namesOnList() }
  }, [])
  return (
    <div className="stack column">
      <PageHeader title={w.calls_title} sub={w.calls_sub} />
      <Loaded load={load}>
        {({ openings, names }) => openings.length === 0 ? <EmptyState icon={Phone} title={w.calls_none} /> : (
          <div className="stack">{openings.map((opening) => <ForMe key={opening.id} opening={opening} name={names.get(opening.supporter) ?? '?'} />)}</div>
        )}
      </Loaded>
    </div>
  )
}

function ForMe({ opening, name }: { opening: OpeningForMe; name: string }) {
  const w = useWords(reportWords)
  const dates = useDates()
  const { send, sent, busy } = useSend(readEmergency)
  const [found, setFound] = useState<Awaited<ReturnType<typeof send>>>(null)
  return (
    <Card title={w.calls_line(name, dates.plainDate(opening.openedOn))} aside={opening.read || found ? <Badge>{w.calls_seen}</Badge> : null}>
      <div className="stack">
        {found && 'name' in found ? (
          <div className="stack-tight">
            <strong>{w.calls_contact}</strong>
            <p className="revealed-words"><span>{found.name}</span><Reach reach={found.reach} /></p>
          </div>
        ) : null}
        {found && 'broken' in found ? <Banner tone="warn">{w.calls_broken}</Banner> : null}
        <SentBanner sent={sent} />
        {found && 'name' in found ? null : (
          <>
            <p className="small muted">{w.calls_recorded}</p>
            <div className="ending"><Button busy={busy} onClick={async () => setFound(await send(opening.id))}>{w.calls_open}</Button></div>
          </>
        )}
      </div>
    </Card>
  )
}
