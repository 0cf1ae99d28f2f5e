import { useState } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useLocale } from '../../../ui/words.tsx'
import { preferencesNow } from '../../students/client.ts'
import { askHandOver } from '../client.ts'
import { allowedFor, AskChoices, type Chosen } from './ask-choices.tsx'
import { useRequestChoices, type RequestChoices } from './use-choices.ts'
import { useRequestWords } from './words.ts'

/** A running conversation is to go to somebody else: whoever asks is its student, and says to whom it may go. */
export function HandOverScreen({ conv }: { conv: string }) {
  const choices = useRequestChoices()
  return <Loaded load={choices} lines={6}>{(found) => <HandOver conv={conv} choices={found} />}</Loaded>
}

function HandOver({ conv, choices }: { conv: string; choices: RequestChoices }) {
  const w = useRequestWords()
  const { locale } = useLocale()
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<Chosen>({ language: locale, topic: null, to: 'anyone', person: '' })
  const [missing, setMissing] = useState(false)
  const { send, sent, busy } = useSend(askHandOver)
  const allowed = allowedFor(chosen, choices, preferencesNow())
  const ask = async () => {
    if (chosen.to === 'person' && !chosen.person) return setMissing(true)
    if (allowed === 'nobody') return
    if (await send({ conv, language: chosen.language, topic: chosen.topic, supporters: allowed })) go('/write/waiting', { replace: true })
  }
  return (
    <div className="stack column">
      <PageHeader title={w.hand_title} sub={w.hand_sub} back={{ href: `/talk/${conv}`, label: w.back }} />
      <SentBanner sent={sent} onRetry={() => void ask()} />
      <AskChoices choices={choices} chosen={chosen} onChosen={(next) => { setChosen(next); setMissing(false) }} missing={missing} />
      {allowed === 'nobody' ? <Banner tone="warn">{w.nobody_left}</Banner> : null}
      <Button wide busy={busy} disabled={allowed === 'nobody'} onClick={() => void ask()}>{w.hand_ask}</Button>
    </div>
  )
}
