import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { PrintButton } from '../../../ui/print-button.tsx'
import { useProgram } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useWords } from '../../../ui/words.tsx'
import { deckMark, type NewDeck } from '../rules/cards.ts'
import { studentWords } from './words.ts'
import './deck-sheet.css'

/** A deck to print and cut, on plain paper. It is shown once: nobody, the server included, can make these cards again. */
export function DeckSheet({ deck: { id, cards, term }, onDone }: { deck: NewDeck; onDone: () => void }) {
  const w = useWords(studentWords)
  const { slug, publicName } = useProgram()
  // A card of the issuer is for the whole enrolment, one of the app for the first booking.
  const page = term ? `${slug}/enrol` : slug
  const link = (card: string): string => `${location.origin}/${page}#card=${card}`
  return (
    <div className="stack">
      <div className="no-print stack">
        <PageHeader title={w.sheet_title(cards.length)} sub={w.sheet_sub} actions={<PrintButton />} />
        <Banner tone="warn">{w.sheet_once}</Banner>
      </div>
      <ul className="deck-sheet">
        {cards.map((card) => (
          <li key={card} className="deck-card">
            <QrCode text={link(card)} label={w.card_qr} />
            <div>
              <strong>{publicName}</strong>
              <p className="small">{w.card_text}</p>
              <p className="deck-letters">{card}</p>
              <p className="small deck-address">{`${location.host}/${page}`}</p>
              {term ? <p className="small muted">{w.card_of_deck(deckMark(id))}</p> : null}
            </div>
          </li>
        ))}
      </ul>
      <div className="ending no-print"><Button onClick={onDone}>{w.sheet_done}</Button></div>
    </div>
  )
}
