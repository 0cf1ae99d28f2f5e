import { useState } from 'react'
import { Badge, type BadgeTone } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Table } from '../../../ui/table.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { supportersReach } from '../client.ts'
import type { SupporterReach } from '../contract.ts'
import type { Reach } from '../rules.ts'
import { noticeWords } from './words.ts'

const TONES: Readonly<Record<Reach, BadgeTone>> = { confirmed: 'ok', unconfirmed: 'warm', 'calendar-only': 'warm', none: 'help' }

const NEEDS_LOOK: readonly Reach[] = ['none', 'calendar-only', 'unconfirmed', 'confirmed']

/** For coordinators: which supporters a booking would not reach, and the others on request. */
export function ReachList() {
  const w = useWords(noticeWords)
  const load = useLoad(supportersReach, [])
  return (
    <Card title={w.reach_title} sub={w.reach_intro}>
      <Loaded load={load}>{(supporters) => (supporters.length ? <Reached supporters={supporters} /> : <p>{w.reach_nobody}</p>)}</Loaded>
    </Card>
  )
}

function Reached({ supporters }: { supporters: readonly SupporterReach[] }) {
  const w = useWords(noticeWords)
  const [all, setAll] = useState(false)
  const said: Record<Reach, string> = { confirmed: w.reach_confirmed, unconfirmed: w.reach_unconfirmed, 'calendar-only': w.reach_calendar_only, none: w.reach_none }
  const missing = supporters.filter(({ reach }) => reach !== 'confirmed')
  const rows = (all ? supporters : missing).toSorted((a, b) => NEEDS_LOOK.indexOf(a.reach) - NEEDS_LOOK.indexOf(b.reach))
  return (
    <div className="stack">
      <p><Badge tone={missing.length ? 'warm' : 'ok'}>{w.reach_count(supporters.length - missing.length, supporters.length)}</Badge></p>
      {rows.length ? (
        <Table caption={w.reach_title} hideCaption rows={rows} rowKey={(row) => row.person} columns={[
          { header: w.reach_name, cell: (row) => row.name, rowHeader: true },
          { header: w.reach_state, cell: (row) => <Badge tone={TONES[row.reach]}>{said[row.reach]}</Badge> },
        ]} />
      ) : null}
      {missing.length < supporters.length ? <div><Button look="quiet" small onClick={() => setAll(!all)}>{all ? w.reach_fewer : w.reach_all}</Button></div> : null}
    </div>
  )
}
