import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Avatar, Badge } from '../../../ui/badge.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ChevronRight, MessageCircle } from '../../../ui/icons.ts'
import { UnreachableBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { readAgain, useTalk } from '../client.ts'
import type { Side } from '../rules/standing.ts'
import { unreadIn, type ThreadView } from '../rules/talk.ts'
import { useNames } from './names.ts'
import { useTalkWords } from './words.ts'
import './talk.css'

/** A person's conversations. No word of them stands here: somebody may be looking over a shoulder. `children`: what another room puts above. */
export function TalkList({ side, nothing, children }: { side: Side; nothing?: ReactNode; children?: ReactNode }) {
  const w = useTalkWords()
  const { at, threads } = useTalk()
  const nameOf = useNames()
  return (
    <div className="stack column">
      <PageHeader title={w.talks} sub={side === 'student' ? w.talks_sub : w.talks_sub_supporter} />
      {children}
      {at === 'unreachable' && threads.length === 0 ? <UnreachableBanner onRetry={readAgain} /> : null}
      {at === 'starting' ? <Skeleton lines={3} /> : null}
      {at === 'here' && threads.length === 0 ? (nothing ?? <EmptyState icon={MessageCircle} title={w.talks_none}><p>{side === 'student' ? w.talks_none_sub : w.talks_none_supporter}</p></EmptyState>) : null}
      {threads.length ? <ul className="talk-list">{threads.map((view) => <li key={view.conv}><TalkLink view={view} name={nameOf(view)} /></li>)}</ul> : null}
    </div>
  )
}

function TalkLink({ view, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const dates = useDates()
  const { sheet, conv, side, waiting } = view
  const over = sheet.standing === 'ended' || (side === 'supporter' && sheet.standing === 'left')
  return (
    <Link href={side === 'student' ? `/talk/${conv}` : `/staff/talk/${conv}`} className="card talk-link">
      <Avatar name={name} />
      <span className="talk-link-text">
        <strong>{name}</strong>
        <span className="small muted">{waiting.length ? w.waits_to_go : over ? w.over : sheet.shredOn ? w.goes_on(dates.plainDay(sheet.shredOn)) : null}</span>
      </span>
      {unreadIn(view) && !over ? <Badge tone="brand">{w.something_new}</Badge> : null}
      <ChevronRight className="muted" />
    </Link>
  )
}
