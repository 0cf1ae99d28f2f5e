import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../ui/button.tsx'
import { ActionCard, Card } from '../../../ui/card.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { KeyRound, Ticket } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { openSpareWords } from '../client.ts'
import { enrolmentWords } from './words.ts'

/** Every way back is gone: what is lost with it, and the two ways to begin again. */
export function LostScreen() {
  const w = useWords(enrolmentWords)
  const [, go] = useLocation()
  const [typing, setTyping] = useState(false)
  if (typing) return <SpareWords onBack={() => setTyping(false)} />
  return (
    <div className="stack column">
      <PageHeader title={w.lost_title} sub={w.lost_sub} back={{ href: '/return', label: w.back }} />
      <ActionCard look="primary" icon={KeyRound} title={w.lost_spare} sub={w.lost_spare_sub} onPress={() => setTyping(true)} />
      <ActionCard icon={Ticket} title={w.lost_card} sub={w.lost_card_sub} onPress={() => go('/enrol')} />
      <Card title={w.lost_what}>
        <ul className="stack-tight">
          <li>{w.lost_what_1}</li>
          <li>{w.lost_what_2}</li>
        </ul>
      </Card>
      <p className="muted">{w.lost_tell}</p>
    </div>
  )
}

function SpareWords({ onBack }: { onBack: () => void }) {
  const w = useWords(enrolmentWords)
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const { send, sent, busy } = useSend(async () => {
    const answer = await openSpareWords(typed)
    if ('wordsFault' in answer) return { refused: answer.wordsFault.fault, sentence: w.spare_words_unread }
    return 'refused' in answer && answer.refused === 'nothing-opens' ? { ...answer, sentence: w.spare_words_nothing } : answer
  })
  const open = async () => {
    // The new account has no way back of its own yet.
    if (await send()) go('/way-back', { replace: true })
  }
  return (
    <form className="stack column" onSubmit={(event) => { event.preventDefault(); void open() }}>
      <PageHeader title={w.lost_spare} sub={w.sheet_spare_sub} />
      <TextArea label={w.spare_words_label} hint={w.spare_words_hint} value={typed} onValue={setTyped} rows={3} required autoComplete="off" autoCapitalize="none" spellCheck={false} lang="en" />
      <SentBanner sent={sent} />
      <div className="ending">
        <Button type="submit" busy={busy}>{w.open}</Button>
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
      </div>
      <p className="muted">{w.lost_tell}</p>
    </form>
  )
}
