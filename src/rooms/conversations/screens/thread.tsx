import { useEffect, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ArrowLeft, Lock, MessageCircle, WifiOff } from '../../../ui/icons.ts'
import { SentBanner, UnreachableBanner } from '../../../ui/loaded.tsx'
import { useFocusOnArrival } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { markRead, readAgain, unblock, useTalk } from '../client.ts'
import { maySend } from '../rules/outbox.ts'
import type { Side } from '../rules/standing.ts'
import { mayRead, mayTalk, type ThreadView } from '../rules/talk.ts'
import { Composer } from './composer.tsx'
import { useNames } from './names.ts'
import { ThreadLines, type DrawMessage, type SayMessage } from './thread-lines.tsx'
import { ThreadMenu } from './thread-menu.tsx'
import { TrustBanner } from './trust-banner.tsx'
import { useTalkWords } from './words.ts'
import './talk.css'

/** What other rooms put into a conversation: more to do in its menu, something above the words, and how their own kinds of message look and sound. */
export interface ThreadExtras {
  readonly menu?: (view: ThreadView) => ReactNode
  readonly above?: (view: ThreadView) => ReactNode
  readonly draw?: DrawMessage
  readonly say?: SayMessage
}

export function ThreadScreen({ conv, side, ...extras }: { conv: string; side: Side } & ThreadExtras) {
  const w = useTalkWords()
  const { at, live, threads } = useTalk()
  const view = threads.find((one) => one.conv === conv)
  const list = side === 'student' ? '/talk' : '/staff/talk'
  if (view) return <Thread key={conv} view={view} live={live} list={list} {...extras} />
  if (at === 'starting') return <Skeleton lines={6} />
  if (at === 'unreachable') return <UnreachableBanner onRetry={readAgain} />
  return <EmptyState icon={MessageCircle} title={w.not_here} action={<ButtonLink href={list}>{w.to_talks}</ButtonLink>}><p>{w.not_here_text}</p></EmptyState>
}

function Thread({ view, live, list, menu, above, draw, say }: { view: ThreadView; live: boolean; list: string } & ThreadExtras) {
  const w = useTalkWords()
  const name = useNames()(view)
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  useReadMark(view)
  const { standing } = view.sheet
  const reads = mayRead(view.trust) && standing !== 'ended'
  return (
    <div className="thread column">
      <header className="thread-head">
        <Link href={list} className="icon-button" aria-label={w.to_talks}><ArrowLeft /></Link>
        <h1 ref={heading} tabIndex={-1}>{view.side === 'student' ? w.with_name(name) : name}</h1>
        {standing === 'ended' ? null : <ThreadMenu view={view} name={name}>{menu?.(view)}</ThreadMenu>}
      </header>
      <TrustBanner view={view} name={name} />
      <StandingBanner view={view} name={name} />
      {above?.(view)}
      {view.caughtUp || view.lines.length ? (reads ? <ThreadLines view={view} name={name} live={live} {...(draw && { draw })} {...(say && { say })} /> : null) : <Skeleton lines={4} />}
      {view.caughtUp && !live && standing !== 'suspended' ? <p className="thread-note small muted" role="status"><WifiOff />{navigator.onLine ? w.reconnecting : w.offline}</p> : null}
      {view.held ? <Banner tone="warn">{view.held}</Banner> : null}
      {mayTalk(view.trust) && maySend(standing) ? <Composer view={view} name={name} /> : null}
      {reads ? <Promise view={view} name={name} /> : null}
    </div>
  )
}

/** The other one sees how far this was read, while the page is really looked at. */
function useReadMark(view: ThreadView): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void markRead(view)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [view])
}

function StandingBanner({ view: { sheet, side, conv }, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(unblock)
  const asStudent = side === 'student'
  if (sheet.standing === 'ended') return <Banner>{asStudent ? w.shredded : w.shredded_by_student}</Banner>
  if (sheet.standing === 'left') return <Banner>{asStudent ? w.left_by_supporter(name) : w.left_by_me}</Banner>
  if (sheet.standing === 'suspended') return <Banner>{asStudent ? w.rests_mine : w.rests_theirs}</Banner>
  if (sheet.standing === 'blocked' && !sheet.blockedByMe) return <Banner>{w.blocked_by_them}</Banner>
  if (sheet.standing === 'blocked') return <><Banner action={<Button look="quiet" small busy={busy} onClick={() => void send(conv).then((answer) => answer && toast(w.unblocked_toast))}>{w.unblock}</Button>}>{w.blocked_by_me}</Banner><SentBanner sent={sent} /></>
  if (sheet.handOverWish === 'theirs') return <Banner>{w.wish_theirs(name)}</Banner>
  if (sheet.handOverWish === 'mine') return <Banner>{asStudent ? w.wish_mine_student : w.wish_mine}</Banner>
  return null
}

/** Who can read this, until when, and what no lock can keep. */
function Promise({ view: { side, sheet }, name }: { view: ThreadView; name: string }) {
  const w = useTalkWords()
  const dates = useDates()
  const { slug } = useProgram()
  const { locale } = useLocale()
  const day = sheet.shredOn ? dates.plainDate(sheet.shredOn) : ''
  return (
    <p className="private-line promise thread-promise small muted">
      <Lock />
      <span>
        {side === 'student' ? w.locked_between(name) : w.locked_student} {side === 'student' ? w.shreds_on_student(day) : w.shreds_on(day)}{' '}
        <a href={`/${slug}/privacy?lang=${locale}`}>{w.what_this_cannot_protect}</a>
      </span>
    </p>
  )
}
