import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { NumberedWords } from '../../../ui/numbered-words.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { type DrawnWords, drawWords, session } from '../client.ts'
import { isTypedBack } from '../rules.ts'
import { accountWords } from './words.ts'

/** Twelve new words: shown, printed or written down, and two of them typed back before they are kept. */
export function NewWords({ onKept, onBack }: { onKept: () => void; onBack: () => void }) {
  const w = useWords(accountWords)
  const [checking, setChecking] = useState(false)
  const load = useLoad(drawWords, [])
  if (load.state === 'here') {
    return checking
      ? <TypeBack drawn={load.data} onKept={onKept} onAgain={() => setChecking(false)} />
      : <ShownWords words={load.data.words} onNext={() => setChecking(true)} onBack={onBack} />
  }
  return (
    <div className="stack">
      <Loaded load={load} lines={6}>{() => null}</Loaded>
      <Button look="link" onClick={onBack}>{w.other_ways}</Button>
    </div>
  )
}

function ShownWords({ words, onNext, onBack }: { words: readonly string[]; onNext: () => void; onBack: () => void }) {
  const w = useWords(accountWords)
  return (
    <Card title={w.words_title} sub={w.words_sub}>
      <div className="stack">
        <NumberedWords words={words} />
        <div className="ending">
          <Button onClick={onNext}>{w.i_have_them}</Button>
          <PrintButton label={w.print} />
          <Button look="link" onClick={onBack}>{w.other_ways}</Button>
        </div>
      </div>
    </Card>
  )
}

function TypeBack({ drawn: { words, positions }, onKept, onAgain }: { drawn: DrawnWords; onKept: () => void; onAgain: () => void }) {
  const w = useWords(accountWords)
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [wrong, setWrong] = useState<number | null>(null)
  const { send, sent, busy } = useSend(session.keepWords)
  const check = async () => {
    const missed = positions.find((position, i) => !isTypedBack(words, position, typed[i] ?? '')) ?? null
    setWrong(missed)
    if (missed === null && (await send(words))) onKept()
  }
  return (
    <Card title={w.typeback_title} sub={w.typeback_sub}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void check() }}>
        {positions.map((position, i) => (
          <TextInput key={position} label={w.word_n(position)} error={wrong === position ? w.typeback_wrong(position) : undefined} value={typed[i] ?? ''} required
            onValue={(value) => setTyped(i === 0 ? [value, typed[1]] : [typed[0], value])} autoComplete="off" autoCapitalize="none" spellCheck={false} lang="en" />
        ))}
        <SentBanner sent={sent} />
        <div className="ending">
          <Button type="submit" busy={busy}>{w.keep_it}</Button>
          <Button look="link" onClick={onAgain}>{w.see_again}</Button>
        </div>
      </form>
    </Card>
  )
}
