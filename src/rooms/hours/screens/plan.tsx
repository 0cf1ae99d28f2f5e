import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Plus } from '../../../ui/icons.ts'
import { Loaded, SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { Table } from '../../../ui/table.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useLoad, useSend } from '../../../ui/use-load.ts'
import { changePlace, dropPlace, readPlan } from '../client.ts'
import type { Place, PlannedHours } from '../contract.ts'
import { NewPlace } from './hours-fields.tsx'
import { ProgramDays } from './program-days.tsx'
import { missingText, weeklyText } from './said.ts'
import { useHoursWords } from './words.ts'
import './hours.css'

/** Exam weeks and holidays, places, and the hours that no student sees. */
export function Plan() {
  const load = useLoad(readPlan, [])
  return (
    <Loaded load={load} lines={8}>
      {({ days, hours, places }) => (
        <div className="stack">
          <ProgramDays days={days} changed={load.reload} />
          <Unseen hours={hours.filter((h) => h.incomplete)} />
          <Places places={places} changed={load.reload} />
        </div>
      )}
    </Loaded>
  )
}

function Unseen({ hours }: { hours: readonly PlannedHours[] }) {
  const w = useHoursWords()
  const dates = useDates()
  return (
    <Card title={w.plan_unseen_title}>
      {hours.length === 0 ? <p className="muted">{w.plan_unseen_none}</p> : (
        <Table caption={w.plan_unseen_title} hideCaption rows={hours} rowKey={(h) => h.id} columns={[
          { header: w.plan_supporter, rowHeader: true, cell: (h) => h.name },
          { header: w.plan_when, cell: (h) => weeklyText(w, dates, h) },
          { header: w.plan_missing, cell: (h) => h.missing.map((missing) => missingText(w, missing)).join(' ') },
        ]} />
      )}
    </Card>
  )
}

function Places({ places, changed }: { places: readonly Place[]; changed: () => void }) {
  const w = useHoursWords()
  const [open, setOpen] = useState<Place | 'new' | null>(null)
  const done = () => {
    setOpen(null)
    changed()
  }
  return (
    <Card title={w.places_title} aside={<Button look="quiet" small icon={Plus} onClick={() => setOpen('new')}>{w.places_add}</Button>}>
      {places.length === 0 ? <p className="muted">{w.places_none}</p> : (
        <ul className="hours-list">{places.map((place) => <OnePlace key={place.id} place={place} onChange={() => setOpen(place)} changed={changed} />)}</ul>
      )}
      <Dialog open={open !== null} onClose={() => setOpen(null)} title={open === 'new' ? w.places_add : w.places_change}>
        {open === 'new' ? <NewPlace added={done} /> : open ? <PlaceForm place={open} done={done} /> : null}
      </Dialog>
    </Card>
  )
}

function OnePlace({ place, onChange, changed }: { place: Place; onChange: () => void; changed: () => void }) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(dropPlace)
  return (
    <li>
      <div className="hours-said">
        <p><strong>{place.name}</strong></p>
        {place.directions ? <p className="muted">{place.directions}</p> : null}
        <SentBanner sent={sent} />
      </div>
      <div className="row">
        <Button look="quiet" small aria-label={w.places_change_of(place.name)} onClick={onChange}>{w.places_change}</Button>
        <Button look="quiet" small busy={busy} aria-label={w.places_remove_of(place.name)} onClick={async () => {
          if (!(await send(place.id))) return
          toast(w.places_removed)
          changed()
        }}>{w.places_remove}</Button>
      </div>
    </li>
  )
}

function PlaceForm({ place, done }: { place: Place; done: () => void }) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(changePlace)
  const [name, setName] = useState(place.name)
  const [directions, setDirections] = useState(place.directions)
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (!(await send(place.id, { name, directions }))) return
      toast(w.places_saved)
      done()
    }}>
      <TextInput label={w.form_place_name} value={name} maxLength={80} autoComplete="off" onValue={setName} />
      <TextInput label={w.form_place_directions} hint={w.form_place_directions_hint} value={directions} maxLength={300} autoComplete="off" onValue={setDirections} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={name.trim() === ''}>{w.save}</Button></div>
    </form>
  )
}
