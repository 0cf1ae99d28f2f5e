import { useState, type FormEvent } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { RefusedAnswer } from '../../../ui/use-load.ts'
import { typeWayIn } from '../../students/client.ts'
import { useBookingWords } from './words.ts'

/** A card from the bowl or the program's code: it says that somebody of this school is here, and not who. */
export function WayInStep({ refusal, onShown, onBack }: { refusal: RefusedAnswer | null; onShown: () => void; onBack: () => void }) {
  const w = useBookingWords()
  const [typed, setTyped] = useState('')
  const [unread, setUnread] = useState(false)
  const show = (event: FormEvent) => {
    event.preventDefault()
    if (typeWayIn(typed)) onShown()
    else setUnread(true)
  }
  return (
    <form className="stack column" onSubmit={show}>
      <PageHeader title={w.way_in_title} sub={w.way_in_sub} />
      {refusal?.sentence ? <Banner tone="warn">{refusal.sentence}</Banner> : null}
      <TextInput label={w.way_in_label} hint={w.way_in_hint} value={typed} onValue={setTyped} autoComplete="off" autoCapitalize="none" spellCheck={false} error={unread ? w.way_in_unread : undefined} />
      <div className="ending">
        <Button type="submit">{w.go_on}</Button>
        <Button look="quiet" onClick={onBack}>{w.back}</Button>
      </div>
      <ButtonLink look="link" href="/return">{w.been_here_before}</ButtonLink>
    </form>
  )
}
