import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceChips, Checkbox } from '../../../ui/choices.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { SentBanner } from '../../../ui/loaded.tsx'
import { useDates } from '../../../ui/program.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useSend } from '../../../ui/use-load.ts'
import { addDays, dropDays } from '../client.ts'
import type { NamedDays } from '../contract.ts'
import { useHoursWords } from './words.ts'

interface Changing {
  readonly changed: () => void
}

/** Exam weeks and holidays, which hold for the whole program. */
export function ProgramDays({ days, changed }: { days: readonly NamedDays[] } & Changing) {
  const w = useHoursWords()
  return (
    <Card title={w.days_title} sub={w.days_intro}>
      <div className="stack">
        {days.length === 0 ? <p className="muted">{w.days_none}</p> : (
          <ul className="hours-list">{days.map((one) => <Days key={one.id} days={one} changed={changed} />)}</ul>
        )}
        <AddDays changed={changed} />
      </div>
    </Card>
  )
}

function Days({ days, changed }: { days: NamedDays } & Changing) {
  const w = useHoursWords()
  const dates = useDates()
  const toast = useToast()
  const { send, sent, busy } = useSend(dropDays)
  return (
    <li>
      <div className="hours-said">
        <p><strong>{days.name}</strong></p>
        <p className="row muted">
          {w.days_span(dates.plainDate(days.firstDay), dates.plainDate(days.lastDay))}
          <Badge tone={days.closed ? 'warm' : 'plain'}>{days.closed ? w.days_state_closed : w.days_state_open}</Badge>
        </p>
        <SentBanner sent={sent} />
      </div>
      <Button look="quiet" small busy={busy} aria-label={w.days_remove_of(days.name)} onClick={async () => {
        if (!(await send(days.id))) return
        toast(w.days_removed)
        changed()
      }}>{w.days_remove}</Button>
    </li>
  )
}

function AddDays({ changed }: Changing) {
  const w = useHoursWords()
  const toast = useToast()
  const { send, sent, busy } = useSend(addDays)
  const [kind, setKind] = useState<NamedDays['kind']>('exams')
  const [name, setName] = useState('')
  const [firstDay, setFirstDay] = useState('')
  const [lastDay, setLastDay] = useState('')
  const [closed, setClosed] = useState(false)
  const ready = name.trim() !== '' && firstDay !== '' && lastDay !== ''
  return (
    <form className="stack" onSubmit={async (event) => {
      event.preventDefault()
      if (!(await send({ kind, name, firstDay, lastDay, closed }))) return
      toast(w.days_added)
      setName('')
      setFirstDay('')
      setLastDay('')
      changed()
    }}>
      <ChoiceChips label={w.days_kind} value={kind} onValue={(chosen) => { setKind(chosen); setClosed(chosen === 'holiday') }}
        options={[{ value: 'exams', label: w.days_exams }, { value: 'holiday', label: w.days_holiday }]} />
      <TextInput label={w.days_name} value={name} maxLength={80} autoComplete="off" onValue={setName} />
      <div className="hours-times">
        <TextInput label={w.days_first} type="date" value={firstDay} onValue={(day) => { setFirstDay(day); if (lastDay < day) setLastDay(day) }} />
        <TextInput label={w.days_last} type="date" value={lastDay} min={firstDay} onValue={setLastDay} />
      </div>
      <Checkbox label={w.days_closed} hint={w.days_closed_hint} checked={closed} onValue={setClosed} />
      <SentBanner sent={sent} />
      <div className="ending"><Button type="submit" busy={busy} disabled={!ready}>{w.days_add}</Button></div>
    </form>
  )
}
