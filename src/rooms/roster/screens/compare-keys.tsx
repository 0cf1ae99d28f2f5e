import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { confirmPoster, type KeysStanding, lookAgain, roster, setPosterAside, useKeysStanding, type VerifiedRoster } from '../client.ts'
import { GroupList } from './groups.tsx'
import { roleIn, rosterWords } from './words.ts'
import './roster.css'

/** For students: whether these are the program's own keys, how to compare them, and who is on the list. */
export function CompareKeysPage() {
  const w = useWords(rosterWords)
  const standing = useKeysStanding()
  return (
    <div className="stack column">
      <PageHeader title={w.compare_title} sub={w.compare_sub} />
      {standing.at === 'looking' ? <Skeleton lines={4} /> : <Standing standing={standing} />}
      {['looking', 'none', 'fault', 'unreachable'].includes(standing.at) ? null : <PeopleOnList />}
    </div>
  )
}

function Standing({ standing }: { standing: KeysStanding }) {
  const w = useWords(rosterWords)
  const dates = useDates()
  switch (standing.at) {
    case 'looking': return null
    case 'none': return <Banner>{w.fault_none_yet}</Banner>
    case 'unreachable': return <Banner tone="warn" action={<Button look="quiet" small onClick={lookAgain}>{w.look_again}</Button>}>{w.compare_unreachable}</Banner>
    case 'fault': return (
      <div className="stack">
        <Banner tone="warn" title={w.compare_fault}>{standing.sentence}</Banner>
        <div className="ending">
          <Button look="quiet" onClick={lookAgain}>{w.look_again}</Button>
          {standing.fault === 'keys-other-root' ? <Button look="link" onClick={() => void setPosterAside()}>{w.compare_aside}</Button> : null}
        </div>
      </div>
    )
    case 'rescued': return (
      <Card title={w.rescued_title} sub={standing.compared ? w.rescued_compared(dates.dayTime(standing.takesAt)) : w.rescued_text(dates.dayTime(standing.takesAt))}>
        <Compare groups={standing.groups} done={standing.compared} />
      </Card>
    )
    case 'confirmed':
    case 'unconfirmed': return (
      <Card title={standing.at === 'confirmed' ? w.compare_confirmed : w.compare_unconfirmed} sub={standing.at === 'confirmed' ? w.compare_confirmed_text : w.compare_unconfirmed_text}>
        <Compare groups={standing.groups} done={standing.at === 'confirmed'} />
      </Card>
    )
  }
}

function Compare({ groups, done }: { groups: readonly string[]; done: boolean }) {
  const w = useWords(rosterWords)
  return (
    <div className="stack">
      <GroupList groups={groups} />
      {done ? null : <div><Button onClick={() => void confirmPoster()}>{w.compare_same}</Button></div>}
    </div>
  )
}

function PeopleOnList() {
  const load = useLoad(roster, [])
  return <Loaded load={load} refused={({ refused, sentence }) => (refused === 'keys-none-yet' ? null : <Banner tone="warn">{sentence}</Banner>)}>{(list) => <OnList list={list} />}</Loaded>
}

function OnList({ list: { everyone, confirmedOn, isStale, change: { joined, left } } }: { list: VerifiedRoster }) {
  const w = useWords(rosterWords)
  const dates = useDates()
  return (
    <Card title={w.on_list_title} sub={isStale ? w.on_list_stale(dates.plainDate(confirmedOn)) : w.on_list_sub}>
      <div className="stack">
        {joined.length + left.length ? <Banner>{[joined.length ? w.on_list_joined(joined.join(', ')) : '', left.length ? w.on_list_left(left.join(', ')) : ''].filter(Boolean).join(' ')}</Banner> : null}
        <ul className="key-changes">{everyone.map((entry) => <li key={`${entry.role} ${entry.person}`}><strong>{entry.name}</strong> · {roleIn(w, entry.role)}</li>)}</ul>
      </div>
    </Card>
  )
}
