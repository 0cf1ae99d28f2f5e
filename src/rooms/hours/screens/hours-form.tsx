import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Select, TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import type { RefusedAnswer } from '../../../ui/use-load.ts'
import type { Painted } from '../rules/week-grid.ts'
import { WEEKDAYS, type Weekday } from '../rules/weekly-hours.ts'
import { OfferFields, TimeFields, type Setting } from './hours-fields.tsx'
import { useHoursWords } from './words.ts'

interface HoursFormProps extends Setting {
  readonly start: Painted
  readonly busy: boolean
  readonly sent: { state: string; refusal?: RefusedAnswer }
  readonly onSave: (hours: Painted) => void
  readonly onCancel: () => void
}

/** One stretch of weekly hours, without the grid. */
export function HoursForm({ start, busy, sent, onSave, onCancel, mine, placeAdded }: HoursFormProps) {
  const w = useHoursWords()
  const dates = useDates()
  const [hours, setHours] = useState(start)
  return (
    <form className="stack" noValidate onSubmit={(event) => {
      event.preventDefault()
      onSave(hours)
    }}>
      <Select label={w.form_weekday} value={String(hours.weekday)} options={WEEKDAYS.map((weekday) => ({ value: String(weekday), label: dates.weekday(weekday) }))}
        onValue={(weekday) => setHours({ ...hours, weekday: Number(weekday) as Weekday })} />
      <TimeFields value={hours} onValue={setHours} />
      <p className="field-hint">{w.form_ends_hint}</p>
      <OfferFields value={hours} onValue={setHours} mine={mine} placeAdded={placeAdded} />
      <Disclosure summary={w.form_term} open={hours.validUntil !== null}>
        <div className="hours-times">
          <TextInput label={w.form_valid_from} type="date" value={hours.validFrom ?? ''} onValue={(day) => setHours({ ...hours, validFrom: day || null })} />
          <TextInput label={w.form_valid_until} type="date" value={hours.validUntil ?? ''} onValue={(day) => setHours({ ...hours, validUntil: day || null })} />
        </div>
      </Disclosure>
      <SentBanner sent={sent} />
      <div className="ending">
        <Button type="submit" busy={busy}>{w.save}</Button>
        <Button look="quiet" onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}
