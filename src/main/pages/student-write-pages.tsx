import { useCallback, useState } from 'react'
import { useParams } from 'wouter'
import { SessionGate } from '../../rooms/accounts/screens/session-gate.tsx'
import { LimitsStep } from '../../rooms/bookings/screens/limits-step.tsx'
import { WayInStep } from '../../rooms/bookings/screens/way-in-step.tsx'
import { HeavyWords } from '../../rooms/conversations/screens/heavy-words.tsx'
import { handOver, talkNow, useTalk } from '../../rooms/conversations/client.ts'
import { LateChoice } from '../../rooms/enrolment/screens/late-choice.tsx'
import { ProofOffer } from '../../rooms/enrolment/screens/proof-offer.tsx'
import { isNewsOn, turnNewsOff, turnNewsOn } from '../../rooms/notices/client.ts'
import { forgetWaitingContact } from '../../rooms/reports/client.ts'
import { EmergencyBefore } from '../../rooms/reports/screens/emergency-student.tsx'
import { keptRequest } from '../../rooms/requests/client.ts'
import { AskScreen } from '../../rooms/requests/screens/ask.tsx'
import { HandOverScreen } from '../../rooms/requests/screens/hand-over.tsx'
import { WaitingScreen } from '../../rooms/requests/screens/waiting.tsx'
import { useLoad } from '../../ui/use-load.ts'
import '../../rooms/bookings/screens/bookings.css'
import '../../rooms/conversations/screens/talk.css'
import '../../ui/choices.css'

/** From the first words to somebody who reads them: here the rooms meet that each do a part of it. */
export function StudentWritePages({ which }: { which: 'ask' | 'waiting' | 'hand-over' }) {
  const { conv = '' } = useParams()
  if (which === 'waiting') return <SessionGate kind="student"><Waiting /></SessionGate>
  if (which === 'hand-over') return <SessionGate kind="student"><HandOverScreen conv={conv} /></SessionGate>
  return <AskScreen limits={LimitsStep} card={WayInStep} late={LateChoice} proof={ProofOffer} beside={HeavyWords} />
}

const news = { isOn: isNewsOn, turnOn: turnNewsOn, turnOff: turnNewsOff }

function Waiting() {
  const { at, threads } = useTalk()
  const kept = useLoad(async () => ({ request: await keptRequest() }), [])
  // A conversation that is only to be handed over is here already, and its contact has a page of its own.
  const asked = kept.state === 'here' ? kept.data.request?.conv : undefined
  const [typing, setTyping] = useState(false)
  const [over, setOver] = useState(false)
  const onOver = useCallback((conv: string) => {
    setOver(true)
    void forgetWaitingContact(conv).catch(() => {})
  }, [])
  const before = asked && !over && (typing || (at === 'here' && !threads.some(({ conv }) => conv === asked))) ? asked : null
  return (
    <div className="stack">
      <WaitingScreen news={news} stay={typing} onOver={onOver} letIn={handOver} isHere={(conv) => talkNow().threads.some((thread) => thread.conv === conv)} />
      {before ? <div className="column"><EmergencyBefore conv={before} onTyping={setTyping} /></div> : null}
    </div>
  )
}
