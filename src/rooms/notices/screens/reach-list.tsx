import { Badge, type BadgeTone } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { Table } from '../../../ui/table.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { supportersReach } from '../client.ts'
import type { Reach } from '../rules.ts'
import { noticeWords } from './words.ts'

const TONES: Readonly<Record<Reach, BadgeTone>> = { confirmed: 'ok', unconfirmed: 'warm', 'calendar-only': 'warm', none: 'help' }

const NEEDS_LOOK: readonly Reach[] = ['none', 'calendar-only', 'unconfirmed', 'confirmed']

/** For coordinators: which supporters a booking would reach. */
export function ReachList() {
  const w = useWords(noticeWords)
  const load = useLoad(supportersReach, [])
  const said: Record<Reach, string> = { confirmed: w.reach_confirmed, unconfirmed: w.reach_unconfirmed, 'calendar-only': w.reach_calendar_only, none: w.reach_none }
  return (
    <Card title={w.reach_title} sub={w.reach_intro} {...(load.state === 'here' && load.data.length ? { aside: <Badge tone="plain">{w.reach_count(load.data.filter(({ reach }) => reach === 'confirmed').length, load.data.length)}</Badge> } : {})}>
      <Loaded load={load}>
        {(supporters) => (
          <Table caption={w.reach_title} hideCaption rows={supporters.toSorted((a, b) => NEEDS_LOOK.indexOf(a.reach) - NEEDS_LOOK.indexOf(b.reach))} rowKey={(row) => row.person} empty={w.reach_nobody} columns={[
            { header: w.reach_name, cell: (row) => row.name, rowHeader: true },
            { header: w.reach_state, cell: (row) => <Badge tone={TONES[row.reach]}>{said[row.reach]}</Badge> },
          ]} />
        )}
      </Loaded>
    </Card>
  )
}
