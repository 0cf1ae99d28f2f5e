import { useState } from 'react'
import { Badge, type BadgeTone } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { signAgreement } from '../client.ts'
import type { OwnProfile } from '../contract.ts'
import type { Requirement, Standing } from '../rules.ts'
import type { words } from '../words/en.ts'
import { supporterWords } from './words.ts'

export type Words = typeof words

const TONES: Readonly<Record<Standing, BadgeTone>> = { ready: 'ok', 'not-ready': 'warm', paused: 'plum', alumni: 'plain' }

export const standingText = (w: Words, standing: Standing): string =>
  ({ ready: w.standing_ready, 'not-ready': w.standing_not_ready, paused: w.standing_paused, alumni: w.standing_alumni })[standing]

export const StandingBadge = ({ standing }: { standing: Standing }) => <Badge tone={TONES[standing]}>{standingText(useWords(supporterWords), standing)}</Badge>

export const missingText = (w: Words, missing: Requirement): string => ({
  'account': w.missing_account, 'two-ways-back': w.missing_two_ways_back, 'alert-confirmed': w.missing_alert_confirmed, 'agreement-signed': w.missing_agreement_signed,
  'assessor-answers': w.missing_assessor_answers, 'cohort-to-support': w.missing_cohort_to_support, 'languages': w.missing_languages,
})[missing]

/** Where a supporter stands, and what they can do about it. */
export function Readiness({ mine, changed }: { mine: OwnProfile; changed: (mine: OwnProfile) => void }) {
  const w = useWords(supporterWords)
  return (
    <Card title={w.standing_title} aside={<StandingBadge standing={mine.standing} />}>
      {mine.missing.length === 0 ? (mine.standing === 'ready' ? <p>{w.ready_text}</p> : null) : (
        <div className="stack-tight">
          <p>{w.missing_title}</p>
          <ul>{mine.missing.map((missing) => <li key={missing}>{missingText(w, missing)}</li>)}</ul>
        </div>
      )}
      {mine.missing.includes('agreement-signed') ? <Agreement changed={changed} /> : null}
    </Card>
  )
}

function Agreement({ changed }: { changed: (mine: OwnProfile) => void }) {
  const w = useWords(supporterWords)
  const { send, sent, busy } = useSend(signAgreement)
  const [read, setRead] = useState(false)
  return (
    <form className="stack agreement" onSubmit={async (event) => {
      event.preventDefault()
      const mine = await send()
      if (mine) changed(mine)
    }}>
      <h3>{w.agreement_title}</h3>
      <p>{w.agreement_text}</p>
      <Checkbox label={w.agreement_tick} checked={read} onValue={setRead} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={!read}>{w.agreement_sign}</Button></div>
    </form>
  )
}

export function AgreementSigned({ on }: { on: string | null }) {
  const w = useWords(supporterWords)
  const dates = useDates()
  return on ? <p className="small muted">{w.agreement_title}: {w.agreement_signed(dates.plainDate(on))}</p> : null
}
