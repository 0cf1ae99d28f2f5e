import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ChoiceChipsMany, Radios } from '../../../ui/choices.tsx'
import { Select, TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useSend } from '../../../ui/use-load.ts'
import type { Format } from '../../programs/rules/settings.ts'
import { addPlace } from '../client.ts'
import type { MyHours, Place } from '../contract.ts'
import { missingWay, type WaysToMeet } from '../rules/formats.ts'
import { clockTime, DROP_IN_CAPACITY, endAfter, LARGEST_CAPACITY, minutesOf, type Hours } from '../rules/weekly-hours.ts'
import { formatText } from './said.ts'
import { useHoursWords } from './words.ts'

/** What a supporter's screens need to know to offer hours. */
export interface Setting {
  readonly mine: MyHours
  readonly placeAdded: (place: Place) => void
}

export const waysOf = (mine: MyHours): WaysToMeet => ({ offered: mine.formats, phone: mine.ownWays.phone ?? mine.programWays.phone, video: mine.ownWays.video ?? mine.programWays.video })

/** From and to, as the clock shows them. */
export function TimeFields<H extends Pick<Hours, 'starts' | 'ends'>>({ value, onValue }: { value: H; onValue: (value: H) => void }) {
  const w = useHoursWords()
  const set = (starts: number | null, ends: number | null) => {
    if (starts === null || ends === null) return
    const from = starts % 1440
    onValue({ ...value, starts: from, ends: endAfter(from, ends % 1440) })
  }
  return (
    <div className="hours-times">
      <TextInput label={w.form_starts} type="time" required step={300} value={clockTime(value.starts)} onValue={(time) => set(minutesOf(time), value.ends)} />
      <TextInput label={w.form_ends} type="time" required step={300} hint={value.ends > 1440 ? w.list_next_day : undefined} value={clockTime(value.ends)} onValue={(time) => set(value.starts, minutesOf(time))} />
    </div>
  )
}

/** How students come, in which formats, and where. */
export function OfferFields<H extends Hours>({ value, onValue, mine, placeAdded }: Setting & { value: H; onValue: (value: H) => void }) {
  const w = useHoursWords()
  const ways = waysOf(mine)
  const change = (part: Partial<Hours>) => onValue({ ...value, ...part })
  const formats: Format[] = [...mine.formats, ...value.formats.filter((format) => !mine.formats.some((offered) => offered === format))]
  const without = formats.filter((format) => format !== 'in-person' && missingWay(format, value.place, ways) !== null)
  return (
    <div className="stack">
      <Radios label={w.form_kind} value={value.kind} onValue={(kind) => change({ kind, capacity: kind === 'drop-in' ? (value.capacity ?? DROP_IN_CAPACITY) : null })} options={[
        { value: 'bookable', label: w.kind_bookable, sub: w.kind_bookable_sub(mine.slotMinutes) },
        { value: 'drop-in', label: w.kind_drop_in, sub: w.kind_drop_in_sub },
      ]} />
      {value.kind === 'drop-in' ? (
        <TextInput label={w.form_capacity} type="number" inputMode="numeric" min={1} max={LARGEST_CAPACITY} required value={String(value.capacity ?? '')}
          onValue={(text) => change({ capacity: /^\d+$/.test(text) ? Number(text) : null })} />
      ) : null}
      <ChoiceChipsMany label={w.form_formats} hint={without.some((format) => format !== 'messaging') ? w.form_needs_way : undefined} values={value.formats} onValues={(chosen) => change({ formats: chosen })}
        options={formats.map((format) => ({ value: format, label: formatText(w, format), disabled: without.includes(format) && !value.formats.includes(format) }))} />
      {value.formats.includes('in-person') ? <PlaceField place={value.place} mine={mine} placeAdded={placeAdded} onValue={(place) => change({ place })} /> : null}
    </div>
  )
}

const NEW = 'new'

function PlaceField({ place, mine, placeAdded, onValue }: Setting & { place: string | null; onValue: (place: string | null) => void }) {
  const w = useHoursWords()
  const [adding, setAdding] = useState(mine.places.length === 0)
  return (
    <div className="stack-tight">
      {mine.places.length > 0 ? (
        <Select label={w.form_place} hint={w.form_place_hint} value={adding ? NEW : (place ?? '')} empty={w.form_place_none}
          options={[...mine.places.map(({ id, name }) => ({ value: id, label: name })), { value: NEW, label: w.form_place_new }]}
          onValue={(chosen) => {
            setAdding(chosen === NEW)
            onValue(chosen === NEW || chosen === '' ? null : chosen)
          }} />
      ) : null}
      {adding ? <NewPlace added={(made) => { setAdding(false); placeAdded(made); onValue(made.id) }} /> : null}
    </div>
  )
}

export function NewPlace({ added }: { added: (place: Place) => void }) {
  const w = useHoursWords()
  const { send, sent, busy } = useSend(addPlace)
  const [name, setName] = useState('')
  const [directions, setDirections] = useState('')
  const add = async () => {
    const made = await send({ name, directions })
    if (made) added(made)
  }
  return (
    <div className="stack-tight">
      <TextInput label={w.form_place_name} value={name} maxLength={80} autoComplete="off" onValue={setName} />
      <TextInput label={w.form_place_directions} hint={w.form_place_directions_hint} value={directions} maxLength={300} autoComplete="off" onValue={setDirections} />
      <SentBanner sent={sent} />
      <div><Button look="quiet" busy={busy} disabled={name.trim() === ''} onClick={() => void add()}>{w.places_add}</Button></div>
    </div>
  )
}
