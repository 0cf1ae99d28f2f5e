import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChips } from '../../../ui/choices.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import { nameIn } from '../../programs/rules/names.ts'
import { attest, readMyStanding } from '../client.ts'
import type { MyStanding } from '../contract.ts'
import { peopleWords, refusalSentence, roleName } from './words.ts'

const yearText = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`

interface AttestationProps {
  readonly standing: MyStanding
  readonly onAnswered: (standing: MyStanding) => void
}

/** The yearly question, one line a cohort. Nothing is chosen in advance: an answer nobody gave is no answer. */
export function Attestation({ standing, onAnswered }: AttestationProps) {
  const w = useWords(peopleWords)
  const { locale } = useLocale()
  const [given, setGiven] = useState<Readonly<Record<string, 'yes' | 'no'>>>(() => Object.fromEntries(standing.answers.map((answer) => [answer.cohort, answer.assesses ? 'yes' : 'no'])))
  const [incomplete, setIncomplete] = useState(false)
  const { send, sent, busy } = useSend(attest)
  const examines = Object.values(given).includes('yes')
  const others = standing.roles.some(({ role }) => role !== 'supporter' && role !== 'facilitator' && role !== 'evaluator')
  const supports = standing.roles.some(({ role }) => role === 'supporter' || role === 'facilitator')
  return (
    <div className="stack column">
      <PageHeader title={w.attest_title} sub={w.attest_year(yearText(standing.academicYear))} />
      <p>{w.attest_why}</p>
      <form className="stack" onSubmit={async (event) => {
        event.preventDefault()
        const missing = standing.cohorts.some(({ id }) => !given[id])
        setIncomplete(missing)
        if (missing) return
        const saved = await send(standing.cohorts.map(({ id }) => ({ cohort: id, assesses: given[id] === 'yes' })))
        if (saved) onAnswered(saved)
      }}>
        <Card>
          <div className="stack">
            {standing.cohorts.map(({ id, names }) => (
              <ChoiceChips key={id} label={w.attest_question(nameIn(names, locale))} value={given[id] ?? null} onValue={(value) => setGiven({ ...given, [id]: value })}
                options={[{ value: 'no', label: w.attest_no }, { value: 'yes', label: w.attest_yes }]} />
            ))}
          </div>
        </Card>
        {examines && supports ? <Banner>{w.attest_effect_supporter}</Banner> : null}
        {examines && others ? <Banner>{w.attest_effect_other}</Banner> : null}
        {examines && standing.roles.some(({ role }) => role === 'coordinator') ? <Banner>{w.attest_last}</Banner> : null}
        {incomplete ? <Banner tone="warn">{w.attest_missing}</Banner> : null}
        <SentBanner sent={sent} />
        <div className="ending"><Button type="submit" busy={busy}>{w.attest_send}</Button></div>
      </form>
    </div>
  )
}

/** One's own roles and answers, to read and to change. */
export function MyStandingPage({ onChanged }: { onChanged?: () => void }) {
  const load = useLoad(readMyStanding, [])
  return <Loaded load={load}>{(standing) => <Standing start={standing} onChanged={onChanged ?? (() => {})} />}</Loaded>
}

function Standing({ start, onChanged }: { start: MyStanding; onChanged: () => void }) {
  const w = useWords(peopleWords)
  const [standing, setStanding] = useState(start)
  const [changing, setChanging] = useState(false)
  if (changing) return <Attestation standing={standing} onAnswered={(saved) => { setStanding(saved); setChanging(false); onChanged() }} />
  return (
    <div className="stack column">
      <PageHeader title={w.standing_title} sub={standing.fullName} />
      <Card>
        {standing.roles.length === 0 ? <p>{w.standing_none}</p> : null}
        <ul className="stack-tight">
          {standing.roles.map(({ role, refusal }) => (
            <li key={role} className="row-apart">
              <span>{roleName(w, role)}</span>
              <Badge tone={refusal ? 'warm' : 'ok'}>{refusal === null ? w.standing_in_force : refusal === 'assessor-unanswered' ? w.state_unanswered : refusalSentence(w, refusal, roleName(w, role))}</Badge>
            </li>
          ))}
        </ul>
      </Card>
      {standing.mustAttest && standing.cohorts.length ? (
        <>
          <p className="muted">{w.attest_done}</p>
          <div><Button look="quiet" onClick={() => setChanging(true)}>{w.attest_change}</Button></div>
        </>
      ) : null}
    </div>
  )
}
