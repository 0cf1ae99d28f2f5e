import { type ReactNode, useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Check, Clock, Printer } from '../../../ui/icons.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { readDesk } from '../client.ts'
import type { KeysStep, StepState } from '../rules.ts'
import { mayReplace, type StepProps, stepsOf } from './desk-steps.ts'
import { ListStep } from './list-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { HandOverStep } from './hand-over-step.tsx'
import { KeysStepCard } from './keys-step.tsx'
import { Later } from './later.tsx'
import { rosterWords } from './words.ts'
import './roster.css'

/** "Keys of the program": what is done, what waits for whom, and one thing at a time to do. */
export function KeysPage() {
  const w = useWords(rosterWords)
  const load = useLoad(readDesk, [])
  return (
    <div className="stack">
      <PageHeader title={w.page_title} sub={w.page_sub} />
      <Loaded load={load} lines={8}>{(desk) => <Desk desk={desk} changed={load.reload} />}</Loaded>
    </div>
  )
}

function Desk({ desk, changed }: StepProps) {
  const w = useWords(rosterWords)
  // Said of the root it is about: once another is in force, nobody is replacing it.
  const [replaced, setReplaced] = useState<string | null>(null)
  const isQuiet = mayReplace(desk)
  const isReplacing = isQuiet && replaced === desk.root!.fingerprint
  const steps = stepsOf(desk, isReplacing)
  const props = { desk, changed }
  const inside: Record<KeysStep, ReactNode> = {
    keys: <KeysStepCard {...props} onBack={isReplacing ? () => setReplaced(null) : undefined} />,
    'hand-over': <HandOverStep {...props} />,
    list: <ListStep {...props} />,
    people: <PeopleStep {...props} />,
    poster: <div><ButtonLink href="/staff/program-keys/poster" icon={Printer}>{w.poster_open}</ButtonLink></div>,
  }
  const titles: Record<KeysStep, readonly [string, string]> = {
    keys: [w.keys_title, w.keys_sub], 'hand-over': [w.handover_title, w.handover_sub], list: [w.list_title, w.list_sub], people: [w.people_title, w.people_sub], poster: [w.poster_title, w.poster_sub],
  }
  return (
    <>
      {desk.rescuePermitted ? <Banner tone="warn" title={w.rescue_title}>{w.rescue_text}</Banner> : null}
      <ol className="keys-steps">
        {steps.map(({ step, state }) => (
          <li key={step} className={`keys-step keys-step-${state}`}>
            <Card title={titles[step][0]} sub={state === 'later' ? undefined : titles[step][1]} aside={<StateBadge state={state} />}>
              {state === 'later' ? null : inside[step]}
            </Card>
          </li>
        ))}
      </ol>
      {isQuiet && !isReplacing ? <Later {...props} onReplace={() => setReplaced(desk.root!.fingerprint)} /> : null}
    </>
  )
}

function StateBadge({ state }: { state: StepState }) {
  const w = useWords(rosterWords)
  if (state === 'done') return <Badge tone="ok" icon={Check}>{w.state_done}</Badge>
  return state === 'now' ? <Badge tone="warm" icon={Clock}>{w.state_now}</Badge> : <Badge>{w.state_later}</Badge>
}
