import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { NumberedWords } from '../../../ui/numbered-words.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { type DrawnWords, drawWords, session } from '../../accounts/client.ts'
import { isTypedBack } from '../../accounts/rules.ts'
import { keepSpare } from '../client.ts'
import { enrolmentWords } from './words.ts'
import './enrolment.css'

interface Sheet {
  /** Null where a passkey opens the account: then the sheet is a spare alone. */
  readonly upper: DrawnWords | null
  readonly lower: DrawnWords
}

/** Twelve words to come back with and twelve for the worst case, on one sheet to cut in two; some are typed back before any is kept. */
export function SheetStep({ halves, onKept, onBack }: { halves: 'both' | 'spare'; onKept: () => void; onBack?: () => void }) {
  const w = useWords(enrolmentWords)
  const [checking, setChecking] = useState(false)
  const load = useLoad(() => drawSheet(halves), [halves])
  if (load.state === 'here') {
    return checking
      ? <Check sheet={load.data} onKept={onKept} onAgain={() => setChecking(false)} />
      : <Shown sheet={load.data} onNext={() => setChecking(true)} onBack={onBack} />
  }
  return (
    <div className="stack">
      <Loaded load={load} lines={6}>{() => null}</Loaded>
      {onBack ? <Button look="link" onClick={onBack}>{w.back}</Button> : null}
    </div>
  )
}

async function drawSheet(halves: 'both' | 'spare'): Promise<Sheet> {
  const [upper, lower] = await Promise.all([halves === 'both' ? drawWords() : null, drawWords()])
  return { upper, lower }
}

function Shown({ sheet: { upper, lower }, onNext, onBack }: { sheet: Sheet; onNext: () => void; onBack: (() => void) | undefined }) {
  const w = useWords(enrolmentWords)
  return (
    <div className="stack">
      {upper ? <PageHeader title={w.sheet_title} sub={w.sheet_sub} /> : null}
      {upper ? <Card title={w.sheet_words} sub={w.sheet_words_sub}><NumberedWords words={upper.words} /></Card> : null}
      <div className={upper ? 'sheet-cut' : ''}>
        <Card title={upper ? w.sheet_spare : undefined} sub={upper ? w.sheet_spare_sub : undefined}><NumberedWords words={lower.words} /></Card>
      </div>
      <div className="ending no-print">
        <Button onClick={onNext}>{w.sheet_have}</Button>
        <PrintButton />
        {onBack ? <Button look="link" onClick={onBack}>{w.back}</Button> : null}
      </div>
    </div>
  )
}

interface Asked {
  readonly key: string
  readonly label: string
  readonly words: readonly string[]
  readonly position: number
}

function Check({ sheet: { upper, lower }, onKept, onAgain }: { sheet: Sheet; onKept: () => void; onAgain: () => void }) {
  const w = useWords(enrolmentWords)
  const asked: Asked[] = [
    ...(upper ? upper.positions.map((position) => ({ key: `upper-${position}`, label: w.check_upper(position), words: upper.words, position })) : []),
    // One of the lower half shows that both were written down.
    ...(upper ? [lower.positions[0]] : lower.positions).map((position) => ({ key: `lower-${position}`, label: w.check_lower(position), words: lower.words, position })),
  ]
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [wrong, setWrong] = useState<string | null>(null)
  const { send, sent, busy } = useSend(async () => {
    const kept = upper ? await session.keepWords(upper.words) : null
    if (kept && 'refused' in kept) return kept
    return (await keepSpare(lower.words)) ?? { kept: true }
  })
  const check = async () => {
    const missed = asked.find(({ key, words, position }) => !isTypedBack(words, position, typed[key] ?? ''))?.key ?? null
    setWrong(missed)
    if (missed === null && (await send())) onKept()
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void check() }}>
      <PageHeader title={w.check_title} sub={w.check_sub} />
      {asked.map(({ key, label }) => (
        <TextInput key={key} label={label} error={wrong === key ? w.check_wrong : undefined} value={typed[key] ?? ''} required
          onValue={(value) => setTyped({ ...typed, [key]: value })} autoComplete="off" autoCapitalize="none" spellCheck={false} lang="en" />
      ))}
      <SentBanner sent={sent} />
      <div className="ending">
        <Button type="submit" busy={busy}>{w.keep_it}</Button>
        <Button look="link" onClick={onAgain}>{w.check_again}</Button>
      </div>
    </form>
  )
}
