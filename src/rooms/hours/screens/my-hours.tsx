import { useState } from 'react'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { readMyHours } from '../client.ts'
import type { MyHours } from '../contract.ts'
import { Coming, type Meetings } from './coming.tsx'
import { EveryWeek, paintedOf } from './every-week.tsx'
import { Ways } from './ways.tsx'
import { useHoursWords } from './words.ts'
import './hours.css'

/** A supporter's hours: what is coming, what repeats, and how to meet. */
export function MyHoursScreen({ meetings = [] }: { meetings?: Meetings }) {
  const w = useHoursWords()
  const load = useLoad(readMyHours, [])
  return (
    <div className="stack">
      <PageHeader title={w.title} sub={w.intro} />
      <Loaded load={load} lines={8}>{(mine) => <HoursPage found={mine} meetings={meetings} />}</Loaded>
    </div>
  )
}

type Tab = 'coming' | 'week' | 'ways'

function HoursPage({ found, meetings }: { found: MyHours; meetings: Meetings }) {
  const w = useHoursWords()
  const [tab, setTab] = useState<Tab>(found.weekly.length > 0 ? 'coming' : 'week')
  const [mine, setMine] = useState(found)
  const [draft, setDraft] = useState(() => paintedOf(found))
  const changed = (kept: MyHours) => {
    // Unsaved marks survive a change of something else; a saved week begins anew.
    if (kept.stamp !== mine.stamp) setDraft(paintedOf(kept))
    setMine(kept)
  }
  const setting = { mine, placeAdded: (place: MyHours['places'][number]) => setMine({ ...mine, places: [...mine.places, place] }) }
  return (
    <Tabs label={w.title} current={tab} onChange={setTab} tabs={[{ key: 'coming', label: w.tab_coming }, { key: 'week', label: w.tab_week }, { key: 'ways', label: w.tab_ways }]}>
      {tab === 'coming' ? <Coming {...setting} meetings={meetings} changed={changed} /> : null}
      {tab === 'week' ? <EveryWeek {...setting} draft={draft} setDraft={setDraft} changed={changed} /> : null}
      {tab === 'ways' ? <Ways mine={mine} changed={changed} /> : null}
    </Tabs>
  )
}
