import { useState } from 'react'
import { Badge, DateTile } from '../../../ui/badge.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Check, Lock, SquarePen, Undo2 } from '../../../ui/icons.ts'
import { SentBanner, UnreachableBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { apologise, askForCover, keepAfterAll, noteOutcome, openNote, takeOutcomeBack } from '../client.ts'
import type { DutyBooking } from '../contract.ts'
import { REASONS, outcomeRefusal, type Reason } from '../rules/booking.ts'
import { formatName } from './format-name.ts'
import { HowToMeet } from './how-to-meet.tsx'
import { useBookingWords } from './words.ts'

interface Shown {
  booking: DutyBooking
  onChange: () => void
}

/** One booking on duty: the word, the place, what the student wrote, and what became of it. */
export function DutyTime({ booking, topics, onChange }: Shown & { topics: ReadonlyMap<string, string> }) {
  const w = useBookingWords()
  const dates = useDates()
  const now = Date.now()
  return (
    <Card>
      <div className="stack">
        <div className="next-card-text-row">
          <DateTile at={booking.startsAt} />
          <div>
            <h3>{dates.dayLong(booking.startsAt)}</h3>
            <p>{dates.timeRange(booking.startsAt, booking.endsAt)} · {formatName(w, booking.format)}</p>
            {booking.coverUnanswered ? <Badge tone="warm">{w.cover_unanswered}</Badge> : null}
            {booking.coverWanted ? <Badge tone="warm">{w.cover_wanted}</Badge> : null}
          </div>
        </div>
        <HowToMeet booking={booking} name={w.the_student} />
        <Words booking={booking} topics={topics} />
        {now < booking.startsAt ? <Before booking={booking} onChange={onChange} /> : <After booking={booking} onChange={onChange} />}
      </div>
    </Card>
  )
}

function Words({ booking, topics }: { booking: DutyBooking; topics: ReadonlyMap<string, string> }) {
  const w = useBookingWords()
  const note = useLoad(() => openNote(booking), [booking.noteSealed])
  if (booking.noteLeftBehind) return <p className="small muted">{w.note_could_not_travel}</p>
  if (booking.noteSealed && note.state === 'unreachable') return <UnreachableBanner onRetry={note.reload} />
  if (!booking.noteSealed || note.state !== 'here') return null
  if (!note.data) return <p className="small muted">{w.note_does_not_open}</p>
  const { topic, words } = note.data
  return (
    <div className="stack-tight">
      <p className="small muted row"><Lock />{w.note_from_student}</p>
      {topic && topics.has(topic) ? <p><Badge tone="plum">{topics.get(topic)}</Badge></p> : null}
      {words ? <p className="duty-note">{words}</p> : null}
    </div>
  )
}

function Before({ booking, onChange }: Shown) {
  const w = useBookingWords()
  const cover = useSend(async (id: string) => (booking.coverWanted ? keepAfterAll(id) : askForCover(id)))
  return (
    <div className="stack-tight">
      <SentBanner sent={cover.sent} />
      <div className="ending">
        <Button look="quiet" busy={cover.busy} onClick={() => void cover.send(booking.id).then(onChange)}>{booking.coverWanted ? w.keep_after_all : w.ask_for_cover}</Button>
        <CallOff booking={booking} onChange={onChange} />
      </div>
    </div>
  )
}

function CallOff({ booking, onChange }: Shown) {
  const w = useBookingWords()
  const dates = useDates()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState<Reason | null>(null)
  const { send, sent, busy } = useSend(apologise)
  const callOff = async () => {
    if (reason && (await send(booking.id, reason))) {
      setAsking(false)
      onChange()
    }
  }
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>{w.call_off}</Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.call_off_title(dates.dayTime(booking.startsAt))}>
        <Radios label={w.call_off_why} hint={w.call_off_hint} value={reason} onValue={setReason} options={REASONS.map((value) => ({ value, label: w[`reason_${value}`] }))} />
        <SentBanner sent={sent} />
        <div className="ending">
          <Button busy={busy} disabled={!reason} onClick={() => void callOff()}>{w.call_off}</Button>
          <Button look="quiet" onClick={() => setAsking(false)}>{w.keep_it}</Button>
        </div>
      </Dialog>
    </>
  )
}

function After({ booking, onChange }: Shown) {
  const w = useBookingWords()
  const note = useSend(noteOutcome)
  const undo = useSend(takeOutcomeBack)
  const may = (outcome: 'met' | 'missed') => outcomeRefusal({ ...booking, stands: true }, outcome, Date.now()) === null
  if (booking.state === 'met' || booking.state === 'missed') {
    return (
      <div className="stack-tight">
        <SentBanner sent={undo.sent} />
        <div className="ending">
          {booking.state === 'met' ? <ButtonLink icon={SquarePen} href="/staff/log">{w.log_it}</ButtonLink> : null}
          <Button look="quiet" icon={Undo2} busy={undo.busy} onClick={() => void undo.send(booking.id).then(onChange)}>{booking.state === 'met' ? w.undo_met : w.undo_missed}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className="stack-tight">
      <SentBanner sent={note.sent} />
      {may('missed') ? null : <Banner>{w.wait_a_little}</Banner>}
      <div className="ending">
        <Button icon={Check} busy={note.busy} disabled={!may('met')} onClick={() => void note.send(booking.id, 'met').then(onChange)}>{w.we_met}</Button>
        <Button look="quiet" busy={note.busy} disabled={!may('missed')} onClick={() => void note.send(booking.id, 'missed').then(onChange)}>{w.nobody_came}</Button>
      </div>
    </div>
  )
}
