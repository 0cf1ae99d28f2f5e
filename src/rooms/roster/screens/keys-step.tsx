import { useState } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Check, Clock } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { useWords } from '../../../ui/words.tsx'
import { beginKeysAgain, drawRootKey, offerRootKey } from '../client.ts'
import { type Seat, SEATS } from '../rules.ts'
import { Groups } from './groups.tsx'
import { KeySheet } from './key-sheet.tsx'
import type { StepProps } from './desk-steps.ts'
import { type RosterWords, rosterWords } from './words.ts'

type Drawn = Awaited<ReturnType<typeof drawRootKey>>

/** Three keys, three lines: whose each is, and the button where it is mine to make. With `onBack` three new keys replace those in force. */
export function KeysStepCard({ desk, changed, onBack }: StepProps & { onBack?: (() => void) | undefined }) {
  const w = useWords(rosterWords)
  const [making, setMaking] = useState<Seat | null>(null)
  const whole = desk.forming ?? (desk.offers.length || onBack ? null : desk.root)
  const again = () => {
    setMaking(null)
    changed()
  }
  // A sheet is put away by the desk that shows its key, not before: what lies below is then of today.
  const isMade = whole !== null || desk.offers.some(({ seat }) => seat === making)
  if (making && !isMade) return <MakeKey seat={making} onOffered={changed} onBack={() => setMaking(null)} />
  return (
    <div className="stack">
      <ul className="key-seats">
        {SEATS.map((seat) => <SeatLine key={seat} seat={seat} desk={desk} isWhole={whole !== null} onMake={() => setMaking(seat)} />)}
      </ul>
      {whole ? <Groups fingerprint={whole.fingerprint} label={w.fingerprint} /> : null}
      {desk.forming ? <p className="muted">{w.fingerprint_compare}</p> : null}
      {desk.forming || desk.offers.length ? <BeginAgain changed={again} /> : null}
      {onBack ? <div><Button look="link" onClick={onBack}>{w.back}</Button></div> : null}
    </div>
  )
}

const seatName = (w: RosterWords, seat: Seat): readonly [string, string] =>
  ({ 1: [w.seat_1, w.seat_1_sub] as const, 2: [w.seat_2, w.seat_2_sub] as const, 3: [w.seat_3, w.seat_3_sub] as const })[seat]

function SeatLine({ seat, desk, isWhole, onMake }: { seat: Seat; desk: StepProps['desk']; isWhole: boolean; onMake: () => void }) {
  const w = useWords(rosterWords)
  const dates = useDates()
  const [name, sub] = seatName(w, seat)
  const offer = desk.offers.find((one) => one.seat === seat)
  const maker = isWhole ? desk.makers.find((one) => one.seat === seat) : undefined
  const mine = desk.me.seats.includes(seat)
  const said = maker ? w.seat_made_by(maker.fullName) : offer ? w.seat_made_on(offer.fullName, dates.plainDate(offer.offeredOn)) : isWhole ? w.state_done : mine ? w.seat_yours : w.seat_waits
  return (
    <li className="row-apart key-seat">
      <div className="stack-tight">
        <strong>{name}</strong>
        <span className="muted">{sub}</span>
        <span className="row small">{offer || isWhole ? <Check /> : <Clock />}{said}</span>
      </div>
      {!offer && !isWhole && mine ? <Button onClick={onMake} aria-label={w.seat_make_named(name)}>{w.seat_make}</Button> : null}
    </li>
  )
}

/** Drawn, printed, then offered: nothing leaves this device before the words are on paper. */
function MakeKey({ seat, onOffered, onBack }: { seat: Seat; onOffered: () => void; onBack: () => void }) {
  const w = useWords(rosterWords)
  const load = useLoad<Drawn>(drawRootKey, [])
  const { send, sent, busy } = useSend(offerRootKey)
  const isOffered = sent.state === 'done'
  const offer = async (drawn: Drawn) => { if (await send(seat, drawn)) onOffered() }
  return (
    <div className="stack">
      <Loaded load={load}>{(drawn) => (
        <>
          <Banner tone={seat === 3 ? 'warn' : 'info'}>{seat === 3 ? w.make_envelope : w.make_own}</Banner>
          <KeySheet seat={seat} words={drawn.words} />
          <SentBanner sent={sent} onRetry={() => void offer(drawn)} />
        </>
      )}</Loaded>
      <div className="ending no-print">
        {load.state === 'here' ? <Button busy={busy || isOffered} onClick={() => void offer(load.data)}>{seat === 3 ? w.make_sealed : w.make_printed}</Button> : null}
        {isOffered ? null : <Button look="link" onClick={onBack}>{w.back}</Button>}
      </div>
    </div>
  )
}

function BeginAgain({ changed }: { changed: () => void }) {
  const w = useWords(rosterWords)
  const { send, sent, busy } = useSend(beginKeysAgain)
  const again = async () => { if (await send()) changed() }
  return (
    <div className="stack-tight no-print">
      <SentBanner sent={sent} />
      <Button look="link" busy={busy} onClick={() => void again()}>{w.begin_again}</Button>
    </div>
  )
}
