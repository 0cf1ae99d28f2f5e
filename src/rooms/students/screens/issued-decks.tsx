import { Loaded } from '../../../ui/loaded.tsx'
import { useLoad } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { deckMark, type IssuedDeck } from '../rules/cards.ts'
import type { Decks } from './ways-in.tsx'
import { WithdrawRow } from './withdraw-row.tsx'
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
  const mark = deckMark(deck)
  return (
    <WithdrawRow label={w.issued_deck(mark, term)} size={w.sheet_title(size)} named={w.withdraw_named(mark)} text={w.issued_withdraw_text}
      withdraw={() => kept.withdrawIssued(deck)} told={() => w.issued_withdrawn_toast(mark)} onChange={onChange} />
  )
}
