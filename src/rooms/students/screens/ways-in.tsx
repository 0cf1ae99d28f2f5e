import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { QrCode as QrIcon, RotateCcw } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useDates, useProgram } from '../../../ui/program.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { isRefusal, useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { readWaysIn, replaceCode, switchCodeOff, withdrawDeck } from '../client.ts'
import type { Deck, WaysIn } from '../contract.ts'
import { type IssuedDeck, LARGEST_DECK, type NewDeck } from '../rules/cards.ts'
import { DeckSheet } from './deck-sheet.tsx'
import { IssuedDecks } from './issued-decks.tsx'
import { WithdrawRow } from './withdraw-row.tsx'
import { studentWords } from './words.ts'

/** How cards are made and told to whoever checks them, the issuer or the app: main hands it in. */
export interface Decks {
  make(size: number): Promise<NewDeck>
  keep(deck: NewDeck): Promise<object>
  /** Whether there are cards for enrolment, and this coordinator has no key to make them. */
  makesOwnAlone(): Promise<boolean>
  /** The decks that the issuer keeps, and how one of them is withdrawn. */
  listIssued(): Promise<readonly IssuedDeck[]>
  withdrawIssued(deck: string): Promise<object>
}

/** How students get in without a name: cards from a bowl, and a code for posters. */
export function WaysInScreen({ decks }: { decks: Decks }) {
  const w = useWords(studentWords)
  const ways = useLoad(readWaysIn, [])
  const [printed, setPrinted] = useState<NewDeck | null>(null)
  if (printed) return <DeckSheet deck={printed} onDone={() => { setPrinted(null); ways.reload() }} />
  return (
    <div className="stack">
      <PageHeader title={w.ways_title} sub={w.ways_sub} />
      <Loaded load={ways}>
        {(found) => (
          <div className="stack">
            <CardsCard made={decks} decks={found.decks} onMade={setPrinted} onChange={ways.reload} />
            <CodeCard code={found.code} onChange={ways.reload} />
          </div>
        )}
      </Loaded>
    </div>
  )
}

function CardsCard({ made, decks, onMade, onChange }: { made: Decks; decks: readonly Deck[]; onMade: (deck: NewDeck) => void; onChange: () => void }) {
  const w = useWords(studentWords)
  const [size, setSize] = useState('60')
  const count = /^\d{1,3}$/.test(size) ? Number(size) : 0
  const alone = useLoad(async () => ({ alone: await made.makesOwnAlone() }), [made])
  const wrong = count < 1 || count > LARGEST_DECK
  // Drawn here and sent as hashes; the cards exist on this screen and on paper alone.
  const { send, sent, busy } = useSend(async () => {
    const deck = await made.make(count)
    const kept = await made.keep(deck)
    return isRefusal(kept) ? kept : deck
  })
  const make = async () => {
    const deck = wrong ? null : await send()
    if (deck) onMade(deck)
  }
  return (
    <Card title={w.cards_title} sub={w.cards_sub}>
      <div className="stack">
        <IssuedDecks kept={made} />
        {decks.map((deck) => <DeckRow key={deck.id} deck={deck} onChange={onChange} />)}
        <TextInput label={w.how_many} hint={w.how_many_hint} inputMode="numeric" value={size} onValue={setSize} error={wrong ? w.how_many_wrong(LARGEST_DECK) : undefined} />
        {alone.state === 'here' && alone.data.alone ? <Banner>{w.cards_without_key}</Banner> : null}
        <SentBanner sent={sent} />
        <div className="ending"><Button icon={QrIcon} busy={busy} onClick={() => void make()}>{w.make_cards}</Button></div>
      </div>
    </Card>
  )
}

function DeckRow({ deck, onChange }: { deck: Deck; onChange: () => void }) {
  const w = useWords(studentWords)
  const dates = useDates()
  return (
    <WithdrawRow label={w.deck_made(dates.plainDate(deck.madeOn))} size={w.deck_left(deck.left, deck.size)} text={w.withdraw_text(deck.left)}
      withdraw={() => withdrawDeck(deck.id)} told={({ withdrawn }) => w.withdrawn_toast(withdrawn)} onChange={onChange} />
  )
}

function CodeCard({ code, onChange }: { code: WaysIn['code']; onChange: () => void }) {
  const w = useWords(studentWords)
  const dates = useDates()
  const { slug } = useProgram()
  const toast = useToast()
  const [asking, setAsking] = useState<'replace' | 'off' | null>(null)
  const { send, sent, busy } = useSend(async (what: 'replace' | 'off') => (what === 'replace' ? replaceCode() : switchCodeOff()))
  const change = async (what: 'replace' | 'off') => {
    const done = await send(what)
    if (!done) return
    setAsking(null)
    toast(w.code_changed_toast(done.voided))
    onChange()
  }
  return (
    <Card title={w.code_title} sub={w.code_sub}>
      <div className="stack">
        {code ? (
          <>
            <p className="figure">{code.code}</p>
            <p className="small muted">{w.code_made(dates.plainDate(code.madeOn))}</p>
            <QrCode text={`${location.origin}/${slug}#code=${code.code}`} label={w.code_qr} />
          </>
        ) : <p>{w.no_code}</p>}
        {asking ? null : <SentBanner sent={sent} />}
        <div className="ending">
          <Button look={code ? 'quiet' : 'primary'} icon={RotateCcw} busy={busy} onClick={() => (code ? setAsking('replace') : void change('replace'))}>{code ? w.replace_code : w.make_code}</Button>
          {code ? <Button look="quiet" onClick={() => setAsking('off')}>{w.switch_off}</Button> : null}
        </div>
        <Dialog open={asking !== null} onClose={() => setAsking(null)} title={asking === 'off' ? w.off_title : w.replace_title}>
          <p>{w.replace_text}</p>
          <SentBanner sent={sent} />
          <div className="ending">
            <Button busy={busy} onClick={() => void change(asking ?? 'replace')}>{asking === 'off' ? w.switch_off : w.replace_code}</Button>
            <Button look="quiet" onClick={() => setAsking(null)}>{w.keep}</Button>
          </div>
        </Dialog>
      </div>
    </Card>
  )
}
