import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Undo2 } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { useSession } from '../../accounts/client.ts'
import { forgetRequest, isTaken, keptRequest, readMine, withdraw } from '../client.ts'
import type { MyRequest } from '../contract.ts'
import { NewsSwitch, type News } from './news-switch.tsx'
import { OpenMeanwhile } from './open-meanwhile.tsx'
import { useLiveRequests } from './use-live.ts'
import { useRequestChoices, type RequestChoices } from './use-choices.ts'
import { useRequestWords } from './words.ts'

interface Waiting {
  readonly news: News
  /** Whether this conversation is here by now: somebody took the request. */
  readonly isHere: (conv: string) => boolean
  /** Something is being written on this page: whoever took the request waits that long. */
  readonly stay: boolean
  /** It was taken back, or is over: what waited with it on this page goes, too. */
  readonly onOver: (conv: string) => void
  /** Lets whoever said yes into the running conversation; the conversations room makes the keys. */
  readonly letIn: (conv: string, taker: NonNullable<MyRequest['taker']>) => Promise<{ readonly refused: string; readonly sentence: string } | { readonly fault: 'swapped' } | object>
}

/** The request while it waits: how it stands, the honest time, and what is open meanwhile. The page may be closed at any moment. */
export function WaitingScreen(props: Waiting) {
  const { at } = useSession()
  const choices = useRequestChoices()
  const mine = useLoad(async () => {
    const [found, kept] = [await readMine(), await keptRequest()]
    // Taken, and not over: its words still wait on this device, and must not be forgotten before the conversation has arrived.
    const taken = !('refused' in found) && !found.request && kept !== null && (await isTaken(kept.conv))
    return { ...found, kept, taken }
  }, [at])
  useLiveRequests(mine.reload)
  return <Loaded load={mine} lines={6}>{(found) => <State {...props} request={found.request} taken={found.taken} kept={found.kept?.conv ?? null} choices={choices.state === 'here' ? choices.data : null} onChange={mine.reload} />}</Loaded>
}

interface Shown extends Waiting {
  readonly request: MyRequest | null
  readonly taken: boolean
  readonly kept: string | null
  readonly choices: RequestChoices | null
  readonly onChange: () => void
}

function State({ request, taken, kept, isHere, stay, onOver, ...props }: Shown) {
  const [, go] = useLocation()
  const [withdrawn, setWithdrawn] = useState(false)
  const arrived = !request && kept !== null && (taken || isHere(kept)) ? kept : null
  useEffect(() => {
    if (arrived && !stay) go(`/talk/${arrived}`, { replace: true })
  }, [arrived, stay, go])
  if (arrived) return stay ? <Arrived conv={arrived} /> : null
  if (withdrawn) return <Ended which="withdrawn" kept={null} onOver={onOver} />
  if (!request) return <Ended which={kept ? 'over' : 'none'} kept={kept} onOver={onOver} />
  if (request.taker) return <Taker {...props} request={request} taker={request.taker} />
  return <Waits {...props} request={request} onWithdrawn={() => { setWithdrawn(true); if (!request.handOver) onOver(request.conv) }} />
}

function Waits({ request, choices, news, onWithdrawn }: Pick<Shown, 'choices' | 'news'> & { request: MyRequest; onWithdrawn: () => void }) {
  const w = useRequestWords()
  return (
    <div className="stack column">
      <Standing request={request} nameOf={(supporter) => choices?.who.get(supporter)?.displayName} />
      <OpenMeanwhile />
      <NewsSwitch news={news} />
      <TakeBack request={request} onWithdrawn={onWithdrawn}>{w.withdraw}</TakeBack>
    </div>
  )
}

/** How it stands, in one heading and two sentences. The time is the one that can be kept. */
function Standing({ request, nameOf }: { request: MyRequest; nameOf: (supporter: string) => string | undefined }) {
  const w = useRequestWords()
  const dates = useDates()
  const { answerBy, first, state, reachable, handOver } = request
  const when = answerBy === null ? null : dates.soon(answerBy, Date.now())
  const back = { href: '/', label: w.home }
  if (!reachable || when === null) return <><PageHeader title={w.nobody_title} back={back} /><Banner>{w.nobody_text}</Banner></>
  if (state === 'late') return <><PageHeader title={w.late_title} sub={w.late_next(when)} back={back} /><Banner>{w.late_text}</Banner></>
  const name = first === null ? undefined : nameOf(first)
  const alone = request.supporters?.length === 1
  return (
    <>
      <PageHeader title={w.waiting_title} sub={name && !alone ? w.waiting_by_name(name, when) : w.waiting_by(when)} back={back} />
      <p>{handOver ? w.hand_waiting : w.waiting_more}</p>
    </>
  )
}

function TakeBack({ request, onWithdrawn, children }: { request: MyRequest; onWithdrawn: () => void; children: ReactNode }) {
  const [, go] = useLocation()
  const { send, sent, busy } = useSend(withdraw)
  const press = async () => {
    const answer = await send(request)
    if (answer?.taken) go(`/talk/${request.conv}`, { replace: true })
    else if (answer) onWithdrawn()
  }
  return (
    <div className="stack-tight">
      <SentBanner sent={sent} />
      <div><Button look="quiet" icon={Undo2} busy={busy} onClick={() => void press()}>{children}</Button></div>
    </div>
  )
}

/** Somebody took it while something was being written here. */
function Arrived({ conv }: { conv: string }) {
  const w = useRequestWords()
  return (
    <div className="stack column">
      <PageHeader title={w.arrived_title} sub={w.arrived_text} />
      <div><ButtonLink href={`/talk/${conv}`}>{w.arrived_go}</ButtonLink></div>
    </div>
  )
}

function Ended({ which, kept, onOver }: Pick<Shown, 'kept' | 'onOver'> & { which: 'withdrawn' | 'over' | 'none' }) {
  const w = useRequestWords()
  const [title, sub] = { withdrawn: [w.withdrawn_title, w.withdrawn_text], over: [w.over_title, w.over_text], none: [w.none_title, w.none_text] }[which] as [string, string]
  useEffect(() => {
    if (!kept) return
    void forgetRequest(kept)
    onOver(kept)
  }, [kept, onOver])
  return (
    <div className="stack column">
      <PageHeader title={title} sub={sub} back={{ href: '/', label: w.home }} />
      <div><ButtonLink href="/write">{w.write_again}</ButtonLink></div>
      {which === 'over' ? <OpenMeanwhile /> : null}
    </div>
  )
}

/** Somebody said that they would go on. Whether they come in is the student's to say, and nobody else's. */
function Taker({ request, taker, choices, letIn, onChange }: Pick<Shown, 'choices' | 'letIn' | 'onChange'> & { request: MyRequest; taker: NonNullable<MyRequest['taker']> }) {
  const w = useRequestWords()
  const [, go] = useLocation()
  const name = (taker.person && choices?.who.get(taker.person)?.displayName) || w.somebody
  const { send, sent, busy } = useSend(async (): Promise<object | RefusedAnswer> => {
    const answer = await letIn(request.conv, taker)
    if ('fault' in answer) return { refused: 'swapped', sentence: w.taker_swapped }
    return 'refused' in answer ? (answer as RefusedAnswer) : withdraw(request)
  })
  const leave = useSend(withdraw)
  return (
    <div className="stack column">
      <PageHeader title={w.taker_title(name)} sub={w.taker_text} back={{ href: '/', label: w.home }} />
      <SentBanner sent={sent} />
      <SentBanner sent={leave.sent} />
      <div className="ending">
        <Button busy={busy} onClick={async () => { if (await send()) go(`/talk/${request.conv}`, { replace: true }) }}>{w.let_in(name)}</Button>
        <Button look="quiet" busy={leave.busy} onClick={async () => { if (await leave.send(request)) onChange() }}>{w.not_this_one}</Button>
      </div>
    </div>
  )
}
