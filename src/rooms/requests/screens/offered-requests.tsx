import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { MessageCircle, ShieldAlert, ShieldCheck } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { isRefusal, useLoad, useSend, type RefusedAnswer } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { isCertifiedStudent } from '../../enrolment/client.ts'
import { languageName } from '../../supporters/rules.ts'
import { claim, decline, listOffered, readFace } from '../client.ts'
import type { OfferedRequest } from '../contract.ts'
import { useLiveRequests } from './use-live.ts'
import { useRequestWords } from './words.ts'

/** What a supporter may take: no words of the student's, only what is needed to say yes or no. `quiet` shows nothing where there is none. */
export function OfferedRequests({ quiet = false }: { quiet?: boolean }) {
  const w = useRequestWords()
  const { locale } = useLocale()
  const offered = useLoad(listOffered, [])
  const face = useLoad(readFace, [locale])
  useLiveRequests(offered.reload)
  // Kept here: once taken, by whomever, the request is on no list any more, and its card is gone before this is read.
  const [agreed, setAgreed] = useState(false)
  const topics = new Map(face.state === 'here' ? face.data.topics.map(({ id, name }) => [id, name]) : [])
  const [tooLate, setTooLate] = useState<RefusedAnswer | null>(null)
  const take = async (request: OfferedRequest) => {
    setTooLate(null)
    const answer = await claim(request)
    if (isRefusal(answer)) {
      setTooLate(answer)
      offered.reload()
    }
    return answer
  }
  const said = (
    <>
      {agreed ? <Banner tone="ok">{w.taken_hand_over}</Banner> : null}
      {tooLate ? <Banner tone="warn">{tooLate.sentence ?? tooLate.refused}</Banner> : null}
    </>
  )
  if (quiet && (offered.state !== 'here' || offered.data.length === 0)) return said
  return (
    <Loaded load={offered}>
      {(found) => (found.length === 0 ? (agreed || tooLate ? <div className="stack">{said}</div> : <EmptyState icon={MessageCircle} title={w.offered_none} />) : (
        <div className="stack">
          {said}
          {found.map((request) => <Offered key={request.conv} request={request} topic={request.topic === null ? null : topics.get(request.topic) ?? null} take={take} onChange={offered.reload} onAgreed={() => setAgreed(true)} />)}
        </div>
      ))}
    </Loaded>
  )
}

interface Shown {
  readonly request: OfferedRequest
  readonly topic: string | null
  readonly take: (request: OfferedRequest) => ReturnType<typeof claim>
  readonly onChange: () => void
  /** They said that they would go on with somebody else's student. */
  readonly onAgreed: () => void
}

function Offered({ request, topic, take, onChange, onAgreed }: Shown) {
  const w = useRequestWords()
  const dates = useDates()
  const { locale } = useLocale()
  const [, go] = useLocation()
  const taking = useSend(take)
  const declining = useSend(decline)
  const press = async () => {
    if (!(await taking.send(request))) return
    if (!request.handOver) return go(`/staff/talk/${request.conv}`)
    onAgreed()
    onChange()
  }
  const facts = [w.offered_in(languageName(request.language, locale)), topic].filter(Boolean).join(' · ')
  return (
    <Card title={w.offered_title} sub={facts} aside={<Badge tone={request.late ? 'warm' : 'brand'}>{request.late ? w.offered_late : w.offered_by(dates.soon(request.answerBy, Date.now()))}</Badge>}>
      <div className="stack">
        <Proof request={request} />
        <p className="small muted">{request.handOver ? w.offered_hand_over : w.offered_what}</p>
        {taking.sent.state === 'unreachable' ? <SentBanner sent={taking.sent} /> : null}
        <SentBanner sent={declining.sent} />
        <div className="ending">
          <Button busy={taking.busy} onClick={() => void press()}>{w.take}</Button>
          <Button look="quiet" busy={declining.busy} onClick={async () => { if (await declining.send(request.conv)) onChange() }}>{w.not_me}</Button>
        </div>
      </div>
    </Card>
  )
}

/** Checked here, against the keys that the program signed; the server's word is not asked. */
function Proof({ request }: { request: OfferedRequest }) {
  const w = useRequestWords()
  const [proven, setProven] = useState<boolean | null>(null)
  useEffect(() => {
    let current = true
    void isCertifiedStudent(request.student).then((found) => { if (current) setProven(found) }, () => { if (current) setProven(false) })
    return () => { current = false }
    // A request is what it is: its student never changes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [request.conv])
  if (proven === null) return null
  return <p><Badge tone={proven ? 'ok' : 'plain'} icon={proven ? ShieldCheck : ShieldAlert}>{proven ? w.proven : w.unproven}</Badge></p>
}
