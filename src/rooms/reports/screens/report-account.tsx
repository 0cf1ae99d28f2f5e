import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { CircleCheck } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useLocale, useWords } from '../../../ui/words.tsx'
import type { ThreadView } from '../../conversations/rules/talk.ts'
import { type NamedContact, readers, reportAccount } from '../client.ts'
import { namesIn, reportWords } from './words.ts'

interface Props {
  readonly view: ThreadView
  readonly back: string
  /** Blocking belongs to the conversations room. */
  readonly block: (conv: string) => Promise<unknown>
}

/** A supporter who is harassed: one press, no proof, no reason. The account rests at once. */
export function ReportAccount({ view, back, block }: Props) {
  const w = useWords(reportWords)
  const dates = useDates()
  const to = useLoad(() => readers(null), [])
  const [endsOn, setEndsOn] = useState<string | null>(null)
  // The rest stands whether or not this second request arrives.
  const blocking = useSend(() => block(view.conv))
  const done = (until: string, alsoBlock: boolean) => {
    setEndsOn(until)
    if (alsoBlock) void blocking.send()
  }
  const failed = blocking.sent.state === 'refused' || blocking.sent.state === 'unreachable'
  if (endsOn) {
    return (
      <div className="stack column">
        <PageHeader title={w.account_done_title} back={{ href: back, label: w.back }} />
        <Banner tone="ok" icon={CircleCheck}>{w.account_done(dates.plainDate(endsOn))}</Banner>
        {failed ? <Banner tone="warn" action={<Button look="quiet" small onClick={() => void blocking.send()}>{w.account_block_now}</Button>}>{w.account_block_failed}</Banner> : null}
        <p>{w.account_after}</p>
        <div className="ending"><ButtonLink look="quiet" href="/staff/profile">{w.account_pause}</ButtonLink></div>
      </div>
    )
  }
  return (
    <div className="stack column">
      <PageHeader title={w.account_title} back={{ href: back, label: w.back }} />
      <Loaded load={to}>{(found) => <AccountForm view={view} to={found} onDone={done} />}</Loaded>
    </div>
  )
}

function AccountForm({ view, to, onDone }: Pick<Props, 'view'> & { to: readonly NamedContact[]; onDone: (endsOn: string, alsoBlock: boolean) => void }) {
  const w = useWords(reportWords)
  const { locale } = useLocale()
  const [words, setWords] = useState('')
  const [alsoBlock, setAlsoBlock] = useState(true)
  const sending = useSend(reportAccount)
  const student = view.sheet.members.find(({ side }) => side === 'student')?.account ?? ''
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      const done = await sending.send(view.conv, student, words)
      if (done) onDone(done.endsOn, alsoBlock)
    }}>
      <p>{w.account_intro}</p>
      <p>{w.account_what}</p>
      {to.length ? <p>{w.account_who(namesIn(locale, to.map(({ name }) => name)))}</p> : null}
      {to.length ? <TextArea label={w.account_words} hint={w.account_words_hint} rows={4} maxLength={4_000} value={words} onValue={setWords} /> : <Banner>{w.account_words_nobody}</Banner>}
      <Checkbox label={w.account_block} hint={w.account_block_hint} checked={alsoBlock} onValue={setAlsoBlock} />
      <SentBanner sent={sending.sent} />
      <div className="ending"><Button type="submit" busy={sending.busy}>{w.account_send}</Button></div>
    </form>
  )
}
