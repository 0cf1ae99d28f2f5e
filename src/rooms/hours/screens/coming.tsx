import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { CalendarPlus } from '../../../ui/icons.ts'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { addExtra, dropExtra, giveBack, takeOff } from '../client.ts'
import type { ExtraInput, MyHours, Occurrence } from '../contract.ts'
import { templateOf } from './every-week.tsx'
import { OfferFields, TimeFields, type Setting } from './hours-fields.tsx'
import { meetingsIn } from '../rules/slots.ts'
import { kindText } from './said.ts'
import { useHoursWords } from './words.ts'

/** Meetings that are booked already, as the bookings room tells them. */
export type Meetings = readonly { readonly startsAt: number; readonly endsAt: number }[]

interface Changing {
  readonly changed: (mine: MyHours) => void
}

/** What is coming, with one tap to take a time out and two to add one. */
export function Coming({ mine, placeAdded, meetings, changed }: Setting & Changing & { meetings: Meetings }) {
  const w = useHoursWords()
  const [adding, setAdding] = useState(false)
  return (
    <Card title={w.coming_title} aside={<Button look="quiet" small icon={CalendarPlus} onClick={() => setAdding(true)}>{w.extra_add}</Button>}>
      <ClosedDays mine={mine} />
      {mine.coming.length === 0 ? <p className="muted">{w.coming_none}</p> : (
        <ul className="hours-list hours-coming">
          {mine.coming.map((one) => <OneTime key={`${one.hours} ${one.on} ${one.startsAt}`} one={one} booked={meetingsIn(one, meetings).length} changed={changed} />)}
        </ul>
      )}
      <Dialog open={adding} onClose={() => setAdding(false)} title={w.extra_title}>
        {adding ? <ExtraForm mine={mine} placeAdded={placeAdded} changed={(kept) => { setAdding(false); changed(kept) }} onCancel={() => setAdding(false)} /> : null}
      </Dialog>
    </Card>
  )
}

function ClosedDays({ mine }: { mine: MyHours }) {
  const w = useHoursWords()
  if (mine.days.length === 0) return null
  return <ul className="stack-tight small muted">{mine.days.slice(0, 4).map((days) => <li key={days.id}>{days.closed ? w.closed_days(days.name) : w.marked_days(days.name)}</li>)}</ul>
}

function OneTime({ one, booked, changed }: { one: Occurrence; booked: number } & Changing) {
  const w = useHoursWords()
  const dates = useDates()
  const toast = useToast()
  const { send, sent, busy } = useSend(() => (one.extra ? dropExtra(one.hours) : one.off ? giveBack(one.hours, one.on) : takeOff(one.hours, one.on)))
  const when = `${dates.day(one.startsAt)}, ${dates.timeRange(one.startsAt, one.endsAt)}`
  const [label, spoken, done] = one.extra ? [w.extra_remove, w.extra_remove_of(when), w.extra_removed]
    : one.off ? [w.coming_put_back, w.coming_put_back_of(when), w.returned] : [w.coming_skip, w.coming_skip_of(when), w.skipped]
  return (
    <li className={one.off ? 'hours-off' : undefined}>
      <div className="hours-said">
        <p className="hours-when"><strong>{when}</strong></p>
        <p className="row muted">{kindText(w, one.kind)}{one.extra ? <Badge tone="brand">{w.extra}</Badge> : null}{one.off ? <Badge tone="warm">{w.coming_off}</Badge> : one.unseen ? <Badge tone="warm">{w.list_unseen}</Badge> : null}</p>
        {booked > 0 ? <p className="small">{one.off ? w.coming_still_booked(booked) : w.coming_booked(booked)}</p> : null}
        <SentBanner sent={sent} />
      </div>
      <Button look="quiet" small busy={busy} aria-label={spoken} onClick={async () => {
        const kept = await send()
        if (!kept) return
        toast(done)
        changed(kept)
      }}>{label}</Button>
    </li>
  )
}

function ExtraForm({ mine, placeAdded, changed, onCancel }: Setting & Changing & { onCancel: () => void }) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(addExtra)
  const [extra, setExtra] = useState<ExtraInput>(() => {
    const { kind, capacity, formats, place } = templateOf(mine)
    return { on: mine.today, starts: 18 * 60, ends: 19 * 60, kind, capacity, formats: [...formats], place }
  })
  return (
    <form className="stack" noValidate onSubmit={async (event) => {
      event.preventDefault()
      const kept = await send(extra)
      if (!kept) return
      toast(w.extra_added)
      changed(kept)
    }}>
      <TextInput label={w.extra_day} type="date" required min={mine.today} value={extra.on} onValue={(on) => setExtra({ ...extra, on })} />
      <TimeFields value={extra} onValue={setExtra} />
      <OfferFields value={extra} onValue={setExtra} mine={mine} placeAdded={placeAdded} />
      <SentBanner sent={sent} />
      <div className="ending">
        <Button type="submit" busy={busy} disabled={extra.on === ''}>{w.save}</Button>
        <Button look="quiet" onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}
