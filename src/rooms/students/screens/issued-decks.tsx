import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { deckMark, type IssuedDeck } from '../rules/cards.ts'
import type { Decks } from './ways-in.tsx'
import { studentWords } from './words.ts'

/** The decks that the issuer keeps. A lost one is withdrawn whole, by the signature of whoever holds a roster key. */
export function IssuedDecks({ kept }: { kept: Decks }) {
  const load = useLoad(async () => ({ decks: await kept.listIssued() }), [kept])
  return (
    <Loaded load={load} lines={1}>
      {({ decks }) => <>{decks.map((deck) => <IssuedRow key={deck.deck} deck={deck} kept={kept} onChange={load.reload} />)}</>}
    </Loaded>
  )
}

function IssuedRow({ deck: { deck, term, size }, kept, onChange }: { deck: IssuedDeck; kept: Decks; onChange: () => void }) {
  const w = useWords(studentWords)
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { send, sent, busy } = useSend(kept.withdrawIssued)
  const withdraw = async () => {
    if (!(await send(deck))) return
    setAsking(false)
    toast(w.issued_withdrawn_toast(deckMark(deck)))
    onChange()
  }
  return (
    <div className="row-apart">
      <span>{w.issued_deck(deckMark(deck), term)} <Badge>{w.sheet_title(size)}</Badge></span>
      <Button small look="quiet" onClick={() => setAsking(true)} aria-label={w.withdraw_named(deckMark(deck))}>{w.withdraw}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.withdraw_title}>
        <p>{w.issued_withdraw_text}</p>
        <SentBanner sent={sent} />
        <div className="ending">
          <Button busy={busy} onClick={() => void withdraw()}>{w.withdraw}</Button>
          <Button look="quiet" onClick={() => setAsking(false)}>{w.keep}</Button>
        </div>
      </Dialog>
    </div>
  )
}
