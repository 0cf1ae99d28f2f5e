import { useEffect, useState, type FormEvent } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ActionCard, Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { DoorOpen, Ticket } from '../../../ui/icons.ts'
import { UnreachableBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { Steps } from '../../../ui/steps.tsx'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { useSession } from '../../accounts/client.ts'
import { wayIn } from '../../students/client.ts'
import { Done } from './done.tsx'
import { SpareStep } from './spare-step.tsx'
import { TimeHasCome } from './time-has-come.tsx'
import { mayShow, useEnrolment, type Phase } from './use-enrolment.ts'
import { WayBackStep } from './way-back-step.tsx'
import { enrolmentWords } from './words.ts'

/** Onboarding week, for every student: enrol, keep a way back, a spare, done. It takes up where this device left off. */
export function EnrolScreen() {
  const w = useWords(enrolmentWords)
  const enrolment = useEnrolment()
  const { phase } = enrolment
  const step = { 'way-back': 1, spare: 2, done: 3 }[phase.at as string] ?? 0
  if (phase.at === 'looking') return null
  if (phase.at === 'proven') return <Proven />
  if (phase.at === 'no-issuer') return <NoIssuer />
  return (
    <div className="stack column">
      <Steps steps={[w.step_enrol, w.step_way_back, w.step_spare]} current={step} />
      {phase.at === 'way-back' ? <WayBackStep onKept={enrolment.wayKept} /> : null}
      {phase.at === 'spare' ? <SpareStep onDone={enrolment.spareDone} /> : null}
      {phase.at === 'done' ? <Done spare={phase.spare} /> : null}
      {step === 0 ? <Begin enrolment={enrolment} phase={phase} /> : null}
    </div>
  )
}

function Begin({ enrolment, phase }: { enrolment: ReturnType<typeof useEnrolment>; phase: Phase }) {
  const w = useWords(enrolmentWords)
  const { at } = useSession()
  /** Null while no card is being typed; what was typed outlives the wait, for whoever is refused. */
  const [typed, setTyped] = useState<string | null>(null)
  const type = (next: string | null) => {
    enrolment.choose()
    setTyped(next)
  }
  if (phase.at === 'working') return <Working />
  if (typed !== null) return <CardForm enrolment={enrolment} typed={typed} onType={setTyped} onBack={() => type(null)} />
  return (
    <>
      <PageHeader title={at === 'open' ? w.prove_title : w.title} sub={at === 'open' ? w.prove_sub : w.sub} />
      <Refused phase={phase} onAgain={enrolment.again} />
      <WaysIn enrolment={enrolment} onType={() => type('')} />
      <WhatItIs />
      {at === 'open' ? null : <ButtonLink look="link" href="/return">{w.been_here_before}</ButtonLink>}
    </>
  )
}

function WhatItIs() {
  const w = useWords(enrolmentWords)
  const { slug } = useProgram()
  const { locale } = useLocale()
  return (
    <ul className="stack-tight plain-list muted">
      <li>{w.what_school}</li>
      <li>{w.what_here}</li>
      <li><a href={`/${slug}/privacy?lang=${locale}`}>{w.what_limits}</a></li>
    </ul>
  )
}

function Working() {
  const w = useWords(enrolmentWords)
  return (
    <div className="stack" role="status">
      <PageHeader title={w.working} sub={w.working_sub} />
      <Spinner />
    </div>
  )
}

/** The school's sign-in beside a card; whoever followed a card's link has chosen already. */
function WaysIn({ enrolment, onType }: { enrolment: ReturnType<typeof useEnrolment>; onType: () => void }) {
  const w = useWords(enrolmentWords)
  const isOpen = useSession().at === 'open'
  const [inHand, setInHand] = useState<string | null>()
  useEffect(() => void wayIn().then((shown) => setInHand(shown && mayShow(shown, isOpen) ? shown.letters : null)), [isOpen])
  if (inHand === undefined) return null // a moment, in which the wrong button must not be there to press
  if (inHand) return <ActionCard look="primary" icon={Ticket} title={w.card_in_hand} sub={w.card_sub} onPress={() => void enrolment.withCard(inHand)} />
  return (
    <>
      {enrolment.signOn ? <ActionCard look="primary" icon={DoorOpen} title={w.with_school} sub={w.with_school_sub} onPress={() => void enrolment.withSchool()} /> : null}
      <ActionCard look={enrolment.signOn ? 'plain' : 'primary'} icon={Ticket} title={w.with_card} sub={w.with_card_sub} onPress={onType} />
    </>
  )
}

interface CardFormProps {
  readonly enrolment: ReturnType<typeof useEnrolment>
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly onBack: () => void
}

function CardForm({ enrolment, typed, onType, onBack }: CardFormProps) {
  const w = useWords(enrolmentWords)
  const isOpen = useSession().at === 'open'
  const [fault, setFault] = useState<ReturnType<typeof enrolment.withCard>>(null)
  const show = (event: FormEvent) => {
    event.preventDefault()
    setFault(enrolment.withCard(typed))
  }
  return (
    <form className="stack" onSubmit={show}>
      <PageHeader title={w.card_title} sub={w.card_sub} />
      <TextInput label={w.card_label} hint={isOpen ? w.card_hint_proof : w.card_hint} value={typed} onValue={onType} autoComplete="off" autoCapitalize="none" spellCheck={false}
        error={fault ? { unread: w.card_unread, 'opens-new': w.card_opens_new }[fault] : undefined} />
      <Refused phase={enrolment.phase} onAgain={enrolment.again} />
      <div className="ending">
        <Button type="submit">{w.go_on}</Button>
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
      </div>
    </form>
  )
}

function Refused({ phase, onAgain }: { phase: Phase; onAgain: () => void }) {
  const w = useWords(enrolmentWords)
  if (phase.at === 'unreachable') return <UnreachableBanner onRetry={onAgain} />
  if (phase.at !== 'refused') return null
  const { refusal } = phase
  const byWord = { 'not-a-student': w.refused_not_a_student, declined: w.refused_declined, 'school-unreachable': w.refused_school_unreachable, 'no-sign-on': w.refused_no_sign_on }
  return <Banner tone="warn">{'sentence' in refusal ? refusal.sentence : byWord[refusal.refused as keyof typeof byWord] ?? w.refused_declined}</Banner>
}

function Proven() {
  const w = useWords(enrolmentWords)
  return (
    <div className="stack column">
      <PageHeader title={w.proven_title} sub={w.proven_sub} />
      <TimeHasCome />
      <ButtonLink href="/" wide>{w.done_see}</ButtonLink>
    </div>
  )
}

/** A program without an issuer, or one that has signed no keys yet: the ways in of before. */
function NoIssuer() {
  const w = useWords(enrolmentWords)
  return (
    <div className="stack column">
      <PageHeader title={w.title} />
      <Card><p>{w.no_issuer}</p></Card>
      <ButtonLink href="/" wide>{w.look_around}</ButtonLink>
    </div>
  )
}
