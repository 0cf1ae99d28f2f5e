import { useState, type ReactNode } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ActionCard, Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import { TextArea, TextInput } from '../../../ui/field.tsx'
import { Fingerprint, KeyRound, ListChecks } from '../../../ui/icons.ts'
import { UnreachableBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useWords } from '../../../ui/words.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { session } from '../client.ts'
import type { AccountKind } from '../rules.ts'
import { passkeySentence } from './passkey-fault.ts'
import { accountWords } from './words.ts'

type Way = 'choose' | 'words' | 'passphrase'
type Answer = Awaited<ReturnType<typeof session.openWithPasskey | typeof session.openWithWords | typeof session.openWithPassphrase | typeof session.unlock>>
type Outcome = { at: 'idle' | 'busy' | 'unreachable' } | { at: 'said'; sentence: string; side?: AccountKind }

/** For who has an account and comes to a device that does not know it. */
export function SignInScreen({ kind, otherwise }: { kind: AccountKind; otherwise?: ReactNode }) {
  const w = useWords(accountWords)
  const [way, setWay] = useState<Way>('choose')
  const [shared, setShared] = useState(false)
  const { outcome, open, reset } = useOpening()
  const how = { keep: !shared }
  const choose = (next: Way) => {
    reset()
    setWay(next)
  }
  return (
    <div className="stack column">
      <PageHeader title={w.signin_title} sub={w.signin_sub} />
      {way === 'choose' && <Choices onPasskey={() => open(() => session.openWithPasskey(how))} onWay={choose} />}
      {way === 'words' && <WordsForm busy={outcome.at === 'busy'} onOpen={(typed) => open(() => session.openWithWords(typed, how))} />}
      {way === 'passphrase' && <PassphraseForm busy={outcome.at === 'busy'} onOpen={(handle, phrase) => open(() => session.openWithPassphrase(handle, phrase, how))} />}
      <OpeningBanner outcome={outcome} />
      <Checkbox label={w.shared_label} hint={w.shared_hint} checked={shared} onValue={setShared} />
      <div className="ending">
        {way === 'choose' ? null : <Button look="quiet" onClick={() => choose('choose')}>{w.other_ways}</Button>}
        {otherwise}
        {kind === 'student' ? <StaffLink /> : null}
      </div>
    </div>
  )
}

/** Pages of the team are other pages: a plain link, so that nothing of this one stays. */
function StaffLink() {
  const w = useWords(accountWords)
  const { slug } = useProgram()
  return <ButtonLink look="link" outside href={`/${slug}/staff`}>{w.i_work_here}</ButtonLink>
}

function Choices({ onPasskey, onWay }: { onPasskey: () => void; onWay: (way: Way) => void }) {
  const w = useWords(accountWords)
  return (
    <div className="stack-tight">
      <ActionCard look="primary" icon={Fingerprint} title={w.with_passkey} sub={w.with_passkey_sub} onPress={onPasskey} />
      <ActionCard icon={ListChecks} title={w.with_words} sub={w.with_words_sub} onPress={() => onWay('words')} />
      <ActionCard icon={KeyRound} title={w.with_passphrase} sub={w.with_passphrase_sub} onPress={() => onWay('passphrase')} />
    </div>
  )
}

function WordsForm({ busy, onOpen }: { busy: boolean; onOpen: (typed: string) => void }) {
  const w = useWords(accountWords)
  const [typed, setTyped] = useState('')
  return (
    <Card>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onOpen(typed) }}>
        <TextArea label={w.words_label} hint={w.words_hint} value={typed} onValue={setTyped} rows={3} required autoComplete="off" autoCapitalize="none" spellCheck={false} lang="en" />
        <Button type="submit" wide busy={busy}>{w.open}</Button>
      </form>
    </Card>
  )
}

function PassphraseForm({ busy, onOpen }: { busy: boolean; onOpen: (handle: string, passphrase: string) => void }) {
  const w = useWords(accountWords)
  const [handle, setHandle] = useState('')
  const [passphrase, setPassphrase] = useState('')
  return (
    <Card>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); onOpen(handle, passphrase) }}>
        <TextInput label={w.handle_label} hint={w.handle_hint} value={handle} onValue={setHandle} required autoComplete="username" autoCapitalize="none" spellCheck={false} lang="en" />
        <TextInput label={w.passphrase_label} hint={w.passphrase_hint} value={passphrase} onValue={setPassphrase} type="password" required autoComplete="current-password" />
        <Button type="submit" wide busy={busy}>{w.open}</Button>
      </form>
    </Card>
  )
}

export function OpeningBanner({ outcome, onRetry }: { outcome: Outcome; onRetry?: () => void }) {
  const w = useWords(accountWords)
  const { slug } = useProgram()
  if (outcome.at === 'unreachable') return <UnreachableBanner {...(onRetry ? { onRetry } : {})} />
  if (outcome.at !== 'said') return null
  const other = outcome.side && { staff: [`/${slug}/staff`, w.to_staff], student: [`/${slug}`, w.to_start] }[outcome.side]
  return <Banner tone="warn" action={other ? <ButtonLink look="quiet" small outside href={other[0]!}>{other[1]}</ButtonLink> : undefined}>{outcome.sentence}</Banner>
}

/** Opens by one of the ways and puts what went wrong into a sentence. When it goes well, the session's state changes the page. */
export function useOpening() {
  const w = useWords(accountWords)
  const [outcome, setOutcome] = useState<Outcome>({ at: 'idle' })
  const sentenceOf = (answer: Answer): Outcome => {
    if ('refused' in answer) return { at: 'said', sentence: answer.sentence }
    if ('fault' in answer) return { at: 'said', sentence: passkeySentence(w, answer.fault) }
    if ('otherSide' in answer) return { at: 'said', sentence: answer.otherSide === 'staff' ? w.other_side_staff : w.other_side_student, side: answer.otherSide }
    if (!('wordsFault' in answer)) return { at: 'idle' }
    const { wordsFault } = answer
    if (wordsFault.fault === 'count') return { at: 'said', sentence: w.words_count(wordsFault.count) }
    return { at: 'said', sentence: wordsFault.fault === 'unknown' ? w.words_unknown(wordsFault.position) : w.words_checksum }
  }
  const open = async (ask: () => Promise<Answer>): Promise<void> => {
    if (outcome.at === 'busy') return
    setOutcome({ at: 'busy' })
    // Argon2 keeps the page busy for a moment: let the spinner be drawn first.
    await new Promise((drawn) => setTimeout(drawn, 30))
    setOutcome(await ask().then(sentenceOf, (): Outcome => ({ at: 'unreachable' })))
  }
  return { outcome, open, reset: () => setOutcome({ at: 'idle' }) }
}
