import { useState, type ReactNode } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ActionCard } from '../../../ui/card.tsx'
import { CalendarClock, DoorOpen, Ticket } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { bookLater, goToSchool, keepErrand, type Refusal, whatIsOffered } from '../client.ts'
import { enrolmentWords } from './words.ts'

interface LateProps {
  /** Where to go on after the school's page, and what was typed there: nothing of it is lost. */
  readonly errand: { readonly path: string; readonly typed: unknown }
  /** The form for a card or a code. */
  readonly card: ReactNode
  readonly onBack: () => void
}

/**
 * For somebody who was not there in onboarding week, before a first contact: card, now, or next week, each with what it is strong against.
 * None of them is refused or delayed. Where the school has no issuer there are cards and codes alone.
 */
export function LateChoice({ errand, card, onBack }: LateProps) {
  const [byCard, setByCard] = useState(false)
  const load = useLoad(() => whatIsOffered().catch(() => 'nothing' as const), [])
  return (
    <Loaded load={load} lines={6}>
      {(offered) => (offered === 'all' && !byCard ? <Choices errand={errand} onCard={() => setByCard(true)} onBack={onBack} /> : card)}
    </Loaded>
  )
}

function Choices({ errand, onCard, onBack }: Omit<LateProps, 'card'> & { readonly onCard: () => void }) {
  const w = useWords(enrolmentWords)
  const { send, sent, busy } = useSend(async (when: 'now' | 'week'): Promise<Refusal | { gone: true }> => {
    await (when === 'now' ? keepErrand(errand.path, errand.typed) : bookLater())
    return (await goToSchool()) ?? { gone: true }
  })
  return (
    <div className="stack column" aria-busy={busy}>
      <PageHeader title={w.late_title} sub={w.late_sub} />
      <SentBanner sent={sent} />
      <ActionCard icon={Ticket} title={w.late_card} sub={w.late_card_sub} onPress={onCard} />
      <ActionCard icon={DoorOpen} title={w.late_now} sub={w.late_now_sub} onPress={() => void send('now')} />
      <ActionCard icon={CalendarClock} title={w.late_week} sub={w.late_week_sub} onPress={() => void send('week')} />
      {sent.state === 'unreachable' ? <Banner>{w.refused_school_unreachable}</Banner> : null}
      <div className="ending">
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
        <ButtonLink look="link" href="/return">{w.been_here_before}</ButtonLink>
      </div>
    </div>
  )
}
