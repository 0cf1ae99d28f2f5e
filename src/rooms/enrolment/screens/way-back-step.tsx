import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { ActionCard } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Fingerprint, ListChecks } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { session } from '../../accounts/client.ts'
import { SheetStep } from './sheet-step.tsx'
import { enrolmentWords } from './words.ts'

/** One durable way back: a passkey in one tap, or twelve words with the spare on the same sheet. `onKept` says whether a spare came with it. */
export function WayBackStep({ onKept }: { onKept: (withSpare: boolean) => void }) {
  const w = useWords(enrolmentWords)
  const { publicName } = useProgram()
  const [onPaper, setOnPaper] = useState(false)
  const [asking, setAsking] = useState(false)
  // What went wrong with the authenticator matters little here: the sheet stands below.
  const { send, sent } = useSend(async () => {
    const answer = await session.keepPasskey({ service: publicName, label: publicName })
    return 'fault' in answer ? { refused: answer.fault, sentence: w.way_passkey_no } : answer
  })
  if (onPaper) return <SheetStep halves="both" onKept={() => onKept(true)} onBack={() => setOnPaper(false)} />
  const withPasskey = async () => {
    if (await send()) onKept(false)
  }
  return (
    <>
      <PageHeader title={w.way_title} sub={w.way_sub} />
      <SentBanner sent={sent} />
      <ActionCard look="primary" icon={Fingerprint} title={w.way_passkey} sub={w.way_passkey_sub} onPress={() => void withPasskey()} />
      <ActionCard icon={ListChecks} title={w.way_words} sub={w.way_words_sub} onPress={() => setOnPaper(true)} />
      <p className="small muted">{w.way_shows(publicName)}</p>
      <Button look="link" onClick={() => setAsking(true)}>{w.way_later}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.way_later_title}>
        <Banner tone="warn">{w.way_later_text}</Banner>
        <div className="ending">
          <Button look="quiet" onClick={() => onKept(false)}>{w.way_later_yes}</Button>
          <Button onClick={() => setAsking(false)}>{w.back}</Button>
        </div>
      </Dialog>
    </>
  )
}
